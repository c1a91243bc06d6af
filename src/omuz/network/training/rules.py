"""What holds for a training: its days, who has taken it, how long it is valid, when answers are asked and shown."""

import calendar
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from statistics import median
from typing import Final

SHOW_FROM: Final = 5
"""Ratings and words without a name are shown from so many answers on, so that nobody can be told apart."""
FULL_PERCENT: Final = 80
"""Percent of the hours somebody has to be there for the training to count as taken."""
RATED_DAYS: Final = 14
CHANGED_AFTER_DAYS: Final = 90
CHANGED_OPEN_DAYS: Final = 60
HIGHEST: Final = 4
INDUCTION_HOURS: Final = 30
REFRESHER_HOURS: Final = 16
SOON_DAYS: Final = 60
"""So many days before it runs out a training is said to be due."""
YEAR_DAYS: Final = 365
EARLIEST: Final = date(2010, 1, 1)
AHEAD_DAYS: Final = 730
LONGEST_DAYS: Final = 92
"""A training lies between EARLIEST and so many days ahead, and lasts so long at most: further is a slip of the hand."""
_CLOCK: Final = re.compile(r"(\d{1,2})[:.](\d{2})\s*[–—-]\s*(\d{1,2})[:.](\d{2})")
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS, _LONG = 3, 4


class Moment(StrEnum):
    """When somebody rates herself."""

    BEFORE = "before"
    AFTER = "after"


class SeatState(StrEnum):
    """Where somebody stands in one training."""

    INVITED = "invited"
    COMING = "coming"
    DECLINED = "declined"
    ATTENDED = "attended"
    ABSENT = "absent"


OPEN_SEATS: Final = frozenset({SeatState.INVITED, SeatState.COMING})


class Standing(StrEnum):
    """How one worker stands with one course."""

    VALID = "valid"
    SOON = "soon"
    ENDED = "ended"
    NEVER = "never"


@dataclass(frozen=True)
class Window:
    """First and last day on which an answer is taken; it is shown only after the last."""

    first: date
    last: date

    def open_on(self, day: date) -> bool:
        return self.first <= day <= self.last

    def over_on(self, day: date) -> bool:
        return day > self.last


def rating_window(moment: Moment, made: date, starts: date, ends: date) -> Window:
    """Before: from the invitation to the last day. After: from the last day for two weeks."""
    if moment is Moment.BEFORE:
        return Window(min(made, starts), ends)
    return Window(ends, ends + timedelta(days=RATED_DAYS))


def changed_window(ends: date) -> Window:
    """“What changed?” is asked three months later, and may be answered for two."""
    due = ends + timedelta(days=CHANGED_AFTER_DAYS)
    return Window(due, due + timedelta(days=CHANGED_OPEN_DAYS))


def taken(attended_hours: int, hours: int) -> bool:
    """Whether somebody was there long enough."""
    return hours > 0 and attended_hours * 100 >= hours * FULL_PERCENT


def clock(said: str) -> tuple[time, time] | None:
    """From and to, where the words of a training's hours begin with them (“10:00–16:00”); None for other words."""
    found = _CLOCK.match(said.strip())
    if found is None:
        return None
    hour, minute, until, minutes = map(int, found.groups())
    try:
        first, last = time(hour, minute), time(until, minutes)
    except ValueError:
        return None
    return (first, last) if first < last else None


def possible(starts: date, ends: date, today: date) -> bool:
    """Whether a training can lie on these days."""
    far = today + timedelta(days=AHEAD_DAYS)
    return EARLIEST <= starts <= ends <= far and (ends - starts).days < LONGEST_DAYS


def valid_until(ended: date, months: int) -> date | None:
    """The last day on which a course taken on `ended` counts; None where it never has to be refreshed."""
    if not months:
        return None
    year, month = divmod(ended.year * 12 + ended.month - 1 + months, 12)
    return date(year, month + 1, min(ended.day, calendar.monthrange(year, month + 1)[1]))


def standing(until: Sequence[date | None], today: date) -> Standing:
    """How the best of several trainings of one course stands; none at all is NEVER."""
    if not until:
        return Standing.NEVER
    if None in until:
        return Standing.VALID
    last = max(each for each in until if each is not None)
    if last < today:
        return Standing.ENDED
    return Standing.SOON if (last - today).days <= SOON_DAYS else Standing.VALID


def new_code() -> str:
    """A code of a certificate: sixty random bits in letters nobody mixes up, in three groups."""
    groups = ("".join(secrets.choice(_LETTERS) for _place in range(_LONG)) for _group in range(_GROUPS))
    return "-".join(groups)


def read_code(typed: str) -> str:
    """A typed code as it is kept: spaces, small letters and O, I, L for 0 and 1 forgiven."""
    plain = "".join(typed.upper().replace("İ", "I").translate(str.maketrans("OIL", "011")).split()).replace("-", "")
    return "-".join(plain[at : at + _LONG] for at in range(0, len(plain), _LONG))[:20]


def medians(sheets: Sequence[dict[str, int]], skills: Sequence[str]) -> dict[str, float]:
    """Skill → median level, only for skills that at least SHOW_FROM people rated."""
    told = {skill: [sheet[skill] for sheet in sheets if skill in sheet] for skill in skills}
    return {skill: median(levels) for skill, levels in told.items() if len(levels) >= SHOW_FROM}
