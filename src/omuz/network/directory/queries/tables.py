"""Institutions as a table to take along: the columns the import reads again, every text as text."""

import csv
import io
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.catalogue.turkish import day
from omuz.network.directory.queries.entries import PartnerLine
from omuz.network.directory.rules.tables import COLUMNS

RUNS_IN_A_SPREADSHEET = ("=", "+", "-", "@", "\t", "\r")
"""First characters by which a cell would be taken for a formula."""


def rows_of(lines: list[PartnerLine]) -> list[list[str]]:
    """Heads and one row an institution; a place that is confidential has no address to tell."""
    return [list(COLUMNS.values()), *(_row(line) for line in lines)]


def _row(line: PartnerLine) -> list[str]:
    row = line.partner
    told = {
        "id": str(row.id),
        "kind": line.kind,
        "district": line.district,
        "confidential": "evet" if row.confidential else "",
        "example": "evet" if row.example else "",
        "languages": _labels("service_language", row.languages),
        "access": _labels("place_access", row.access),
        "services": "; ".join(dict.fromkeys(label_of("service", each.kind) for each in line.services)),
        "verified_on": day(row.verified_on) if row.verified_on else "",
    }
    return [told[name] if name in told else str(getattr(row, name)) for name in COLUMNS]


def _labels(name: str, codes: list[str]) -> str:
    return "; ".join(label_of(name, code) for code in codes)


def as_csv(lines: list[PartnerLine]) -> bytes:
    """The table as Excel in Turkish opens it: semicolons, byte order mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    for row in rows_of(lines):
        writer.writerow([f"'{cell}" if cell.startswith(RUNS_IN_A_SPREADSHEET) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(lines: list[PartnerLine]) -> bytes:
    """The table as a workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Belge")
    for row in rows_of(lines):
        sheet.append([_text(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text(sheet: Any, text: str) -> Any:
    """A cell that stays text whatever it begins with."""
    if not text.startswith(RUNS_IN_A_SPREADSHEET):
        return text
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
