"""Appointments joined to their slots in memory: the database itself cannot tell whose a slot is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from omuz.casework.appointments.models import Appointment, Slot
from omuz.casework.appointments.queries.door import day_between, slots_between
from omuz.casework.appointments.rules.follow_up import opening_of
from omuz.casework.appointments.rules.visit import State, Visit
from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import (
    OpenedCase,
    open_to,
    opened,
    records_of,
    safe_contact_of,
    visible_cases,
)
from omuz.casework.cases.queries.index import opened_records
from omuz.casework.cases.queries.reading import read_once
from omuz.casework.contacts.rules.safe_contact import Moment, Opening
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

AHEAD = timedelta(days=3)
"""How early a visit is confirmed."""


@dataclass(frozen=True, slots=True)
class Booked:
    """An appointment of a file she may see."""

    appointment_id: UUID
    case_id: UUID
    state: str
    visit: Visit


@dataclass(frozen=True, slots=True)
class Line:
    """One visit in her calendar: slot and code of the file; nothing about her."""

    slot: Slot
    code: str
    case_id: UUID
    appointment_id: UUID
    state: str
    confirmed: bool
    confirm_by: str
    mine: bool


def booked_by_slot(person: Person, *, vault: OpenedVault, centre_id: UUID) -> dict[UUID, Booked]:
    """Slot → the appointment it belongs to, for every file she may know of. Raises Http404 outside her centres."""
    found: dict[UUID, Booked] = {}
    for row in opened_records(Appointment, person=person, vault=vault, centre_id=centre_id):
        visit = Visit.from_payload(row.payload)
        found[visit.slot_id] = Booked(row.id, row.case_id, row.state, visit)
    return found


def codes_of(person: Person, centre_id: UUID, case_ids: set[UUID]) -> dict[UUID, str]:
    """Codes of those files among `case_ids` that she may know of."""
    rows = visible_cases(person, centre_id).filter(id__in=case_ids)
    return {case_id: str(code) for case_id, code in rows.values_list("id", "code")}


def lines_between(person: Person, *, vault: OpenedVault, centre_id: UUID, start: datetime, end: datetime) -> list[Line]:
    """The visits of files she may know of, in order; a slot of any other file is not there at all."""
    booked = booked_by_slot(person, vault=vault, centre_id=centre_id)
    slots = [slot for slot in slots_between(centre_id, start, end) if slot.id in booked]
    codes = codes_of(person, centre_id, {booked[slot.id].case_id for slot in slots})
    return [
        Line(
            slot=slot,
            code=codes[each.case_id],
            case_id=each.case_id,
            appointment_id=each.appointment_id,
            state=each.state,
            confirmed=each.visit.confirmed,
            confirm_by=each.visit.confirm_by,
            mine=slot.worker_id == person.staff_id,
        )
        for slot in slots
        if (each := booked[slot.id]).case_id in codes
    ]


def to_confirm(person: Person, *, vault: OpenedVault, centre_id: UUID, now: datetime) -> list[tuple[Line, Opening]]:
    """Visits of the next days that are to be confirmed by a way she allows and may be today, with her window.

    A woman who is not to be called, and a way she took back, are on no list. `now` is local, without zone.
    """
    start = day_between(now.date())[1]
    lines = lines_between(person, vault=vault, centre_id=centre_id, start=start, end=start + AHEAD)
    waiting = [line for line in lines if not line.confirmed and line.state == State.PLANNED]
    rows = Case.objects.select_related("data_key").filter(
        open_to(person), id__in={line.case_id for line in waiting}, paused_on__isnull=True
    )
    safe = {row.id: safe_contact_of(opened(row, vault)) for row in rows}
    found = []
    for line in waiting:
        if line.case_id in safe:
            opening = opening_of(safe[line.case_id], line.confirm_by, now.date(), now)
            if opening.moment in {Moment.NOW, Moment.LATER_TODAY}:
                found.append((line, opening))
    return found


@read_once
def visits_of(file: OpenedCase) -> list[tuple[Appointment, Visit]]:
    """Every appointment of an opened file, the latest time first."""
    rows = [(row, Visit.from_payload(row.opened(file.key, "answers"))) for row in records_of(file.case, Appointment)]
    return sorted(rows, key=lambda each: (each[1].at, each[0].made_at), reverse=True)


def may_work_on(case: Case, staff_id: UUID) -> bool:
    """Whether a colleague may be given work on a file: it is neither hidden from her nor kept to others."""
    return staff_id not in case.hidden_from and (case.only_for is None or staff_id in case.only_for)


def day_of(visit: Visit) -> date:
    """The local day of a visit."""
    return timezone.localtime(visit.at).date()
