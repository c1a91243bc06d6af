"""When two names are the same to a tired ear: Turkish letters, endings, order, slips of the hand."""

import re
from enum import StrEnum
from itertools import pairwise
from typing import Final

from omuz.foundation.catalogue import turkish

_APOSTROPHE: Final = re.compile(r"['’‘`´]\w*")
_SOUNDS: Final = (
    ("sch", "s"), ("sh", "s"), ("ch", "c"), ("th", "t"), ("ph", "f"), ("w", "v"), ("q", "k"), ("x", "ks"), ("y", "i"),
    ("j", "c"),
)  # fmt: skip
_DOUBLED: Final = re.compile(r"(.)\1+")
_LAST: Final = {"b": "p", "d": "t", "g": "k"}
MOST_WORDS: Final = 4
"""Words of a name that are compared; a fifth tells nobody apart."""


class Quality(StrEnum):
    """How alike a found name is."""

    NUMBER = "number"
    SAME = "same"
    SPELLING = "spelling"
    CLOSE = "close"
    FAR = "far"


def plain(text: str) -> str:
    """A name without case endings after an apostrophe, in Turkish small letters, blanks in order."""
    return " ".join(turkish.lower(_APOSTROPHE.sub(" ", text)).split())


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name, folded: `AYŞEGÜL’ün` → `aysegul`; at most four."""
    found = turkish.fold(_APOSTROPHE.sub(" ", text)).split()
    return tuple(word for word in found if len(word) > 1)[:MOST_WORDS]


def sound(word: str) -> str:
    """What a folded word sounds like: doubled letters once, foreign spellings as here, a hard last letter."""
    told = word
    for written, heard in _SOUNDS:
        told = told.replace(written, heard)
    told = _DOUBLED.sub(r"\1", told)
    return told[:-1] + _LAST.get(told[-1], told[-1]) if told else told


def joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """Neighbouring words written as one: `ayse gul` is also `aysegul`."""
    return tuple(first + second for first, second in pairwise(words))


def quality_of(asked: str, found: str, score: float) -> Quality:
    """How a found name stands to the one that was asked for; `score` is between 0 and 1."""
    if plain(asked) == plain(found):
        return Quality.SAME
    first, second = sorted(words_of(asked)), sorted(words_of(found))
    if first == second or [sound(word) for word in first] == [sound(word) for word in second]:
        return Quality.SPELLING
    return Quality.CLOSE if score >= _CLOSE else Quality.FAR


_CLOSE: Final = 0.86
_PHONE_DIGITS: Final = 10
_SHORTEST_PHONE: Final = 7


def phone_of(text: str) -> str:
    """The last ten digits of a telephone number; empty where there are too few to tell anybody apart."""
    digits = re.sub(r"\D", "", text)
    return digits[-_PHONE_DIGITS:] if len(digits) >= _SHORTEST_PHONE else ""
