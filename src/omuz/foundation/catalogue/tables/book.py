"""Writes XLSX: text stays text, numbers and days are such, heads stay in view, and nothing touches a disk."""

import io
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from zipfile import ZIP_DEFLATED

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from omuz.foundation.catalogue.tables.archives import EPOCH, TimelessArchive
from omuz.foundation.catalogue.tables.cells import Cell, fitting, runs

_BOLD: Final = Font(name="Calibri", bold=True)
_FILL: Final = PatternFill("solid", fgColor="FFF4D6")
_WRAP: Final = Alignment(wrap_text=True, vertical="top")
_DAY, _MOMENT, _TIME = "DD.MM.YYYY", "DD.MM.YYYY HH:MM", "HH:MM"
_FIRST_DAY: Final = date(1900, 3, 1)
"""Spreadsheets count days from 1900 and get the two months before this wrong."""
_MOST_DIGITS: Final = 10**15
"""From here on a spreadsheet rounds a number."""
_WIDEST: Final = 60
_MEASURED: Final = 200
"""Rows looked at for the width of a column."""
_LONGEST_NAME: Final = 31
_NO_NAME: Final = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True)
class Styled:
    """A cell that looks different: bold, with a number format, a field to be filled in, its lines wrapped."""

    value: Cell
    bold: bool = False
    number_format: str = ""
    to_fill: bool = False
    wrap: bool = False


Row = Sequence[Cell | Styled]


@dataclass(frozen=True)
class Sheet:
    """One sheet: the first row is bold and stays in view where `head`; columns are as wide as their text, or as told.

    `frozen` is the first cell that moves.
    """

    name: str
    rows: Sequence[Row]
    head: bool = True
    frozen: str = "A2"
    widths: Sequence[int] = ()
    footer: str = ""
    """Stands under every printed page."""


def as_workbook(sheets: Iterable[Sheet], *, title: str = "Belge") -> bytes:
    """The sheets as one workbook; the same sheets are the same bytes, and only `title` says what it is."""
    book = Workbook(write_only=True)
    no_day = datetime(*EPOCH)  # noqa: DTZ001  # a workbook knows no time zone, and this is no time
    book.properties = DocumentProperties(creator="Omuz", title=title, created=no_day, modified=no_day)
    taken: set[str] = set()
    for sheet in sheets:
        _fill(book.create_sheet(_name(sheet.name, taken)), sheet)
    out = io.BytesIO()
    _InMemory(book, TimelessArchive(out, "w", ZIP_DEFLATED)).save()
    return out.getvalue()


class _InMemory(ExcelWriter):  # type: ignore[misc]  # the library has no types
    """The library lays every sheet open in a temporary file first; what was sealed must not lie on a disk."""

    def write_worksheet(self, ws: Any) -> None:
        """One sheet into the archive."""
        ws.close()
        ws._rels = ws._writer._rels
        self._archive.writestr(ws.path[1:], ws._writer.out.getvalue())
        self.manifest.append(ws)


def _fill(page: Any, sheet: Sheet) -> None:
    if sheet.head:
        page.freeze_panes = sheet.frozen
    for place, width in enumerate(sheet.widths or _widths(sheet.rows), start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    if sheet.footer:
        page.oddFooter.center.text = sheet.footer.replace("&", "&&")
    page._writer = WorksheetWriter(page, io.BytesIO())
    page._writer.write_top()
    for number, row in enumerate(sheet.rows):
        bold = sheet.head and number == 0
        page.append([_cell(page, one, bold=bold) for one in row])


def _cell(page: Any, told: Cell | Styled, *, bold: bool) -> Any:
    """What the library writes for a cell: a bare value where it cannot be misread, else a cell with its kind."""
    style = told if isinstance(told, Styled) else Styled(told)
    value, number_format = _native(style.value)
    text = isinstance(value, str)
    plain = not (bold or style.bold or style.to_fill or style.wrap)
    if plain and not (text and _risky(value)) and not (style.number_format or number_format):
        return value
    cell = WriteOnlyCell(page, value=value)
    if text:
        cell.data_type = "s"
        cell.quotePrefix = runs(value)
    elif style.number_format or number_format:
        cell.number_format = style.number_format or number_format
    if bold or style.bold:
        cell.font = _BOLD
    if style.to_fill:
        cell.fill = _FILL
    if style.wrap:
        cell.alignment = _WRAP
    return cell


def _risky(text: str) -> bool:
    """Text that the library or a spreadsheet could take for something else: a formula, or the name of an error."""
    return text.startswith("#") or runs(text)


def _native(value: Cell) -> tuple[Any, str]:
    """The value as a workbook keeps it without loss, and its number format."""
    if isinstance(value, str):
        return fitting(value), ""
    if isinstance(value, float):
        return (value if math.isfinite(value) else None), ""
    if isinstance(value, int):
        return (value if abs(value) < _MOST_DIGITS else str(value)), ""
    if isinstance(value, datetime):
        return (value, _MOMENT) if value.date() >= _FIRST_DAY else (value.isoformat(), "")
    if isinstance(value, date):
        return (value, _DAY) if value >= _FIRST_DAY else (value.isoformat(), "")
    return value, _TIME if isinstance(value, time) else ""


def _widths(rows: Sequence[Row]) -> list[int]:
    """As wide as the longest line of a column's first cells, within reason."""
    found: list[int] = []
    for row in rows[:_MEASURED]:
        found += [0] * (len(row) - len(found))
        for place, told in enumerate(row):
            value = told.value if isinstance(told, Styled) else told
            if value is not None:
                found[place] = max(found[place], *map(len, str(value)[:1_000].split("\n")))
    return [min(_WIDEST, longest + 3) for longest in found]


def _name(wanted: str, taken: set[str]) -> str:
    """A sheet's name as far as a workbook takes it, once each."""
    base = _NO_NAME.sub(" ", fitting(wanted))[:_LONGEST_NAME].strip() or "Belge"
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        name = f"{base[: _LONGEST_NAME - 4].strip()} {number}"
    taken.add(name.casefold())
    return name
