"""How an invitation stands on a day: waiting, begun, late, done, declined; and what a round still allows."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

SOON_DAYS = 14
"""From so many days before its last day on, an invitation reminds of itself."""


class Standing(StrEnum):
    """Where an invitation stands; `late` and `closed` are about the day, the others about what was done."""

    WAITING = "waiting"
    BEGUN = "begun"
    REOPENED = "reopened"
    LATE = "late"
    SUBMITTED = "submitted"
    DECLINED = "declined"
    NOT_YET = "not_yet"
    CLOSED = "closed"


DONE = frozenset({Standing.SUBMITTED, Standing.DECLINED})
OPEN = frozenset({Standing.WAITING, Standing.BEGUN, Standing.REOPENED, Standing.LATE})


@dataclass(frozen=True)
class Times:
    """What decides how an invitation stands: the days of its round and the moments of its own."""

    opens_on: date
    due_on: date
    closed_at: datetime | None
    begun: bool
    submitted_at: datetime | None
    declined_at: datetime | None
    reopened_at: datetime | None


def standing(times: Times, today: date) -> Standing:
    """How the invitation stands on `today`.

    A reopening counts when it came after the submission, the refusal, and the closing of the whole round.
    """
    if _stands(times.declined_at, times.reopened_at):
        return Standing.DECLINED
    if _stands(times.submitted_at, times.reopened_at):
        return Standing.SUBMITTED
    if _stands(times.closed_at, times.reopened_at):
        return Standing.CLOSED
    return _while_open(times, today)


def _while_open(times: Times, today: date) -> Standing:
    if today < times.opens_on:
        return Standing.NOT_YET
    if today > times.due_on:
        return Standing.LATE
    if times.reopened_at is not None:
        return Standing.REOPENED
    return Standing.BEGUN if times.begun else Standing.WAITING


def _stands(done_at: datetime | None, reopened_at: datetime | None) -> bool:
    return done_at is not None and (reopened_at is None or reopened_at <= done_at)


def reminds(stands: Standing, due_on: date, today: date, *, reminded: bool) -> bool:
    """Whether an invitation is put in front of the centre's people: nearly due, late, reopened or asked for again."""
    if stands not in OPEN:
        return False
    return reminded or stands in {Standing.LATE, Standing.REOPENED} or (due_on - today).days <= SOON_DAYS


Progress = dict[str, tuple[int, int]]
"""Section → (questions with an answer, questions that wait for one)."""


def whole(progress: dict[str, list[int]]) -> tuple[int, int]:
    """All sections together: (questions with an answer, questions that wait for one)."""
    return sum(done for done, _all in progress.values()), sum(total for _done, total in progress.values())
