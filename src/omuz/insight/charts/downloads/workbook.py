"""A figure as XLSX: one sheet of numbers, one of notes; every text cell is text, whatever it begins with."""

import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from omuz.insight.charts.downloads.content import cells, checked, heads, lines, notes
from omuz.insight.charts.figure import Figure

_BOLD = Font(name="Calibri", bold=True)
_WIDEST = 60


def to_xlsx(figure: Figure) -> bytes:
    """The workbook. Raises NotProtected."""
    figure = checked(figure)
    book = Workbook()
    book.properties.creator = "Omuz"
    book.properties.title = "Belge"
    numbers = book.active
    numbers.title = _("Sayılar")
    _write(numbers, 1, list(heads(figure)), bold=True)
    told = lines(figure)
    for place, line in enumerate(told, start=2):
        last = place == len(told) + 1 and figure.footed
        _write(numbers, place, cells(figure, line), bold=last)
    numbers.freeze_panes = "B2"
    _fit(numbers)
    beside = book.create_sheet(_("Nasıl sayıldı"))
    for place, (name, text) in enumerate(notes(figure), start=1):
        _write(beside, place, [name, text])
        beside.cell(place, 1).font = _BOLD
        beside.cell(place, 2).alignment = Alignment(wrap_text=True, vertical="top")
    beside.column_dimensions["A"].width = 22
    beside.column_dimensions["B"].width = 90
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Worksheet, place: int, values: list[str | int | float | None], *, bold: bool = False) -> None:
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(place, column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        else:
            cell.number_format = "#,##0.0" if isinstance(value, float) else "#,##0"
        if bold:
            cell.font = _BOLD


def _fit(sheet: Worksheet) -> None:
    for column in sheet.iter_cols():
        longest = max(len(str(cell.value)) if cell.value is not None else 0 for cell in column)
        sheet.column_dimensions[column[0].column_letter].width = min(_WIDEST, longest + 3)
