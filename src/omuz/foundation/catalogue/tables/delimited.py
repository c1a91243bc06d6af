"""Writes CSV: the way an office here opens it, or the way programs and standards want it."""

import csv
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import IO, Final

from omuz.foundation.catalogue.tables.cells import Cell, harmless, kept

_EXACT: Final = 1e15
"""Below this a whole number is written without a fraction."""


@dataclass(frozen=True)
class Style:
    """How a file is written; `neutral` puts an apostrophe before text that a spreadsheet could run."""

    delimiter: str
    comma: str
    mark: bool
    neutral: bool = True
    line_end: str = "\r\n"


OFFICE: Final = Style(";", ",", mark=True)
"""As a spreadsheet in Turkish opens it by itself: semicolons, decimal commas, a byte order mark."""
PROGRAM: Final = Style(",", ".", mark=False)
"""As programs and spreadsheets in English read it."""
EXCHANGE: Final = Style(",", ".", mark=False, neutral=False)
"""Formats of a standard (SDMX-CSV, CSV on the Web, HSDS), in which a sign more would be another value."""


class CsvLines:
    """Writes rows to an open text file as they come."""

    def __init__(self, file: IO[str], style: Style = OFFICE) -> None:
        if style.mark:
            file.write("\ufeff")
        self._style = style
        self._lines = csv.writer(file, delimiter=style.delimiter, lineterminator=style.line_end)

    def add(self, row: Sequence[Cell]) -> None:
        """One row."""
        self._lines.writerow([written(cell, self._style) for cell in row])


def as_csv(rows: Iterable[Sequence[Cell]], style: Style = OFFICE) -> bytes:
    """The rows as one file in UTF-8."""
    out = io.StringIO(newline="")
    lines = CsvLines(out, style)
    for row in rows:
        lines.add(row)
    return out.getvalue().encode()


def written(cell: Cell, style: Style = OFFICE) -> str:
    """A cell as text: numbers without thousands signs, days and moments as ISO 8601, nothing for None."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell) if style.neutral else kept(cell)
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, float):
        if not math.isfinite(cell):
            return ""
        plain = str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT else repr(cell)
        return plain.replace(".", style.comma)
    return str(int(cell))
