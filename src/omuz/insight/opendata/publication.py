"""A release to be written: its protected tables with their words, who publishes it, under what licence, after what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.catalogue.fact_kinds import Column
from omuz.foundation.privacy.cells import TOTAL, Cell, Dimension, Key
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.indicators.definitions import FIELD, Indicator
from omuz.insight.indicators.periods import GRAINS

_JOINED: Final = "+"
"""Between the codes of categories that were put together; no identifier of SDMX may hold it."""
_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")
LANGUAGES: Final = ("tr", "en")
ALL: Final = "_T"
"""How open formats write the total of a dimension (SDMX)."""


class NotPublishable(ValueError):
    """A publication contradicts itself or holds something that is not protected; the message is for developers."""


@dataclass(frozen=True)
class Axis:
    """The words for one dimension of a table: its title, and a label for every category."""

    name: str
    title: Words
    labels: Mapping[str, Words]

    def label(self, code: str) -> Words:
        """Words for a category; a code that has none stands for itself."""
        return self.labels.get(code, Words(code, code))


@dataclass(frozen=True)
class Measure:
    """One figure of a table's cells: what it is and in which unit."""

    name: str
    title: Words
    unit: Words


@dataclass(frozen=True)
class Published:
    """One protected table of a release with all its words."""

    code: str
    title: Words
    meaning: Words
    unit: Words
    base: Words
    caveat: Words
    source: Words
    table: SafeTable
    axes: tuple[Axis, ...]

    def __post_init__(self) -> None:
        if not isinstance(self.table, SafeTable):
            raise NotPublishable(f"{self.code}: only a SafeTable is published, not {type(self.table).__name__}")
        if not _CODE.fullmatch(self.code):
            raise NotPublishable(f"{self.code!r} is no code for a table")
        if [axis.name for axis in self.axes] != [dimension.name for dimension in self.table.dimensions]:
            raise NotPublishable(f"{self.code}: axes are not the table's dimensions")

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The figures of a cell, in the order they are written."""
        first = Measure("value", Words("Sayı", "Count"), self.unit)
        if self.table.measure == "share":
            return first, Measure("base", Words("Payda", "Base"), self.unit)
        if self.table.measure == "median":
            return first, Measure("median", Words("Ortanca", "Median"), self.unit)
        return (first,)

    @property
    def time(self) -> Dimension | None:
        """The dimension that says when, where there is one and all its categories are periods."""
        return next((one for one in self.table.dimensions if one.about in GRAINS), None)

    def base_of(self, key: Key) -> Cell:
        """What the cell at a key is a share of."""
        return self.table.denominator(key)


@dataclass(frozen=True)
class Licence:
    """Under what terms others may use the data; `address` is empty where the source states none."""

    words: Words
    address: str = ""


@dataclass(frozen=True)
class Edition:
    """One version of a dataset: its number, the hash of what was in it, and what changed."""

    version: int
    content: str
    issued: date | None
    change: Words


@dataclass(frozen=True)
class Publication:
    """One version of one dataset, complete in itself; `history` are the earlier versions, oldest first.

    `address` is where the dataset's versions lie (`https://…/data/`); empty, all addresses are relative to the
    catalogue file, so that a folder can be moved as a whole.
    """

    code: str
    title: Words
    description: Words
    publisher: str
    source: Words
    licence: Licence
    tables: tuple[Published, ...]
    version: int = 1
    issued: date | None = None
    change: Words = field(default_factory=lambda: Words("İlk sürüm.", "First version."))
    history: tuple[Edition, ...] = ()
    keywords: tuple[Words, ...] = ()
    address: str = ""
    agency: str = "OMUZ"

    def __post_init__(self) -> None:
        codes = [one.code for one in self.tables]
        if not codes or len(set(codes)) != len(codes) or not _CODE.fullmatch(self.code):
            raise NotPublishable("a publication needs a code and tables of different codes")
        if [one.version for one in self.history] != list(range(1, self.version)):
            raise NotPublishable("every earlier version must be named")
        if self.address and not re.fullmatch(r"https?://[^\s<>\"]+/", self.address):
            raise NotPublishable("an address begins with https:// and ends with a slash")

    def place(self, file: str, version: int | None = None) -> str:
        """The stable address of a file of this version, or of another one."""
        if self.address:
            return f"{self.address}{self.code}/{version or self.version}/{file}"
        return file if version in (None, self.version) else f"../{version}/{file}"


def axes_of(indicator: Indicator, table: SafeTable) -> tuple[Axis, ...]:
    """The words an indicator's definition has for the dimensions of its table."""
    return tuple(_axis(indicator, dimension) for dimension in table.dimensions)


def _axis(indicator: Indicator, dimension: Dimension) -> Axis:
    columns = indicator.kind.columns
    if dimension.name == FIELD:
        titles = {code: columns[code].title for code in dimension.categories}
        return Axis(FIELD, Words("Soru", "Question"), titles)
    column = columns[dimension.name]
    labels = {code: _words(column, code) for code in dimension.categories}
    return Axis(dimension.name, column.title, labels)


def _words(column: Column, code: str) -> Words:
    """Words for a category; for several put together those of each."""
    tr, en = ([column.label(part, language) for part in code.split(_JOINED)] for language in LANGUAGES)
    return Words(f" {_JOINED} ".join(tr), f" {_JOINED} ".join(en))


def of_indicator(code: str, indicator: Indicator, table: SafeTable) -> Published:
    """A table counted by an indicator, with the words of its definition."""
    return Published(
        code=code,
        title=indicator.title,
        meaning=indicator.meaning,
        unit=indicator.unit,
        base=indicator.denominator,
        caveat=indicator.caveat,
        source=Words(indicator.source, indicator.source),
        table=table,
        axes=axes_of(indicator, table),
    )


def shown(code: str) -> str:
    """A category as open formats write it: totals by their sign, districts that stand as one with a dash between."""
    return ALL if code == TOTAL else code.replace(_JOINED, "-")
