"""An appointment is made, moved, confirmed and ends; two people never get the same room or worker at once."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db.models import QuerySet
from django.utils import timezone

from omuz.casework.appointments.models import Appointment, Room, Slot
from omuz.casework.appointments.queries.door import taken_around
from omuz.casework.appointments.queries.visits import may_work_on
from omuz.casework.appointments.rules.follow_up import opening_of
from omuz.casework.appointments.rules.slots import (
    CODE_ALPHABET,
    CODE_LENGTH,
    CODE_PREFIX,
    SlotProblem,
    Wanted,
    collisions,
    faults_of_time,
)
from omuz.casework.appointments.rules.visit import (
    STATE_AFTER,
    TOLD,
    InterpreterProblem,
    Outcome,
    State,
    Visit,
    faults_of_interpreter,
)
from omuz.casework.appointments.rules.ways import ways_of
from omuz.casework.cases.actions.writing import new_record, step_taken
from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import OpenedCase, locked_case, locked_record, opened, safe_contact_of
from omuz.casework.cases.rules.steps import State as CaseState
from omuz.casework.contacts.rules.safe_contact import Moment
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.foundation.vault.opened import OpenedVault

__all__ = [
    "CannotBook", "PastThat", "Wanted", "book_appointment", "cancel_slots", "confirm_appointment", "end_appointment",
    "move_appointment", "release_work",
]  # fmt: skip


class CannotBook(Exception):
    """This time cannot be kept; nothing was written. `problems` say why, one sentence each."""

    def __init__(self, *problems: SlotProblem | InterpreterProblem | str) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


class PastThat(Exception):
    """The appointment is over or cancelled already."""


def book_appointment(
    *,
    by: Person,
    vault: OpenedVault,
    case_id: UUID,
    wanted: Wanted,
    said: Mapping[str, Any] | None = None,
    note: str = "",
    on: date | None = None,
    now: datetime | None = None,
) -> Appointment:
    """Agree on a time with her; `said` holds the coded answers of `Visit`, `on` the day it was agreed.

    Raises CannotBook when room or worker is taken or may not have this file, Http404 where she may not know of it.
    """
    moment = now or timezone.localtime()
    told = dict(said or {})
    with recorded(by=by, event="appointment.booked") as record:
        file = opened(locked_case(by, case_id), vault)
        record.centre, record.about = file.centre_id, f"case:{file.code}"
        _refuse_interpreter(told)
        slot = _new_slot(file.case, wanted, now=moment)
        day = on or moment.date()
        visit = Visit(on=day, at=wanted.start, minutes=wanted.minutes, slot_id=slot.id, **told)
        visit = replace(visit, confirmed=visit.confirm_by == TOLD)
        appointment = new_record(Appointment, file, by=by, state=State.PLANNED.value)
        appointment.put(file.key, answers=visit.to_payload(), words={"note": note} if note else {})
        appointment.save(force_insert=True)
        step_taken(file, CaseState.APPOINTMENT, by=by, on=day)
    return appointment


def move_appointment(
    *,
    by: Person,
    vault: OpenedVault,
    appointment_id: UUID,
    revision: int,
    wanted: Wanted,
    on: date | None = None,
    now: datetime | None = None,
) -> Appointment:
    """Another time for the same appointment; the visit keeps its code, and has to be confirmed again.

    Raises Conflict, PastThat, CannotBook.
    """
    moment = now or timezone.localtime()
    with recorded(by=by, event="appointment.moved") as record:
        appointment, file, visit = _standing(by, vault, appointment_id, revision)
        record.centre, record.about = file.centre_id, f"case:{file.code}"
        slot = Slot.objects.select_for_update().get(id=visit.slot_id)
        _hold(file.case, wanted, now=moment, but=slot.id)
        slot.starts_at, slot.ends_at = wanted.stretch.start, wanted.stretch.end
        slot.room_id, slot.worker_id = wanted.room_id, wanted.worker_id
        slot.state, slot.arrived_at = Slot.States.PLANNED, None
        _touch_slot(slot)
        slot.save(force_update=True)
        moved = visit
        if (visit.at, visit.minutes) != (wanted.start, wanted.minutes):
            moved = visit.moved_to(wanted.start, wanted.minutes, on=on or moment.date())
        _put(appointment, file, moved, by)
    return appointment


def confirm_appointment(
    *, by: Person, vault: OpenedVault, appointment_id: UUID, revision: int, now: datetime | None = None
) -> Appointment:
    """Note that she knows the time for sure; by telephone or message only inside her hours, else CannotBook."""
    moment = now or timezone.localtime()
    with recorded(by=by, event="appointment.confirmed") as record:
        appointment, file, visit = _standing(by, vault, appointment_id, revision)
        record.centre, record.about = file.centre_id, f"case:{file.code}"
        safe = safe_contact_of(file)
        if visit.confirm_by != TOLD:
            opening = opening_of(safe, visit.confirm_by, moment.date(), moment.replace(tzinfo=None))
            if visit.confirm_by not in ways_of(safe) or opening.moment is not Moment.NOW:
                raise CannotBook("confirm_outside_window")
        _put(appointment, file, replace(visit, confirmed=True), by)
    return appointment


def end_appointment(
    *,
    by: Person,
    vault: OpenedVault,
    appointment_id: UUID,
    revision: int,
    outcome: Outcome,
    now: datetime | None = None,
) -> Appointment:
    """Note how it ended: she came, did not come, cancelled, or the centre did; room and worker are free again.

    That she came or did not cannot be said before its time (CannotBook). Raises Conflict, PastThat.
    """
    moment = now or timezone.localtime()
    with recorded(by=by, event="appointment.ended") as record:
        appointment, file, visit = _standing(by, vault, appointment_id, revision)
        record.centre, record.about = file.centre_id, f"case:{file.code}"
        if outcome is Outcome.DID_NOT_COME and moment < visit.at:
            raise CannotBook("ended_before_time")
        slot = Slot.objects.select_for_update().filter(id=visit.slot_id).first()
        if slot is not None:
            over = STATE_AFTER[outcome] is State.OVER
            slot.state = Slot.States.OVER if over else Slot.States.CANCELLED
            _touch_slot(slot)
            slot.save(force_update=True)
        appointment.state = STATE_AFTER[outcome].value
        _put(appointment, file, replace(visit, outcome=outcome.value), by)
    return appointment


def release_work(file: OpenedCase, staff_id: UUID) -> int:
    """Inside the caller's record: planned visits of this file lose the worker `staff_id`; returns how many did."""
    count = 0
    for slot in _slots_ahead(file).filter(worker_id=staff_id):
        slot.worker_id = None
        _touch_slot(slot)
        slot.save(force_update=True)
        count += 1
    return count


def cancel_slots(file: OpenedCase) -> int:
    """Inside the caller's record: give every standing time of this file free, before the file is forgotten."""
    count = 0
    for slot in _slots_ahead(file):
        slot.state = Slot.States.CANCELLED
        _touch_slot(slot)
        slot.save(force_update=True)
        count += 1
    return count


def _slots_ahead(file: OpenedCase) -> "QuerySet[Slot]":
    """The slots of the planned appointments of an opened file, held until the act ends."""
    rows = Appointment.objects.filter(centre_id=file.centre_id, case=file.case, state=State.PLANNED.value)
    ids = [Visit.from_payload(row.opened(file.key, "answers")).slot_id for row in rows]
    slots: QuerySet[Slot] = Slot.objects.select_for_update().filter(id__in=ids)
    return slots


def _standing(
    by: Person, vault: OpenedVault, appointment_id: UUID, revision: int
) -> tuple[Appointment, OpenedCase, Visit]:
    appointment = locked_record(by, Appointment, appointment_id, revision=revision)
    if appointment.state != State.PLANNED:
        raise PastThat
    file = opened(appointment.case, vault)
    return appointment, file, Visit.from_payload(appointment.opened(file.key, "answers"))


def _put(appointment: Appointment, file: OpenedCase, visit: Visit, by: Person) -> None:
    appointment.put(file.key, answers=visit.to_payload())
    appointment.touch(by)
    appointment.save(force_update=True)


def _refuse_interpreter(told: Mapping[str, Any]) -> None:
    problems = faults_of_interpreter(told.get("interpreter", ""), told.get("interpreter_knows_her", ""))
    if problems:
        raise CannotBook(*problems)


def _hold(case: Case, wanted: Wanted, *, now: datetime, but: UUID | None = None) -> None:
    """Take the calendar of the centre until this act ends and refuse a time that cannot be kept."""
    # Everybody who books in this centre waits here, so that what was free when we looked is still free.
    Centre.objects.select_for_update(no_key=True).get(pk=case.centre_id)
    problems = list(faults_of_time(wanted.stretch, now=now))
    if wanted.room_id and not Room.objects.filter(id=wanted.room_id, centre_id=case.centre_id, closed=False).exists():
        problems.append(SlotProblem.ROOM_CLOSED)
    if wanted.worker_id and not may_work_on(case, wanted.worker_id):
        problems.append(SlotProblem.WORKER_NOT_ON_FILE)
    problems += collisions(wanted.stretch, taken_around(case.centre_id, wanted.stretch, but=but))
    if problems:
        raise CannotBook(*problems)


def _new_slot(case: Case, wanted: Wanted, *, now: datetime) -> Slot:
    _hold(case, wanted, now=now)
    slot = Slot(
        id=uuid4(),
        centre_id=case.centre_id,
        visit=_free_visit(case.centre_id),
        starts_at=wanted.stretch.start,
        ends_at=wanted.stretch.end,
        room_id=wanted.room_id,
        worker_id=wanted.worker_id,
        revision=0,
    )
    _touch_slot(slot)
    slot.save(force_insert=True)
    return slot


def _free_visit(centre_id: UUID) -> str:
    while True:
        visit = CODE_PREFIX + "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
        if not Slot.objects.filter(centre_id=centre_id, visit=visit).exists():
            return visit


def _touch_slot(slot: Slot) -> None:
    slot.revision += 1
    slot.changed_on = timezone.localdate()
