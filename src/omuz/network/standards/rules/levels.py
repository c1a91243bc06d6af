"""Levels in words, and the scores made of them: a profile by chapter, never a rank."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import mean

NOT_APPLICABLE = "U"
NUMBERED = ("0", "1", "2", "3")
LEVELS = (*NUMBERED, NOT_APPLICABLE)
MINIMUM = 2
FULL = 3
"""A critical criterion below MINIMUM means “minimum not yet met”, whatever the total."""


@dataclass(frozen=True)
class Weighed:
    """One criterion as far as a score needs it; `level` empty where nobody answered yet."""

    code: str
    chapter: str
    weight: int
    critical: bool
    level: str

    @property
    def counts(self) -> bool:
        """Whether it is in the base: answered, and applicable."""
        return self.level in NUMBERED


@dataclass(frozen=True)
class ChapterScore:
    """Σ(weight·level) ÷ 3·Σweight over what applies; None where nothing was answered or nothing applies."""

    chapter: str
    score: float | None
    answered: int
    criteria: int
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Profile:
    """How a centre stands: chapters, the plain mean of them, and critical criteria below the minimum."""

    chapters: tuple[ChapterScore, ...]
    overall: float | None
    below: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def minimum_met(self) -> bool | None:
        """True when every critical criterion reached 2 or does not apply; None while one is unanswered."""
        if self.below:
            return False
        return None if self.open else True


def profile(criteria: Iterable[Weighed]) -> Profile:
    """The profile of one centre; chapters in the order they come."""
    by_chapter: dict[str, list[Weighed]] = {}
    for each in criteria:
        by_chapter.setdefault(each.chapter, []).append(each)
    chapters = tuple(_chapter(code, members) for code, members in by_chapter.items())
    scores = [each.score for each in chapters if each.score is not None]
    critical = [each for members in by_chapter.values() for each in members if each.critical]
    return Profile(
        chapters=chapters,
        overall=mean(scores) if scores else None,
        below=tuple(each.code for each in critical if each.counts and int(each.level) < MINIMUM),
        open=tuple(each.code for each in critical if not each.level),
    )


def _chapter(code: str, members: list[Weighed]) -> ChapterScore:
    counted = [each for each in members if each.counts]
    base = FULL * sum(each.weight for each in counted)
    reached = sum(each.weight * int(each.level) for each in counted)
    return ChapterScore(
        chapter=code,
        score=float(Fraction(reached, base)) if base else None,
        answered=sum(1 for each in members if each.level),
        criteria=len(members),
        left_out=tuple(each.code for each in members if each.level == NOT_APPLICABLE),
    )


def is_gap(level: str) -> bool:
    """Whether a level asks for a step of improvement."""
    return level in NUMBERED and int(level) < FULL


def final_level(own: str, agreed: str) -> str:
    """What stands in the end: the level both centres agreed on, the centre's own where nobody visited."""
    return agreed or own


def faults_of(levels: Mapping[str, str], reasons: Mapping[str, str], codes: Iterable[str]) -> dict[str, str]:
    """What still stands in the way of a signature: code → `open` or `reason`."""
    found = {}
    for code in codes:
        if not levels.get(code):
            found[code] = "open"
        elif levels[code] == NOT_APPLICABLE and not reasons.get(code, "").strip():
            found[code] = "reason"
    return found
