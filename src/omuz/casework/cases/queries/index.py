"""Opened records of one kind of one centre, in the memory of one session only: content cannot be asked for in SQL."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet, Sum

from omuz.casework.cases.models import CaseRecord
from omuz.casework.cases.queries.files import open_to
from omuz.casework.cases.rules.steps import State
from omuz.foundation.audit.chain import acts_in
from omuz.foundation.people.access import Person
from omuz.foundation.tenancy.context import counting_rows
from omuz.foundation.vault.index import kept
from omuz.foundation.vault.opened import OpenedVault

_PLAIN = ("id", "case_id", "state", "due_on", "revision", "made_by", "made_at")


@dataclass(frozen=True, slots=True)
class OpenedRecord:
    """One record with one envelope opened; `case_id` joins records of one file in memory and leaves it never."""

    id: UUID
    case_id: UUID
    state: str
    due_on: date | None
    revision: int
    made_by: UUID
    made_at: datetime
    payload: dict[str, Any]


@dataclass
class _Opened:
    """What one session knows of one kind of record, and by what it notices that something changed."""

    acts: int
    stamp: tuple[Any, ...]
    lines: dict[UUID, OpenedRecord]


def opened_records(
    model: type[CaseRecord],
    *,
    person: Person,
    vault: OpenedVault,
    centre_id: UUID,
    field: str = "answers",
    counting: bool = False,
) -> list[OpenedRecord]:
    """Every record of `model` in one centre with `field` opened, oldest first; only what changed is opened again.

    `counting` also reads files hidden from her or kept to a list: for de-identified facts, and for nothing else.
    Raises Http404 outside her centres, NotGranted without the centre's key.
    """
    person.require("figures.centre" if counting else "cases.read", centre_id)
    if counting:
        with counting_rows():
            return _records(model, person, vault, centre_id, field, counting)
    return _records(model, person, vault, centre_id, field, counting)


def _records(
    model: type[CaseRecord], person: Person, vault: OpenedVault, centre_id: UUID, field: str, counting: bool
) -> list[OpenedRecord]:
    rows = _rows(model, person, centre_id, counting)

    def load() -> _Opened:
        # The number of acts is read first: what is kept while we read is seen by the next look.
        acts, stamp = acts_in(centre_id), _stamp(rows)
        return _Opened(acts, stamp, {line.id: line for line in _read(rows, vault, centre_id, model, field)})

    def refresh(known: _Opened) -> _Opened:
        acts = acts_in(centre_id)
        if acts == known.acts:
            return known
        stamp = _stamp(rows)
        if stamp == known.stamp:
            return _Opened(acts, stamp, known.lines)
        told = dict(rows.values_list("id", "revision"))
        stale = [each for each, revision in told.items() if getattr(known.lines.get(each), "revision", 0) != revision]
        fresh = {line.id: line for line in _read(rows.filter(id__in=stale), vault, centre_id, model, field)}
        states = {row[0]: row for row in rows.values_list(*_PLAIN)}
        lines = {each: fresh.get(each) or known.lines[each] for each in states if each in fresh or each in known.lines}
        return _Opened(acts, stamp, lines)

    name = f"records:{model._meta.label_lower}:{field}:{centre_id}:{counting}"
    found = kept(vault.opening, name, load, refresh=refresh, staff_id=vault.staff_id) if vault.opening else load()
    return sorted(found.lines.values(), key=lambda line: (line.made_at, line.id))


def _rows(model: type[CaseRecord], person: Person, centre_id: UUID, counting: bool) -> "QuerySet[Any]":
    rows: QuerySet[Any] = model.objects.filter(centre_id=centre_id, case__data_key__isnull=False)
    if counting:
        return rows.exclude(case__state=State.DESTROYED.value)
    return rows.filter(open_to(person, "case__"))


def _stamp(rows: "QuerySet[Any]") -> tuple[Any, ...]:
    """Count, sum of revisions and the last moment: a change, an addition or a removal moves one of them."""
    told = rows.aggregate(count=Count("id"), revisions=Sum("revision"), last=Max("changed_at"))
    return told["count"], told["revisions"], told["last"]


def _read(
    rows: "QuerySet[Any]", vault: OpenedVault, centre_id: UUID, model: type[CaseRecord], field: str
) -> Iterator[OpenedRecord]:
    plain: list[tuple[Any, ...]] = []

    def sealed() -> Iterator[Any]:
        told = rows.order_by("case_id").values_list(*_PLAIN, "case__data_key__wrapped", "case__data_key_id", field)
        for row in told.iterator(chunk_size=2000):
            plain.append(row[: len(_PLAIN)])
            yield (*row[len(_PLAIN) :], row[0])

    table = model._meta.db_table
    for place, payload in enumerate(vault.centre(centre_id).open_many(sealed(), table=table, field=field)):
        yield OpenedRecord(*[*plain[place], payload])
