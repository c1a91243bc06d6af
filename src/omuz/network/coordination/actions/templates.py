"""Taking a model out of a municipality, bringing one in from a file, and beginning another municipality with it."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.people.access import Person, Refused
from omuz.foundation.people.models import Organisation
from omuz.network.coordination.actions.held import act_on
from omuz.network.coordination.actions.nobody import nobody
from omuz.network.coordination.actions.sheets import months_after
from omuz.network.coordination.models import (
    Copy,
    Guide,
    Protocol,
    StageReached,
    Step,
    Template,
    Unit,
    UnitPage,
    Workspace,
)
from omuz.network.coordination.queries.templates import content_of, model_of
from omuz.network.coordination.queries.workspaces import own_municipalities
from omuz.network.coordination.rules.shape import TOWN, ActionShape, Content, read_file
from omuz.network.coordination.rules.states import State
from omuz.network.standards.actions.refusals import NotNow, written


def take_template(*, by: Person, workspace: Workspace, name: str) -> Template:
    """Keep the model of a municipality as a template; what leads to a person is left out of it.

    Raises NotNow where no directorate stands in the workspace yet.
    """
    nobody(name)
    told = written(name, _("Kalıbın adı"))[:160]
    content = model_of(workspace, told).content
    if not content.units:
        raise NotNow(_("Bu çalışma alanında müdürlük yok; kalıp olacak bir şey henüz yazılmadı."))
    with act_on(by, workspace, "coordination_template.taken"):
        return _kept(by, content, workspace.municipality, brought_in=False)


def bring_in(*, by: Person, raw: bytes, filename: str) -> Template:
    """Keep a template that came as a file. Raises NotNow with the sentence that says what is wrong with it."""
    by.require("coordination.write")
    try:
        content = read_file(raw, filename)
    except CatalogueError as fault:
        raise NotNow(_("Kalıp alınmadı. %(what)s") % {"what": fault}) from fault
    if Template.objects.filter(digest=content.digest, retired=False).exists():
        raise NotNow(_("Bu kalıp zaten var; ikinci kez alınmadı."))
    town = None if by.sees_network else _own_town(by)
    with recorded(by=by, event="coordination_template.brought_in", centre=_centre(by, town.id if town else None)):
        return _kept(by, content, town, brought_in=True)


def _own_town(by: Person) -> Organisation:
    found: Organisation | None = Organisation.objects.filter(pk__in=own_municipalities(by)).order_by("name").first()
    if found is None:
        raise Refused(_("Kalıp dosyasını bir belediyenin merkezi ya da ağ alır."))
    return found


def _kept(by: Person, content: Content, town: Organisation | None, *, brought_in: bool) -> Template:
    made: Template = Template.objects.create(
        name=content.name,
        municipality=town,
        content=content.to_json(),
        digest=content.digest,
        brought_in=brought_in,
        made_at=timezone.now(),
        made_by=by.staff_id,
    )
    return made


def retire_template(*, by: Person, template: Template) -> Template:
    """Nobody begins from it any more; what was begun from it stays comparable."""
    by.require("coordination.write")
    if not by.sees_network and template.municipality_id not in own_municipalities(by):
        raise Refused(_("Bu kalıbı alındığı belediyenin merkezi ya da ağ kaldırır."))
    about = f"coordination_template:{template.id}"
    centre = _centre(by, template.municipality_id)
    with recorded(by=by, event="coordination_template.retired", centre=centre, about=about):
        template.retired = True
        template.save()
    return template


def _centre(by: Person, town: UUID | None) -> UUID | None:
    if by.sees_network:
        return None
    held = by.centres_where("coordination.write")
    return next((post.centre_id for post in held if post.organisation_id == town), None)


def begin_from(
    *, by: Person, template: Template, municipality: Organisation, on: date, typical: bool = False
) -> Workspace:
    """Open another municipality's workspace with a template: everything may be changed, nothing is decided yet.

    `typical` marks an invented one. Raises NotNow where the municipality has a workspace, or the template is retired.
    """
    by.require("coordination.write")
    if not by.sees_network and municipality.id not in own_municipalities(by):
        raise Refused(_("Yalnız kendi belediyeniz için çalışma alanı açabilirsiniz."))
    if on > timezone.localdate():
        raise NotNow(_("Bugünden sonraki bir gün yazılmaz; hiçbir şey kaydedilmedi."))
    if municipality.kind == Organisation.Kind.NGO:
        raise NotNow(_("Model belediyelerde işler; dernekler için çalışma alanı açılmaz."))
    if template.retired:
        raise NotNow(_("Bu kalıp kaldırıldı; başka bir kalıp seçin."))
    if Workspace.objects.filter(municipality=municipality).exists():
        raise NotNow(_("Bu belediyenin çalışma alanı zaten açık; listeden açın."))
    content, now = content_of(template), timezone.now()
    made = Workspace(
        municipality=municipality,
        begun_on=on,
        typical=typical,
        secretariat_post=_local(content.secretariat_post, municipality),
        changed_at=now,
        changed_by=by.staff_id,
    )
    about = f"workspace:{made.id}"
    with recorded(by=by, event="workspace.begun_from_template", centre=_centre(by, municipality.id), about=about):
        made.save(force_insert=True)
        StageReached.objects.create(workspace=made, stage=0, on=on, by=by.staff_id, made_at=now)
        steps = _filled(by, made, content)
        Copy.objects.create(workspace=made, template=template, steps=steps, made_at=now, made_by=by.staff_id)
    return made


def _local(words: str, municipality: Organisation) -> str:
    return words.replace(TOWN, municipality.name)


def _filled(by: Person, workspace: Workspace, content: Content) -> dict[str, str]:
    """Write everything of a template into a new workspace; code of the action → id of the action of the plan."""
    now, town = timezone.now(), workspace.municipality
    units = {}
    for place, shape in enumerate(content.units, 1):
        unit = Unit.objects.create(
            workspace=workspace,
            key=shape.key,
            name=_local(shape.name, town)[:160],
            focal_post=shape.focal_post,
            deputy_post=shape.deputy_post,
            order=place,
        )
        units[shape.key] = unit
        pages = {part: _local(words, town) for part, words in shape.pages.items()}
        UnitPage.objects.create(unit=unit, version=1, made_at=now, made_by=by.staff_id, **pages)
    if content.protocol.title or content.protocol.text:
        told = {name: _local(getattr(content.protocol, name), town) for name in ("title", "parties", "text")}
        Protocol.objects.create(workspace=workspace, made_at=now, **told | {"title": told["title"][:200] or "–"})
    if content.questions:
        questions = [{"code": each.code, "text": each.text, "probe": each.probe} for each in content.questions]
        consent = _local(content.consent, town)
        Guide.objects.create(
            workspace=workspace, questions=questions, consent=consent, changed_at=now, changed_by=by.staff_id
        )
    return {each.code: _step(by, workspace, units[each.unit], each).hex for each in content.actions}


def _step(by: Person, workspace: Workspace, unit: Unit, told: ActionShape) -> UUID:
    starts = months_after(workspace.begun_on, told.after_months)
    row = Step.objects.create(
        workspace=workspace,
        unit=unit,
        what=_local(told.what, workspace.municipality)[:400],
        post=told.post or "–",
        starts_on=starts,
        ends_on=months_after(starts, told.months),
        indicator=_local(told.indicator, workspace.municipality)[:200],
        state=State.PLANNED,
        changed_at=timezone.now(),
        changed_by=by.staff_id,
    )
    return row.id
