"""What is taken as an activity, and what its numbers add up to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

MOST: Final = 200_000
"""More than that nobody reaches in one activity; a news item has readers, not persons reached."""


class NotKept(ValueError):
    """Cannot be kept as typed; the message says why, and nothing was written."""


class Reaching(Protocol):
    """What of an activity is added up."""

    kind: str
    on: date
    reached: int | None
    estimated: bool


@dataclass(frozen=True)
class Sums:
    """How many activities; how many persons were counted and how many guessed, never together; where nobody counted."""

    activities: int
    counted: int
    guessed: int
    uncounted: int


def sums(rows: Iterable[Reaching]) -> Sums:
    """What activities add up to."""
    found = list(rows)
    return Sums(
        activities=len(found),
        counted=sum(row.reached or 0 for row in found if not row.estimated),
        guessed=sum(row.reached or 0 for row in found if row.estimated),
        uncounted=sum(row.reached is None for row in found),
    )
