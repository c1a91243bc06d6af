"""Finding Turkish words as people type them: without dots, in any case, whatever their endings.

“sığınakta” finds “Sığınağa”, “ISPARTA” finds “Isparta'dan”. No dictionary and no guess at meaning: an ending is cut
only while enough of the word is left, so short words are found as they stand.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from omuz.foundation.catalogue import turkish

LONGEST_QUERY: Final = 80
_LEAST: Final = 4
"""Letters that stay of a word whose ending is cut."""
_SHORT: Final = 3
"""From so many letters on the beginning of a word finds it."""
_ENDINGS: Final = re.compile(
    r"(?:lari|leri|lar|ler|sinin|sini|sina|sine|sinda|sinde|nin|nun|yla|yle|dan|den|tan|ten|daki|deki|taki|teki"
    r"|in|un|si|su|yi|yu|ya|ye|na|ne|da|de|ta|te|la|le|ni|nu|lik|luk|ci|cu|ca|ce|im|um|iz|uz|i|u|a|e)$"
)
_SOFT: Final = str.maketrans({"p": "b", "t": "d", "k": "g"})
_WORD: Final = re.compile(r"[^\W_]+")
_AROUND: Final = 90
"""Letters of a text shown before and after the first word found."""


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A folded word without its endings, its last letter softened: `sığınakta`, `sığınağa` → `siginag`."""
    left = word
    while (found := _ENDINGS.search(left)) and found.start() >= _LEAST:
        left = left[: found.start()]
    return left[:-1] + left[-1].translate(_SOFT) if left else left


def wanted(query: str) -> tuple[str, ...]:
    """The words looked for, folded."""
    return tuple(turkish.fold(query[:LONGEST_QUERY]).split())


def same(asked: str, word: str) -> bool:
    """Whether a folded word of a text is the folded one asked for, its beginning, or the same with other endings."""
    if asked == word or (len(asked) >= _SHORT and word.startswith(asked)):
        return True
    one, other = stem(asked), stem(word)
    if len(one) < _LEAST or len(other) < _LEAST:
        return False
    return other.startswith(one) or one.startswith(other)


@dataclass(frozen=True)
class Piece:
    """A part of a text; `hit` where it is one of the words asked for."""

    words: str
    hit: bool = False


def weight(asked: Sequence[str], parts: Iterable[tuple[str, int]]) -> int:
    """How well texts answer: every word must stand in some part; words of heavier parts count more. 0: not found."""
    counted = [(frozenset(turkish.fold(text).split()), heavy) for text, heavy in parts]
    total = 0
    for each in asked:
        best = max((heavy for words, heavy in counted if any(same(each, word) for word in words)), default=0)
        if not best:
            return 0
        total += best
    return total


def pieces(text: str, asked: Sequence[str]) -> list[Piece]:
    """The text cut at the words found in it."""
    cut, at = [], 0
    for found in _WORD.finditer(text):
        if any(same(each, turkish.fold(found.group())) for each in asked):
            if found.start() > at:
                cut.append(Piece(text[at : found.start()]))
            cut.append(Piece(found.group(), hit=True))
            at = found.end()
    return [*cut, Piece(text[at:])] if at < len(text) else cut


def excerpt(texts: Iterable[str], asked: Sequence[str]) -> list[Piece]:
    """The part of the first text that holds a word asked for; the beginning of the first one where none does."""
    known = [text for text in texts if text]
    for text in known:
        for found in _WORD.finditer(text):
            if any(same(each, turkish.fold(found.group())) for each in asked):
                return pieces(_window(text, found.start(), found.end()), asked)
    return [Piece(_window(known[0], 0, 0))] if known else []


def _window(text: str, start: int, end: int) -> str:
    begin, close = max(0, start - _AROUND), min(len(text), end + _AROUND)
    if begin:
        begin = text.find(" ", begin, start) + 1 or begin
    if close < len(text):
        close = max(text.rfind(" ", end, close), end)
    return ("… " if begin else "") + text[begin:close] + (" …" if close < len(text) else "")
