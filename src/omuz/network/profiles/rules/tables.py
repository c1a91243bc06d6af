"""The tables of a telling, raw for the gate: one a question, and those a report makes of several questions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from itertools import combinations
from typing import Final

from omuz.foundation.privacy.cells import RawTable
from omuz.insight.of_centres import (
    ANSWER,
    About,
    choices,
    crossed,
    middle,
    part_of,
    parts_of,
    several,
    sums,
)
from omuz.insight.reports.content.source_keys import Source
from omuz.network.profiles.rules.asking import PROCEDURES
from omuz.network.profiles.rules.sheet import Asked, Kind, Sheet, number_in

ROOM: Final = "profiles"
MEDIAN_FROM: Final = 5
"""Fewer answers have no median; the gate holds the same."""
STAFF: Final = "personel"
_APART: Final = 4
"""So many centres have to stand apart for a sum of their staff not to be one centre's."""
KNOWN: Final = ("yes", "partly", "no")
Values = Mapping[str, str]


@dataclass(frozen=True)
class Crossing:
    """Questions of one form, one row each: name → code of the row, in the order of the form."""

    key: str
    rows: Mapping[str, str]


def questions_of(source: Source, sheet: Sheet) -> dict[str, str]:
    """The questions a source is made from: name → code of its row. `staff_*` takes every question that begins so."""
    found = {
        question.name: question.name
        for pattern in source.of
        for question in sheet.questions
        if fnmatch(question.name, pattern)
    }
    prefix = _prefix(source.of)
    return {name: name.removeprefix(prefix) for name in found}


def _prefix(patterns: Sequence[str]) -> str:
    """What the names have in common: `comfort_` of `comfort_heating` and `comfort_light`; nothing of unlike names."""
    if len(patterns) > 1 and not patterns[0].endswith("*"):
        begins = {name.partition("_")[0] for name in patterns}
        return f"{begins.pop()}_" if len(begins) == 1 else ""
    return patterns[0].removesuffix("*") if patterns and patterns[0].endswith("*") else ""


def of_question(asked: Asked, profiles: Sequence[Values], year: int, key: str) -> RawTable | None:
    """The table of one question; None below five answers and for words."""
    about = About(key, year, ROOM)
    told = [text for values in profiles if (text := values.get(asked.name, ""))]
    if asked.kind is Kind.NUMBER:
        told = [text for text in told if number_in(text) is not None]
    if len(told) < MEDIAN_FROM or asked.kind is Kind.WORDS:
        return None
    if asked.kind is Kind.NUMBER:
        return middle(about, [float(text) for text in told])
    codes = [code for code, _words in asked.options]
    if asked.kind is Kind.MANY:
        return several(about, ANSWER, codes, [text.split() for text in told])
    return choices(about, codes, told)


def crossing(source: Source, sheet: Sheet, profiles: Sequence[Values], year: int) -> RawTable | None:
    """Several questions with the same answers, a row each; rows with fewer than five answers say nothing."""
    rows, known = questions_of(source, sheet), sheet.by_name
    given = {code: [text for values in profiles if (text := values.get(name, ""))] for name, code in rows.items()}
    given = {code: told for code, told in given.items() if len(told) >= MEDIAN_FROM}
    if not given:
        return None
    codes = [code for code, _words in known[next(iter(rows))].options]
    return crossed(About(source.key, year, ROOM), source.by[0], codes, given)


def procedures(source: Source, sheet: Sheet, profiles: Sequence[Values], year: int) -> RawTable | None:
    """A row a procedure: who has it in writing, of those who answered.

    In the row of the crisis protocol the base is that of I47, which leaves "unknown" out: it stands beside it.
    """
    told: dict[str, tuple[int, int]] = {}
    for name, code in questions_of(source, sheet).items():
        given = [values.get(name, "") for values in profiles]
        base = [text for text in given if (text in KNOWN if name == "crisis" else text)]
        if len(base) >= MEDIAN_FROM:
            told[code] = (base.count("yes"), len(base))
    return parts_of(About(PROCEDURES, year, ROOM), source.by[0], told) if told else None


def happened(source: Source, sheet: Sheet, profiles: Sequence[Values], year: int) -> RawTable | None:
    """How many centres told of any: of a number, one or more; of words, anything written in a section answered."""
    asked = sheet.by_name.get(source.of[0])
    if asked is None:
        return None
    if asked.kind is Kind.NUMBER:
        numbers = [number for values in profiles if (number := number_in(values.get(asked.name, ""))) is not None]
        part, whole = sum(number > 0 for number in numbers), len(numbers)
    else:
        section = next(part for part in sheet.parts if asked in part.questions)
        answered = [values for values in profiles if any(values.get(each.name) for each in section.questions)]
        part, whole = sum(bool(values.get(asked.name)) for values in answered), len(answered)
    return part_of(About(source.key, year, ROOM), part, whole) if whole >= MEDIAN_FROM else None


@dataclass(frozen=True)
class Staff:
    """The people of the centres by several questions: which centres each table counts, so that no two differ by few."""

    profiles: Sequence[Values]
    sheet: Sheet

    def numbers(self, source: Source) -> dict[str, str]:
        return {
            name: code
            for name, code in questions_of(source, self.sheet).items()
            if self.sheet.by_name[name].kind is Kind.NUMBER
        }

    def answered(self, names: Collection[str], *, every: bool) -> frozenset[int]:
        """Which profiles have a number for any, or for every one, of some questions."""
        test = all if every else any
        return frozenset(
            place
            for place, values in enumerate(self.profiles)
            if test(number_in(values.get(name, "")) is not None for name in names)
        )

    def sums(self, source: Source, places: Collection[int], year: int) -> RawTable | None:
        """How many people, by what the questions ask."""
        told = {code: self._told(name, places) for name, code in self.numbers(source).items()}
        return sums(About(source.key, year, ROOM, STAFF), source.by[0], told) if len(places) >= MEDIAN_FROM else None

    def trained(self, source: Source, titles: Source, places: Collection[int], year: int) -> RawTable | None:
        """How many of the staff have each training."""
        told = {code: self._told(name, places) for name, code in self.numbers(source).items()}
        total = sum(number for name in self.numbers(titles) for number in self._told(name, places))
        if len(places) < MEDIAN_FROM or max((sum(numbers) for numbers in told.values()), default=0) > total:
            return None
        about = About(source.key, year, ROOM, STAFF)
        raw = parts_of(about, source.by[0], {code: (sum(numbers), total) for code, numbers in told.items()})
        behind = sums(about, source.by[0], told)
        return replace(raw, contributors=behind.contributors, largest=behind.largest)

    def _told(self, name: str, places: Collection[int]) -> list[int]:
        return [round(number_in(self.profiles[place].get(name, "")) or 0) for place in sorted(places)]


def apart_enough(groups: Mapping[str, frozenset[int]]) -> dict[str, frozenset[int]]:
    """The centres of each table: its own where no two tables differ by few, else those that are in all of them."""
    differ = [len(one ^ other) for one, other in combinations(groups.values(), 2)]
    if all(each == 0 or each >= _APART for each in differ):
        return dict(groups)
    common = frozenset[int].intersection(*groups.values())
    return dict.fromkeys(groups, common)
