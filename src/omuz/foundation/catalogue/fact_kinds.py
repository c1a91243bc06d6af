"""What a fact is: the coded columns, and only those, that a mapping may fill and an indicator may count."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Section, Words, read_definition, unknown_word
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.lists import SPECIAL, UNKNOWN, CodeList, all_lists, label_of
from omuz.foundation.catalogue.place import catalogue_folder

PERIODS: Final = {
    "month": re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])"),
    "quarter": re.compile(r"[0-9]{4}-Q[1-4]"),
    "year": re.compile(r"[0-9]{4}"),
}
"""The three period columns of every fact, and how their values are written."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,49}")


class Answer(StrEnum):
    """What a column holds."""

    ONE = "one"
    SEVERAL = "several"
    PERIOD = "period"
    NAME = "name"
    NUMBER = "number"


@dataclass(frozen=True)
class Column:
    """One column of a fact; `codes` is None where any name or number may stand."""

    name: str
    answer: Answer
    list_name: str
    codes: tuple[str, ...] | None
    title: Words
    applies: Mapping[str, tuple[str, ...]]

    @property
    def several(self) -> bool:
        """Whether a fact may carry more than one value, so that categories overlap."""
        return self.answer is Answer.SEVERAL

    def accepts(self, code: str) -> bool:
        """Whether one value may stand in this column, the three special answers included."""
        if self.codes is not None:
            return code in self.codes or code in SPECIAL
        if self.answer is Answer.PERIOD:
            return code == UNKNOWN or PERIODS[self.name].fullmatch(code) is not None
        return code in SPECIAL or _NAME.fullmatch(code) is not None

    def label(self, code: str, language: str | None = None) -> str:
        """Words for a value; names and periods stand for themselves."""
        return label_of(self.list_name, code, language)


@dataclass(frozen=True)
class FactKind:
    """A kind of fact with its columns in the order of its file."""

    code: str
    version: int
    title: Words
    meaning: Words
    columns: Mapping[str, Column]
    room: str = ""
    """The room that yields these facts, where the file names it."""
    awaited: bool = False
    """Whether that room is still to be built: definitions and their examples run, no figure can be shown yet."""

    def column(self, name: str) -> Column:
        """A column by name; raises CatalogueError when this kind of fact has none of that name."""
        try:
            return self.columns[name]
        except KeyError:
            raise CatalogueError(
                _("“%(fact)s” satırlarında böyle bir alan yok: %(what)s.")
                % {"fact": self.title, "what": unknown_word(name, self.columns)}
            ) from None

    @property
    def answers(self) -> tuple[Column, ...]:
        """The columns that hold answers, without period and centre."""
        return tuple(c for c in self.columns.values() if c.answer in (Answer.ONE, Answer.SEVERAL, Answer.NUMBER))


def load_fact_kind(path: Path, lists: Mapping[str, CodeList]) -> FactKind:
    """Read one kind of fact. Raises CatalogueError."""
    page = read_definition(path)
    version = page.about(path.stem)
    body = page.section("column")
    columns = {name: _column(name, body.section(name), lists) for name in body.names()}
    missing = [name for name in PERIODS if name not in columns]
    if missing:
        raise page.fault(_("“%(name)s” alanı eksik") % {"name": missing[0]}, "column")
    for column in columns.values():
        for other, codes in column.applies.items():
            if other not in columns or not all(columns[other].accepts(value) for value in codes):
                raise page.fault(_("burada bilinmeyen alan ya da kod var"), f"column.{column.name}.applies")
    titles = page.words("title"), page.words("meaning")
    kind = FactKind(path.stem, version, *titles, columns, page.text("room", ""), page.flag("awaited"))
    if kind.awaited and not kind.room:
        raise page.fault(_("beklenen satırların hangi odadan geleceği yazılmalı"), "room")
    page.finish()
    return kind


def _column(name: str, section: Section, lists: Mapping[str, CodeList]) -> Column:
    answer = Answer(section.choice("answer", [item.value for item in Answer]))
    list_name, codes = "", None
    if answer in (Answer.ONE, Answer.SEVERAL):
        list_name = section.choice("list", lists)
        codes = lists[list_name].codes
    elif answer is Answer.PERIOD and name not in PERIODS:
        raise section.fault(_("dönem alanları yalnızca month, quarter, year olabilir"))
    applies: dict[str, tuple[str, ...]] = {}
    if section.has("applies"):
        condition = section.section("applies")
        applies = {key: condition.texts(key) for key in condition.names()}
    column = Column(name, answer, list_name, codes, section.words("title"), applies)
    section.finish()
    return column


@lru_cache(maxsize=8)
def _kinds_in(folder: Path) -> Mapping[str, FactKind]:
    lists = all_lists(folder)
    return {path.stem: load_fact_kind(path, lists) for path in sorted((folder / "facts").glob("*.toml"))}


def fact_kind(code: str, folder: Path | None = None) -> FactKind:
    """One kind of fact by code. Raises CatalogueError when there is none."""
    kinds = _kinds_in(folder or catalogue_folder())
    if code not in kinds:
        raise CatalogueError(_("Böyle bir satır türü yok: %(what)s.") % {"what": unknown_word(code, kinds)})
    return kinds[code]
