"""Counted calls of a day: how many nobody answered, and those answered that are in no tally."""

from enum import StrEnum
from typing import Final

MOST_A_DAY: Final = 2000
"""More than this on one day is a stuck key, not a day."""


class Counted(StrEnum):
    """What a press of the counter adds to."""

    MISSED = "missed"
    ANSWERED = "answered"


def pressed(count: int, step: int) -> int:
    """A count after one press; it stays between nothing and what a day can hold."""
    return min(max(count + step, 0), MOST_A_DAY)
