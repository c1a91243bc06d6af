"""Reads .xls, the workbook of before 2007, which many published forms still are."""

import io
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from omuz.network.surveys.xlsform import bounds
from omuz.network.surveys.xlsform.refusals import Refusal
from omuz.network.surveys.xlsform.workbook import OLD, Unreadable, Workbook, letters, meant, sheet_of


def read(content: bytes) -> Workbook:
    """The workbook. Raises Unreadable, whatever the bytes are."""
    import xlrd

    try:
        with xlrd.open_workbook(
            file_contents=content, logfile=io.StringIO(), on_demand=True, ragged_rows=True
        ) as packed:
            return _read(packed)
    except Unreadable:
        raise
    except Exception as error:  # a broken or hostile file may raise anything; the author gets a sentence
        sentence = _("Çalışma kitabı bozuk ya da çok eski, okunamadı. Excel'de açıp .xlsx olarak kaydedin.")
        raise Unreadable(Refusal(sentence)) from error


def _read(packed: Any) -> Workbook:
    names = packed.sheet_names()
    sheets, left = {}, bounds.CELLS
    for name, part in meant(names).items():
        sheet = sheet_of(name, _rows(packed, packed.sheet_by_name(name), name), left)
        left -= sum(len(row) for row in sheet.rows)
        sheets[part] = sheet
        packed.unload_sheet(name)
    return Workbook(OLD, sheets, tuple(names))


def _rows(packed: Any, sheet: Any, name: str) -> Iterator[list[str]]:
    for number in range(sheet.nrows):
        cells = sheet.row(number)[: bounds.COLUMNS]
        yield [_text(packed, cell, name, number + 1, place) for place, cell in enumerate(cells)]


def _text(packed: Any, cell: Any, sheet: str, row: int, place: int) -> str:
    import xlrd
    from pyxform.xls2json_backends import xls_value_to_unicode

    value = cell.value.strip() if isinstance(cell.value, str) else cell.value
    if value == "" or value is None or cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    if cell.ctype == xlrd.XL_CELL_ERROR:
        told = {"value": xlrd.error_text_from_code.get(value, value)}
        sentence = _("Hücrede bir Excel hatası var (%(value)s). Düzeltip yeniden yükleyin.") % told
        raise Unreadable(Refusal(sentence, sheet, row, letters(place)))
    try:
        return str(xls_value_to_unicode(value, cell.ctype, packed.datemode))[: bounds.CELL_LETTERS]
    except (xlrd.xldate.XLDateError, ValueError, OverflowError) as error:
        sentence = _("Hücredeki tarih okunamıyor. Hücreyi metin yapıp tarihi 2026-11-25 gibi yazın.")
        raise Unreadable(Refusal(sentence, sheet, row, letters(place))) from error
