"""A table as CSV the way an office here opens it: semicolons, a byte order mark, decimal commas, no formula."""

import csv
import io
from datetime import date, datetime, time

from omuz.network.surveys.exports.tables import Cell, Table

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""First characters by which a spreadsheet would take a cell for a formula."""


def as_csv(table: Table) -> bytes:
    """The table in UTF-8: names of the columns, then the rows; days and moments as ISO 8601."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([written(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def written(cell: Cell) -> str:
    """A cell as text: numbers with a decimal comma, text that begins like a formula behind an apostrophe."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(RUNS) else cell
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return repr(cell).replace(".", ",")
