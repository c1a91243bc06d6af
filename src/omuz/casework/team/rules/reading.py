"""When reading is unusual: too much in an hour, at night, files she has no tie to, searches that were refused."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

HOUR: Final = timedelta(hours=1)
HALF_A_DAY: Final = timedelta(hours=12)
LOOKED_BACK: Final = timedelta(days=31)
"""How long an alarm waits for the coordinator; a month, as long as what she looks at once a month."""


class Unusual(StrEnum):
    """What an alarm is about."""

    MANY = "many"
    NIGHT = "night"
    UNTIED = "untied"
    REFUSED = "refused"


@dataclass(frozen=True)
class Limits:
    """What is still usual: more than that raises an alarm. Hours of the local clock, from 0 to 23."""

    hour: int = 50
    night: int = 3
    night_from: int = 21
    night_to: int = 6
    untied: int = 15
    refused: int = 5


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody opened something: the local moment, which record by code, whether she works on it."""

    at: datetime
    record: str
    tied: bool = False
    refused: bool = False


@dataclass(frozen=True)
class Burst:
    """So many different records (or refused searches), the last of them then."""

    number: int
    last: datetime


def bursts(looks: Iterable[Look], limits: Limits) -> dict[Unusual, Burst]:
    """What was unusual in the looks of one person, the largest burst of each kind with its own last moment."""
    told = sorted(looks, key=lambda look: look.at)
    opened = [look for look in told if not look.refused]
    found = {
        Unusual.MANY: _within_an_hour(opened, limits.hour),
        Unusual.NIGHT: _by_day([look for look in opened if at_night(look.at, limits)], _night_of, limits.night),
        Unusual.UNTIED: _by_day([look for look in opened if not look.tied], datetime.date, limits.untied),
        Unusual.REFUSED: _by_day([look for look in told if look.refused], datetime.date, limits.refused),
    }
    return {kind: burst for kind, burst in found.items() if burst is not None}


def at_night(moment: datetime, limits: Limits) -> bool:
    """Whether a local moment lies outside the hours of the centre."""
    if limits.night_from > limits.night_to:
        return moment.hour >= limits.night_from or moment.hour < limits.night_to
    return limits.night_from <= moment.hour < limits.night_to


def _night_of(moment: datetime) -> date:
    """The day on which a night began."""
    return (moment - HALF_A_DAY).date()


def _within_an_hour(looks: Sequence[Look], most: int) -> Burst | None:
    """The hour, wherever it begins, with the most different records, if they are more than `most`."""
    inside: Counter[str] = Counter()
    first, found = 0, None
    for look in looks:
        inside[look.record] += 1
        while look.at - looks[first].at >= HOUR:
            inside[looks[first].record] -= 1
            if not inside[looks[first].record]:
                del inside[looks[first].record]
            first += 1
        if len(inside) > max(most, found.number if found else 0):
            found = Burst(len(inside), look.at)
    return found


def _by_day(looks: Sequence[Look], day_of: Callable[[datetime], date], most: int) -> Burst | None:
    """The day with the most different records, if they are more than `most`."""
    days: dict[date, list[Look]] = defaultdict(list)
    for look in looks:
        days[day_of(look.at)].append(look)
    found = [Burst(len({look.record for look in each}), each[-1].at) for each in days.values()]
    return max((burst for burst in found if burst.number > most), key=lambda burst: burst.number, default=None)
