"""A page of words and a few totals as PDF (PDF/UA-1) on A4: a brief, a sheet for the press."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from omuz.insight.charts.downloads.paper import set_page
from omuz.insight.charts.letters import in_letters

_PAGE = Path(__file__).with_name("sheet.typ")


@dataclass(frozen=True)
class Part:
    """A heading with its lines."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything on the page; rows are words already made from protected figures."""

    language: str
    title: str
    lead: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    parts: tuple[Part, ...] = ()
    foot: str = ""


def sheet_pdf(sheet: Sheet) -> bytes:
    """The page set; its words reach Typst as data only."""
    return set_page({"told": json.dumps(in_letters(asdict(sheet)), ensure_ascii=False)}, _PAGE)
