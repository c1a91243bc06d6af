"""Figures of a report as the charts know them: one reading, one drawing, for PDF, DOCX, workbook and page alike."""

from dataclasses import replace
from typing import Final

from omuz.foundation.catalogue.lists import SPECIAL
from omuz.foundation.privacy.cells import Dimension
from omuz.insight.charts import figure as charts
from omuz.insight.charts import reading as words
from omuz.insight.charts.drawing import Drawing
from omuz.insight.charts.reading import Reading, Row
from omuz.insight.charts.specification import Paper
from omuz.insight.reports.parts import Figure, Grid, Wording

PIXELS: Final = 640
"""How wide a chart is drawn; three quarters of a point a pixel make it as wide as the text of an A4 page."""


def reading_of(block: Figure | Grid, language: str) -> Reading:
    """The block's newest table in words: its own where it has them, else those of the definitions."""
    read = words.read(block.table, language)
    rows = tuple(_worded(row, read, block.wording) for row in read.rows)
    return replace(read, rows=rows, heading=_heading(read, block.wording))


def _worded(row: Row, read: Reading, wording: Wording) -> Row:
    if not wording.categories or not row.codes:
        return row
    labels = [
        label_in(read, wording, dimension, code)
        for dimension, code in zip(read.table.dimensions, row.codes, strict=True)
    ]
    return replace(row, label=" · ".join(labels), special=row.codes[-1] in SPECIAL)


def label_in(read: Reading, wording: Wording, dimension: Dimension, code: str) -> str:
    """Words for one category of one dimension."""
    own = wording.categories.get(dimension.name, {})
    return own[code] if code in own else words.label(read.about, dimension, code, read.language)


def _heading(read: Reading, wording: Wording) -> str:
    names = [one.name for one in read.table.dimensions]
    if not any(name in wording.dimensions for name in names):
        return ""
    return " · ".join(wording.dimensions.get(name, name) for name in names)


def is_drawn(block: Figure) -> bool:
    """Whether there is a picture of it. The charts draw counts: bars of a median would show how many answered."""
    return block.chart == "trend" or (block.chart != "number" and block.table.measure != "median")


def chart_of(block: Figure, language: str) -> charts.Figure:
    """The block as the figure of a page, its title the block's own. Call under the document's language."""
    if block.chart == "trend":
        told = {table.period: table for table in (*block.earlier, block.table)}
        return charts.trend_figure(told, block.title)
    shape = block.chart if is_drawn(block) else "number"
    return replace(charts.figure_of(reading_of(block, language), None, shape), title=block.title)


def drawing_of(block: Figure, language: str) -> Drawing | None:
    """The picture; None for a figure that is only a number."""
    return chart_of(block, language).drawing(Paper(PIXELS))


def base_of(block: Figure | Grid, language: str) -> str:
    """What the figures are of and when: `Bütün temaslar (412) · Temmuz–Eylül 2026`."""
    read = reading_of(block, language)
    base = block.wording.base or (read.base if read.about else block.table.base)
    return f"{base} · {read.period}" if base else read.period
