"""States of an action of the plan, and how it stands on a day."""

from datetime import date
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """What is written of an action."""

    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    DROPPED = "dropped"


class Standing(StrEnum):
    """How an action stands on a day; the codes of the list `action_state`."""

    PLANNED = "planned"
    STARTED = "started"
    LATE = "delayed"
    DONE = "done"
    DROPPED = "dropped"


SETTLED: Final = frozenset({State.DONE, State.DROPPED})
SOON_DAYS: Final = 90
"""So many days before its end a protocol is said to run out."""


def standing(state: State, ends_on: date, today: date) -> Standing:
    """Late is what is neither done nor dropped after its last day; nobody has to write it."""
    if state not in SETTLED and ends_on < today:
        return Standing.LATE
    return Standing(state.value)
