"""Retention clocks: how long what is kept, from which day on, and what her own wish changes about it."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class What(StrEnum):
    """What a clock runs for."""

    CONTACT = "contact"
    IDENTITY = "identity"
    FILE = "file"
    ROUND = "round"
    MINUTES = "minutes"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Clock:
    """A period in days or in months, in force from a day on."""

    what: What
    valid_from: date
    days: int = 0
    months: int = 0

    def ends(self, start: date) -> date:
        """The day the period is over that began on `start`."""
        return months_after(start, self.months) + timedelta(days=self.days)


class NoClock(LookupError):
    """No clock of this kind is in force on that day."""


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where that month is shorter."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def clock_on(clocks: Iterable[Clock], what: What, day: date) -> Clock:
    """The clock of `what` in force on `day`: the newest that has begun. Raises NoClock."""
    begun = [clock for clock in clocks if clock.what == what and clock.valid_from <= day]
    if not begun:
        raise NoClock(what.value)
    return max(begun, key=lambda clock: clock.valid_from)


def file_ends(closed_on: date | None, clock: Clock, wish: date | None) -> date | None:
    """The day a file is due; her wish wins over the clock in both directions. None while it is open without a wish."""
    if wish is not None:
        return wish
    return clock.ends(closed_on) if closed_on else None


def round_is_late(last_minutes: date | None, oldest_due: date | None, clock: Clock, today: date) -> bool:
    """Whether something is due for longer than a round of destruction may be apart, with no minutes since."""
    if oldest_due is None:
        return False
    since = max(last_minutes, oldest_due) if last_minutes else oldest_due
    return clock.ends(since) <= today
