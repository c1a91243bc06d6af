"""Horizontal bars, one a category: hidden ones are hatched stubs with words, bounded ones end in hatching."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from omuz.foundation.catalogue.turkish import sort_key
from omuz.insight.charts import reading as words
from omuz.insight.charts.drawing import Drawing
from omuz.insight.charts.palette import GREY, KEPT_BACK, MAYBE, PLUM
from omuz.insight.charts.reading import Reading, Row
from omuz.insight.charts.specification import Marks, Paper, inline, quoted, text_width, whole

_STEP: Final = 30
_NARROW_STEP: Final = 46
_STUB: Final = 0.07
"""Length of a hidden bar, as a part of the longest: it stands for no number."""


def bars(reading: Reading, paper: Paper) -> Drawing:
    """Categories from the largest to the smallest, answers that were not given last; zeros stay in the table."""
    rows = ordered([row for row in reading.rows if not row.nought])
    longest = max((_end(row) for row in rows if row.known), default=0.0) or 1.0
    data = [_datum(place, row, reading, longest) for place, row in enumerate(rows)]
    room = max((text_width(str(datum["text"])) for datum in data), default=40)
    names = 0 if paper.narrow else min(220, max((text_width(row.label) for row in rows), default=40))
    step = _NARROW_STEP if paper.narrow else _STEP
    broad = max(80, paper.width - names - room - 14)
    span = {"domain": [0, longest], "range": [0, broad]}
    place = {"field": "place", "type": "ordinal", "sort": None}
    layers = _layers(span, {**place, "axis": None} if paper.narrow else {**place, "axis": _axis(rows)})
    unsure = [datum for datum in data if datum["high"] > datum["low"]]
    marks: Marks = {"cells": len(data), "maybes": len(unsure), "words": len(data)}
    if paper.narrow:
        layers.append(_names_above(place))
        marks["names"] = len(data)
    spec = whole(layers, paper, data=inline(data), width=broad, height={"step": step})
    return Drawing(spec, marks)


def ordered(rows: Sequence[Row]) -> list[Row]:
    """Largest first, hidden after what is known, answers that were not given last; ties in Turkish order."""
    return sorted(rows, key=lambda row: (row.special, not row.known, -float(row.value.low), sort_key(row.label)))


def _end(row: Row) -> float:
    return float(row.value.low if row.value.high is None else row.value.high)


def _datum(place: int, row: Row, reading: Reading, longest: float) -> dict[str, Any]:
    text = words.value_text(row, reading)
    if row.known and row.share is not None:
        text = f"{words.share_text(row, reading.language)} ({text})"
    low = float(row.value.low) if row.known else longest * _STUB
    return {
        "place": place,
        "label": row.label,
        "text": text,
        "low": low,
        "high": _end(row) if row.known else low,
        "fill": KEPT_BACK if not row.known else GREY if row.special else PLUM,
    }


def _axis(rows: Sequence[Row]) -> dict[str, Any]:
    # The axis carries places, not labels: two categories of one name would otherwise fall together.
    return {"labelExpr": _chosen([row.label for row in rows]), "labelLimit": 220, "title": None, "labelPadding": 8}


def _chosen(labels: Sequence[str]) -> str:
    return f"[{','.join(quoted(label) for label in labels)}][datum.value]"


def _layers(span: Mapping[str, Any], place: Mapping[str, Any]) -> list[dict[str, Any]]:
    unsure = {"transform": [{"filter": "datum.high > datum.low"}]}
    length = {"field": "low", "type": "quantitative", "scale": span, "axis": None}
    colour = {"field": "fill", "type": "nominal", "scale": None}
    thick = {"type": "bar", "height": 18}
    return [
        {"name": "cells", "mark": thick, "encoding": {"y": place, "x": length, "color": colour}},
        {
            "name": "maybes",
            **unsure,
            "mark": thick,
            "encoding": {"y": place, "x": length, "x2": {"field": "high"}, "color": {"value": MAYBE}},
        },
        {
            "name": "words",
            "mark": {"type": "text", "align": "left", "dx": 7, "baseline": "middle"},
            "encoding": {"y": place, "x": {**length, "field": "high"}, "text": {"field": "text"}},
        },
    ]


def _names_above(place: Mapping[str, Any]) -> dict[str, Any]:
    """On a narrow sheet the names stand above their bars."""
    return {
        "name": "names",
        "mark": {"type": "text", "align": "left", "baseline": "middle", "dy": -18, "x": 0},
        "encoding": {"y": {**place, "axis": None}, "text": {"field": "label"}},
    }
