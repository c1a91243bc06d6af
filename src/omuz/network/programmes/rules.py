"""The levels of a programme, which stands under which, and how far a promise is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Level(StrEnum):
    """From what a programme is for down to what lies on the table."""

    OBJECTIVE = "objective"
    RESULT = "result"
    ACTIVITY = "activity"
    OUTPUT = "output"


class Counting(StrEnum):
    """How what was reached is told: nothing to count, one for each piece of evidence, their numbers added, typed.

    `MOST` takes the largest number instead of the sum: the same centres in two rounds are not twice as many.
    """

    NOTHING = ""
    PIECES = "pieces"
    NUMBERS = "numbers"
    MOST = "most"
    TYPED = "typed"


class Standing(StrEnum):
    """How a promise stands on a day."""

    DONE = "done"
    UNDER_WAY = "under_way"
    LATE = "late"
    NOT_BEGUN = "not_begun"
    LEFT = "left"


class NotKept(ValueError):
    """Cannot be kept as typed; the message says why, and nothing was written."""


BELOW: Final = {
    None: (Level.OBJECTIVE,),
    Level.OBJECTIVE: (Level.RESULT,),
    Level.RESULT: (Level.ACTIVITY, Level.OUTPUT),
    Level.ACTIVITY: (Level.OUTPUT,),
    Level.OUTPUT: (),
}
"""What may stand under what."""


@dataclass(frozen=True)
class Piece:
    """One piece of evidence: its day and the number it stands for."""

    on: date
    number: int


def reached(counting: str, pieces: Sequence[Piece], typed: int | None) -> int | None:
    """What was reached, in the unit of the target; None where nothing is counted or nobody has written it."""
    match Counting(counting):
        case Counting.PIECES:
            return len(pieces)
        case Counting.NUMBERS:
            return sum(piece.number for piece in pieces)
        case Counting.MOST:
            return max((piece.number for piece in pieces), default=0)
        case Counting.TYPED:
            return typed
        case _:
            return None


@dataclass(frozen=True)
class Promise:
    """What decides how a promise stands."""

    target: int | None
    reached: int | None
    begun: bool
    until: date | None
    done_on: date | None
    left: bool


def standing(promise: Promise, today: date) -> Standing:
    """How it stands; a target reached is done, with or without a word."""
    if promise.left:
        return Standing.LEFT
    met = promise.target is not None and promise.reached is not None and promise.reached >= promise.target
    if promise.done_on or met:
        return Standing.DONE
    if promise.until and promise.until < today:
        return Standing.LATE
    return Standing.UNDER_WAY if promise.begun else Standing.NOT_BEGUN


def whole(promise: Promise, below: Sequence[Standing], today: date) -> Standing:
    """How it stands with what stands under it: without a target of its own it is done when all of that is."""
    own = standing(promise, today)
    if promise.target is not None or own in (Standing.LEFT, Standing.DONE):
        return own
    settled = all(each in (Standing.DONE, Standing.LEFT) for each in below)
    return Standing.DONE if settled and Standing.DONE in below else own
