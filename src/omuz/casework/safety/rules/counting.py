"""Which talk belongs to which time she came, and what of it may be counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Episode:
    """One time she came that led to an interview; it lasts until she comes again (`until`, excluded)."""

    came_on: date
    interviewed_on: date
    until: date


@dataclass(frozen=True, slots=True)
class Talked:
    """A recorded talk as counting sees it."""

    id: str
    on: date
    level: str
    plan_offered: str


def episodes(came: Iterable[date], interviewed: Iterable[date]) -> list[Episode]:
    """Each time she came with the first interview after it; a coming without an interview is none."""
    days = sorted(set(came))
    talks = sorted(interviewed)
    found = []
    for place, day in enumerate(days):
        until = days[place + 1] if place + 1 < len(days) else date.max
        first = next((each for each in talks if day <= each < until), None)
        if first is not None:
            found.append(Episode(day, first, until))
    return found


def talk_in(episode: Episode, talks: Iterable[Talked]) -> Talked | None:
    """The first risk talk of an episode, if there was one."""
    inside = [talk for talk in talks if episode.came_on <= talk.on < episode.until]
    return min(inside, key=lambda talk: talk.on, default=None)


def plan_offered(talk: Talked, episode: Episode, planned: Sequence[date]) -> str:
    """Whether a plan was offered: what the talk says; a plan that was written was offered."""
    if any(episode.came_on <= day < episode.until for day in planned):
        return "yes"
    return talk.plan_offered


def met_same_day(called_on: date, met_on: date | None, *, today: date) -> str:
    """Whether the team met on the day it was called; not_asked while that day is not over."""
    if met_on is not None:
        return "yes" if met_on <= called_on else "no"
    return "no" if called_on < today else "not_asked"
