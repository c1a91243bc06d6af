"""Reads delimited text line by line: quotes, stray quotes, damaged letters, wrong widths, nothing lost."""

import csv
import io
import os
import re
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from typing import BinaryIO, Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.errors import UnreadableFile
from omuz.foundation.catalogue.tables.encodings import BROKEN, encoding_of
from omuz.foundation.catalogue.tables.rows import BadRow, Hints, Row, Table, column_names, shortened

MAX_BYTES: Final = 512 * 1024 * 1024
MAX_LINE: Final = 200_000
"""Characters in one line; a longer one is reported and skipped to its end."""
MAX_LINES_IN_ROW: Final = 100
"""Lines one quoted cell may run over before its quote counts as never closed."""
_SEP = re.compile("sep=(.)", re.IGNORECASE)
DELIMITERS: Final = (",", ";", "\t", "|")

_TELLING_WIDTH: Final = 3
"""From so many columns on, a line inside a quoted cell that has them all is a row of its own."""

Line = tuple[int, str]


class _Lines:
    """Physical lines with their numbers, which can be put back to be read again."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self._stream = stream
        self._number = 0
        self._waiting: deque[Line] = deque()

    def next(self) -> Line | None:
        if self._waiting:
            return self._waiting.popleft()
        text = self._stream.readline(MAX_LINE)
        if not text:
            return None
        self._number += 1
        if len(text) == MAX_LINE and not text.endswith(("\n", "\r")):
            while (more := self._stream.readline(MAX_LINE)) and not more.endswith(("\n", "\r")):
                pass
        return self._number, text

    def back(self, lines: list[Line]) -> None:
        self._waiting.extendleft(reversed(lines))


class _Reader:
    """Takes records apart; `width` is 0 until the header is known."""

    def __init__(self, lines: _Lines, delimiter: str, damaged: str) -> None:
        self.lines = lines
        self.delimiter = delimiter
        self.damaged = damaged
        self.width = 0

    def rows(self, table: Table) -> Iterator[Row | BadRow]:
        """Every record under the header; blank ones are counted, plain lines take the short way."""
        blank = f" \t{self.delimiter}\r\n"
        delimiter, width, following = self.delimiter, self.width, self.lines.next
        while (line := following()) is not None:
            number, raw = line
            if '"' not in raw and "\0" not in raw and len(raw) < MAX_LINE and self._legible(raw):
                values = raw.rstrip("\r\n").split(delimiter)
                if len(values) == width and raw.strip(blank):
                    yield Row(number, values)
                    continue
            self.lines.back([line])
            record = self.record()
            if isinstance(record, Row) and not any(value.strip() for value in record.values):
                table.blank += 1
            elif record is not None:
                yield record

    def record(self) -> Row | BadRow | None:
        """The next record, None at the end. A row may still be blank or, before the header, of any width."""
        first = self.lines.next()
        if first is None:
            return None
        number, raw = first
        text = raw.rstrip("\r\n")
        if bad := self._unfit(number, raw):
            return bad
        if '"' not in text:
            return self._fitting(number, text.split(self.delimiter), text)
        values = self._parsed([text])
        if values is not None:
            return self._fitting(number, values, text)
        if text.count('"') % 2 == 0:
            return BadRow(number, shortened(text), _("Tırnak işaretleri birbirini tutmuyor."), _mend_quotes())
        return self._over_lines(number, raw)

    def _over_lines(self, number: int, raw: str) -> Row | BadRow:
        """A record whose quote is still open at the end of its first line."""
        more: list[Line] = []
        quotes = raw.count('"')
        while quotes % 2 and len(more) < MAX_LINES_IN_ROW:
            line = self.lines.next()
            if line is None:
                break
            more.append(line)
            quotes += line[1].count('"')
        values = self._parsed([raw, *(text for _number, text in more)]) if quotes % 2 == 0 else None
        if values is not None and not self._swallowed(values, more):
            return self._fitting(number, values, raw)
        self.lines.back(more)
        return BadRow(number, shortened(raw.rstrip("\r\n")), _("Açılan tırnak kapanmıyor."), _mend_quotes())

    def _swallowed(self, values: list[str], more: list[Line]) -> bool:
        """Whether a stray quote has taken in lines that are rows of their own."""
        if self.width < _TELLING_WIDTH:
            return bool(self.width) and len(values) != self.width
        if len(values) != self.width or any(self._unfit(*line) for line in more):
            return True
        return any(len(text.split(self.delimiter)) == self.width for _number, text in more)

    def _parsed(self, texts: list[str]) -> list[str] | None:
        try:
            records = list(csv.reader(texts, delimiter=self.delimiter, strict=True))
        except csv.Error:
            return None
        return records[0] if len(records) == 1 else None

    def _fitting(self, number: int, values: list[str], text: str) -> Row | BadRow:
        if self.width and len(values) != self.width and any(value.strip() for value in values):
            return BadRow(
                number,
                shortened(text),
                _("%(wanted)d sütun olmalı, %(found)d var.") % {"wanted": self.width, "found": len(values)},
                _("Satırdaki ayraçları ve tırnakları düzeltin."),
            )
        return Row(number, values)

    def _legible(self, raw: str) -> bool:
        return raw.isascii() or not (BROKEN.search(raw) or (self.damaged and self.damaged in raw))

    def _unfit(self, number: int, raw: str) -> BadRow | None:
        """A bad row for a line that must not be taken apart at all."""
        if "\0" in raw:
            what = _("Satırda boş bayt (NUL) var.")
        elif len(raw) >= MAX_LINE:
            what = _("Satır çok uzun.")
        elif not self._legible(raw):
            what = _("Satırda okunamayan harf var.")
        else:
            return None
        shown = BROKEN.sub("\ufffd", raw.rstrip("\r\n").replace("\0", "\ufffd"))
        return BadRow(number, shortened(shown), what, _("Satırı programında açıp yeniden yazın ya da bu satırı silin."))


def _mend_quotes() -> str:
    return _("Satırdaki çift tırnakları düzeltin ya da silin.")


def text_table(stream: BinaryIO, hints: Hints, closing: ExitStack) -> Table:
    """Open delimited text. Raises UnreadableFile when it is empty or too large."""
    size = stream.seek(0, os.SEEK_END)
    if size > MAX_BYTES:
        raise UnreadableFile(_("Dosya çok büyük; en çok %(size)d MB okunur.") % {"size": MAX_BYTES // 1024**2})
    encoding = encoding_of(stream, hints.encoding)
    wide = encoding.startswith("utf-16")
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace" if wide else "surrogateescape", newline="")
    closing.callback(text.detach)
    lines = _Lines(text)
    delimiter = _delimiter(lines, hints)
    reader = _Reader(lines, delimiter, "\ufffd" if wide else "")
    header = _header(reader, hints.header_row)
    reader.width = len(header)
    table = Table(column_names(header), closing)
    return table.fill(reader.rows(table))


def _header(reader: _Reader, header_row: int) -> list[str]:
    """The cells of the header line. Raises UnreadableFile when there is none."""
    record = reader.record()
    while isinstance(record, Row) and (record.line < header_row or not any(cell.strip() for cell in record.values)):
        record = reader.record()
    if record is None:
        raise UnreadableFile(_("Dosya boş: başlık satırı yok."))
    if isinstance(record, BadRow):
        raise UnreadableFile(_("Başlık satırı okunamadı. %(what)s") % {"what": record.what})
    return record.values


def _delimiter(lines: _Lines, hints: Hints) -> str:
    """The delimiter the mapping names, the one a `sep=` line names, or the one that fits most lines."""
    first = lines.next()
    if first is None:
        return ","
    if named := _SEP.fullmatch(first[1].rstrip("\r\n")):
        return named[1]
    sample = [first]
    while len(sample) < 20 + hints.header_row and (line := lines.next()):
        sample.append(line)
    lines.back(sample)
    if hints.delimiter:
        return hints.delimiter
    texts = [text.rstrip("\r\n") for _number, text in sample[hints.header_row - 1 :] if text.strip()]
    return max(DELIMITERS, key=lambda delimiter: _fit(texts, delimiter))


def _fit(texts: list[str], delimiter: str) -> tuple[int, int]:
    """How many sample lines have the header's width under this delimiter, and that width; (0, 0) for one column."""
    widths = []
    for text in texts:
        try:
            widths.append(len(next(csv.reader([text], delimiter=delimiter), [])))
        except csv.Error:
            widths.append(0)
    if not widths or widths[0] <= 1:
        return (0, 0)
    return (sum(width == widths[0] for width in widths), widths[0])
