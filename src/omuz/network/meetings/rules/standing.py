"""Where a meeting and a decision stand on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Final

ANSWER_DAYS: Final = 14
"""Days after a meeting in which its three questions are answered."""


class Phase(StrEnum):
    """A meeting on its way: planned, called, its day over and the minutes awaited, closed; or called off."""

    PLANNED = "planned"
    CALLED = "called"
    AWAITED = "awaited"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Outcome(StrEnum):
    """What is said of a decision on a day."""

    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"


SETTLED = frozenset({Outcome.DONE, Outcome.DROPPED})


class Fulfilment(StrEnum):
    """A decision as it stands: open or overdue, done in time or late, dropped."""

    OPEN = "open"
    OVERDUE = "overdue"
    ON_TIME = "on_time"
    LATE = "late"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Told:
    """One thing said of a decision: its outcome and the day it holds from."""

    outcome: str
    on: date


def mark(words: str) -> str:
    """A short mark of a text, by which a page knows whether somebody changed it meanwhile."""
    plain = "\n".join(words.split("\r\n")).strip()
    return sha256(plain.encode()).hexdigest()[:16]


def phase(on: date, today: date, *, called: bool, closed: bool, cancelled: bool) -> Phase:
    """The phase of a meeting held on `on`."""
    if cancelled:
        return Phase.CANCELLED
    if closed:
        return Phase.CLOSED
    if on <= today:
        return Phase.AWAITED
    return Phase.CALLED if called else Phase.PLANNED


def fulfilment(due: date | None, told: Iterable[Told], today: date) -> Fulfilment:
    """How a decision stands: the last thing said counts; without a day it is never overdue nor late."""
    last = next(iter(reversed(list(told))), None)
    if last is not None and last.outcome == Outcome.DROPPED:
        return Fulfilment.DROPPED
    if last is not None and last.outcome == Outcome.DONE:
        return Fulfilment.LATE if due is not None and last.on > due else Fulfilment.ON_TIME
    return Fulfilment.OVERDUE if due is not None and due < today else Fulfilment.OPEN


def was_open(told: Iterable[Told], morning: date) -> bool:
    """Whether a decision was still open on the morning of a day: what was said that day or later does not count."""
    before = [each for each in told if each.on < morning]
    return not before or before[-1].outcome not in SETTLED
