"""The plan of action: writing an action, moving it from state to state with a reason where one is due."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.people.access import Person
from omuz.network.coordination.actions.held import act_on, free, post_only
from omuz.network.coordination.models import Step, Unit, Workspace
from omuz.network.coordination.rules.states import State
from omuz.network.standards.actions.refusals import NotNow, written


@dataclass(frozen=True)
class Wording:
    """An action as it was typed."""

    unit: Unit
    what: str
    post: str
    starts_on: date
    ends_on: date
    indicator: str = ""
    means: str = ""
    strategic_plan: str = ""
    equality_plan: str = ""


def plan_step(*, by: Person, workspace: Workspace, wording: Wording) -> Step:
    """Write an action into the plan."""
    made = Step(workspace=workspace, changed_at=timezone.now(), changed_by=by.staff_id)
    with act_on(by, workspace, "plan.action_written", about=f"plan_action:{made.id}") as held:
        _worded(made, held, wording)
        made.save(force_insert=True)
    return made


def change_step(*, by: Person, step: Step, wording: Wording) -> Step:
    """Word an action anew; its state stays."""
    with act_on(by, step.workspace, "plan.action_changed", about=f"plan_action:{step.id}") as held:
        row: Step = Step.objects.get(pk=step.pk)
        _worded(row, held, wording)
        row.changed_at, row.changed_by = timezone.now(), by.staff_id
        row.save()
    return row


def _worded(row: Step, workspace: Workspace, wording: Wording) -> None:
    free(wording.what, wording.indicator, wording.means, wording.strategic_plan, wording.equality_plan)
    if wording.unit.workspace_id != workspace.id:
        raise NotNow(_("Bu müdürlük başka bir belediyenin; hiçbir şey kaydedilmedi."))
    if wording.ends_on < wording.starts_on:
        raise NotNow(_("Bitiş günü başlangıçtan önce olamaz; hiçbir şey kaydedilmedi."))
    row.unit, row.what = wording.unit, written(wording.what, _("Eylem"))[:400]
    row.post = post_only(wording.post, _("Sorumlu görev"))
    row.starts_on, row.ends_on = wording.starts_on, wording.ends_on
    row.indicator, row.means = wording.indicator.strip()[:200], wording.means.strip()[:200]
    row.strategic_plan, row.equality_plan = wording.strategic_plan.strip()[:120], wording.equality_plan.strip()[:120]


def move(*, by: Person, step: Step, state: State, why: str = "", done_on: date | None = None) -> Step:
    """Move an action to another state; dropping asks for a reason, being done for a day that has come."""
    free(why)
    today = timezone.localdate()
    if state is State.DROPPED and not why.strip():
        raise NotNow(_("Vazgeçilen eylemin nedenini bir cümleyle yazın; hiçbir şey kaydedilmedi."))
    if done_on is not None and done_on > today:
        raise NotNow(_("Bugünden sonraki bir gün yazılmaz; hiçbir şey kaydedilmedi."))
    with act_on(by, step.workspace, "plan.action_moved", about=f"plan_action:{step.id}"):
        row: Step = Step.objects.get(pk=step.pk)
        row.state = state
        row.done_on = (done_on or today) if state is State.DONE else None
        row.why = why.strip()[:400] or row.why
        row.changed_at, row.changed_by = timezone.now(), by.staff_id
        row.save()
    return row


def remove_step(*, by: Person, step: Step) -> None:
    """Take out an action nobody began; what was begun is dropped with a reason instead."""
    with act_on(by, step.workspace, "plan.action_removed", about=f"plan_action:{step.id}"):
        if step.state != State.PLANNED:
            raise NotNow(_("Başlamış bir eylem silinmez; “vazgeçildi” diye nedeniyle kapatılır."))
        Step.objects.filter(pk=step.pk).delete()
