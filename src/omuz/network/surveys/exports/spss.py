"""A table as an SPSS system file (`.sav`) with labels and missing values, without a moment in it.

Written here and not by a library, because the libraries stamp the hour, lay files down on the disk and ask for a
data frame of another one. The layout is the published one of the format; a test reads every file with one of them.
"""

import struct
from datetime import date, datetime, time
from itertools import count

from omuz.foundation.catalogue.tables import Cell
from omuz.network.surveys.exports.columns import Column
from omuz.network.surveys.exports.tables import Table

_NOTHING = -1.7976931348623157e308
"""The number that stands for no answer at all."""
_LOWEST, _HIGHEST = -1.7976931348623155e308, 1.7976931348623157e308
_FIRST_DAY = date(1582, 10, 14)
_DAY = 86_400
_SEGMENT, _USED = 255, 252
_LABEL, _VALUE_LABEL = 252, 120
_WIDEST = 32_000
_TEXT, _NUMBER, _DATE, _TIME, _MOMENT = 1, 5, 23, 21, 22
_FORMATS = {
    "number": (_NUMBER, 12, 2),
    "day": (_DATE, 10, 0),
    "time": (_TIME, 8, 0),
    "moment": (_MOMENT, 20, 0),
    "code": (_NUMBER, 8, 0),
    "chosen": (_NUMBER, 1, 0),
    "place": (_NUMBER, 3, 0),
}


def as_sav(table: Table, *, label: str, yes: str, no: str) -> bytes:
    """The table; `yes` and `no` label the columns of questions with several choices."""
    columns = list(table.columns)
    widths = [_width(column, [row[at] for row in table.rows]) for at, column in enumerate(columns)]
    segments = [_segments(width) for width in widths]
    short = _short_names(segments)
    out = bytearray(_header(label, sum(_elements(one) for each in segments for one in each), len(table.rows)))
    place, labelled = 1, bytearray()
    for column, parts, names in zip(columns, segments, short, strict=True):
        for at, (part, name) in enumerate(zip(parts, names, strict=True)):
            out += _variable(column if at == 0 else None, part, name)
        labelled += _value_labels(column, place, yes, no)
        place += sum(_elements(part) for part in parts)
    out += labelled + _information(columns, widths, short)
    for row in table.rows:
        for column, width, parts, cell in zip(columns, widths, segments, row, strict=True):
            out += _cell(column, width, parts, cell)
    return bytes(out)


def _width(column: Column, cells: list[Cell]) -> int:
    """Bytes of the longest text of a column, at least one; 0 for a number."""
    if column.kind != "text":
        return 0
    return min(_WIDEST, max((len(str(cell).encode()) for cell in cells if cell is not None), default=1) or 1)


def _segments(width: int) -> list[int]:
    """A text longer than 255 bytes is kept as several variables, as the format has it."""
    if width <= _SEGMENT:
        return [width]
    whole = -(-width // _USED)
    return [_SEGMENT] * (whole - 1) + [width - (whole - 1) * _USED]


def _elements(width: int) -> int:
    return max(1, -(-width // 8))


def _short_names(segments: list[list[int]]) -> list[list[bytes]]:
    numbers = count(1)
    return [[f"V{next(numbers):07d}".encode() for _part in parts] for parts in segments]


def _padded(text: str, size: int) -> bytes:
    return _cut(text, size).ljust(size)


def _cut(text: str, size: int) -> bytes:
    """The text in UTF-8 within `size` bytes, never with half a letter at its end."""
    return text.encode()[:size].decode(errors="ignore").encode()


def _header(label: str, elements: int, cases: int) -> bytes:
    made = _padded("@(#) SPSS DATA FILE - Omuz", 60)
    moment = b"01 Jan 80" + b"00:00:00"
    numbers = struct.pack("<iiiiid", 2, elements, 0, 0, cases, 100.0)
    return b"$FL2" + made + numbers + moment + _padded(label, 64) + bytes(3)


def _variable(column: Column | None, width: int, name: bytes) -> bytes:
    kind, wide, places = _FORMATS[column.kind] if column and column.kind in _FORMATS else (_TEXT, width or 1, 0)
    told = _cut(column.label, _LABEL) if column else b""
    missing = [code.number for code in column.codes if code.missing] if column and column.kind == "code" else []
    shown = kind << 16 | wide << 8 | places
    record = struct.pack("<iiiiii", 2, width, bool(told), len(missing), shown, shown) + name
    if told:
        record += struct.pack("<i", len(told)) + told + bytes(-len(told) % 4)
    record += b"".join(struct.pack("<d", float(number)) for number in missing)
    filler = struct.pack("<iiiiii", 2, -1, 0, 0, 0, 0) + b" " * 8
    return record + filler * (_elements(width) - 1)


def _value_labels(column: Column, place: int, yes: str, no: str) -> bytes:
    labels: list[tuple[int, str]] = []
    if column.kind == "code":
        labels = [(code.number, code.label) for code in column.codes]
    elif column.kind == "chosen":
        labels = [(0, no), (1, yes)]
    if not labels:
        return b""
    record = struct.pack("<ii", 3, len(labels))
    for number, text in labels:
        told = _cut(text, _VALUE_LABEL)
        record += struct.pack("<dB", float(number), len(told)) + told + bytes(-(len(told) + 1) % 8)
    return record + struct.pack("<iii", 4, 1, place)


def _information(columns: list[Column], widths: list[int], short: list[list[bytes]]) -> bytes:
    machine = struct.pack("<iiiiiiii", 1, 0, 0, -1, 1, 1, 2, 65001)
    names = "\t".join(
        f"{names[0].decode()}={column.name}" for column, names in zip(columns, short, strict=True)
    ).encode()
    long = b"".join(
        names[0] + f"={width:05d}".encode() + b"\x00\t"
        for width, names in zip(widths, short, strict=True)
        if width > _SEGMENT
    )
    found = _extension(3, 4, machine)
    found += _extension(4, 8, struct.pack("<ddd", _NOTHING, _HIGHEST, _LOWEST))
    found += _extension(13, 1, names)
    found += _extension(14, 1, long) if long else b""
    return found + _extension(20, 1, b"UTF-8") + struct.pack("<ii", 999, 0)


def _extension(kind: int, size: int, content: bytes) -> bytes:
    return struct.pack("<iiii", 7, kind, size, len(content) // size) + content


def _cell(column: Column, width: int, parts: list[int], cell: Cell) -> bytes:
    if not width:
        return struct.pack("<d", _number(column, cell))
    text = _cut("" if cell is None else str(cell), width)
    found = b""
    for part in parts:
        mine, text = text[:part], text[part:]
        found += mine.ljust(_elements(part) * 8)
    return found


def _number(column: Column, cell: Cell) -> float:
    if cell is None:
        return _NOTHING
    if column.kind == "code":
        return next((float(code.number) for code in column.codes if code.value == cell), _NOTHING)
    if isinstance(cell, datetime):
        return float((cell.date() - _FIRST_DAY).days * _DAY + _seconds(cell.time()))
    if isinstance(cell, date):
        return float((cell - _FIRST_DAY).days * _DAY)
    if isinstance(cell, time):
        return float(_seconds(cell))
    return float(cell)


def _seconds(moment: time) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second
