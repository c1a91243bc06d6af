"""Reads the mapping of published totals: which file is which table, what its words mean, what must agree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.definitions import Section, Words, read_definition
from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.catalogue.tables import Hints


@dataclass(frozen=True)
class Category:
    """One category: our code, its words."""

    code: str
    words: Words


@dataclass(frozen=True)
class Divided:
    """One dimension of a table: a column of words, or the headings of several columns (`across`).

    `values` is empty where every value is its own code; then `label` may name the column with its words. `total` is
    the word of the publisher's own total row: held against the sum, never counted.
    """

    name: str
    kind: str
    title: Words
    column: str
    values: Mapping[str, Category]
    label: str
    total: str

    @property
    def across(self) -> bool:
        return not self.column


@dataclass(frozen=True)
class Coarser:
    """A table summed up from a finer one: the codes of `finer` without their last `drop` letters, and their words."""

    code: str
    dimension: str
    finer: str
    drop: int
    title: Words
    values: Mapping[str, Category]


@dataclass(frozen=True)
class Table:
    """One table of totals: its files, its dimensions, where its numbers stand and what they are a part of."""

    code: str
    files: tuple[str, ...]
    sheet: str
    title: Words
    meaning: Words
    unit: Words
    base_words: Words
    caveat: Words
    dimensions: tuple[Divided, ...]
    value: str
    base: str
    population: str
    only: Mapping[str, str]
    """Column → the word a row must have there to belong to this table; other rows are other tables'."""
    coarser: tuple[Coarser, ...] = ()

    @property
    def hints(self) -> Hints:
        return Hints(sheet=self.sheet)


@dataclass(frozen=True)
class Side:
    """Numbers of one table to be held against another's: summed over everything but `keep`, chosen by `where`."""

    table: str
    where: Mapping[str, str]


@dataclass(frozen=True)
class Agreement:
    """Two sets of numbers that the publisher's own words say are the same, for every category of `by`."""

    title: Words
    by: str
    left: Side
    right: Side


@dataclass(frozen=True)
class Steady:
    """A column that says something about a place, and should say the same in every file."""

    title: Words
    table: str
    column: str
    key: str


@dataclass(frozen=True)
class TotalsMapping:
    """How one publisher's totals are read."""

    code: str
    version: int
    title: Words
    note: Words
    source: Words
    publisher: str
    licence: Words
    licence_address: str
    tables: tuple[Table, ...]
    agreements: tuple[Agreement, ...]
    steady: tuple[Steady, ...]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a mapping. Raises CatalogueError with one sentence that names file and place."""
        page = read_definition(path)
        page.day("reviewed_on")
        page.text("owner")
        tables = tuple(_table(section) for section in page.sections("table"))
        if not tables:
            raise page.fault(_("en az bir tablo yazılmalı"), "table")
        mapping = cls(
            code=page.text("code"),
            version=page.whole("version"),
            title=page.words("title"),
            note=page.words("note"),
            source=page.words("source"),
            publisher=page.text("publisher"),
            licence=page.words("licence"),
            licence_address=page.text("licence_address", ""),
            tables=tables,
            agreements=tuple(_agreement(section, tables) for section in page.sections("agree")),
            steady=tuple(_steady(section, tables) for section in page.sections("steady")),
        )
        page.finish()
        return mapping

    @property
    def files(self) -> tuple[str, ...]:
        """Every file the tables are read from, once."""
        return tuple(dict.fromkeys(name for table in self.tables for name in table.files))

    def table(self, code: str) -> Table:
        """A table by its code."""
        return next(table for table in self.tables if table.code == code)


def totals_path(name: str) -> Path | None:
    """Where a mapping of totals lies, by its path or its code; None where there is none of that name."""
    path = Path(name)
    if path.suffix == ".toml":
        return path if path.exists() and read_definition(path).has("table") else None
    path = catalogue_folder() / "totals" / f"{name}.toml"
    return path if path.exists() else None


def _table(section: Section) -> Table:
    body = section.section("dimension")
    dimensions = tuple(_divided(name, body.section(name)) for name in body.names())
    across = [one.name for one in dimensions if one.across]
    value = section.text("value", "")
    if len(across) > 1 or bool(across) == bool(value):
        raise section.fault(
            _("sayılar ya bir sütunda (value) ya da başlıkları kategori olan sütunlarda durmalı"), "value"
        )
    table = Table(
        code=section.text("code"),
        files=section.texts("file"),
        sheet=section.text("sheet", ""),
        title=section.words("title"),
        meaning=section.words("meaning"),
        unit=section.words("unit"),
        base_words=section.words("base_words"),
        caveat=section.words("caveat"),
        dimensions=dimensions,
        value=value,
        base=section.text("base", ""),
        population=section.text("population", ""),
        only=_only(section),
        coarser=tuple(_coarser(one, dimensions) for one in section.sections("coarser")),
    )
    section.finish()
    return table


def _only(section: Section) -> dict[str, str]:
    if not section.has("only"):
        return {}
    chosen = section.section("only")
    return {column: chosen.text(column) for column in chosen.names()}


def _coarser(section: Section, dimensions: tuple[Divided, ...]) -> Coarser:
    coarser = Coarser(
        code=section.text("code"),
        dimension=section.text("dimension"),
        finer=section.choice("finer", [one.name for one in dimensions]),
        drop=section.whole("drop"),
        title=section.words("title"),
        values=dict(_values(section.section("values"))),
    )
    section.finish()
    return coarser


def _divided(name: str, section: Section) -> Divided:
    column = section.text("column", "")
    values = dict(_values(section.section("values"))) if section.has("values") else {}
    if not column and not values:
        raise section.fault(_("sütun adı (column) ya da değerler (values) yazılmalı"))
    divided = Divided(
        name=name,
        kind=section.text("kind", ""),
        title=section.words("title"),
        column=column,
        values=values,
        label=section.text("label", ""),
        total=section.text("total", ""),
    )
    section.finish()
    return divided


def _values(section: Section) -> Iterator[tuple[str, Category]]:
    for word in section.names():
        told = section.section(word)
        yield " ".join(word.split()), Category(told.text("code"), Words(told.text("tr"), told.text("en")))
        told.finish()


def _agreement(section: Section, tables: tuple[Table, ...]) -> Agreement:
    agreement = Agreement(
        section.words("title"), section.text("by"), _side(section, "left", tables), _side(section, "right", tables)
    )
    section.finish()
    return agreement


def _side(section: Section, key: str, tables: tuple[Table, ...]) -> Side:
    told = section.section(key)
    code = told.choice("table", [table.code for table in tables])
    where = {}
    if told.has("where"):
        chosen = told.section("where")
        where = {name: chosen.text(name) for name in chosen.names()}
    told.finish()
    return Side(code, where)


def _steady(section: Section, tables: tuple[Table, ...]) -> Steady:
    told = Steady(
        section.words("title"),
        section.choice("table", [table.code for table in tables]),
        section.text("column"),
        section.text("key"),
    )
    section.finish()
    return told
