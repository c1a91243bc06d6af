"""Words a paper can set: only signs its font has, no word so long that it leaves the paper.

A paper that may be read aloud holds no sign it cannot draw, or is refused.
"""

import re
import struct
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from omuz.insight.charts.drawing import FONTS

STAND_IN: Final = "?"
"""Stands where somebody wrote a sign the font does not have: a picture, a script of another part of the world."""
TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the order of letters around: a word would read as another."""
_LONG: Final = re.compile(r"[^\s\u00ad\u200b]{16,}")
_JOINT: Final = re.compile(r"(?<=[._@/:=&?])(?=\w)")
_NAMES: Final = frozenset("key to mark ground picture".split())
"""Entries by which parts find each other: nobody reads them."""
_ENDLESS: Final = 40
_STEP: Final = 6
_BETWEEN: Final = {True: "\u00ad", False: "\u200b"}
"""Where a word may be divided: with a hyphen if it is one of letters, without in an address."""
_UNSEEN: Final = frozenset(("Cf", "Mn", "Me", "Cc"))
_BLANKS: Final = frozenset("\n\t\u00ad\u2060\u200b")
_FORBIDDEN: Final = frozenset("\ufeff\ufffe")
"""The font has them, a paper that may be read aloud does not."""
_FULL: Final = 12
_FONT: Final = FONTS / "NotoSans-Regular.ttf"


def settable(told: Any) -> Any:
    """Words, or lists and tables of words, with every sign the font lacks replaced and endless words divisible."""
    if isinstance(told, str):
        return _LONG.sub(_divisible, drawable(told))
    if isinstance(told, dict):
        return {key: value if key in _NAMES else settable(value) for key, value in told.items()}
    if isinstance(told, list):
        return [settable(value) for value in told]
    return told


def in_letters(told: Any) -> Any:
    """Words, or lists and tables of words, with every sign the font lacks replaced; nothing is kept from it."""
    if isinstance(told, str):
        return drawable(told)
    if isinstance(told, dict):
        return {key: in_letters(value) for key, value in told.items()}
    if isinstance(told, list | tuple):
        return [in_letters(value) for value in told]
    return told


def drawable(words: str) -> str:
    """The words with every sign the font lacks replaced; what is never seen by itself is left out."""
    known = _known(_FONT)
    if known.issuperset(words) and not TURNING.search(words):
        return words
    told = TURNING.sub("", words)
    return "".join(one if one in known else "" if unicodedata.category(one) in _UNSEEN else STAND_IN for one in told)


def _divisible(found: "re.Match[str]") -> str:
    """A long word that may be divided: an address at its joints, one without end wherever a line is full."""
    word = _JOINT.sub("\u200b", found[0])
    parts = word.split("\u200b")
    return "\u200b".join(_stepped(part) if len(part) > _ENDLESS else part for part in parts)


def _stepped(word: str) -> str:
    between = _BETWEEN[word.isalpha()]
    return between.join(word[place : place + _STEP] for place in range(0, len(word), _STEP))


@lru_cache(maxsize=1)
def _known(font: Path) -> frozenset[str]:
    """Every letter of a font that both of its weights have: they are of one make."""
    raw = font.read_bytes()
    tables = {
        raw[at : at + 4]: struct.unpack(">I", raw[at + 8 : at + 12])[0]
        for at in range(12, 12 + 16 * struct.unpack(">H", raw[4:6])[0], 16)
    }
    start = tables[b"cmap"]
    count = struct.unpack(">H", raw[start + 2 : start + 4])[0]
    places = [start + struct.unpack(">I", raw[at + 4 : at + 8])[0] for at in range(start + 4, start + 4 + 8 * count, 8)]
    found = set(_BLANKS)
    for place in places:
        kind = struct.unpack(">H", raw[place : place + 2])[0]
        if kind == _FULL:
            found |= _letters_of_groups(raw, place)
    if len(found) == len(_BLANKS):
        raise ValueError(f"{font.name}: no table of letters that can be read")
    return frozenset(found) - _FORBIDDEN


def _letters_of_groups(raw: bytes, place: int) -> set[str]:
    count = struct.unpack(">I", raw[place + 12 : place + 16])[0]
    groups = struct.iter_unpack(">III", raw[place + 16 : place + 16 + 12 * count])
    return {chr(code) for first, last, glyph in groups for code in range(first, last + 1) if code >= ord(" ") and glyph}
