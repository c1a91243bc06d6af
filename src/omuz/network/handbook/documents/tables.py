"""Files of this room: the entry sheet of external figures out and in, and the mapping of kinds of violence."""

import io
from collections.abc import Iterable, Sequence
from typing import Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.errors import UnreadableFile
from omuz.foundation.catalogue.external import external_sheet
from omuz.foundation.catalogue.lists import in_turkish
from omuz.foundation.catalogue.tables import (
    OFFICE,
    PROGRAM,
    BadRow,
    Cell,
    Sheet,
    as_typed,
    as_workbook,
    read_rows,
)
from omuz.foundation.catalogue.tables import as_csv as csv_of
from omuz.network.handbook.queries.external import Block
from omuz.network.handbook.queries.violence import Table
from omuz.network.handbook.rules.external import Entry, NotAFigure, checked

COLUMNS: Final = ("code", "part", "title", "year", "area", "value", "unit", "holder", "source", "note", "external")
"""Heads of the entry sheet: codes, so that a file reads alike in both languages."""
LARGEST: Final = 400_000
MOST_LINES: Final = 1_000


def external_rows(blocks: Iterable[Block]) -> list[list[Cell]]:
    """Head and every line of the sheet, empty ones too, each marked external with the version of the sheet."""
    sheet = external_sheet()
    mark = f"{_('dış kaynak')} · {sheet.code} {_('sürüm')} {sheet.version}"
    rows: list[list[Cell]] = [list(COLUMNS)]
    for block in blocks:
        for line in block.lines:
            entry = line.entry
            rows.append([
                line.figure.code, line.part, line.title, block.year, block.area, entry.value if entry else None,
                str(line.figure.unit), str(line.figure.holder), entry.source if entry else "",
                entry.note if entry else "", mark,
            ])  # fmt: skip
    return rows


def violence_rows(table: Table) -> list[list[Cell]]:
    """Head and a row for each kind of violence; the version of the rule stands in every row."""
    rows: list[list[Cell]] = [[_("Şiddet türü"), *table.heads, _("Not"), _("Kural sürümü")]]
    return rows + [[row.title, *row.elsewhere, row.note, table.version] for row in table.rows]


def as_csv(rows: Sequence[Sequence[Cell]]) -> bytes:
    """A table as CSV, in Turkish as the office expects it; no cell that a spreadsheet would run."""
    return csv_of(rows, OFFICE if in_turkish() else PROGRAM)


def as_xlsx(rows: Sequence[Sequence[Cell]]) -> bytes:
    """A table as a workbook of one sheet; every text is text."""
    return as_workbook([Sheet(_("Çizelge"), rows)])


def entries_in(raw: bytes, this_year: int) -> tuple[list[Entry], list[str]]:
    """Every filled line of an entry sheet as an entry, and one sentence for each line that cannot be taken.

    Lines without value, source and note are the empty ones of the template. Raises UnreadableFile.
    """
    if len(raw) > LARGEST:
        raise UnreadableFile(_("Dosya çok büyük; en çok 400 kB olabilir."))
    sheet = external_sheet()
    taken, refused = [], []
    with read_rows(io.BytesIO(raw)) as table:
        missing = [name for name in ("code", "year", "area", "value", "source") if name not in table.columns]
        if missing:
            raise UnreadableFile(
                _("“%(column)s” sütunu yok; çizelgeyi buradan indirip doldurun.") % {"column": missing[0]}
            )
        for number, row in enumerate(table):
            if number >= MOST_LINES:
                raise UnreadableFile(_("Dosyada çok satır var; en çok 1.000 satır bir kerede alınır."))
            if isinstance(row, BadRow):
                refused.append(_("%(line)s. satır: %(what)s") % {"line": row.line, "what": row.what})
                continue
            told = dict(zip(table.columns, map(as_typed, row.values), strict=True))
            if not any(told.get(name, "").strip() for name in ("value", "source", "note")):
                continue
            try:
                taken.append(checked(told, sheet, this_year))
            except NotAFigure as fault:
                refused.append(_("%(line)s. satır: %(what)s") % {"line": row.line, "what": fault})
    return taken, refused
