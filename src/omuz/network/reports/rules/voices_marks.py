"""Would anybody be recognised by these words? Questions a second reader answers, and signs the program marks.

A mark is a question, not a verdict: most capital letters name nobody. Some signs are no question at all; words that
carry one of them are not kept.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.lists import code_list
from omuz.insight.reports.content.lines import page_of, text_of
from omuz.insight.reports.content.report_types import report_folder
from omuz.network.standards.rules.evidence import sign_of_case_paper

FILE: Final = "identity_check.toml"
NUMBERS: Final = (
    "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz", "on", "yirmi", "otuz", "kırk", "elli", "altmış",
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "thirty", "forty", "fifty",
)  # fmt: skip
"""Numbers in words; “bir” and “one” are left out, they are articles."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NUMBER: Final = re.compile(r"\d+(?:[.,:/-]\d+)*")
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?…:;]\s+|[\n“\"(]\s*)$")
_LONE_DISTRICTS: Final = frozenset({"out_of_province", "abroad"})
_TITLES: Final = frozenset({"KDM", "ŞÖNİM", "KVKK", "KADES", "TCK", "İKDD", "CEİD", "YEEP", "STK"})
"""Names of institutions everybody has: they place nobody."""


class Sign(StrEnum):
    """What kind of thing a marked place may be."""

    NUMBER = "number"
    CAPITAL = "capital"
    NAME = "name"
    DISTRICT = "district"


@dataclass(frozen=True)
class Item:
    """One question of the check, what it is about in short, and the words that hint at it."""

    code: str
    title: Words
    question: Words
    words: tuple[str, ...]


@dataclass(frozen=True)
class Mark:
    """A marked place of a text, from `start` to before `end`; `about` is a sign or the code of a question."""

    start: int
    end: int
    about: str


def checklist() -> tuple[Item, ...]:
    """The questions of this installation, in their order. Raises CatalogueError with file and line."""
    path = report_folder() / FILE
    return _read(path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> tuple[Item, ...]:
    """Read once for each state of the file."""
    del changed
    page = page_of(text_of(path, FILE), FILE)
    page.about("identity_check")
    items = []
    for each in page.pages("item"):
        hints = each.section("words")
        words = (*hints.texts("tr", ()), *hints.texts("en", ()))
        hints.finish()
        items.append(Item(each.text("code"), each.words("title"), each.words("question"), words))
        each.finish()
    page.finish()
    return tuple(items)


def forbidden_sign(text: str) -> str:
    """The sign of a telephone number, identity number, mail address, file or court case; empty where none."""
    return sign_of_case_paper(text)


def marks(text: str, items: Iterable[Item]) -> tuple[Mark, ...]:
    """Every suspicious place in order; where two overlap, the first and longest stands."""
    found = sorted({*_numbers(text), *_names(text), *_hinted(text, tuple(items))}, key=lambda m: (m.start, -m.end))
    kept: list[Mark] = []
    for mark in found:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return tuple(kept)


def _numbers(text: str) -> Iterator[Mark]:
    for found in _NUMBER.finditer(text):
        yield Mark(found.start(), found.end(), Sign.NUMBER)
    for found in _WORD.finditer(text):
        if turkish.lower(found.group()) in NUMBERS:
            yield Mark(found.start(), found.end(), Sign.NUMBER)


def _names(text: str) -> Iterator[Mark]:
    given, districts = _known("given_name_hints"), _known("district")
    for found in _WORD.finditer(text):
        word = re.split("['’]", found.group())[0]
        folded = turkish.fold(word)
        capital = word[0].isupper() and word not in _TITLES
        if _is_place(folded, districts):
            yield Mark(found.start(), found.end(), Sign.DISTRICT)
        elif capital and folded in given:
            yield Mark(found.start(), found.end(), Sign.NAME)
        elif capital and not _SENTENCE_START.search(text[: found.start()]):
            yield Mark(found.start(), found.end(), Sign.CAPITAL)


_ENDINGS: Final = re.compile(
    "[yns]?(?:a|e|i|u|in|un|da|de|ta|te|dan|den|tan|ten|daki|deki|taki|teki|li|lu|lar|ler|lilar|liler)?"
)


def _is_place(folded: str, districts: frozenset[str]) -> bool:
    return any(folded.startswith(name) and _ENDINGS.fullmatch(folded[len(name) :]) for name in districts)


@lru_cache(maxsize=4)
def _known(name: str) -> frozenset[str]:
    words = (turkish.fold(entry.tr) for entry in code_list(name) if entry.code not in _LONE_DISTRICTS)
    return frozenset(words)


def _hinted(text: str, items: tuple[Item, ...]) -> Iterator[Mark]:
    lowered = turkish.lower(text)
    if len(lowered) != len(text):  # a rare letter changes its length when it is made small; places would be wrong
        lowered = text
    for item in items:
        for found in _pattern(item.words).finditer(lowered):
            yield Mark(found.start(), found.end(), item.code)


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    parts = []
    for word in words:
        body, ending = re.escape(word.removesuffix("-")), r"\w*" if word.endswith("-") else ""
        parts.append(rf"(?<!\w){body}{ending}(?!\w)" if word[0].isalnum() else body)
    return re.compile("|".join(parts) or r"(?!)")


def pieces(text: str, found: Iterable[Mark]) -> list[tuple[str, str]]:
    """The text cut at its marks: (words, what they may be), empty where nothing is marked."""
    cut, at = [], 0
    for mark in found:
        if mark.start > at:
            cut.append((text[at : mark.start], ""))
        cut.append((text[mark.start : mark.end], mark.about))
        at = mark.end
    return [*cut, (text[at:], "")] if at < len(text) else cut


def missing_answers(answered: Iterable[str], items: Iterable[Item]) -> list[Item]:
    """Questions the second reader has not answered."""
    done = frozenset(answered)
    return [item for item in items if item.code not in done]
