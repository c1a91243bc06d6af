"""How hard a text is to read, by the length of its sentences and words; what each reading level allows.

Turkish ease follows Ateşman (1997), English ease Flesch (1948): both fall with long sentences and long words.
They are a hand-rule, no verdict: a text passes by its sentence lengths, the ease is only told beside it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from omuz.foundation.catalogue.turkish import lower
from omuz.insight.reports.quoting import sentences

_WORD: Final = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_QUOTE: Final = re.compile(r"\{\{[^{}]*\}\}|\{[a-z_]+\}")
_VOWELS: Final = {"tr": re.compile("[aeıioöuüâîû]"), "en": re.compile("[aeiouy]+")}


@dataclass(frozen=True)
class Level:
    """What a reading level allows in one language: the longest sentence and the mean of a section, in words."""

    longest: int
    mean: float


LEVELS: Final[Mapping[str, Mapping[str, Level]]] = {
    "easy": {"tr": Level(14, 9), "en": Level(18, 12)},
    "plain": {"tr": Level(20, 13), "en": Level(26, 17)},
    "professional": {"tr": Level(28, 15), "en": Level(34, 20)},
}
"""easy: for everybody; plain: a mayor, a council member, a newspaper; professional: those who do the work.

English says in more and shorter words what Turkish says in fewer and longer ones, so it is allowed more of them.
"""


@dataclass(frozen=True)
class Reading:
    """A text measured: sentences, words in the mean, the longest sentence, ease from 0 (hard) to about 100."""

    count: int
    mean: float
    longest: str
    ease: float

    def within(self, level: Level) -> bool:
        """Whether the text keeps to what a level allows in its language."""
        return len(words_of(self.longest)) <= level.longest and self.mean <= level.mean


def words_of(text: str) -> list[str]:
    """The words of a text; a quoted figure or a place counts as one."""
    return _WORD.findall(_QUOTE.sub("0", text))


def measured(text: str, language: str) -> Reading:
    """Measure a text; one without words is as easy as can be."""
    told = [sentence for sentence in sentences(text) if words_of(sentence)]
    if not told:
        return Reading(0, 0, "", 100)
    words = [word for sentence in told for word in words_of(sentence)]
    mean = len(words) / len(told)
    sounds = sum(max(1, len(_VOWELS[language].findall(lower(word)))) for word in words) / len(words)
    ease = 198.825 - 40.175 * sounds - 2.610 * mean if language == "tr" else 206.835 - 84.6 * sounds - 1.015 * mean
    return Reading(len(told), mean, max(told, key=lambda each: len(words_of(each))), ease)
