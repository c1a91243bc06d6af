"""Tables that a centre brings: any CSV or XLSX, every line accounted for."""

from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.errors import UnreadableFile
from omuz.foundation.catalogue.tables.rows import BadRow, Hints, Row, Table
from omuz.foundation.catalogue.tables.text import text_table
from omuz.foundation.catalogue.tables.workbook import workbook_table

__all__ = ["BadRow", "Hints", "Row", "Table", "read_rows"]

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
