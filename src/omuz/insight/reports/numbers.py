"""Every number of a report under its own key, read as a person reads it: `profiles.legal:post` → `7/22`.

A key is a source, perhaps a former year, perhaps a category, perhaps a way of reading:
`source[@year][:code[/code]][%|#]`. `%` asks for the share, `#` for what the figure is a part of.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.translation import gettext as _
from django.utils.translation import override

from omuz.foundation.catalogue.turkish import number
from omuz.foundation.privacy.cells import Cell, Key, Reason, total_key
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.charts import numerals
from omuz.insight.charts.reading import share_span, span
from omuz.insight.reports.gathered import Piece, Table

Way = Literal["", "%", "#"]
_KEY: Final = re.compile(r"(?P<source>[a-z0-9_.]+)(@(?P<year>[0-9]{4}))?(:(?P<at>[^%#]+))?(?P<way>[%#]?)")
_SAID: Final = 1


class UnknownFigure(Exception):
    """A text quotes a figure this report does not have; the sentence names it and the nearest one."""


@dataclass(frozen=True)
class Asked:
    """A key taken apart; `at` is empty for the total."""

    source: str
    year: str
    at: Key
    way: Way


def taken_apart(key: str) -> Asked:
    """The parts of a key. Raises UnknownFigure where it is written in no known way."""
    found = _KEY.fullmatch(key.strip())
    if found is None:
        raise UnknownFigure(_("“{{%(key)s}}” bir sayının adı gibi yazılmamış.") % {"key": key})
    way: Way = "%" if found["way"] == "%" else "#" if found["way"] == "#" else ""
    at = tuple(found["at"].split("/")) if found["at"] else ()
    return Asked(found["source"], found["year"] or "", at, way)


def reads(key: str, pieces: Mapping[str, Piece], language: str) -> str:
    """How a number reads in a sentence: `7/22`, `412`, `4,5`, or that it is kept back. Raises UnknownFigure."""
    asked = taken_apart(key)
    table = _table(asked, key, pieces)
    at = asked.at or total_key(table.dimensions)
    try:
        cell = table.cell(at)
        whole = table.denominator(at) if table.measure == "share" else None
    except KeyError as error:
        raise _unknown(key, pieces) from error
    with override(language):
        return _read(table, cell, whole, asked.way, language)


def _table(asked: Asked, key: str, pieces: Mapping[str, Piece]) -> SafeTable:
    piece = pieces.get(asked.source)
    if not isinstance(piece, Table):
        raise _unknown(key, pieces)
    if not asked.year or asked.year == piece.table.period[:4]:
        return piece.table
    for earlier in piece.earlier:
        if earlier.period[:4] == asked.year:
            return earlier
    raise _unknown(key, pieces)


def _unknown(key: str, pieces: Mapping[str, Piece]) -> UnknownFigure:
    near = difflib.get_close_matches(key, list(keys_of(pieces)), n=1, cutoff=0.6)
    if near:
        said = _("“{{%(key)s}}” bu raporda yok; “{{%(near)s}}” mi demek istediniz?") % {"key": key, "near": near[0]}
    else:
        said = _("“{{%(key)s}}” bu raporda yok.") % {"key": key}
    return UnknownFigure(said)


def _read(table: SafeTable, cell: Cell, whole: Cell | None, way: Way, language: str) -> str:
    if table.measure == "median" and way != "#":
        return kept_back(table, cell) if cell.median is None else number(round(cell.median, _SAID), None, language)
    if way == "#":
        behind = whole or cell
        return _counted(table, behind, language)
    if whole is None:
        return kept_back(table, cell) if way == "%" else _counted(table, cell, language)
    if way == "%":
        part = share_span(cell, whole) if _told(cell) and _told(whole) else None
        return kept_back(table, cell) if part is None else numerals.percent_span(part, language)
    if not _told(cell):
        return kept_back(table, cell)
    return f"{_counted(table, cell, language)}/{_counted(table, whole, language)}"


def _told(cell: Cell) -> bool:
    return cell.hidden in (None, Reason.PARTIAL)


def _counted(table: SafeTable, cell: Cell, language: str) -> str:
    return numerals.count(span(cell), language) if _told(cell) else kept_back(table, cell)


def kept_back(table: SafeTable, cell: Cell) -> str:
    """What stands where the gate keeps a number back; never a zero, never nothing."""
    if cell.hidden is Reason.SMALL:
        return _("<%(n)s, gizlendi") % {"n": table.policy.threshold}
    return _("gizlendi")


def keys_of(pieces: Mapping[str, Piece]) -> Iterator[str]:
    """Every key of the newest year, totals first: what an author may choose from."""
    for source, piece in pieces.items():
        if isinstance(piece, Table):
            yield source
            ways = ("%",) if piece.table.measure == "share" else ()
            yield from (source + way for way in ways)
            for cell in piece.table.cells:
                if cell.key and cell.key != total_key(piece.table.dimensions):
                    yield f"{source}:{'/'.join(cell.key)}"
