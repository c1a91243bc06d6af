"""What may never stand in an analysis, and where the second reader is asked to look, trap by trap."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.traces import Mark, Sign, hinted, in_order, names_a_person, plain_marks
from omuz.insight.reports.content.identity_check import Item
from omuz.network.exchange.rules import refused

NEVER: Final = frozenset(refused.Sign) - {refused.Sign.DAY, refused.Sign.NAME}
"""Signs that refuse the save itself; a day or a name is a question for the second reader."""
_WEEK: Final = re.compile(r"^\s*(\d{1,2})\.\s?(gün|hafta|ay)\b\s*[:–-]?\s*(.*)$", re.IGNORECASE)
_AGE: Final = re.compile(
    r"^\s{0,4}(?:\.|’|')?\s{0,4}\w{0,20}\s{0,4}(?:yaş|çocuk|bebe|aylık|year|child|month)", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_PROPER: Final = re.compile(r"(?<!\w)([A-ZÇĞİÖŞÜ][a-zçğıöşüâîû]+)['’](\w+)")
"""A proper name with its ending, wherever it stands: Kemeraltı’nda, Fatma’nın."""
_WHERE: Final = re.compile(r"n?[dt][ae]n?(?:ki\w*)?|l[ıiuü]\w*")
_QUOTED: Final = re.compile(r"[“\"«][^”\"»]{2,}[”\"»]")
_ABOUT: Final = {Sign.CAPITAL: "name", Sign.NAME: "name", Sign.DISTRICT: "place", Sign.NUMBER: "date"}
"""Sign of a place in a text → the trap it is asked under."""
_COMMON_FROM: Final = 3
_SHORT: Final = 4


@dataclass(frozen=True)
class Week:
    """One step of what was done: “1. hafta” and what."""

    when: str
    what: str


@dataclass(frozen=True)
class Place:
    """A suspicious place: the field it stands in, its words, and the trap it is asked under."""

    field: str
    words: str
    trap: str


def never_kept(text: str) -> refused.Found | None:
    """What refuses the save, None where nothing does: a file code, a number or address of somebody, a court case."""
    return next((found for found in refused.signs_in(text) if found.sign in NEVER), None)


def names_somebody(title: str) -> bool:
    """Whether a title carries a given name, invented or not."""
    return names_a_person(title)


def weeks_of(text: str) -> tuple[list[Week], list[str]]:
    """What was done, step by step, and the lines that do not say in which week."""
    weeks, wrong = [], []
    for line in filter(str.strip, text.splitlines()):
        if found := _WEEK.match(line):
            weeks.append(Week(f"{int(found[1])}. {turkish.lower(found[2])}", found[3].strip()))
        else:
            wrong.append(line.strip())
    return weeks, wrong


def local_words(names: Iterable[str]) -> frozenset[str]:
    """The words by which a name of the directory is known: not those that several names share."""
    counted: dict[str, int] = {}
    for name in names:
        for word in {turkish.fold(found) for found in _WORD.findall(name)}:
            counted[word] = counted.get(word, 0) + 1
    return frozenset(word for word, number in counted.items() if number < _COMMON_FROM and len(word) >= _SHORT)


def marks_of(text: str, items: Iterable[Item], local: Collection[str] = ()) -> tuple[Mark, ...]:
    """Every suspicious place of a text in order; `about` is the code of the trap it is asked under."""
    plain = list(plain_marks(text))
    sure = [Mark(each.start, each.end, _trap(text, each)) for each in plain if each.about != Sign.CAPITAL]
    capitals = [Mark(each.start, each.end, _trap(text, each)) for each in plain if each.about == Sign.CAPITAL]
    hints = hinted(text, [(item.code, item.words) for item in items])
    first: dict[tuple[int, int], Mark] = {}
    for mark in (*_local(text, local), *sure, *_proper(text), *hints, *capitals):
        first.setdefault((mark.start, mark.end), mark)  # what is known better comes first
    weeks = _week_numbers(text)
    return tuple(mark for mark in in_order(first.values()) if not (mark.about == "date" and mark.start in weeks))


def _trap(text: str, mark: Mark) -> str:
    if mark.about == Sign.NUMBER and _AGE.match(text[mark.end :]):
        return "children"
    return _ABOUT[Sign(mark.about)]


def _proper(text: str) -> Iterator[Mark]:
    for found in _PROPER.finditer(text):
        yield Mark(found.start(), found.end(), "place" if _WHERE.fullmatch(found[2]) else "name")


def _local(text: str, local: Collection[str]) -> Iterator[Mark]:
    for found in _WORD.finditer(text):
        if found.group()[0].isupper() and turkish.fold(found.group()) in local:
            yield Mark(found.start(), found.end(), "place")


def _week_numbers(text: str) -> frozenset[int]:
    """Where the numbers of weeks stand: they are what the template asks for, and no trace."""
    places, at = set(), 0
    for line in text.splitlines(keepends=True):
        if found := _WEEK.match(line):
            places.add(at + found.start(1))
        at += len(line)
    return frozenset(places)


def places_in(fields: Mapping[str, str], items: Collection[Item], local: Collection[str] = ()) -> list[Place]:
    """Every suspicious place of an analysis, field by field; a quotation is told whole."""
    return [place for code, text in fields.items() for place in _places(code, text, items, local)]


def _places(code: str, text: str, items: Collection[Item], local: Collection[str]) -> Iterator[Place]:
    for found in _QUOTED.finditer(text):
        yield Place(code, found.group(), "own_words")
    for mark in marks_of(text, items, local):
        words = text[mark.start : mark.end]
        if words.strip('“”"«»'):
            yield Place(code, words, mark.about)
