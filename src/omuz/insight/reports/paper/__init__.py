"""A document as PDF (PDF/UA-1, tagged): the same document is the same bytes, this year and next."""

import json
from pathlib import Path
from typing import Final

from django.utils.translation import override

from omuz.insight.charts.downloads.paper import set_page
from omuz.insight.charts.letters import drawable, settable
from omuz.insight.reports.paper.told import told
from omuz.insight.reports.parts import Document

_REPORT: Final = Path(__file__).with_name("report.typ")


def to_pdf(document: Document) -> bytes:
    """The report on A4. Words and pictures reach Typst as data only, because its source would run them."""
    with override(document.language):
        data, pictures = told(document)
    drawn = {name: drawable(picture) for name, picture in pictures.items()}
    return set_page({"told": json.dumps(settable(data), ensure_ascii=False), **drawn}, _REPORT)


__all__ = ["to_pdf"]
