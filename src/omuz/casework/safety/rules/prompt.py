"""What a risk talk asks the team to do: a word with its reasons, never a number, and her fear can only raise it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from omuz.casework.safety.rules.factors import ACUTE, NOT_KNOWN, NOTHING, RED, Answer, Factor, Said, When

RULE_VERSION: Final = 1
"""Kept with each talk, so that an old word is read with the rule it came from."""

_MANY_RED: Final = 4
_MANY: Final = 5
_TOO_LITTLE_KNOWN: Final = 6


class Level(StrEnum):
    """What the talk asks for, from the calmest to the most urgent."""

    STANDARD = "standard"
    CLOSE_WATCH = "close_watch"
    URGENT_TEAM = "urgent_team"

    @property
    def height(self) -> int:
        """Its place in the order; for comparing two levels, never shown."""
        return list(Level).index(self)

    def above(self, other: "Level") -> bool:
        """Whether this asks for more than `other`."""
        return self.height > other.height


class Why(StrEnum):
    """A reason that led to the level."""

    HER_FEAR = "her_fear"
    ACUTE_RECENT = "acute_recent"
    ACUTE_TIME_OPEN = "acute_time_open"
    SEVERAL_RED = "several_red"
    SOME_RED = "some_red"
    SEVERAL_TOGETHER = "several_together"
    NOTHING_FOUND = "nothing_found"
    TOO_LITTLE_KNOWN = "too_little_known"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the explanation: the reason and the factors it stands on."""

    why: Why
    factors: tuple[Factor, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """What to do, why, and whether too little is known to call anything low."""

    level: Level
    lines: tuple[Line, ...]
    too_little_known: bool


def prompt_of(answers: Mapping[Factor, Answer]) -> Prompt:
    """The word for these answers; a factor that is not in `answers` was not talked about.

    An acute factor whose time nobody said is taken as recent. More "yes", or more recent, never gives a calmer word.
    """
    present = tuple(factor for factor in Factor if answers.get(factor, NOTHING).present)
    urgent = _urgent(answers, present)
    close = _close(present)
    unknown = tuple(factor for factor in Factor if answers.get(factor, NOTHING).said in NOT_KNOWN)
    little = len(unknown) >= _TOO_LITTLE_KNOWN
    level = Level.URGENT_TEAM if urgent else Level.CLOSE_WATCH if close else Level.STANDARD
    lines = urgent or close or (Line(Why.NOTHING_FOUND),)
    if little:
        lines = (*lines, Line(Why.TOO_LITTLE_KNOWN, unknown))
    return Prompt(level, lines, little)


def _urgent(answers: Mapping[Factor, Answer], present: tuple[Factor, ...]) -> tuple[Line, ...]:
    """The reasons to call the team together today, none when there is none."""
    lines: list[Line] = []
    if answers.get(Factor.OWN_FEAR, NOTHING).said is Said.YES:
        lines.append(Line(Why.HER_FEAR, (Factor.OWN_FEAR,)))
    acute = [factor for factor in present if factor in ACUTE]
    for why, when in ((Why.ACUTE_RECENT, When.RECENT), (Why.ACUTE_TIME_OPEN, When.NOT_SAID)):
        found = tuple(factor for factor in acute if answers[factor].when is when)
        if found:
            lines.append(Line(why, found))
    red = tuple(factor for factor in present if factor in RED)
    if len(red) >= _MANY_RED:
        lines.append(Line(Why.SEVERAL_RED, red))
    return tuple(lines)


def _close(present: tuple[Factor, ...]) -> tuple[Line, ...]:
    """The reasons to watch closely, none when there is none."""
    lines: list[Line] = []
    red = tuple(factor for factor in present if factor in RED)
    if red:
        lines.append(Line(Why.SOME_RED, red))
    if len(present) >= _MANY:
        lines.append(Line(Why.SEVERAL_TOGETHER, present))
    return tuple(lines)


class LowerProblem(StrEnum):
    """Why a level cannot be lowered like this."""

    HER_FEAR_STANDS = "her_fear_stands"
    NOT_LOWER = "not_lower"
    NEEDS_LEAD = "needs_lead"
    NEEDS_WORDS = "needs_words"


def problem_of_lowering(
    *, computed: Level, now: Level, then: Level, fear: Answer, leads: bool, words: str
) -> LowerProblem | None:
    """What forbids lowering from `now` to `then`: below what was computed only the coordinator may, with words.

    Against her own fear nobody may, not even with words.
    """
    if not now.above(then):
        return LowerProblem.NOT_LOWER
    if fear.said is Said.YES:
        return LowerProblem.HER_FEAR_STANDS
    if computed.above(then) and not leads:
        return LowerProblem.NEEDS_LEAD
    return None if words.strip() else LowerProblem.NEEDS_WORDS
