"""Opening a workspace, its commitment and secretariat, and moving it from stage to stage."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person, Refused
from omuz.foundation.people.models import Organisation
from omuz.network.coordination.actions.held import act_on, free, post_only
from omuz.network.coordination.models import StageReached, Workspace
from omuz.network.coordination.queries.catalogue import stages
from omuz.network.coordination.queries.stages import LAST, missing
from omuz.network.coordination.queries.workspaces import own_municipalities
from omuz.network.standards.actions.refusals import NotNow, written


@dataclass(frozen=True)
class Details:
    """The mayor's word and the post that runs the work."""

    secretariat_post: str = ""
    committed_on: date | None = None
    commitment: str = ""


def begin(*, by: Person, municipality: Organisation, on: date, typical: bool = False) -> Workspace:
    """Open the workspace of a municipality at stage 0. Raises NotNow where there is one, Refused for another's."""
    by.require("coordination.write")
    if not by.sees_network and municipality.id not in own_municipalities(by):
        raise Refused(_("Yalnız kendi belediyeniz için çalışma alanı açabilirsiniz."))
    _refuse_day(on)
    if municipality.kind == Organisation.Kind.NGO:
        raise NotNow(_("Model belediyelerde işler; dernekler için çalışma alanı açılmaz."))
    if Workspace.objects.filter(municipality=municipality).exists():
        raise NotNow(_("Bu belediyenin çalışma alanı zaten açık; listeden açın."))
    held = by.centres_where("coordination.write")
    centre = (
        None if by.sees_network else next(post.centre_id for post in held if post.organisation_id == municipality.id)
    )
    made = Workspace(
        municipality=municipality, begun_on=on, typical=typical, changed_at=timezone.now(), changed_by=by.staff_id
    )
    with recorded(by=by, event="workspace.begun", centre=centre, about=f"workspace:{made.id}"):
        made.save(force_insert=True)
        _reached(by, made, 0, on, "")
    return made


def write_details(*, by: Person, workspace: Workspace, details: Details) -> Workspace:
    """Write the commitment and the secretariat; empty stays empty until it is known."""
    free(details.commitment)
    if (details.committed_on is None) != (not details.commitment.strip()):
        raise NotNow(_("Taahhüdün günüyle nerede yazılı olduğu birlikte yazılır; hiçbir şey kaydedilmedi."))
    if details.committed_on is not None:
        _refuse_day(details.committed_on)
    post = post_only(details.secretariat_post, _("Sekreterya görevi"), needed=False)
    with act_on(by, workspace, "workspace.details_written") as held:
        held.secretariat_post, held.committed_on = post, details.committed_on
        held.commitment = details.commitment.strip()[:300]
        held.save()
    return held


def reach(*, by: Person, workspace: Workspace, on: date, evidence_note: str = "") -> Workspace:
    """Go one stage further. Raises NotNow with a sentence naming everything that is missing."""
    free(evidence_note)
    _refuse_day(on)
    with act_on(by, workspace, "workspace.stage_reached") as held:
        if held.stage >= LAST:
            raise NotNow(_("Bu belediye son aşamada; yeni bir dönem için eylem planını yenileyin."))
        following = held.stage + 1
        lacking = missing(held, following, timezone.localdate())
        if lacking:
            words = _("“%(stage)s” aşamasına geçilemedi; hiçbir şey değişmedi. Eksik: %(what)s")
            raise NotNow(words % {"stage": stages()[following].name, "what": " ".join(lacking)})
        if on < _last_day(held):
            raise NotNow(_("Aşamanın günü bir öncekinden önce olamaz; hiçbir şey kaydedilmedi."))
        held.stage = following
        held.save(update_fields=["stage"])
        _reached(by, held, following, on, evidence_note)
    return held


def set_back(*, by: Person, workspace: Workspace, stage: int, on: date, why: str) -> Workspace:
    """Back to an earlier stage with a reason: a new mayor, a protocol not renewed. What was written stays."""
    free(why)
    _refuse_day(on)
    reason = written(why, _("Neden"))
    with act_on(by, workspace, "workspace.stage_set_back", why=reason) as held:
        if not 0 <= stage < held.stage:
            raise NotNow(_("Yalnız geçilmiş bir aşamaya geri dönülür; hiçbir şey değişmedi."))
        if on < _last_day(held):
            raise NotNow(_("Aşamanın günü bir öncekinden önce olamaz; hiçbir şey kaydedilmedi."))
        held.stage = stage
        held.save(update_fields=["stage"])
        _reached(by, held, stage, on, reason)
    return held


def _reached(by: Person, workspace: Workspace, stage: int, on: date, note: str) -> None:
    StageReached.objects.create(
        workspace=workspace,
        stage=stage,
        on=on,
        evidence_note=note.strip()[:400],
        by=by.staff_id,
        made_at=timezone.now(),
    )


def _last_day(workspace: Workspace) -> date:
    row = StageReached.objects.filter(workspace=workspace).last()
    return row.on if row is not None else workspace.begun_on


def _refuse_day(on: date) -> None:
    if on > timezone.localdate():
        raise NotNow(_("Bugünden sonraki bir gün yazılmaz; hiçbir şey kaydedilmedi."))
