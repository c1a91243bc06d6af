"""Columns in time: every month has its place, a hidden one a hatched stub, an unreported one a pale stub."""

from collections.abc import Sequence
from typing import Any, Final

from omuz.insight.charts import periods
from omuz.insight.charts import reading as words
from omuz.insight.charts.drawing import Drawing
from omuz.insight.charts.palette import KEPT_BACK, LINE, MAYBE, PLUM, QUIET
from omuz.insight.charts.reading import Reading, Row
from omuz.insight.charts.specification import Paper, inline, quoted, whole

_HEIGHT: Final = 190
_STUB: Final = 0.06
_BROADEST: Final = 96
_FEW: Final = 12
_FEW_NARROW: Final = 6
"""Up to so many columns carry their numbers."""


def columns(reading: Reading, paper: Paper) -> Drawing:
    """The months of a table, or of tables that follow each other, in order of time."""
    tallest = max((_end(row) for row in reading.rows if row.known), default=0.0) or 1.0
    data = [_datum(row, reading, tallest) for row in reading.rows]
    count = len(data)
    place = {
        "field": "month",
        "type": "ordinal",
        "sort": None,
        "axis": {
            "labelExpr": _labels(data, paper),
            "labelAngle": 0,
            "title": None,
            "labelFontSize": 12,
            "labelPadding": 6,
        },
        "scale": {"paddingInner": 0.25, "paddingOuter": 0.15},
    }
    height = {
        "field": "low",
        "type": "quantitative",
        "scale": {"domain": [0, tallest * 1.12]},
        "axis": None,
    }
    numbers = count <= (_FEW_NARROW if paper.narrow else _FEW)
    layers = _layers(place, height, numbers=numbers)
    marks = {
        "cells": count,
        "maybes": sum(1 for datum in data if datum["high"] > datum["low"]),
        **({"words": count} if numbers else {}),
    }
    width = min(paper.width - 20, _BROADEST * count)
    return Drawing(whole(layers, paper, data=inline(data), width=width, height=_HEIGHT), marks)


def _end(row: Row) -> float:
    return float(row.value.low if row.value.high is None else row.value.high)


def _datum(row: Row, reading: Reading, tallest: float) -> dict[str, Any]:
    low = float(row.value.low) if row.known else tallest * _STUB
    said = periods.said(row.codes[-1], reading.language, short=True)
    return {
        "month": row.codes[-1],
        # What is no period has its own words: “within a month”.
        "short": row.label if said == row.codes[-1] else said,
        "text": words.value_text(row, reading),
        "low": low,
        "high": _end(row) if row.known else low,
        "fill": PLUM if row.known else LINE if row.absent else KEPT_BACK,
    }


def _labels(data: Sequence[dict[str, Any]], paper: Paper) -> str:
    """Month names under the columns: all with their year while few, else every third without the crowd."""
    every = max(1, -(-len(data) // (4 if paper.narrow else 8)))
    shown = {
        datum["month"]: datum["short"].replace(" ", "|") if place % every == 0 else ""
        for place, datum in enumerate(data)
    }
    pairs = ",".join(f"{quoted(month)}:{quoted(label)}" for month, label in shown.items())
    return f"split({{{pairs}}}[datum.value], '|')"


def _layers(place: dict[str, Any], height: dict[str, Any], *, numbers: bool) -> list[dict[str, Any]]:
    colour = {"field": "fill", "type": "nominal", "scale": None}
    column = {"type": "bar"}
    layers: list[dict[str, Any]] = [
        {"name": "cells", "mark": column, "encoding": {"x": place, "y": height, "color": colour}},
        {
            "name": "maybes",
            "transform": [{"filter": "datum.high > datum.low"}],
            "mark": column,
            "encoding": {"x": place, "y": height, "y2": {"field": "high"}, "color": {"value": MAYBE}},
        },
    ]
    if numbers:
        layers.append(
            {
                "name": "words",
                "mark": {"type": "text", "baseline": "bottom", "dy": -4, "fontSize": 12, "fill": QUIET},
                "encoding": {"x": place, "y": {**height, "field": "high"}, "text": {"field": "text"}},
            }
        )
    return layers
