"""How a table fits on paper: upright, across, or in several parts that repeat the names of the rows."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from omuz.insight.reports.laid import Laid

UPRIGHT: Final = 100
"""Letters that stand beside each other across the text of an upright A4 page, in the size of tables."""
_DENSE: Final = 118
"""The same for what is set small."""
ACROSS: Final = 165
"""The same on a page laid across."""
_WIDE: Final = (50, 75, 100)
_EASE: Final = 1.15
"""A narrow table is drawn a little wider than its letters need."""
_LEAST: Final = 4
_MOST: Final = 30
_NAMES_MOST: Final = 38
_DENSE_NAMES: Final = 22
_HEAD: Final = 10
_UNBROKEN: Final = 16
_CODE: Final = 34
_DENSE_CODE: Final = 18
"""In small letters a code may be divided at its dots."""
_LOWER: Final = 0.9
"""Small letters beside the mean of all."""
_IS_CODE: Final = re.compile(r"[A-Za-z0-9]+([._:][A-Za-z0-9]+)+")
"""The name of a definition: it can be divided nowhere."""
_BREAKS: Final = re.compile(r"[\s/]+")


@dataclass(frozen=True)
class Part:
    """A part of a table: which columns it has (the first always), and how wide each is beside the others.

    `wide`: how much of the text's width it takes, in percent; a narrow table is not drawn out, because the eye
    would lose the line between a name and its number.
    """

    columns: tuple[int, ...]
    widths: tuple[int, ...]
    wide: int = 100


@dataclass(frozen=True)
class Fitted:
    """A table on paper."""

    across: bool
    parts: tuple[Part, ...]


def fitted(laid: Laid) -> Fitted:
    """How the table stands: upright where its words fit, across where that helps, else in parts across."""
    wanted = [_wanted(laid, place) for place in range(len(laid.heads))]
    least = [min(_least(laid, place), most) for place, most in enumerate(wanted)]
    upright = _DENSE if laid.dense else UPRIGHT
    if sum(least) <= upright:
        return Fitted(False, (_part(range(len(wanted)), wanted, least, upright),))
    rest = [(place, width) for place, width in enumerate(least)][1:]
    groups = _groups(rest, ACROSS - least[0])
    return Fitted(
        True, tuple(_part((0, *(place for place, _width in group)), wanted, least, ACROSS) for group in groups)
    )


def _part(columns: Sequence[int], wanted: Sequence[int], least: Sequence[int], room: int) -> Part:
    """Each column what it wants, or as much less as all of them have to give."""
    asked = sum(wanted[place] for place in columns)
    needed = sum(least[place] for place in columns)
    give = 1.0 if asked <= room else (room - needed) / (asked - needed)
    widths = [round(least[place] + give * (wanted[place] - least[place])) for place in columns]
    wide = next(wide for wide in _WIDE if sum(widths) * _EASE <= room * wide / 100 or wide == _WIDE[-1])
    return Part(tuple(columns), tuple(widths), wide)


def _groups(rest: Sequence[tuple[int, int]], room: int) -> list[list[tuple[int, int]]]:
    """Neighbouring columns in groups that fit, as even as can be: 11 + 11 rather than 17 + 5."""
    count = max(1, -(-sum(width for _place, width in rest) // room))
    while True:
        each = -(-len(rest) // count)
        groups = [list(rest[start : start + each]) for start in range(0, len(rest), each)]
        if each == 1 or all(sum(width for _place, width in group) <= room for group in groups):
            return groups
        count += 1


def _words(text: str) -> int:
    return max((len(part) for part in _BREAKS.split(text)), default=0)


def _least(laid: Laid, place: int) -> int:
    """The narrowest a column may be: its longest word unbroken, unless that is very long and may be divided.

    Heads are bold, and a letter in eight wider.
    """
    head = math.ceil(_words(laid.heads[place]) * 1.13)
    word = max((_words(row[place].words) for row in laid.rows), default=0)
    code = max((len(row[place].words) for row in laid.rows if _IS_CODE.fullmatch(row[place].words)), default=0)
    return max(min(_UNBROKEN, max(head, word)), min(_DENSE_CODE if laid.dense else _CODE, math.ceil(code * _LOWER))) + 2


def _wanted(laid: Laid, place: int) -> int:
    """What a column would like: its texts in one line, whole sentences in a few."""
    longest = max((len(row[place].words) for row in laid.rows), default=0)
    names = _DENSE_NAMES if laid.dense else _NAMES_MOST
    most = _MOST if place else names
    head = min(len(laid.heads[place]), max(longest, _HEAD))
    return max(_LEAST, _least(laid, place) - 2, min(most, max(longest, head))) + 2


def lines_of(laid: Laid, part: Part) -> int:
    """How many lines a part of a table takes at most, its heads among them."""
    rows = [[laid.heads[place] for place in part.columns]]
    rows += [[row[place].words for place in part.columns] for row in laid.rows]
    return sum(
        max(
            sum(_lines(line, width) for line in words.split("\n"))
            for words, width in zip(row, part.widths, strict=True)
        )
        for row in rows
    )


def _lines(words: str, width: int) -> int:
    """Lines of one text in a column; a quarter of each line is lost to words that do not fit in it any more."""
    room = max(1, width - 2)
    return 1 if len(words) <= room else math.ceil(len(words) / (room * 0.75))
