"""Files of a centre by code: mine, open, closed, all; no content is read for a list."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet

from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import visible_cases
from omuz.casework.cases.rules.steps import OPEN, State
from omuz.foundation.people.access import Person

PAGE = 30
"""Rows of one page of a list."""
_PLAIN = ("id", "code", "state", "holder_id", "changed_at", "closed_on")


class Tab(StrEnum):
    """Which files a list shows; one neutral letter in the address."""

    MINE = "b"
    OPEN = "a"
    CLOSED = "k"
    ALL = "t"

    @classmethod
    def named(cls, letter: str) -> "Tab":
        """The tab of a letter, her own files for anything else."""
        return cls(letter) if letter in set(cls) else cls.MINE


@dataclass(frozen=True, slots=True)
class ListLine:
    """One file as a list shows it: nothing in it says anything about her."""

    id: UUID
    code: str
    state: str
    holder_id: UUID | None
    changed_at: datetime
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list, how many there are, and after which file the next page begins."""

    lines: list[ListLine]
    count: int
    older: str
    first: bool


def listed_files(
    person: Person, centre_id: UUID, *, tab: Tab, state: str = "", holder: UUID | None = None, after: str = ""
) -> Listed:
    """Files she may know of, those changed last first. Raises Http404 outside her centres."""
    rows = _wanted(visible_cases(person, centre_id), person, tab, state, holder)
    count = rows.count()
    last = _id_in(after)
    start = rows.filter(id=last).values_list("changed_at", "id").first() if last else None
    shown = rows.order_by("-changed_at", "-id")
    if start is not None:
        shown = shown.filter(Q(changed_at__lt=start[0]) | Q(changed_at=start[0], id__lt=start[1]))
    lines = [ListLine(*row) for row in shown.values_list(*_PLAIN)[: PAGE + 1]]
    more = len(lines) > PAGE
    lines = lines[:PAGE]
    return Listed(lines, count, str(lines[-1].id) if more else "", start is None)


def _wanted(rows: "QuerySet[Case]", person: Person, tab: Tab, state: str, holder: UUID | None) -> "QuerySet[Case]":
    opened = [each.value for each in OPEN]
    if tab is Tab.MINE:
        rows = rows.filter(holder_id=person.staff_id, state__in=opened)
    elif tab is Tab.OPEN:
        rows = rows.filter(state__in=opened)
    elif tab is Tab.CLOSED:
        rows = rows.filter(state=State.CLOSED.value)
    if state:
        rows = rows.filter(state=state)
    return rows.filter(holder_id=holder) if holder else rows


def holders_in(person: Person, centre_id: UUID) -> frozenset[UUID]:
    """Whoever holds a file of this centre that she may know of."""
    rows = visible_cases(person, centre_id).order_by("holder_id").values_list("holder_id", flat=True).distinct()
    return frozenset(each for each in rows if each)


def _id_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
