"""An indicator in little: its number, its small series, and one honest word about the change."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from omuz.insight.charts.drawing import svg
from omuz.insight.charts.reading import share_text, value_text
from omuz.insight.charts.specification import NARROW, Paper
from omuz.network.figures.views.drawn import Line


def card(line: Line, address: str) -> dict[str, Any]:
    """What a card shows: the number of the last quarter in words, a picture of the series, the words about it."""
    drawn = line.figure(centres=False)
    told: dict[str, Any] = {"title": line.title, "address": address, **line.words()}
    if drawn is None:
        return told | {"number": "", "picture": ""}
    row = drawn.reading.rows[-1]
    here = line.now.table is not None
    text = value_text(row, drawn.reading)
    if drawn.reading.shares and row.known:
        text = share_text(row, drawn.reading.language)
    drawing = drawn.drawing(Paper(NARROW))
    picture = mark_safe(svg(drawing)) if drawing else SafeString("")  # noqa: S308  # elements chosen in drawing.py
    columns, rows, _foot = drawn.table()
    return told | {
        "number": text if here else "",
        "picture": picture,
        "unit": "" if drawn.reading.shares else _unit(line),
        "columns": columns,
        "rows": rows,
        "threshold": drawn.reading.threshold,
    }


def alike(cards: Sequence[Mapping[str, Any]]) -> str:
    """What would be said of the change on every card, to be said once above them; empty where they differ."""
    texts = {str(each["change"]["text"]) for each in cards}
    return texts.pop() if len(texts) == 1 and len(cards) > 1 else ""


def _unit(line: Line) -> str:
    return line.plan.indicator.unit.say()
