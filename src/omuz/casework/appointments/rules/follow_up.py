"""After the first talk: when she may be asked how she is, and when silence is an answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from omuz.casework.appointments.rules.ways import Way, never_unasked, ways_of
from omuz.casework.contacts.rules.safe_contact import (
    LONGEST_WAIT,
    Moment,
    Opening,
    SafeContact,
    next_day,
    next_opening,
)

MOST_UNANSWERED: Final = 2
"""Two attempts she did not answer are no permission for a third."""


class State(StrEnum):
    """Where a follow-up stands."""

    PLANNED = "planned"
    DONE = "done"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"


class Result(StrEnum):
    """How an attempt ended."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    DO_NOT_CALL = "do_not_call"
    SHE_CAME = "she_came"


ANSWERED: Final = frozenset({Result.REACHED, Result.SHE_CAME})


class PlanProblem(StrEnum):
    """Why a follow-up cannot be planned like this."""

    SHE_SAID_NO = "plan_she_said_no"
    TWICE_UNANSWERED = "plan_twice_unanswered"
    WAY_NOT_GIVEN = "plan_way_not_given"
    DAY_MISSING = "plan_day_missing"
    DAY_PAST = "plan_day_past"
    DAY_TOO_FAR = "plan_day_too_far"
    DAY_OUTSIDE = "plan_day_outside"
    FILE_CLOSED = "plan_file_closed"
    NOT_YET = "plan_not_yet"
    OUTSIDE_WINDOW = "plan_outside_window"


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt: when (local, with its zone), by which way, how it ended."""

    at: datetime
    way: str
    result: str

    def to_payload(self) -> dict[str, str]:
        """Plain values for sealing."""
        return {"at": self.at.isoformat(), "way": self.way, "result": self.result}

    @classmethod
    def from_payload(cls, kept: Mapping[str, Any]) -> "Try":
        """The attempt from its opened form."""
        return cls(datetime.fromisoformat(kept["at"]), str(kept["way"]), str(kept["result"]))


def unanswered(tries: Iterable[Try]) -> int:
    """How many attempts in a row, up to the last one, she did not answer."""
    count = 0
    for each in sorted(tries, key=lambda one: one.at, reverse=True):
        if each.result != Result.NOT_REACHED:
            break
        count += 1
    return count


def faults_of_plan(
    safe: SafeContact, way: str, due_on: date | None, *, tries: Iterable[Try], today: date, is_open: bool = True
) -> tuple[PlanProblem, ...]:
    """What forbids this follow-up; waiting until she comes by herself needs nothing of her but an open file."""
    found: list[PlanProblem] = []
    if not is_open:
        found.append(PlanProblem.FILE_CLOSED)
    if never_unasked(safe):
        return (*found, PlanProblem.SHE_SAID_NO)
    if way == Way.FACE_TO_FACE:
        return tuple(found)
    if unanswered(tries) >= MOST_UNANSWERED:
        found.append(PlanProblem.TWICE_UNANSWERED)
    if way not in ways_of(safe):
        found.append(PlanProblem.WAY_NOT_GIVEN)
    return (*found, *_faults_of_day(safe, due_on, today))


def _faults_of_day(safe: SafeContact, due_on: date | None, today: date) -> tuple[PlanProblem, ...]:
    if due_on is None:
        return (PlanProblem.DAY_MISSING,)
    if due_on < today:
        return (PlanProblem.DAY_PAST,)
    if due_on - today > LONGEST_WAIT:
        return (PlanProblem.DAY_TOO_FAR,)
    return () if safe.allows_day(due_on) else (PlanProblem.DAY_OUTSIDE,)


@dataclass(frozen=True, slots=True)
class After:
    """What an attempt leads to: the new state, and the day of the next attempt where there is one."""

    state: State
    due_on: date | None = None


def after_try(safe: SafeContact, tries: Iterable[Try], last: Try) -> After:
    """Where a follow-up stands after `last`; `tries` are those of the whole file before it."""
    if last.result == Result.DO_NOT_CALL:
        return After(State.STOPPED)
    if last.result in ANSWERED:
        return After(State.DONE)
    if unanswered([*tries, last]) >= MOST_UNANSWERED:
        return After(State.STOPPED)
    return After(State.PLANNED, next_day(safe, last.at.date()))


def opening_of(safe: SafeContact, way: str, due_on: date | None, now: datetime) -> Opening:
    """When this follow-up may be made; `now` is local, without zone. Only the telephone and its messages have hours."""
    if way == Way.FACE_TO_FACE or due_on is None or never_unasked(safe):
        return Opening(Moment.NEVER)
    if way == Way.EMAIL:
        start = datetime.combine(max(due_on, now.date()), datetime.min.time())
        return Opening(Moment.NOW if due_on <= now.date() else Moment.ANOTHER_DAY, start, start)
    if way not in ways_of(safe):
        return Opening(Moment.NEVER)
    return next_opening(safe, due_on, now)


def faults_of_try(safe: SafeContact, way: str, result: str, opening: Opening) -> tuple[PlanProblem, ...]:
    """Why this attempt may not be made now; that she came or said no herself may be written down at any time."""
    if result in {Result.SHE_CAME, Result.DO_NOT_CALL}:
        return ()
    if never_unasked(safe):
        return (PlanProblem.SHE_SAID_NO,)
    if way == Way.FACE_TO_FACE or opening.moment is Moment.NOW:
        return ()
    return (PlanProblem.NOT_YET if opening.moment is Moment.ANOTHER_DAY else PlanProblem.OUTSIDE_WINDOW,)


def usual_days(today: date, *, high: bool = False) -> tuple[date, ...]:
    """The rhythm people keep: after high danger one to three days, else a week, a fortnight, months 1, 3 and 6."""
    ahead = (1, 2, 3, 7) if high else (7, 14, 30, 90, 180)
    return tuple(date.fromordinal(today.toordinal() + days) for days in ahead)
