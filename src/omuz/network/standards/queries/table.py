"""A centre's own assessment as a file: one row a criterion, no cell a spreadsheet would run."""

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.tables import Cell, Sheet, as_csv, as_workbook
from omuz.network.standards.models import Assessment
from omuz.network.standards.queries.assessments import Line, sheet
from omuz.network.standards.rules.levels import NUMBERED

ENDINGS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def table_file(assessment: Assessment, ending: str) -> bytes:
    """The file; raises KeyError for an ending that is not offered."""
    lines = sheet(assessment, list(assessment.round.standard.text.criteria()))
    return {"csv": as_csv, "xlsx": _xlsx}[ending]([_heads(), *(_row(line) for line in lines)])


def _heads() -> list[Cell]:
    return [
        _("Kod"), _("Ölçüt"), _("Ağırlık"), _("Kritik"), _("Öz düzey"), _("Ziyaret düzeyi"), _("Ortak düzey"),
        _("Gerekçe"), _("Kanıt"), _("Yorum"), _("Sorumlu görev"), _("Sonraki adım"), _("Anlaşmazlık"),
    ]  # fmt: skip


def _row(line: Line) -> list[Cell]:
    criterion, own, seen = line.criterion, line.judgement, line.finding
    return [
        criterion.code,
        criterion.title["tr"],
        criterion.weight,
        "K" if criterion.critical else "",
        _level(own.level),
        _level(seen.level) if seen else "",
        _level(seen.agreed) if seen else "",
        own.reason,
        " | ".join(f"{piece.description} {piece.link or piece.document}".strip() for piece in own.pieces),
        own.comment,
        own.responsible,
        own.next_step,
        seen.disagreement if seen else "",
    ]


def _level(level: str) -> Cell:
    """A level one can calculate with as a number, another as the word it is."""
    return int(level) if level in NUMBERED else level


def _xlsx(rows: list[list[Cell]]) -> bytes:
    return as_workbook([Sheet("Belge", rows)])
