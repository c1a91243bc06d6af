"""A protected table in words: its rows, its shares, what is hidden and why, how it was counted.

Everything shown or written out of a table goes through here, so that page, chart, CSV, XLSX and PDF say the same.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.lists import SPECIAL, label_of
from omuz.foundation.catalogue.turkish import number
from omuz.foundation.privacy.cells import TOTAL, Cell, Dimension, Key, Reason
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.charts import numerals, periods
from omuz.insight.charts.numerals import Span
from omuz.insight.indicators.definitions import FIELD, Indicator, indicator

JOINED = "+"
"""Between the codes of an area put together for a release (`preparing.small_groups`)."""


class NotProtected(TypeError):
    """Something other than a SafeTable was handed over to be shown or written."""


def protected(table: object) -> SafeTable:
    """The table itself; raises NotProtected for anything the gate did not make."""
    if not isinstance(table, SafeTable):
        raise NotProtected(f"only a SafeTable may be shown, not {type(table).__name__}")
    return table


@dataclass(frozen=True)
class Row:
    """One line of a table; `value` and `share` are what a reader may know, exact or between bounds.

    `absent` rows stand for a period nobody has reported: not zero, not hidden, simply not here.
    """

    codes: Key
    label: str
    value: Span
    share: Span | None = None
    hidden: Reason | None = None
    special: bool = False
    absent: bool = False

    @property
    def known(self) -> bool:
        """Whether there is a number to show: exact, or a sum over centres between bounds."""
        return not self.absent and self.hidden in (None, Reason.PARTIAL)

    @property
    def nought(self) -> bool:
        return self.known and self.value == Span.of(0, 0)

    @property
    def cell(self) -> Cell:
        """The row as a cell, for tables that draw hidden cells themselves."""
        low, high = int(self.value.low), None if self.value.high is None else int(self.value.high)
        return Cell(self.codes, low if self.hidden is None else None, self.hidden, low, high)


@dataclass(frozen=True)
class Reading:
    """One table, or several that follow each other in time, in words and in the reader's language."""

    tables: tuple[SafeTable, ...]
    language: str
    about: Indicator | None
    rows: tuple[Row, ...]
    total: Row
    heading: str = ""
    """What the rows are, where they are not the categories of the table: periods, in a series of totals."""

    @property
    def table(self) -> SafeTable:
        """The first table; all of them are by the same definition and policy."""
        return self.tables[0]

    @property
    def threshold(self) -> int:
        return self.table.policy.threshold

    @property
    def title(self) -> str:
        return self.about.title.say(self.language) if self.about else self.table.indicator

    @property
    def base(self) -> str:
        """What the figures are of, and how many where that is told: `Bütün temaslar (412)`."""
        if not self.shares:
            return self.title
        words = self.about.denominator.say(self.language) if self.about else self.table.base
        words = re.split("[;:]", words)[0].rstrip(".")
        # Questions put in one contact are counted each: their sum is no number of contacts.
        several = self.heading or any(one.name == FIELD for one in self.table.dimensions)
        told = None if several else self.denominator
        return f"{words} ({numerals.count(told, self.language)})" if told else words

    @property
    def denominator(self) -> Span | None:
        """How many facts stand behind the whole; None where that is hidden."""
        if not self.shares:
            return self.total.value if self.total.known else None
        cell = self.table.denominator(self.total.codes)
        return span(cell) if cell.hidden in (None, Reason.PARTIAL) else None

    @property
    def period(self) -> str:
        return periods.said_between(self.tables[0].period, self.tables[-1].period, self.language)

    @property
    def shares(self) -> bool:
        return self.table.measure == "share"

    @property
    def empty(self) -> bool:
        """Whether there was nothing to count, and that may be told."""
        return self.denominator == Span.of(0, 0)


def span(cell: Cell) -> Span:
    """What a reader may know of a cell: its number, or the bounds between which it lies."""
    if cell.value is not None:
        return Span.of(cell.value, cell.value)
    return Span.of(cell.low or 0, cell.high)


def share_span(part: Cell, whole: Cell) -> Span | None:
    """Between which fractions a share lies; None where its base is empty or nothing can be said."""
    parts, wholes = span(part), span(whole)
    if parts.high is None or not wholes.low:
        return None
    low = Fraction(0) if wholes.high is None else parts.low / wholes.high
    return Span(min(low, Fraction(1)), min(parts.high / wholes.low, Fraction(1)))


def read(table: object, language: str | None = None) -> Reading:
    """Put a protected table into words; raises NotProtected for anything else."""
    safe = protected(table)
    tongue = (language or get_language() or "tr").split("-")[0]
    about = _definition(safe)
    return Reading((safe,), tongue, about, tuple(_rows(safe, about, tongue)), _row(safe, safe.total, _("Toplam")))


def read_series(tables: Sequence[object], absent: Sequence[str] = (), language: str | None = None) -> Reading:
    """Put tables by month that follow each other into words as one; `absent` months stand in it as not reported.

    Raises NotProtected for anything the gate did not make.
    """
    readings = [read(table, language) for table in tables]
    first = readings[0]
    missing = [Row((code,), periods.said(code, first.language), Span.of(0, None), absent=True) for code in absent]
    rows = sorted((*(row for one in readings for row in one.rows), *missing), key=lambda row: row.codes)
    totals = [one.total for one in readings]
    highs = [total.value.high for total in totals if total.value.high is not None]
    low = sum((total.value.low for total in totals), Fraction(0))
    whole = Span(low, sum(highs, Fraction(0)) if len(highs) == len(totals) else None)
    total = Row(first.total.codes, _("Toplam"), whole, hidden=None if whole.exact else Reason.PARTIAL)
    return Reading(tuple(one.table for one in readings), first.language, first.about, tuple(rows), total)


def _definition(table: SafeTable) -> Indicator | None:
    """The definition the table was counted by, where this installation still has that version."""
    try:
        found = indicator(table.indicator)
    except CatalogueError:
        return None
    return found if found.version == table.version else None


def _rows(table: SafeTable, about: Indicator | None, language: str) -> Iterator[Row]:
    if not table.dimensions:
        yield _row(table, table.total, about.title.say(language) if about else table.indicator)
        return
    for cell in table.cells:
        if TOTAL in cell.key:
            continue
        labels = [
            label(about, dimension, code, language) for dimension, code in zip(table.dimensions, cell.key, strict=True)
        ]
        yield _row(table, cell, " · ".join(labels), special=cell.key[-1] in SPECIAL)


def _row(table: SafeTable, cell: Cell, words: str, *, special: bool = False) -> Row:
    share = share_span(cell, table.denominator(cell.key)) if table.measure == "share" else None
    return Row(cell.key, words, span(cell), share, cell.hidden, special)


def label(about: Indicator | None, dimension: Dimension, code: str, language: str) -> str:
    """Words for one category; periods are said, a question is named by its title, the rest by its list.

    Districts put together carry their codes joined, and are named so.
    """
    if JOINED in code:
        return f" {JOINED} ".join(label(about, dimension, part, language) for part in code.split(JOINED))
    if dimension.about in ("month", "quarter", "year"):
        return periods.said(code, language)
    if about is None:
        return label_of(dimension.name, code, language)
    columns = about.kind.columns
    if dimension.name == FIELD:
        return columns[code].title.say(language) if code in columns else code
    column = columns.get(dimension.name)
    return column.label(code, language) if column else code


def heading(reading: Reading) -> str:
    """What the first column of the table is about."""
    if reading.heading:
        return reading.heading
    if not reading.table.dimensions:
        return _("Gösterge")
    names = []
    for dimension in reading.table.dimensions:
        column = reading.about.kind.columns.get(dimension.name) if reading.about else None
        names.append(
            column.title.say(reading.language) if column else _("Soru") if dimension.name == FIELD else dimension.name
        )
    return " · ".join(names)


def value_text(row: Row, reading: Reading) -> str:
    """A count as text: the number, its bounds, that it is hidden, or that nobody has reported it."""
    if row.absent:
        return _("bildirim yok")
    if row.known:
        return numerals.count(row.value, reading.language)
    if row.hidden is Reason.SMALL:
        return _("<%(n)s, gizlendi") % {"n": number(reading.threshold, 0, reading.language)}
    return _("gizlendi")


def share_text(row: Row, language: str) -> str:
    """A share as text; a dash where the count is hidden or the base is empty."""
    if not row.known or row.share is None:
        return "–"
    return numerals.percent_span(row.share, language)


def count_text(reading: Reading) -> str:
    """How many facts the base holds, as text; “gizlendi” where that may not be told."""
    told = reading.denominator
    return _("gizlendi") if told is None else numerals.count(told, reading.language)
