"""A centre's own assessment as a file: one row a criterion, no cell a spreadsheet would run."""

import csv
import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from omuz.network.standards.models import Assessment
from omuz.network.standards.queries.assessments import Line, sheet

ENDINGS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_RUN = ("=", "+", "-", "@", "\t", "\r")


def table_file(assessment: Assessment, ending: str) -> bytes:
    """The file; raises KeyError for an ending that is not offered."""
    rows = [_heads(), *(_row(line) for line in sheet(assessment, list(assessment.round.standard.text.criteria())))]
    return {"csv": _csv, "xlsx": _xlsx}[ending](rows)


def _heads() -> list[str]:
    return [
        _("Kod"), _("Ölçüt"), _("Ağırlık"), _("Kritik"), _("Öz düzey"), _("Ziyaret düzeyi"), _("Ortak düzey"),
        _("Gerekçe"), _("Kanıt"), _("Yorum"), _("Sorumlu görev"), _("Sonraki adım"), _("Anlaşmazlık"),
    ]  # fmt: skip


def _row(line: Line) -> list[str]:
    criterion, own, seen = line.criterion, line.judgement, line.finding
    return [
        criterion.code,
        criterion.title["tr"],
        str(criterion.weight),
        "K" if criterion.critical else "",
        own.level,
        seen.level if seen else "",
        seen.agreed if seen else "",
        own.reason,
        " | ".join(f"{piece.description} {piece.link or piece.document}".strip() for piece in own.pieces),
        own.comment,
        own.responsible,
        own.next_step,
        seen.disagreement if seen else "",
    ]


def _harmless(text: str) -> str:
    """A text no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_RUN) else text


def _csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([[_harmless(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def _xlsx(rows: list[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    page = book.create_sheet("Belge")
    for row in rows:
        cells = []
        for text in row:
            cell = WriteOnlyCell(page, value=_harmless(text))
            cell.data_type = "s"
            cells.append(cell)
        page.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
