"""What came out of the groups: the unit's sheet, its confirmation, actions of the plan from it, the joint session."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.people.access import Person
from omuz.network.coordination.actions.focus import next_version
from omuz.network.coordination.actions.held import act_on, post_only
from omuz.network.coordination.actions.nobody import nobody
from omuz.network.coordination.models import JointSession, SheetAction, Step, Unit, UnitSheet, Workspace
from omuz.network.coordination.rules.states import State
from omuz.network.standards.actions.refusals import NotNow, written

MOST_ACTIONS = 5
_WORKFLOW = 4000


@dataclass(frozen=True)
class Proposed:
    """One action a unit takes on: what, which post, within 3 or 12 months, how one sees it."""

    what: str
    post: str
    months: int
    indicator: str = ""


def draw_sheet(*, by: Person, unit: Unit, workflow: str, actions: Sequence[Proposed]) -> UnitSheet:
    """A new version of the unit's sheet, not yet confirmed. Raises NotNow for more than five actions, or a person."""
    if len(actions) > MOST_ACTIONS:
        raise NotNow(_("Bir birim sayfasında en çok beş eylem olur; önemlisi kalsın."))
    nobody(workflow, *(words for each in actions for words in (each.what, each.indicator)))
    posts = [post_only(each.post, _("Sorumlu görev")) for each in actions]
    with act_on(by, unit.workspace, "unit_sheet.drawn"):
        sheet = UnitSheet(workspace=unit.workspace, unit=unit, version=next_version(unit))
        sheet.workflow = written(workflow, _("İş akışı"))[:_WORKFLOW]
        sheet.made_at, sheet.made_by = timezone.now(), by.staff_id
        sheet.save()
        for place, (each, post) in enumerate(zip(actions, posts, strict=True), 1):
            if each.months not in SheetAction.MONTHS:
                raise NotNow(_("Süre üç ay ya da on iki ay olur; hiçbir şey kaydedilmedi."))
            SheetAction.objects.create(
                sheet=sheet,
                place=place,
                what=written(each.what, _("Ne yapılacak"))[:400],
                post=post,
                months=each.months,
                indicator=each.indicator.strip()[:200],
            )
    return sheet


def confirm_sheet(*, by: Person, sheet: UnitSheet, on: date, post: str) -> UnitSheet:
    """The unit read its sheet and agrees; `post` is which post of the unit said so."""
    _refuse_old(sheet)
    if sheet.confirmed_on is not None:
        raise NotNow(_("Bu sayfa zaten onaylandı; değişiklik yeni bir sayfa ister."))
    if on > timezone.localdate():
        raise NotNow(_("Onay günü bugünden sonra olamaz."))
    who = post_only(post, _("Onaylayan görev"))
    with act_on(by, sheet.workspace, "unit_sheet.confirmed"):
        sheet.confirmed_on, sheet.confirmed_post = on, who
        sheet.save()
    return sheet


def take_into_plan(*, by: Person, action: SheetAction, today: date | None = None) -> Step:
    """Make an action of the plan from a confirmed one; it begins today and ends after its months."""
    sheet, day = action.sheet, today or timezone.localdate()
    _refuse_old(sheet)
    if sheet.confirmed_on is None:
        raise NotNow(_("Önce birim sayfasını onaylasın; eylem ondan sonra plana girer."))
    if action.step_id is not None:
        raise NotNow(_("Bu eylem plana zaten girdi."))
    with act_on(by, sheet.workspace, "unit_sheet.taken_into_plan"):
        step = Step.objects.create(
            workspace=sheet.workspace,
            unit=sheet.unit,
            what=action.what,
            post=action.post,
            starts_on=day,
            ends_on=months_after(day, action.months),
            indicator=action.indicator,
            state=State.PLANNED,
            changed_at=timezone.now(),
            changed_by=by.staff_id,
        )
        action.step = step
        action.save()
    return step


def months_after(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


def _refuse_old(sheet: UnitSheet) -> None:
    if sheet.version != next_version(sheet.unit) - 1:
        raise NotNow(_("Bu birimin daha yeni bir sayfası var; onu açın."))


def hold_joint_session(
    *, by: Person, workspace: Workspace, on: date, present: Collection[UUID], words: str, validated: bool
) -> JointSession:
    """All units looked at the sheets together; validated only where every unit that was there has confirmed its own."""
    if on > timezone.localdate():
        raise NotNow(_("Bu gün daha gelmedi; oturum yapılınca yazın."))
    nobody(words)
    units = list(workspace.units.filter(pk__in=list(present)))
    if not units:
        raise NotNow(_("Hangi birimlerin geldiğini seçin; hiçbir şey kaydedilmedi."))
    if validated:
        _refuse_unconfirmed(units)
    with act_on(by, workspace, "joint_session.held"):
        made: JointSession = JointSession.objects.create(
            workspace=workspace,
            on=on,
            present=[str(each.id) for each in units],
            words=words.strip()[:_WORKFLOW],
            validated=validated,
            made_at=timezone.now(),
            made_by=by.staff_id,
        )
    return made


def _refuse_unconfirmed(units: Sequence[Unit]) -> None:
    for unit in units:
        newest = unit.sheets.order_by("-version").first()
        if newest is None or newest.confirmed_on is None:
            raise NotNow(
                _("%(unit)s sayfasını onaylamadı; ortak oturum ancak onaylanan sayfaları geçerli sayar.")
                % {"unit": unit.name}
            )
