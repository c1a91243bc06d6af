"""The weekly meeting: what is on its table, what it decides; decisions, not stories."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

WHAT_MAX: Final = 200
"""Characters of a decision: one sentence."""
GENERAL_MAX: Final = 1500


class MeetingState(StrEnum):
    """A meeting is open for decisions until its minutes are closed."""

    OPEN = "open"
    CLOSED = "closed"


class DecisionState(StrEnum):
    """Where a decision stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Why(StrEnum):
    """Why a file is on the table."""

    URGENT = "urgent"
    OVERDUE = "overdue"
    CHOSEN = "chosen"


def usual_untils(day: date) -> tuple[date, ...]:
    """Days a decision is usually due: tomorrow, in three days, at the next meeting, in two weeks."""
    return tuple(day + timedelta(days=ahead) for ahead in (1, 3, 7, 14))
