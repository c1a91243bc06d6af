"""The opened tally of one centre: every recorded contact's coded answers, in the memory of one session only.

Content cannot be asked for in SQL, so lists, filters and figures read this. It is loaded once a session and kept
up by the moment of change; a check of count and revisions notices what the clock would miss.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet, Sum

from omuz.casework.contacts.models import Contact
from omuz.casework.contacts.rules.answers import Answers
from omuz.casework.contacts.rules.record import State
from omuz.foundation.audit.chain import acts_in
from omuz.foundation.people.access import Person
from omuz.foundation.vault.index import kept
from omuz.foundation.vault.opened import OpenedCentre, OpenedVault

_OVERLAP = timedelta(minutes=5)
"""A transaction may commit after a later moment was already read."""

_PLACE = itemgetter(0, 1)
_PLAIN = ("id", "code", "revision", "due_on", "worker_id")
_SEALED = ("data_key__wrapped", "data_key_id", "answers")


@dataclass(frozen=True, slots=True)
class Line:
    """One recorded contact as a list shows it: code, coded answers, operational facts; no name, number or word."""

    id: UUID
    code: str
    revision: int
    due_on: date | None
    worker_id: UUID
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
    acts: int = -1
    _order: tuple[list[float], list[Line]] = ([], [])
    derived: dict[Any, Any] = field(default_factory=dict)

    def put(self, lines: Iterable[Line]) -> None:
        """Add or replace lines; a page reading meanwhile keeps a whole, older picture."""
        fresh = {line.id: line for line in lines}
        if not fresh:
            return
        self.revisions += sum(
            line.revision - (self.lines[line.id].revision if line.id in self.lines else 0) for line in fresh.values()
        )
        self.lines = {**self.lines, **fresh}
        # Two sorted runs, which is what the sort is fastest with: those that stay where they were, and the new ones.
        placed = [
            *((moment, line.id.int, line) for moment, line in zip(*self._order, strict=True) if line.id not in fresh),
            *sorted((line.at.timestamp(), line.id.int, line) for line in fresh.values()),
        ]
        placed.sort(key=_PLACE)
        self._order = [moment for moment, _id, _line in placed], [line for _moment, _id, line in placed]
        self.derived = {}

    def between(self, start: datetime, end: datetime) -> list[Line]:
        """Contacts from `start` (included) to `end` (excluded), oldest first."""
        moments, lines = self._order
        return lines[bisect_left(moments, start.timestamp()) : bisect_left(moments, end.timestamp())]

    def oldest_first(self) -> list[Line]:
        """All contacts in the order they happened."""
        return list(self._order[1])

    @property
    def workers(self) -> frozenset[UUID]:
        """Whoever wrote one of them."""
        if "workers" not in self.derived:
            self.derived["workers"] = frozenset(line.worker_id for line in self.lines.values())
        told: frozenset[UUID] = self.derived["workers"]
        return told


def opened_tally(person: Person, *, vault: OpenedVault, centre_id: UUID) -> Tally:
    """The centre's tally as it stands now: loaded once a session, then only what changed.

    Raises Http404 outside her centres, NotGranted without the centre's key.
    """
    person.require("contacts.read", centre_id)
    opened = vault.centre(centre_id)

    def load() -> Tally:
        # The number of acts is read first: what is kept while we read is seen by the next look.
        tally = Tally(centre_id, acts=acts_in(centre_id))
        _read_on(opened, tally, _recorded(centre_id))
        return tally

    def refresh(tally: Tally) -> Tally:
        acts = acts_in(centre_id)
        if acts == tally.acts:
            return tally
        tally.acts = acts
        if _complete(tally):
            return tally
        if tally.read_until is not None:
            _read_on(opened, tally, _recorded(centre_id).filter(changed_at__gte=tally.read_until - _OVERLAP))
        return tally if _complete(tally) else load()

    if not vault.opening:
        return load()
    return kept(vault.opening, f"tally:{centre_id}", load, refresh=refresh, staff_id=vault.staff_id)


def _recorded(centre_id: UUID) -> "QuerySet[Contact]":
    rows: QuerySet[Contact] = Contact.objects.filter(
        centre_id=centre_id, state=State.RECORDED.value, data_key__isnull=False
    )
    return rows


def _complete(tally: Tally) -> bool:
    """Whether nothing was recorded or corrected since: the sum of revisions only ever grows."""
    told = _recorded(tally.centre_id).aggregate(count=Count("id"), revisions=Sum("revision"))
    return (told["count"], told["revisions"] or 0) == (len(tally.lines), tally.revisions)


def _read_on(opened: OpenedCentre, tally: Tally, rows: "QuerySet[Contact]") -> None:
    """Open those of `rows` whose revision the tally does not have yet."""
    newest = rows.aggregate(newest=Max("changed_at"))["newest"]
    if tally.lines:
        known = ((line.id, line.revision) for line in tally.lines.values())
        missing = set(rows.values_list("id", "revision")) - set(known)
        rows = rows.filter(id__in=[contact_id for contact_id, _revision in missing])
    tally.put(_read(opened, rows))
    tally.read_until = newest or tally.read_until


def _read(opened: OpenedCentre, rows: "QuerySet[Contact]") -> Iterator[Line]:
    table = Contact._meta.db_table
    plain: list[tuple[Any, ...]] = []

    def sealed() -> Iterator[Any]:
        for row in rows.values_list(*_PLAIN, *_SEALED).iterator(chunk_size=2000):
            plain.append(row[: len(_PLAIN)])
            yield (*row[len(_PLAIN) :], row[0])

    for place, payload in enumerate(opened.open_many(sealed(), table=table, field="answers")):
        contact_id, code, revision, due_on, worker_id = plain[place]
        yield Line(contact_id, code, revision, due_on, worker_id, Answers.from_payload(payload))
