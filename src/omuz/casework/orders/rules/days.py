"""Counting days, weeks, months and hours the way periods in law are counted, in the time of Istanbul.

A period of days leaves out the day it starts on; weeks and months end on the same day of the week or month, or on
the last day of a month that has no such day (HMK m.92). A weekend at the end is pointed out, official holidays are
not known here.
"""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from omuz.casework.orders.rules.law import Parameter, Unit

ISTANBUL = ZoneInfo("Europe/Istanbul")
DAYS_OF_WEEK = 7
MONTHS_OF_YEAR = 12
SATURDAY = 5
LAST_MINUTE = time(23, 59)


def plus_months(day: date, months: int) -> date:
    """The same day so many months on; the last of the month where it has no such day."""
    place = day.year * MONTHS_OF_YEAR + day.month - 1 + months
    year, month = divmod(place, MONTHS_OF_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def plus(day: date, amount: int, unit: Unit | str) -> date:
    """The last day of a period of days, weeks or months that starts on `day`; raises ValueError for other units."""
    match Unit(unit):
        case Unit.DAY:
            return day + timedelta(days=amount)
        case Unit.WEEK:
            return day + timedelta(days=amount * DAYS_OF_WEEK)
        case Unit.MONTH:
            return plus_months(day, amount)
        case Unit.WORKING_DAY:
            for _each in range(amount):
                day = working_day(day + timedelta(days=1))
            return day
        case other:
            raise ValueError(f"{other} is no length in days")


def after(day: date, length: Parameter) -> date:
    """The last day of a period the law gives, that starts on `day`."""
    return plus(day, int(length.value), length.unit)


def hours_after(moment: datetime, hours: Decimal | int) -> datetime:
    """So many hours that really pass, told in the time of Istanbul; `moment` carries its zone."""
    return (moment.astimezone(UTC) + timedelta(hours=int(hours))).astimezone(ISTANBUL)


def on_weekend(day: date) -> bool:
    """Whether offices are closed that day because it is a Saturday or a Sunday."""
    return day.weekday() >= SATURDAY


def working_day(day: date) -> date:
    """`day`, or the Monday after it where it is a weekend; official holidays are not known."""
    return day + timedelta(days=DAYS_OF_WEEK - day.weekday()) if on_weekend(day) else day


def end_of(day: date) -> datetime:
    """The last minute of a day in Istanbul."""
    return datetime.combine(day, LAST_MINUTE, tzinfo=ISTANBUL)


def local(moment: datetime) -> datetime:
    """A moment in the time of Istanbul; one without a zone is taken to be told in it."""
    return moment.astimezone(ISTANBUL) if moment.tzinfo else moment.replace(tzinfo=ISTANBUL)
