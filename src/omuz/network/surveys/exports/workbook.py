"""Tables as XLSX: one sheet a table with native numbers and days, and one that says what each column means."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from omuz.foundation.catalogue import tables as files
from omuz.foundation.catalogue.tables import Cell, Sheet
from omuz.network.surveys.exports.tables import Table

_WIDTHS = (16, 16, 48, 16, 16, 48, 16)


def as_xlsx(tables: list[Table]) -> bytes:
    """The workbook; the same tables are the same bytes."""
    sheets = [Sheet(table.shape.name, [_names(table), *table.rows], frozen="B2") for table in tables]
    return files.as_workbook([*sheets, Sheet(_("Etiketler"), list(_meanings(tables)), widths=_WIDTHS)])


def _names(table: Table) -> list[Cell]:
    return [column.name for column in table.columns]


def _meanings(tables: list[Table]) -> Iterator[list[Cell]]:
    """Heads, then a line for each column or each of its choices."""
    yield [_("Tablo"), _("Sütun"), _("Soru"), _("Tür"), _("Seçenek"), _("Seçenek metni"), _("SPSS değeri")]
    for table in tables:
        for column in table.columns:
            lines: list[list[Cell]] = [[code.value, code.label, code.number] for code in column.codes]
            if column.kind in {"chosen", "place"}:
                lines = [[column.choice, column.codes[0].label, None]]
            for line in lines or [[None, None, None]]:
                yield [table.shape.name, column.name, column.label, column.question or column.kind, *line]
