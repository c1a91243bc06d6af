"""When to talk again: what calls for a new risk talk, by which day, and whether that was kept."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

ORDER_WARNINGS: Final = (30, 14, 3)
"""Days before a protection order ends on which to talk again."""
MONTHS_BETWEEN: Final = 3
"""Without any other reason the talk is repeated after so many months."""
LOOK_AHEAD: Final = timedelta(days=7)
"""How far ahead a talk that is due stands on the page of today."""
_MONTHS_A_YEAR: Final = 12


class TriggerKind(StrEnum):
    """What calls for the next talk."""

    SEPARATION = "separation"
    COURT_DATE = "court_date"
    RELEASE = "release"
    ORDER_ENDING = "order_ending"
    NEW_THREAT = "new_threat"
    CHILD_HANDOVER = "child_handover"
    APPLICATION_FOUND_OUT = "application_found_out"
    HOLIDAY_PAYDAY = "holiday_payday"
    THREE_MONTHS = "three_months"


BY_ITSELF: Final = TriggerKind.THREE_MONTHS
"""Set by the software with every talk; every other one is written by a worker."""


class TriggerState(StrEnum):
    """Where a reminder to talk again stands."""

    OPEN = "open"
    TALKED = "talked"
    DROPPED = "dropped"


class DropReason(StrEnum):
    """Why a reminder is taken away without a talk."""

    SHE_DID_NOT_WANT = "she_did_not_want"
    DATE_CHANGED = "date_changed"
    WRITTEN_BY_MISTAKE = "written_by_mistake"
    FILE_CLOSED = "file_closed"


@dataclass(frozen=True, slots=True)
class Kept:
    """A reminder as the figures see it: its day, how it ended, and the day she was talked with."""

    due_on: date
    state: TriggerState
    talked_on: date | None = None
    dropped: DropReason | None = None


def days_due(kind: TriggerKind, day: date, *, today: date) -> tuple[date, ...]:
    """Days to talk again for something that happens on `day`; of an order's end those that are still ahead."""
    if kind is not TriggerKind.ORDER_ENDING:
        return (day,)
    ahead = tuple(day - timedelta(days=before) for before in ORDER_WARNINGS)
    return tuple(each for each in ahead if each >= today) or (max(day, today),)


def three_months_after(day: date) -> date:
    """The same day three months on; the last day of a shorter month."""
    months = day.month - 1 + MONTHS_BETWEEN
    year, month = day.year + months // _MONTHS_A_YEAR, months % _MONTHS_A_YEAR + 1
    following = date(year + month // _MONTHS_A_YEAR, month % _MONTHS_A_YEAR + 1, 1)
    return date(year, month, min(day.day, (following - timedelta(days=1)).day))


def settled_by(kind: TriggerKind, due_on: date, *, talked_on: date) -> bool:
    """Whether a talk on `talked_on` answers a reminder; one that runs by itself starts anew with every talk."""
    return kind is BY_ITSELF or due_on <= talked_on


def on_time(trigger: Kept, *, today: date) -> str | None:
    """yes, no or did_not_want for a reminder whose day has come; None for one not counted at all."""
    if trigger.state is TriggerState.DROPPED:
        return "did_not_want" if trigger.dropped is DropReason.SHE_DID_NOT_WANT else None
    if trigger.state is TriggerState.TALKED and trigger.talked_on is not None:
        return "yes" if trigger.talked_on <= trigger.due_on else "no"
    return "no" if trigger.due_on < today else None
