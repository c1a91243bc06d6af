"""Tables that come and go: CSV or XLSX, read with every line accounted for, written so that nothing in it runs."""

from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.errors import UnreadableFile
from omuz.foundation.catalogue.tables.archives import packed
from omuz.foundation.catalogue.tables.book import Sheet, Styled, as_workbook
from omuz.foundation.catalogue.tables.cells import Cell, as_typed, harmless
from omuz.foundation.catalogue.tables.delimited import EXCHANGE, OFFICE, PROGRAM, CsvLines, Style, as_csv
from omuz.foundation.catalogue.tables.rows import BadRow, Hints, Row, Table
from omuz.foundation.catalogue.tables.text import text_table
from omuz.foundation.catalogue.tables.workbook import workbook_table

__all__ = [
    "EXCHANGE", "OFFICE", "PROGRAM", "BadRow", "Cell", "CsvLines", "Hints", "Row", "Sheet", "Style", "Styled", "Table",
    "as_csv", "as_typed", "as_workbook", "harmless", "packed", "read_rows",
]  # fmt: skip

_ZIP = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_rows(source: Path | BinaryIO, hints: Hints | None = None) -> Table:
    """Open a table by its content, whatever its name says; iterate it once for Row and BadRow in file order.

    `source` is a path or a seekable binary file, which stays open and belongs to the caller. Raises
    UnreadableFile, at once or while iterating, when the file as a whole cannot be read.
    """
    closing = ExitStack()
    try:
        stream = closing.enter_context(_opened(source)) if isinstance(source, Path) else source
        return _open(stream, hints or Hints(), closing)
    except BaseException:
        closing.close()
        raise


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise UnreadableFile(_("%(file)s bulunamadı.") % {"file": path}) from error
    except OSError as error:
        raise UnreadableFile(_("%(file)s açılamadı.") % {"file": path}) from error


def _open(stream: BinaryIO, hints: Hints, closing: ExitStack) -> Table:
    try:
        stream.seek(0)
        start = stream.read(8)
    except OSError as error:
        raise UnreadableFile(_("Dosya okunamadı; bir dosya seçtiğinizden emin olun.")) from error
    if start.startswith(_OLD_WORKBOOK):
        raise UnreadableFile(
            _("Bu eski biçimde bir Excel dosyası (.xls); .xlsx ya da CSV olarak kaydedip yeniden deneyin.")
        )
    if start.startswith(_ZIP):
        return workbook_table(stream, hints, closing)
    if hints.format == "xlsx":
        raise UnreadableFile(_("Eşleme bir Excel dosyası (.xlsx) bekliyor, bu dosya öyle değil."))
    return text_table(stream, hints, closing)
