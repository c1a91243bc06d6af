"""Which letters the report's font has: a paper that may be read aloud holds none it cannot draw, or is refused."""

import struct
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from omuz.insight.charts.drawing import FONTS

STAND_IN: Final = "?"
"""Stands where somebody wrote a sign the font does not have: a picture, a script of another part of the world."""
_BLANKS: Final = frozenset("\n\t\u00ad\u2060\u200b")
_FULL: Final = 12
_FONT: Final = FONTS / "NotoSans-Regular.ttf"


def settable(told: Any) -> Any:
    """Words, or lists and tables of words, with every sign the font lacks replaced."""
    if isinstance(told, str):
        known = _known(_FONT)
        return told if known.issuperset(told) else "".join(one if one in known else STAND_IN for one in told)
    if isinstance(told, dict):
        return {key: settable(value) for key, value in told.items()}
    if isinstance(told, list):
        return [settable(value) for value in told]
    return told


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
    return frozenset(found)


def _letters_of_groups(raw: bytes, place: int) -> set[str]:
    count = struct.unpack(">I", raw[place + 12 : place + 16])[0]
    groups = struct.iter_unpack(">III", raw[place + 16 : place + 16 + 12 * count])
    return {chr(code) for first, last, glyph in groups for code in range(first, last + 1) if code >= ord(" ") and glyph}
