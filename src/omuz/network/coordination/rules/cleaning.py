"""What leaves a municipality, with everything taken out that could lead to a person."""

import re
from dataclasses import dataclass
from typing import Final

from omuz.foundation.catalogue.traces import sign_of_somebody

DAY: Final = "day"
_SENTENCES: Final = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True)
class Cleaned:
    """The words that stay, and how many sentences were left out."""

    words: str
    left_out: int = 0


def without_traces(text: str, *, days: bool = False) -> Cleaned:
    """The text without the sentences that carry a name, a contact, a number of a file; `days` lets days stay."""
    lines, left_out = [], 0
    for line in text.splitlines():
        kept = []
        for sentence in _SENTENCES.split(line):
            if _gives_away(sentence, days=days):
                left_out += 1
            else:
                kept.append(sentence)
        lines.append(" ".join(kept).strip())
    words = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if _gives_away(words, days=days):  # a sign that only the sentences together make
        return Cleaned("", left_out + 1)
    return Cleaned(words, left_out)


def _gives_away(words: str, *, days: bool) -> bool:
    sign = sign_of_somebody(words)
    return bool(sign) and not (days and sign == DAY and not _besides_days(words))


_NUMBER_OF_DAY: Final = re.compile(r"\d+[./-]\d+[./-]\d+|\d+\s+(?=\w)|(?<=\w)\s+\d+")


def _besides_days(sentence: str) -> bool:
    """Whether something else than a day gives somebody away; days are blanked before the second look."""
    return sign_of_somebody(_NUMBER_OF_DAY.sub(" ", sentence)) not in ("", DAY)


class Cleaner:
    """Cleans text after text and remembers how much was left out and where."""

    def __init__(self, *, days: bool = False) -> None:
        self.days = days
        self.places: list[str] = []

    def __call__(self, text: str, place: str = "") -> str:
        """The clean text; `place` is what a reader is told where something was left out."""
        done = without_traces(text or "", days=self.days)
        if done.left_out:
            self.places.append(place)
        return done.words
