"""Follow-ups: which are due, whether her window is open now, how often she did not answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from omuz.casework.appointments.models import FollowUp
from omuz.casework.appointments.rules.follow_up import State, Try, opening_of
from omuz.casework.appointments.rules.ways import never_unasked
from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import OpenedCase, open_to, records_of
from omuz.casework.cases.queries.reading import read_once
from omuz.casework.contacts.rules.safe_contact import Moment, Opening, SafeContact
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

MOST = 300
"""Promises opened for one page; more than this is a backlog, not a day."""
AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Promise:
    """A follow-up that may be made: file by code, day, way and window; no number and no word."""

    id: UUID
    case_id: UUID
    code: str
    worker_id: UUID
    due_on: date
    way: str
    opening: Opening
    mine: bool

    @property
    def now(self) -> bool:
        return self.opening.moment is Moment.NOW

    def overdue(self, today: date) -> bool:
        """Whether its day is over and it was neither made nor given up."""
        return self.due_on < today


def promises(
    person: Person, *, vault: OpenedVault, centre_id: UUID, now: datetime, ahead: timedelta = AHEAD
) -> list[Promise]:
    """Follow-ups up to a week ahead, those possible now first; a woman who is not to be called is on no list.

    `now` is local, without zone. Raises Http404 outside her centres.
    """
    person.require("cases.read", centre_id)
    rows = FollowUp.objects.filter(
        open_to(person, "case__"),
        centre_id=centre_id,
        state=State.PLANNED,
        due_on__lte=now.date() + ahead,
        case__paused_on__isnull=True,
    )
    found = list(rows.select_related("case", "case__data_key").order_by("due_on", "id")[:MOST])
    ways = _opened(vault, centre_id, ((row.case, row, "answers") for row in found), FollowUp)
    safe = _opened(vault, centre_id, ((row.case, row.case, "identity") for row in found), Case)
    told = [
        _promise(row, str(way.get("way", "")), SafeContact.from_payload(block.get("safe", {})), person, now)
        for row, way, block in zip(found, ways, safe, strict=True)
    ]
    return sorted((each for each in told if each), key=lambda each: (not each.now, each.due_on, each.code))


def _opened(vault: OpenedVault, centre_id: UUID, rows: Iterable[tuple[Case, Any, str]], model: Any) -> list[Any]:
    """One envelope of each row, under the key of its file."""
    told = [
        (case.data_key.wrapped, case.data_key.id, getattr(row, name), row.id)
        for case, row, name in rows
        if case.data_key is not None
    ]
    field = "identity" if model is Case else "answers"
    return list(vault.centre(centre_id).open_many(told, table=model._meta.db_table, field=field))


def _promise(row: FollowUp, way: str, safe: SafeContact, person: Person, now: datetime) -> Promise | None:
    due = row.due_on
    if due is None or never_unasked(safe):
        return None
    opening = opening_of(safe, way, due, now)
    mine = row.worker_id == person.staff_id
    return Promise(row.id, row.case.id, str(row.case.code), row.worker_id, due, way, opening, mine)


@read_once
def follow_ups_of(file: OpenedCase) -> list[tuple[FollowUp, dict[str, Any]]]:
    """Every follow-up of an opened file with its content, newest first."""
    rows = records_of(file.case, FollowUp)
    return [(row, row.opened(file.key, "answers")) for row in rows][::-1]


def tries_in(told: Iterable[tuple[FollowUp, dict[str, Any]]]) -> list[Try]:
    """Every attempt in these follow-ups."""
    return [Try.from_payload(each) for _row, payload in told for each in payload.get("tries", ())]
