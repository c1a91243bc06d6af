"""A figure as XLSX: one sheet of numbers, one of notes."""

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.tables import Cell, Sheet, Styled, as_workbook
from omuz.insight.charts.downloads.content import cells, checked, heads, lines, notes
from omuz.insight.charts.figure import Figure


def to_xlsx(figure: Figure) -> bytes:
    """The workbook. Raises NotProtected."""
    figure = checked(figure)
    told = [cells(figure, line) for line in lines(figure)]
    last = len(told) if figure.footed else 0
    rows = [[_written(cell, bold=place == last) for cell in row] for place, row in enumerate(told, start=1)]
    beside = [[Styled(name, bold=True), Styled(text, wrap=True)] for name, text in notes(figure)]
    return as_workbook([
        Sheet(_("Sayılar"), [heads(figure), *rows], frozen="B2"),
        Sheet(_("Nasıl sayıldı"), beside, head=False, widths=(22, 90)),
    ])  # fmt: skip


def _written(cell: Cell, *, bold: bool) -> Styled:
    """A number with its thousands parted, and a share with one place after the comma."""
    number_format = "#,##0.0" if isinstance(cell, float) else "#,##0"
    return Styled(cell, bold=bold, number_format="" if isinstance(cell, str) else number_format)
