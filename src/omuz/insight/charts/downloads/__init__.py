"""Figures as files: CSV, XLSX, SVG, PNG, PDF; neutral names, and no cell that a spreadsheet would run."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from omuz.insight.charts.downloads.paper import to_pdf
from omuz.insight.charts.downloads.pictures import to_png, to_svg
from omuz.insight.charts.downloads.text import to_csv
from omuz.insight.charts.downloads.workbook import to_xlsx
from omuz.insight.charts.figure import Figure


@dataclass(frozen=True)
class Format:
    """One kind of file: its ending, what browsers call it, how it is made."""

    ending: str
    content_type: str
    make: Callable[[Figure], bytes]


FORMATS: Final = {
    "csv": Format("csv", "text/csv; charset=utf-8", to_csv),
    "xlsx": Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    "svg": Format("svg", "image/svg+xml", to_svg),
    "png": Format("png", "image/png", to_png),
    "pdf": Format("pdf", "application/pdf", to_pdf),
}
"""Every way a figure may be taken along."""


@dataclass(frozen=True)
class Download:
    """A file to hand out; the name says nothing but the day."""

    name: str
    content_type: str
    content: bytes


def neutral_name(day: date, ending: str) -> str:
    """`belge-2026-11-22.csv`: no centre, no indicator, no word that tells."""
    return f"belge-{day.isoformat()}.{ending}"


def download(figure: Figure, kind: str, day: date) -> Download:
    """One figure as a file; raises KeyError for a kind that is not offered, NotProtected for no figure."""
    form = FORMATS[kind]
    return Download(neutral_name(day, form.ending), form.content_type, form.make(figure))


__all__ = ["FORMATS", "Download", "Format", "download", "neutral_name"]
