"""Whose turn it is: whoever hosted longest ago comes first, so that nobody hosts twice before everybody did once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from omuz.foundation.catalogue.turkish import sort_key

MONTHS: Final = 12
_DECEMBER: Final = 12
_WEEK: Final = 7
_SATURDAY: Final = 5
LAST_WEEK: Final = 5
"""Stands for the last such weekday of a month."""

FIXED_HOLIDAYS: Final = frozenset({(1, 1), (4, 23), (5, 1), (5, 19), (7, 15), (8, 30), (10, 29)})
"""Month and day of the public holidays that never move; the two religious feasts are for people to look up."""


@dataclass(frozen=True)
class Host:
    """Somebody who takes her turn."""

    id: UUID
    name: str


@dataclass(frozen=True)
class Turn:
    """One proposed month; `last` is when this host hosted before, None for never."""

    on: date
    host: Host
    last: date | None
    times: int


def month_after(first: date, months: int) -> date:
    """The first day of the month that lies `months` after the month of `first`."""
    place = first.year * _DECEMBER + first.month - 1 + months
    return date(place // _DECEMBER, place % _DECEMBER + 1, 1)


def meeting_day(month: date, week: int, weekday: int) -> date:
    """The `week`-th `weekday` (Monday 0) of a month, LAST_WEEK for its last; moved on from a fixed holiday."""
    first = month.replace(day=1)
    day = first + timedelta(days=(weekday - first.weekday()) % _WEEK)
    day += timedelta(weeks=min(week, LAST_WEEK) - 1)
    if day.month != first.month:
        day -= timedelta(weeks=1)
    return working_day(day)


def working_day(day: date) -> date:
    """The day itself, or the next one that is neither a weekend nor a fixed holiday."""
    while day.weekday() >= _SATURDAY or (day.month, day.day) in FIXED_HOLIDAYS:
        day += timedelta(days=1)
    return day


def proposed(hosts: Sequence[Host], hosted: Mapping[UUID, Iterable[date]], days: Sequence[date]) -> list[Turn]:
    """A host for each of the days, in turn.

    `hosted` holds the days each host had, past and planned. Who never hosted comes first, then who hosted longest
    ago; among equals who hosted less often, then the alphabet. Empty where nobody hosts.
    """
    past = {host.id: sorted(hosted.get(host.id, ())) for host in hosts}
    turns = []
    for day in sorted(days) if hosts else ():
        host = min(hosts, key=lambda each: _place_in_turn(each, past[each.id]))
        before = past[host.id]
        turns.append(Turn(day, host, before[-1] if before else None, len(before)))
        before.append(day)
    return turns


def _place_in_turn(host: Host, before: Sequence[date]) -> tuple[date, int, str]:
    return (before[-1] if before else date.min, len(before), sort_key(host.name))


def free_days(first: date, taken: Iterable[date], *, week: int, weekday: int, months: int = MONTHS) -> list[date]:
    """The meeting day of each month from that of `first` on that has no meeting yet and is not over."""
    full = {(day.year, day.month) for day in taken}
    days = [meeting_day(month_after(first, ahead), week, weekday) for ahead in range(months)]
    return [day for day in days if (day.year, day.month) not in full and day >= first]
