"""The opened tally of one centre: every recorded contact's coded answers, in the memory of one session only.

Content cannot be asked for in SQL, so lists, filters and figures read this. It is loaded once a session and kept
up by the moment of change; a check of count and revisions notices what the clock would miss.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum

from omuz.casework.contacts.models import Contact
from omuz.casework.contacts.rules.answers import Answers
from omuz.casework.contacts.rules.record import State
from omuz.foundation.people.access import Person
from omuz.foundation.vault.index import kept
from omuz.foundation.vault.opened import OpenedVault

_OVERLAP = timedelta(minutes=5)
"""A transaction may commit after a later moment was already read."""

_PLAIN = ("id", "code", "revision", "due_on", "worker_id", "changed_at")
_SEALED = ("data_key__wrapped", "data_key_id", "answers")


@dataclass(frozen=True, slots=True)
class Line:
    """One recorded contact as a list shows it: code, coded answers, operational facts; no name, number or word."""

    id: UUID
    code: str
    revision: int
    due_on: date | None
    worker_id: UUID
    changed_at: datetime
    answers: Answers

    @property
    def at(self) -> datetime:
        return self.answers.at


@dataclass
class Tally:
    """Every recorded contact of one centre, opened, oldest contact first; shared by the pages of one session."""

    centre_id: UUID
    lines: dict[UUID, Line] = field(default_factory=dict)
    revisions: int = 0
    read_until: datetime | None = None
    _order: list[tuple[datetime, UUID]] = field(default_factory=list)
    derived: dict[Any, Any] = field(default_factory=dict)

    def put(self, lines: Iterable[Line]) -> None:
        """Add or replace lines; a page reading meanwhile keeps a whole, older picture."""
        fresh = {line.id: line for line in lines}
        if not fresh:
            return
        newest = max(line.changed_at for line in fresh.values())
        self.revisions += sum(
            line.revision - (self.lines[line.id].revision if line.id in self.lines else 0) for line in fresh.values()
        )
        self.read_until = max(self.read_until or newest, newest)
        self.lines = {**self.lines, **fresh}
        self._order = sorted((line.at, line.id) for line in self.lines.values())
        self.derived = {}

    def between(self, start: datetime, end: datetime) -> list[Line]:
        """Contacts from `start` (included) to `end` (excluded), oldest first."""
        first = bisect_left(self._order, (start, UUID(int=0)))
        last = bisect_left(self._order, (end, UUID(int=0)))
        return [self.lines[contact_id] for _at, contact_id in self._order[first:last]]

    def newest_first(self, before: UUID | None = None) -> Iterator[Line]:
        """All contacts, newest first, from the one after `before` on."""
        end = len(self._order)
        if before in self.lines:
            end = bisect_right(self._order, (self.lines[before].at, before)) - 1
        for place in range(end - 1, -1, -1):
            yield self.lines[self._order[place][1]]


def opened_tally(person: Person, *, vault: OpenedVault, centre_id: UUID) -> Tally:
    """The centre's tally as it stands now: loaded once a session, then only what changed.

    Raises Http404 outside her centres, NotGranted without the centre's key.
    """
    person.require("contacts.read", centre_id)
    opened = vault.centre(centre_id)

    def load() -> Tally:
        tally = Tally(centre_id)
        tally.put(_read(opened, _recorded(centre_id)))
        return tally

    def refresh(tally: Tally) -> Tally:
        if tally.read_until is not None:
            since = _recorded(centre_id).filter(changed_at__gte=tally.read_until - _OVERLAP)
            _take(opened, tally, since)
        told = _recorded(centre_id).aggregate(count=Count("id"), revisions=Sum("revision"))
        if (told["count"], told["revisions"] or 0) != (len(tally.lines), tally.revisions):
            _take(opened, tally, _recorded(centre_id))
            if told["count"] < len(tally.lines):
                return load()
        return tally

    if not vault.opening:
        return load()
    return kept(vault.opening, f"tally:{centre_id}", load, refresh=refresh, staff_id=vault.staff_id)


def _recorded(centre_id: UUID) -> Any:
    return Contact.objects.filter(centre_id=centre_id, state=State.RECORDED.value, data_key__isnull=False)


def _take(opened: Any, tally: Tally, rows: Any) -> None:
    """Open those of `rows` whose revision the tally does not have yet."""
    missing = [
        contact_id
        for contact_id, revision in rows.values_list("id", "revision")
        if contact_id not in tally.lines or tally.lines[contact_id].revision != revision
    ]
    if missing:
        tally.put(_read(opened, rows.filter(id__in=missing)))


def _read(opened: Any, rows: Any) -> Iterator[Line]:
    table = Contact._meta.db_table
    plain: list[tuple[Any, ...]] = []

    def sealed() -> Iterator[Any]:
        for row in rows.values_list(*_PLAIN, *_SEALED).iterator(chunk_size=2000):
            plain.append(row[: len(_PLAIN)])
            yield (*row[len(_PLAIN) :], row[0])

    for place, payload in enumerate(opened.open_many(sealed(), table=table, field="answers")):
        contact_id, code, revision, due_on, worker_id, changed_at = plain[place]
        yield Line(contact_id, code, revision, due_on, worker_id, changed_at, Answers.from_payload(payload))
