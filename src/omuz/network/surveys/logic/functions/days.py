"""Functions about days and hours."""

import math
import re

from omuz.network.surveys.logic import calendar, values
from omuz.network.surveys.logic.evaluation import FUNCTIONS, Place, number, text, value
from omuz.network.surveys.logic.values import Value
from omuz.network.surveys.logic.world import MONTHS, WEEKDAYS
from omuz.network.surveys.xlsform.expressions import Tree

Arguments = tuple[Tree, ...]
FARTHEST = 3_000_000
"""Days from 1970 beyond which nothing is a date: more than eight thousand years."""


def moment_of(told: Value, place: Place) -> tuple[int, int] | None:
    """Local day and milliseconds of a value: a day, a moment, or a number of days."""
    if isinstance(told, bool):
        return None
    if isinstance(told, float):
        return _from_number(told)
    written = values.text(told).strip()
    found = calendar.moment(written, place.world.offset)
    if found is None and written:
        return _from_number(values.number(written, place.world.offset))
    return found


def _from_number(days: float) -> tuple[int, int] | None:
    if math.isnan(days) or abs(days) > FARTHEST:
        return None
    whole = math.floor(days)
    return whole, min(calendar.MILLISECONDS - 1, math.floor((days - whole) * calendar.MILLISECONDS + 0.5))


def _date(place: Place, given: Arguments) -> Value:
    found = moment_of(value(given[0], place), place)
    return calendar.day_text(found[0]) if found else ""


def _date_time(place: Place, given: Arguments) -> Value:
    found = moment_of(value(given[0], place), place)
    return calendar.moment_text(*found, place.world.offset) if found else ""


def _now(place: Place, given: Arguments) -> Value:
    del given
    return calendar.moment_text(*place.world.moment, place.world.offset)


def _decimal_time(place: Place, given: Arguments) -> Value:
    told = text(given[0], place).strip()
    found = calendar.moment(told, place.world.offset)
    after = found[1] if found else calendar.clock(told)
    return values.NAN if after is None else after / calendar.MILLISECONDS


def _format(place: Place, given: Arguments) -> Value:
    told = value(given[0], place)
    found = moment_of(told, place)
    if found is None:
        return ""
    year, month, day = calendar.civil(found[0])
    seconds, part = divmod(found[1], 1000)
    hour, minute, second = seconds // 3600, seconds // 60 % 60, seconds % 60
    tongue = place.world.tongue
    shown = {
        "Y": f"{year:04d}", "y": f"{year % 100:02d}", "m": f"{month:02d}", "n": str(month),
        "b": MONTHS[tongue][month - 1],
        "d": f"{day:02d}", "e": str(day), "a": WEEKDAYS[tongue][(found[0] + 3) % 7], "H": f"{hour:02d}", "h": str(hour),
        "M": f"{minute:02d}", "S": f"{second:02d}", "3": f"{part:03d}", "%": "%",
    }  # fmt: skip
    return re.sub(r"%(.)", lambda match: shown.get(match[1], match[0]), text(given[1], place))


FUNCTIONS |= {
    "today": lambda place, _given: calendar.day_text(place.world.moment[0]),
    "now": _now,
    "date": _date,
    "date-time": _date_time,
    "format-date": _format,
    "format-date-time": _format,
    "decimal-date-time": lambda place, given: number(given[0], place),
    "decimal-time": _decimal_time,
}
