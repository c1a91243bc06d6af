"""The clock of a data breach, and whether a disposal came in time."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

HOURS: Final = 72
"""Within so many hours the authority is told (decision 2019/10 of the Board)."""


class BreachStanding(StrEnum):
    """How the notice to the authority stands."""

    TOLD = "told"
    TOLD_LATE = "told_late"
    WAITING = "waiting"
    LATE = "late"


def last_moment(found_at: datetime) -> datetime:
    """Until when the authority is told."""
    return found_at + timedelta(hours=HOURS)


def breach_standing(found_at: datetime, told_at: datetime | None, now: datetime) -> BreachStanding:
    """How a breach found then stands now."""
    if told_at is not None:
        return BreachStanding.TOLD if told_at <= last_moment(found_at) else BreachStanding.TOLD_LATE
    return BreachStanding.WAITING if now <= last_moment(found_at) else BreachStanding.LATE


def in_time(done_on: date | None, last_day: date, today: date) -> bool | None:
    """Whether what fell due was destroyed by `last_day`; None while it may still be."""
    if done_on is not None:
        return done_on <= last_day
    return None if today <= last_day else False
