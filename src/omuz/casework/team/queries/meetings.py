"""What is on the table of a meeting and what was decided, by code; files she may not know of are not there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from omuz.casework.appointments.queries.promises import promises
from omuz.casework.cases.queries.files import OpenedCase, open_to, records_of
from omuz.casework.cases.queries.reading import read_once
from omuz.casework.safety.queries.urgent import urgent_entries
from omuz.casework.team.models import AgendaItem, Decision, Meeting
from omuz.casework.team.rules.meeting import DecisionState, MeetingState, Why
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedKey, OpenedVault


@dataclass(frozen=True, slots=True)
class OnTable:
    """A file to talk about, by code, and why."""

    case_id: UUID
    code: str
    holder_id: UUID | None
    why: Why
    item_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: file by code, what, who by post, until when."""

    id: UUID
    case_id: UUID
    code: str
    what: str
    post: str
    worker_id: UUID | None
    due_on: date | None
    state: str
    revision: int
    on: date

    def late(self, day: date) -> bool:
        """Whether it should have been done before `day`."""
        return self.state == DecisionState.OPEN and self.due_on is not None and self.due_on < day


def meeting_of(person: Person, meeting_id: UUID, permission: str = "cases.read") -> Meeting:
    """A meeting of her centres with its key; Http404 for any other."""
    rows = Meeting.objects.select_related("data_key")
    meeting: Meeting | None = rows.filter(id=meeting_id, centre_id__in=person.centres).first()
    if meeting is None:
        raise Http404
    person.require(permission, meeting.centre_id)
    return meeting


def meeting_key(meeting: Meeting, vault: OpenedVault) -> OpenedKey:
    """The key of one meeting's own words."""
    return vault.centre(meeting.centre_id).data_key(meeting.data_key.id, meeting.data_key.wrapped)


def meetings(person: Person, centre_id: UUID, most: int = 30) -> "list[Meeting]":
    """The meetings of a centre, the newest first."""
    person.require("cases.read", centre_id)
    return list(Meeting.objects.filter(centre_id=centre_id).order_by("-on")[:most])


def agenda(person: Person, *, vault: OpenedVault, meeting: Meeting) -> list[OnTable]:
    """What an open meeting talks about: the urgent list, overdue promises, files put there by hand; each file once."""
    found: dict[UUID, OnTable] = {}
    if meeting.state == MeetingState.OPEN:
        for line in urgent_entries(person, vault, meeting.centre_id):
            found.setdefault(line.case_id, OnTable(line.case_id, line.code, line.holder_id, Why.URGENT))
    for item in _chosen(person, meeting):
        case = item.case
        if case.id not in found:
            found[case.id] = OnTable(case.id, str(case.code), case.holder_id, Why.CHOSEN, item.id)
    if meeting.state == MeetingState.OPEN:
        now = timezone.localtime().replace(tzinfo=None)
        due = promises(person, vault=vault, centre_id=meeting.centre_id, now=now, ahead=-timedelta(days=1))
        for each in due:
            found.setdefault(each.case_id, OnTable(each.case_id, each.code, each.worker_id, Why.OVERDUE))
    return list(found.values())


def _chosen(person: Person, meeting: Meeting) -> "QuerySet[AgendaItem]":
    rows: QuerySet[AgendaItem] = AgendaItem.objects.select_related("case").filter(
        open_to(person, "case__"), centre_id=meeting.centre_id, meeting=meeting
    )
    return rows.order_by("case__code")


def decisions_of(person: Person, *, vault: OpenedVault, meeting: Meeting) -> list[Decided]:
    """What a meeting decided about files she may know of, by code."""
    rows = Decision.objects.filter(open_to(person, "case__"), centre_id=meeting.centre_id, meeting=meeting)
    return _told(rows.order_by("case__code", "made_at"), vault, meeting.centre_id)


def open_decisions(person: Person, *, vault: OpenedVault, centre_id: UUID, until: date | None = None) -> list[Decided]:
    """Decisions that wait to be done, the first due first; with `until` only those due by then."""
    person.require("cases.read", centre_id)
    rows = Decision.objects.filter(open_to(person, "case__"), centre_id=centre_id, state=DecisionState.OPEN)
    if until:
        rows = rows.filter(due_on__lte=until)
    return _told(rows.order_by("due_on", "case__code"), vault, centre_id)


def _told(rows: "QuerySet[Decision]", vault: OpenedVault, centre_id: UUID) -> list[Decided]:
    found = list(rows.select_related("case", "case__data_key"))
    centre, table = vault.centre(centre_id), Decision._meta.db_table

    def opened(field: str) -> list[Any]:
        sealed: Iterable[Any] = (
            (row.case.data_key.wrapped, row.case.data_key.id, getattr(row, field), row.id)
            for row in found
            if row.case.data_key
        )
        return list(centre.open_many(sealed, table=table, field=field))

    return [
        Decided(
            row.id, row.case.id, str(row.case.code), words.get("what", ""), row.post, row.worker_id, row.due_on,
            row.state, row.revision, date.fromisoformat(answers["on"]),
        )
        for row, words, answers in zip(found, opened("words"), opened("answers"), strict=True)
    ]  # fmt: skip


@read_once
def decisions_about(file: OpenedCase) -> list[tuple[Decision, dict[str, Any], str]]:
    """Every decision about an opened file with its answers and what was decided, the newest first."""
    rows = records_of(file.case, Decision)
    found = [(row, row.opened(file.key, "answers"), str(row.opened(file.key, "words").get("what", ""))) for row in rows]
    return found[::-1]
