"""A follow-up is planned, attempted, given up; "aranmasın" and two unanswered attempts end it on the server."""

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from omuz.casework.appointments.models import FollowUp
from omuz.casework.appointments.queries.promises import follow_ups_of, tries_in
from omuz.casework.appointments.queries.visits import may_work_on
from omuz.casework.appointments.rules.follow_up import (
    PlanProblem,
    Result,
    State,
    Try,
    after_try,
    faults_of_plan,
    faults_of_try,
    opening_of,
)
from omuz.casework.appointments.rules.ways import Way
from omuz.casework.cases.actions.writing import new_record, touch_case
from omuz.casework.cases.queries.files import OpenedCase, locked_case, locked_record, opened, safe_contact_of
from omuz.casework.cases.rules.steps import OPEN
from omuz.casework.contacts.rules.safe_contact import SafeContact
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


class CannotPlan(Exception):
    """Her safe contact, her silence or the state of the file forbids it; nothing was written."""

    def __init__(self, *problems: PlanProblem) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


class Settled(Exception):
    """This follow-up is done, stopped or withdrawn already."""


def plan_follow_up(
    *,
    by: Person,
    vault: OpenedVault,
    case_id: UUID,
    way: str,
    due_on: date | None,
    why: str = "not_asked",
    note: str = "",
    worker_id: UUID | None = None,
    on: date | None = None,
    now: datetime | None = None,
) -> FollowUp:
    """Promise to ask how she is, by a way and on a day she allowed; `worker_id` makes it, else she who plans.

    Raises CannotPlan where she did not allow it, Http404 where the planner may not know of the file.
    """
    moment = now or timezone.localtime()
    with recorded(by=by, event="follow_up.planned") as record:
        file = opened(locked_case(by, case_id), vault)
        record.centre, record.about = file.centre_id, f"case:{file.code}"
        safe, tries = safe_contact_of(file), tries_in(follow_ups_of(file))
        problems = faults_of_plan(safe, way, due_on, tries=tries, today=moment.date(), is_open=file.case.state in OPEN)
        if problems:
            raise CannotPlan(*problems)
        worker = worker_id if worker_id and may_work_on(file.case, worker_id) else by.staff_id
        promise = new_record(
            FollowUp,
            file,
            by=by,
            state=State.PLANNED.value,
            due_on=None if way == Way.FACE_TO_FACE else due_on,
            worker_id=worker,
        )
        told = {"on": (on or moment.date()).isoformat(), "way": way, "why": why, "tries": []}
        promise.put(file.key, answers=told, words={"note": note} if note else {})
        promise.save(force_insert=True)
    return promise


def note_try(
    *,
    by: Person,
    vault: OpenedVault,
    follow_up_id: UUID,
    revision: int,
    result: Result,
    way: str = "",
    now: datetime | None = None,
) -> FollowUp:
    """Write down one attempt, made inside her window; raises CannotPlan outside it.

    Reached: done. Not reached: once more on her next safe day, after the second never again unasked. "Aranmasın":
    her number goes, every reminder of the file ends. That she came by herself opens the door again.
    Raises Conflict, Settled.
    """
    moment = now or timezone.localtime()
    with recorded(by=by, event="follow_up.attempted") as record:
        promise = locked_record(by, FollowUp, follow_up_id, revision=revision)
        file = opened(locked_case(by, promise.case_id), vault)
        record.centre, record.about = file.centre_id, f"case:{file.code}"
        if promise.state != State.PLANNED and not (promise.state == State.STOPPED and result is Result.SHE_CAME):
            raise Settled
        told, safe = promise.opened(file.key, "answers"), safe_contact_of(file)
        used = way or str(told["way"])
        opening = opening_of(safe, used, promise.due_on or moment.date(), moment.replace(tzinfo=None))
        problems = faults_of_try(safe, used, result, opening)
        if problems:
            raise CannotPlan(*problems)
        last = Try(moment, used, result.value)
        after = after_try(safe, tries_in(follow_ups_of(file)), last)
        told["tries"] = [*told.get("tries", ()), last.to_payload()]
        promise.state, promise.due_on = after.state.value, after.due_on
        promise.put(file.key, answers=told)
        promise.touch(by)
        promise.save(force_update=True)
        if result is Result.DO_NOT_CALL:
            _never_again(file, but=promise, by=by)
    return promise


def _never_again(file: OpenedCase, *, but: FollowUp, by: Person) -> None:
    """She does not want to be called: her number goes, and no other promise of the file stays."""
    file.identity["safe"] = SafeContact(callable="no").to_payload()
    file.case.put(file.key, identity=file.identity)
    touch_case(file.case, by)
    file.case.save(update_fields=["identity", "revision", "changed_at", "changed_by"])
    others = FollowUp.objects.select_for_update().filter(
        centre_id=file.centre_id, case=file.case, state=State.PLANNED.value
    )
    for other in others.exclude(id=but.id):
        other.state, other.due_on = State.STOPPED.value, None
        other.touch(by)
        other.save(force_update=True)


def withdraw_follow_up(*, by: Person, follow_up_id: UUID, revision: int) -> FollowUp:
    """Take a promise back before it is kept; raises Conflict, Settled."""
    with recorded(by=by, event="follow_up.withdrawn") as record:
        promise = locked_record(by, FollowUp, follow_up_id, revision=revision)
        record.centre, record.about = promise.centre_id, f"case:{promise.case.code}"
        if promise.state != State.PLANNED:
            raise Settled
        promise.state, promise.due_on = State.WITHDRAWN.value, None
        promise.touch(by)
        promise.save(force_update=True)
    return promise


def give_promises(file: OpenedCase, staff_id: UUID, to: UUID, *, by: Person) -> int:
    """Inside the caller's record: the promises of `staff_id` on this file become those of `to`; returns how many."""
    rows = FollowUp.objects.select_for_update().filter(
        centre_id=file.centre_id, case=file.case, worker_id=staff_id, state=State.PLANNED.value
    )
    count = 0
    for promise in rows:
        promise.worker_id = to
        promise.touch(by)
        promise.save(force_update=True)
        count += 1
    return count
