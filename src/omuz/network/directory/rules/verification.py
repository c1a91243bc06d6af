"""When somebody last made sure that an entry is right, and when it is time to ask again."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

HALF_A_YEAR: Final = timedelta(days=183)


class Standing(StrEnum):
    """How far an entry can be relied on."""

    FRESH = "fresh"
    OVERDUE = "overdue"
    NEVER = "never"


def standing(verified_on: date | None, today: date) -> Standing:
    """Fresh for half a year after somebody telephoned."""
    if verified_on is None:
        return Standing.NEVER
    return Standing.OVERDUE if today - verified_on > HALF_A_YEAR else Standing.FRESH


def due_on(verified_on: date | None, today: date) -> date:
    """The day by which the entry is to be verified again."""
    return verified_on + HALF_A_YEAR if verified_on else today
