"""A woman's request for a service: where it stands in her order, how it ended, how long she waited."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

NOT_ASKED: Final = "not_asked"

SHELTER: Final = "shelter"
"""The request that has a page and an outcome of its own."""

REVIEW_AFTER: Final = timedelta(days=14)
"""A request that waits longer is put before whoever wrote it, once for each such span."""

WORDS_MAX: Final = 300
"""Characters of her words, and of the name of what was missing."""
EARLIEST: Final = date(1990, 1, 1)


class RequestState(StrEnum):
    """How a request stands; each may be put right later, and what stood before is kept."""

    WAITING = "waiting"
    MET = "met"
    NOT_MET = "not_met"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


class Problem(StrEnum):
    """Why something cannot be recorded as it stands."""

    DAY_MISSING = "day_missing"
    DAY_AHEAD = "day_ahead"
    DAY_TOO_OLD = "day_too_old"
    BEFORE_SHE_ASKED = "before_she_asked"
    CODE_UNKNOWN = "code_unknown"
    MINUTES_RANGE = "minutes_range"
    NOBODY_CAME = "nobody_came"
    FILE_UNKNOWN = "file_unknown"


@dataclass(frozen=True, slots=True)
class Wish:
    """What she asked for.

    `on` is the day she asked, `rank` her own order (smaller is more wanted), `settled_on` the day it was met, refused
    or withdrawn by her; None while it waits and where a session itself tells the day.
    """

    on: date
    service: str = NOT_ASKED
    rank: int = 1
    settled_on: date | None = None
    unmet_reason: str = NOT_ASKED

    def to_payload(self) -> dict[str, Any]:
        """Plain values for sealing."""
        kept: dict[str, Any] = {"on": self.on.isoformat(), "service": self.service, "rank": self.rank}
        if self.settled_on is not None:
            kept["settled_on"] = self.settled_on.isoformat()
        if self.unmet_reason != NOT_ASKED:
            kept["unmet_reason"] = self.unmet_reason
        return kept

    @classmethod
    def from_payload(cls, kept: Mapping[str, Any]) -> "Wish":
        """The wish from its opened form."""
        settled = kept.get("settled_on")
        return cls(
            on=date.fromisoformat(kept["on"]),
            service=kept.get("service", NOT_ASKED),
            rank=kept.get("rank", 1),
            settled_on=date.fromisoformat(settled) if settled else None,
            unmet_reason=kept.get("unmet_reason", NOT_ASKED),
        )


def wait_days(asked_on: date, first_on: date | None) -> int | None:
    """Whole days from the day she asked to the first session; None while there is none, never below zero."""
    return None if first_on is None else max(0, (first_on - asked_on).days)


def review_on(day: date) -> date:
    """The day on which a request that waits on `day` is put before somebody again."""
    return day + REVIEW_AFTER


def settled(wish: Wish, state: RequestState, on: date, unmet_reason: str = NOT_ASKED) -> Wish:
    """The wish after it was settled; put back to waiting it has neither a day nor a reason."""
    if state is RequestState.WAITING:
        return replace(wish, settled_on=None, unmet_reason=NOT_ASKED)
    return replace(wish, settled_on=on, unmet_reason=unmet_reason if state is RequestState.NOT_MET else NOT_ASKED)


def next_rank(ranks: Iterable[int]) -> int:
    """The place after all others."""
    return max(ranks, default=0) + 1


def day_problem(day: date | None, *, today: date, not_before: date | None = None) -> Problem | None:
    """What is wrong with a day: it is missing, has not come, is very old, or lies before she asked."""
    if day is None:
        return Problem.DAY_MISSING
    if day > today:
        return Problem.DAY_AHEAD
    if day < EARLIEST:
        return Problem.DAY_TOO_OLD
    return Problem.BEFORE_SHE_ASKED if not_before and day < not_before else None
