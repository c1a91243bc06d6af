"""Focus groups from the plan to the notes: who sits together, the guide, what was said without who said it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.people.access import Person
from omuz.network.coordination.actions.held import act_on, post_only
from omuz.network.coordination.actions.nobody import nobody
from omuz.network.coordination.models import Finding, FocusGroup, FocusNote, Guide, Unit, Workspace
from omuz.network.coordination.queries.guide import frame
from omuz.network.standards.actions.refusals import NotNow, written

MOST_CAME = 30
WORDS = 600
_CONSENT = 6000
_FINDING = 2000


@dataclass(frozen=True)
class Plan:
    """One group as it is planned; facilitator and note-taker are posts with their institutions."""

    unit: Unit
    level: str
    on: date
    minutes: int
    seats: int
    facilitator: str
    note_taker: str
    begins: time | None = None
    place: str = ""
    support: str = ""


@dataclass(frozen=True)
class Note:
    """One thing that was said; `id` of the row it changes, None for a new one."""

    question: str
    words: str
    id: UUID | None = None


def plan_group(*, by: Person, workspace: Workspace, plan: Plan, group: FocusGroup | None = None) -> FocusGroup:
    """Plan a group or change one that was not held. Raises NotNow where it breaks a rule of the plan."""
    _keep_rules(workspace, plan)
    row = group or FocusGroup(workspace=workspace)
    if row.state != "planned":
        raise NotNow(_("Bu görüşme yapıldı ya da iptal edildi; planı artık değişmez."))
    twin = FocusGroup.objects.filter(unit=plan.unit, level=plan.level, came=None, called_off_why="").exclude(pk=row.pk)
    if twin.exists():
        raise NotNow(_("Bu müdürlükte aynı kademe için planlanmış bir grup var; onu değiştirin."))
    row.unit, row.level, row.on, row.begins = plan.unit, plan.level, plan.on, plan.begins
    row.minutes, row.seats = plan.minutes, plan.seats
    row.place, row.support = _plain(plan.place, 160), _plain(plan.support, 200, contact=True)
    row.facilitator = post_only(plan.facilitator, _("Kolaylaştırıcı"))
    row.note_taker = post_only(plan.note_taker, _("Not tutan"))
    with act_on(by, workspace, "focus_group.planned"):
        _stamp(row, by)
        row.save()
    return row


def _keep_rules(workspace: Workspace, plan: Plan) -> None:
    told = frame()
    if plan.unit.workspace_id != workspace.pk or plan.level not in {each.code for each in told.levels}:
        raise NotNow(_("Müdürlüğü ve kademeyi listeden seçin; hiçbir şey kaydedilmedi."))
    if not told.fewest <= plan.seats <= told.most:
        raise NotNow(_("Bir grupta %(fewest)s ile %(most)s kişi olur; sayıyı değiştirin.")
                     % {"fewest": told.fewest, "most": told.most})  # fmt: skip
    if not told.shortest <= plan.minutes <= told.longest:
        raise NotNow(_("Görüşme %(shortest)s ile %(longest)s dakika arasında sürer; süreyi değiştirin.")
                     % {"shortest": told.shortest, "longest": told.longest})  # fmt: skip
    town = workspace.municipality.name.casefold()
    if town in plan.facilitator.casefold():
        raise NotNow(_("Kolaylaştırıcı belediyenin dışından olmalı; başka bir kurumun görevini yazın."))


def _plain(words: str, most: int, *, contact: bool = False) -> str:
    """Where something is: no person; a support line may be a telephone, everything else may not."""
    if contact:
        post_only("".join(each for each in words if not each.isdigit()), _("Destek"), needed=False)
    else:
        nobody(words)
    return words.strip()[:most]


def _stamp(row: FocusGroup | FocusNote | Guide, by: Person) -> None:
    row.changed_at, row.changed_by = timezone.now(), by.staff_id


def call_off_group(*, by: Person, group: FocusGroup, why: str) -> FocusGroup:
    """The group does not sit, with the reason; its row stays."""
    nobody(why)
    reason = written(why, _("Neden"))[:300]
    if group.state != "planned":
        raise NotNow(_("Bu görüşme yapıldı ya da zaten iptal edildi; hiçbir şey değişmedi."))
    with act_on(by, group.workspace, "focus_group.called_off"):
        group.called_off_why = reason
        _stamp(group, by)
        group.save()
    return group


def hold_group(*, by: Person, group: FocusGroup, on: date, came: int) -> FocusGroup:
    """The group sat on that day and so many came; nothing else is kept about them."""
    if group.state == "called_off":
        raise NotNow(_("Bu görüşme iptal edildi; hiçbir şey değişmedi."))
    if on > timezone.localdate():
        raise NotNow(_("Bu gün daha gelmedi; görüşme yapılınca yazın."))
    if not 1 <= came <= MOST_CAME:
        raise NotNow(_("Kaç kişi geldiğini yazın; yalnız sayı."))
    with act_on(by, group.workspace, "focus_group.held"):
        group.on, group.came = on, came
        _stamp(group, by)
        group.save()
    return group


def write_notes(*, by: Person, group: FocusGroup, notes: Sequence[Note]) -> int:
    """Keep what was said, question by question; a row whose words are empty goes. How many notes there are then.

    Raises NotNow for words that lead to somebody; then nothing of it is kept.
    """
    if group.state != "held":
        raise NotNow(_("Notlar görüşme yapıldıktan sonra yazılır; önce kaç kişinin geldiğini yazın."))
    questions = {each.code for each in frame().questions}
    nobody(*(each.words for each in notes))
    with act_on(by, group.workspace, "focus_group.noted", about=f"focus_group:{group.id}"):
        rows = {row.id: row for row in FocusNote.objects.filter(group=group)}
        last = max((row.place for row in rows.values()), default=0)
        for each in notes:
            row = rows.get(each.id) if each.id else None
            if not each.words.strip():
                if row is not None:
                    row.delete()
                continue
            if row is None:
                last += 1
                row = FocusNote(group=group, place=last, question=each.question)
            if row.question not in questions:
                raise NotNow(_("Bu soru kılavuzda yok; hiçbir şey kaydedilmedi."))
            if row.words == each.words.strip():
                continue
            row.words, row.quotable = written(each.words, _("Not"))[:WORDS], False
            _stamp(row, by)
            row.save()
        left = FocusNote.objects.filter(group=group).count()
        group.noted = bool(left)
        _stamp(group, by)
        group.save(update_fields=["noted", "changed_at", "changed_by"])
    return left


def code_notes(*, by: Person, group: FocusGroup, codes: Mapping[UUID, Sequence[str]], quotable: Sequence[UUID]) -> None:
    """Say which themes each note speaks of, and which may be quoted; never with the group it came from."""
    themes = {each.code for each in frame().themes}
    if not {code for told in codes.values() for code in told} <= themes:
        raise NotNow(_("Temaları listeden seçin; hiçbir şey kaydedilmedi."))
    with act_on(by, group.workspace, "focus_group.coded", about=f"focus_group:{group.id}"):
        for row in FocusNote.objects.filter(group=group):
            row.codes = [code for code in (each.code for each in frame().themes) if code in codes.get(row.id, ())]
            row.quotable = row.id in quotable
            _stamp(row, by)
            row.save()


def write_guide(*, by: Person, workspace: Workspace, questions: Mapping[str, tuple[str, str]], consent: str) -> Guide:
    """The municipality's own words for the nine questions (text and what to ask on) and for the consent.

    Raises NotNow where a question is left empty: who wants fewer asks less in the room.
    """
    told = frame()
    rows = []
    for each in told.questions:
        text, probe = questions.get(each.code, ("", ""))
        nobody(text, probe)
        rows.append({"code": each.code, "text": written(text, str(each.text))[:WORDS], "probe": probe.strip()[:WORDS]})
    nobody(consent)
    row = Guide.objects.filter(workspace=workspace).first() or Guide(workspace=workspace)
    row.questions, row.consent = rows, written(consent, _("Onam metni"))[:_CONSENT]
    with act_on(by, workspace, "focus_group.guide_written"):
        _stamp(row, by)
        row.save()
    return row


def write_findings(*, by: Person, workspace: Workspace, words: Mapping[str, str]) -> None:
    """What was learnt about each theme, across all groups; an empty text takes a finding back."""
    nobody(*words.values())
    themes = {each.code for each in frame().themes}
    with act_on(by, workspace, "focus_group.findings_written"):
        for theme, text in words.items():
            if theme not in themes:
                raise NotNow(_("Temaları listeden seçin; hiçbir şey kaydedilmedi."))
            found = Finding.objects.filter(workspace=workspace, theme=theme)
            if not text.strip():
                found.delete()
                continue
            row = found.first() or Finding(workspace=workspace, theme=theme)
            row.words = text.strip()[:_FINDING]
            row.save()


def next_version(unit: Unit) -> int:
    """The number of the next sheet of a unit."""
    last: int | None = unit.sheets.aggregate(last=Max("version"))["last"]
    return (last or 0) + 1
