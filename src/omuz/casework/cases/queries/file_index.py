"""The coded answers of every file of a centre, in the memory of one session only; no word and no identity."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet, Sum

from omuz.casework.cases.models import Case, CaseStep
from omuz.casework.cases.queries.files import visible_cases
from omuz.casework.cases.rules.steps import State
from omuz.foundation.audit.chain import acts_in
from omuz.foundation.people.access import Person
from omuz.foundation.tenancy.context import counting_rows
from omuz.foundation.vault.index import kept
from omuz.foundation.vault.opened import OpenedVault

_PLAIN = ("id", "code", "state", "holder_id", "revision", "closed_on")
_STEP = ("id", "case_id", "number", "state")


@dataclass(frozen=True, slots=True)
class _Known:
    """What one session knows of the files of a centre, and by what it notices that something changed."""

    acts: int
    stamp: tuple[Any, ...]
    lines: dict[UUID, "FileLine"]


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file with its coded answers opened."""

    id: UUID
    code: str
    state: str
    holder_id: UUID | None
    revision: int
    closed_on: date | None
    answers: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step with its coded answers opened."""

    id: UUID
    case_id: UUID
    number: int
    state: str
    answers: dict[str, Any]


def opened_files(person: Person, *, vault: OpenedVault, centre_id: UUID) -> list[FileLine]:
    """Every file of the centre she may know of; only what changed is opened again.

    Raises Http404 outside her centres, NotGranted without the centre's key.
    """
    rows = visible_cases(person, centre_id)

    def stamp() -> tuple[Any, ...]:
        told = rows.aggregate(count=Count("id"), revisions=Sum("revision"), last=Max("changed_at"))
        return told["count"], told["revisions"], told["last"]

    def load() -> _Known:
        # The number of acts is read first: what is kept while we read is seen by the next look.
        acts = acts_in(centre_id)
        return _Known(acts, stamp(), {line.id: line for line in _read(rows, vault, centre_id)})

    def refresh(known: _Known) -> _Known:
        acts = acts_in(centre_id)
        if acts == known.acts:
            return known
        now, lines = stamp(), known.lines
        if now == known.stamp:
            return _Known(acts, now, lines)
        told = dict(rows.values_list("id", "revision"))
        stale = [each for each, revision in told.items() if each not in lines or lines[each].revision != revision]
        fresh = {line.id: line for line in _read(rows.filter(id__in=stale), vault, centre_id)}
        found = {each: fresh.get(each) or lines[each] for each in told if each in fresh or each in lines}
        return _Known(acts, now, found)

    if not vault.opening:
        return list(load().lines.values())
    known = kept(vault.opening, f"files:{centre_id}", load, refresh=refresh, staff_id=vault.staff_id)
    return list(known.lines.values())


def _read(rows: "QuerySet[Case]", vault: OpenedVault, centre_id: UUID) -> Iterator[FileLine]:
    plain: list[tuple[Any, ...]] = []

    def sealed() -> Iterator[Any]:
        told = rows.filter(data_key__isnull=False).order_by("code")
        for row in told.values_list(*_PLAIN, "data_key__wrapped", "data_key_id", "answers").iterator(chunk_size=2000):
            plain.append(row[: len(_PLAIN)])
            yield (*row[len(_PLAIN) :], row[0])

    opened = vault.centre(centre_id).open_many(sealed(), table=Case._meta.db_table, field="answers")
    for place, answers in enumerate(opened):
        yield FileLine(*[*plain[place], answers])


def counted_steps(
    person: Person, *, vault: OpenedVault, centre_id: UUID, case_id: UUID | None = None
) -> list[StepLine]:
    """Every step of every living file of the centre, those hidden from her included: for figures, nothing else."""
    person.require("figures.centre", centre_id)
    with counting_rows():
        rows = CaseStep.objects.filter(centre_id=centre_id, case__data_key__isnull=False)
        if case_id is not None:
            return _steps(rows.filter(case_id=case_id), vault, centre_id)
        living = rows.exclude(case__state=State.DESTROYED.value).filter(case__merged_into__isnull=True)

        def stamp() -> tuple[Any, ...]:
            # Steps are never edited: another one, or one less, moves one of these.
            told = living.aggregate(count=Count("id"), last=Max("made_at"))
            return told["count"], told["last"]

        def load() -> tuple[tuple[Any, ...], list[StepLine]]:
            return stamp(), _steps(living, vault, centre_id)

        if not vault.opening:
            return load()[1]

        def refresh(known: tuple[tuple[Any, ...], list[StepLine]]) -> tuple[tuple[Any, ...], list[StepLine]]:
            return known if known[0] == stamp() else load()

        return kept(vault.opening, f"steps:{centre_id}", load, refresh=refresh, staff_id=vault.staff_id)[1]


def _steps(rows: "QuerySet[Any]", vault: OpenedVault, centre_id: UUID) -> list[StepLine]:
    plain: list[tuple[Any, ...]] = []

    def sealed() -> Iterator[Any]:
        told = rows.order_by("case_id", "number")
        values = told.values_list(*_STEP, "case__data_key__wrapped", "case__data_key_id", "answers")
        for row in values.iterator(chunk_size=2000):
            plain.append(row[: len(_STEP)])
            yield (*row[len(_STEP) :], row[0])

    opened = vault.centre(centre_id).open_many(sealed(), table=CaseStep._meta.db_table, field="answers")
    return [StepLine(*[*plain[place], answers]) for place, answers in enumerate(opened)]
