"""Differences between two wordings, word by word: what was taken out, what came in."""

import difflib
import re
from dataclasses import dataclass
from typing import Literal

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A run of text that stayed, was taken out (`out`), or came in (`into`)."""

    kind: Literal["same", "out", "into"]
    text: str


def redline(before: str, after: str) -> list[Piece]:
    """The pieces in reading order; `same` and `out` together are `before`, `same` and `into` together `after`."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    pieces: list[Piece] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        if b > a:
            pieces.append(Piece("out", "".join(old[a:b])))
        if d > c:
            pieces.append(Piece("into", "".join(new[c:d])))
    return pieces
