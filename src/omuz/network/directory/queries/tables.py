"""Institutions as a table to take along: the columns the import reads again, every text as text."""

from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.catalogue.tables import Sheet, as_workbook
from omuz.foundation.catalogue.tables import as_csv as csv_of
from omuz.foundation.catalogue.turkish import day
from omuz.network.directory.queries.entries import PartnerLine
from omuz.network.directory.rules.tables import COLUMNS


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
    return csv_of(rows_of(lines))


def as_xlsx(lines: list[PartnerLine]) -> bytes:
    """The table as a workbook."""
    return as_workbook([Sheet("Belge", rows_of(lines))])
