"""An entry as it was said to be at a day, and what was said of it over time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from omuz.foundation.people.queries import names
from omuz.network.directory.actions.secrecy import history_of
from omuz.network.directory.models import Kept

Row = TypeVar("Row", bound=Kept)
_CALLED = ("name", "post")
"""What an entry is called by: where it was taken out of the history of a secret place, the word of today stands."""


@dataclass(frozen=True)
class Telling:
    """One fact as it was said; `value` None where it told the place of one that became secret."""

    name: str
    value: Any
    holds_from: date
    said_at: datetime
    said_by: str


def facts_as_at(row: Kept, day: date) -> dict[str, Any]:
    """Every fact known of the entry that held on `day`; of two for the same day the one said last."""
    rows = history_of(row).filter(subject_id=row.id, holds_from__lte=day).order_by("holds_from", "said_at")
    return {each.name: each.value for each in rows}


def as_at(row: Row, day: date) -> Row:
    """A copy of the entry, not to be saved, that says what was said to hold on `day`; empty before its first day."""
    return _copy(row, facts_as_at(row, day))


def told_by(rows: Iterable[Row], day: date | None) -> list[Row]:
    """The entries in use: now, or as they were said to be on `day`; those nobody had told of by then are left out."""
    if day is None:
        return [row for row in rows if not getattr(row, "closed", False)]
    found = [(row, facts_as_at(row, day)) for row in rows]
    return [_copy(row, told) for row, told in found if told and not told.get("closed")]


def _copy(row: Row, told: Mapping[str, Any]) -> Row:
    copy = type(row)(id=row.id, centre_id=row.centre_id, changed_at=row.changed_at)
    for name in row.FACTS:
        if told.get(name) is not None:
            setattr(copy, name, told[name])
        elif name in told and name in _CALLED:
            setattr(copy, name, getattr(row, name))
    return copy


def tellings(row: Kept, limit: int = 100) -> list[Telling]:
    """What was said of the entry, newest first."""
    rows = list(history_of(row).filter(subject_id=row.id).order_by("-holds_from", "-said_at")[:limit])
    known: dict[UUID, str] = names({each.said_by for each in rows if each.said_by})
    return [
        Telling(
            each.name, each.value, each.holds_from, each.said_at, known.get(each.said_by, "") if each.said_by else ""
        )
        for each in rows
    ]
