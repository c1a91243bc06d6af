"""A figure as a picture that travels alone: its sentence, base, period and credit stand on it."""

from omuz.insight.charts.downloads.content import checked
from omuz.insight.charts.drawing import Drawing, png, svg
from omuz.insight.charts.figure import Figure
from omuz.insight.charts.specification import whole


def to_svg(figure: Figure) -> bytes:
    """The picture as SVG; a figure that is only a number is its words. Raises NotProtected."""
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + svg(_drawing(checked(figure)))).encode()


def to_png(figure: Figure) -> bytes:
    """The picture as PNG, for documents that take no SVG. Raises NotProtected."""
    return png(_drawing(checked(figure)))


def _drawing(figure: Figure) -> Drawing:
    paper = figure.sheet()
    drawn = figure.drawing(paper)
    if drawn is not None:
        return drawn
    empty = {"data": {"values": [{}]}, "mark": {"type": "point", "opacity": 0}}
    return Drawing(whole([empty], paper, width=paper.width - 20, height=1), {})
