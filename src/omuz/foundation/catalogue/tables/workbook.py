"""Reads one sheet of an XLSX workbook, with caps against bombs and without losing formulas or cells."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, datetime, time
from typing import Any, BinaryIO, Final

import openpyxl
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.errors import UnreadableFile
from omuz.foundation.catalogue.tables.rows import BadRow, Hints, Row, Table, column_names, shortened

MAX_BYTES: Final = 400 * 1024 * 1024
"""Uncompressed size of all parts together."""
MAX_STRINGS: Final = 64 * 1024 * 1024
MAX_PARTS: Final = 2_000
MAX_ROWS: Final = 1_048_576
MAX_CELLS: Final = 20_000_000
_EXACT: Final = 1e15
"""Below this a floating number still is the whole number somebody typed."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")

# It warns of styles and dates we do not use, on a stream no reader of the table sees.
warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
if not openpyxl.DEFUSEDXML:
    raise ImportError("openpyxl runs without defusedxml: uploaded workbooks could expand entities")


def workbook_table(stream: BinaryIO, hints: Hints, closing: ExitStack) -> Table:
    """Open the sheet the mapping names, else the only filled one. Raises UnreadableFile."""
    calculated = _weighed(stream)
    try:
        values = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        formulas = openpyxl.load_workbook(stream, read_only=True, keep_links=False) if calculated else None
    except Exception as error:
        raise _broken() from error
    name = _sheet(values, hints.sheet)
    rows = _cells(values[name], formulas[name] if formulas else None)
    header: list[str] = []
    for number, cells, uncalculated in rows:
        if number >= hints.header_row and any(cell.strip() for cell in cells):
            if uncalculated:
                raise UnreadableFile(_("Başlık satırında hesaplanmamış formül var."))
            header = cells
            break
    while header and not header[-1].strip():
        header.pop()
    if not header:
        raise UnreadableFile(_("“%(sheet)s” sayfası boş: başlık satırı yok.") % {"sheet": name})
    table = Table(column_names(header), closing)
    return table.fill(_rows(table, rows))


def _weighed(stream: BinaryIO) -> bool:
    """Refuse bombs by the sizes the archive declares, which reading enforces; say whether there are formulas."""
    try:
        archive = zipfile.ZipFile(stream)
        parts = archive.infolist()
        strings = sum(part.file_size for part in parts if "sharedstrings" in part.filename.lower())
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_BYTES or strings > MAX_STRINGS:
            raise UnreadableFile(_("Excel dosyası açılınca çok büyük oluyor; CSV olarak kaydedip yeniden deneyin."))
        if any(part.flag_bits & 1 for part in parts):
            raise UnreadableFile(_("Excel dosyası parola ile korunuyor; korumayı kaldırıp yeniden deneyin."))
        sheets = [part for part in parts if part.filename.startswith("xl/worksheets/")]
        return any(_has_formula(archive, part) for part in sheets)
    except UnreadableFile:
        raise
    except Exception as error:  # each way of packing has faults of its own (zlib.error, LZMAError, struct.error)
        raise _broken() from error


def _has_formula(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    tail = b""
    with archive.open(part) as text:
        while chunk := text.read(1 << 20):
            if _FORMULA.search(tail + chunk):
                return True
            tail = chunk[-40:]
    return False


def _sheet(workbook: Any, wanted: str) -> str:
    """The name of the sheet to read. Raises UnreadableFile when the choice would leave rows unread."""
    names = [sheet.title for sheet in workbook.worksheets]
    if wanted:
        if wanted in names:
            return str(wanted)
        raise UnreadableFile(
            _("“%(sheet)s” adında bir sayfa yok; dosyadaki sayfalar: %(names)s.")
            % {"sheet": wanted, "names": ", ".join(names) or "–"}
        )
    filled = [name for name in names if _filled(workbook[name])]
    if len(filled) > 1:
        raise UnreadableFile(
            _("Dosyada birden çok dolu sayfa var (%(names)s); eşlemede sayfayı adıyla yazın ya da sayfaları ayırın.")
            % {"names": ", ".join(filled)}
        )
    if not filled:
        raise UnreadableFile(_("Dosya boş: başlık satırı yok."))
    return str(filled[0])


def _filled(sheet: Any) -> bool:
    return any(any(cells) for _number, cells, _bad in _cells(sheet, None, stop_after=1000))


def _cells(sheet: Any, formulas: Any | None, stop_after: int = 0) -> Iterator[tuple[int, list[str], str]]:
    """Row number, cells as text, and the first cell whose formula has no stored result ('' when none).

    Declared dimensions are ignored: some programs write them too small, and rows would be lost.
    """
    sheet.reset_dimensions()
    results = sheet.iter_rows()
    if formulas is not None:
        formulas.reset_dimensions()
    sources = formulas.iter_rows() if formulas is not None else None
    seen = 0
    try:
        for number, cells in enumerate(results, start=1):
            source = next(sources, ()) if sources is not None else ()
            seen += len(cells)
            if number > MAX_ROWS or seen > MAX_CELLS:
                raise UnreadableFile(_("Sayfada çok fazla hücre var; CSV olarak kaydedip yeniden deneyin."))
            bad = next(
                (str(asked.value) for asked, got in zip(source, cells, strict=False) if _uncalculated(asked, got)), ""
            )
            yield number, [_text(cell.value) for cell in cells], bad
            if number == stop_after:
                return
    except UnreadableFile:
        raise
    except Exception as error:
        raise _broken() from error


def _uncalculated(asked: Any, got: Any) -> bool:
    return asked.data_type == "f" and got.value is None


def _text(value: object) -> str:
    """A cell as the text a person would type: whole numbers without .0, days as YYYY-MM-DD."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _rows(table: Table, rows: Iterator[tuple[int, list[str], str]]) -> Iterator[Row | BadRow]:
    width = len(table.columns)
    for number, cells, uncalculated in rows:
        if not uncalculated and not any(cell.strip() for cell in cells):
            table.blank += 1
        elif uncalculated:
            yield BadRow(
                number,
                shortened(uncalculated),
                _("Hücredeki formülün sonucu dosyada yok."),
                _("Dosyayı Excel’de açıp kaydedin ya da formül yerine değeri yapıştırın."),
            )
        elif any(cell.strip() for cell in cells[width:]):
            yield BadRow(
                number,
                shortened(" | ".join(cells)),
                _("Başlığı olmayan bir sütunda değer var."),
                _("Sütuna başlık yazın ya da değeri silin."),
            )
        else:
            yield Row(number, cells[:width] + [""] * (width - len(cells)))


def _broken() -> UnreadableFile:
    return UnreadableFile(_("Excel dosyası bozuk ya da .xlsx değil; Excel’de açıp yeniden kaydedin."))
