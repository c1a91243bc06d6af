"""Tables as XLSX: one sheet a table with native numbers and days, and one that says what each column means."""

import io
import re
from datetime import UTC, date, datetime, time
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from omuz.network.surveys.exports.delimited import RUNS
from omuz.network.surveys.exports.tables import Cell, Table

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment an archive can name; no file says when it was made."""
_WIDEST = 48
_LONGEST_TITLE = 31
_UNTYPABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORMATS = {"day": "DD.MM.YYYY", "moment": "DD.MM.YYYY HH:MM", "time": "HH:MM"}


def as_xlsx(tables: list[Table]) -> bytes:
    """The workbook; the same tables are the same bytes."""
    book = Workbook()
    book.remove(book.active)
    book.properties.creator, book.properties.title = "Omuz", "Belge"
    book.properties.created = datetime(*EPOCH, tzinfo=UTC).replace(tzinfo=None)
    for table in tables:
        _table(book.create_sheet(table.shape.name[:_LONGEST_TITLE]), table)
    _meanings(book.create_sheet(_("Etiketler")), tables)
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())


def _table(sheet: Worksheet, table: Table) -> None:
    for at, column in enumerate(table.columns, 1):
        _put(sheet, 1, at, column.name, bold=True)
    for place, row in enumerate(table.rows, 2):
        for at, cell in enumerate(row, 1):
            _put(sheet, place, at, cell, number_format=_FORMATS.get(table.columns[at - 1].kind, ""))
    sheet.freeze_panes = "B2"


def _meanings(sheet: Worksheet, tables: list[Table]) -> None:
    heads = [_("Tablo"), _("Sütun"), _("Soru"), _("Tür"), _("Seçenek"), _("Seçenek metni"), _("SPSS değeri")]
    place = 1
    for at, head in enumerate(heads, 1):
        _put(sheet, place, at, head, bold=True)
    for table in tables:
        for column in table.columns:
            lines: list[list[Cell]] = [[code.value, code.label, code.number] for code in column.codes]
            if column.kind in {"chosen", "place"}:
                lines = [[column.choice, column.codes[0].label, None]]
            for line in lines or [[None, None, None]]:
                place += 1
                told: list[Cell] = [table.shape.name, column.name, column.label, column.question or column.kind, *line]
                for at, cell in enumerate(told, 1):
                    _put(sheet, place, at, cell)
    sheet.freeze_panes = "A2"
    for letter in "ABCDEFG":
        sheet.column_dimensions[letter].width = _WIDEST if letter in "CF" else _WIDEST // 3


def _put(sheet: Worksheet, row: int, column: int, value: Cell, *, bold: bool = False, number_format: str = "") -> None:
    if value is None:
        return
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        # Set as text, so that nothing a person typed is ever run.
        cell.value = _UNTYPABLE.sub("", value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(RUNS)
    else:
        cell.value = value
        if number_format and isinstance(value, datetime | date | time):
            cell.number_format = number_format
    if bold:
        cell.font = Font(bold=True)


def timeless(archive: bytes) -> bytes:
    """The same archive without a moment in it: neither of its files nor in the properties of a workbook."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(archive)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for each in before.infolist():
            content = before.read(each)
            if each.filename == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:\w+[^>]*>)[^<]*(<)", rb"\g<1>1980-01-01T00:00:00Z\g<2>", content)
            write_timeless(after, each.filename, content)
    return out.getvalue()


def write_timeless(archive: ZipFile, name: str, content: bytes) -> None:
    """Add a file to an archive without saying when or on which system."""
    info = ZipInfo(name, EPOCH)
    info.compress_type = ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o600 << 16
    archive.writestr(info, content)
