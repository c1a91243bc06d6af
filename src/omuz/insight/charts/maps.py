"""The map of İzmir: all thirty districts, shaded by steps, hidden ones hatched, the credit line under it.

Districts put together for a release are one shape with one figure.
"""

from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.turkish import number
from omuz.insight.charts.drawing import Drawing
from omuz.insight.charts.geography import District, area, geography
from omuz.insight.charts.palette import INK, KEPT_BACK, QUIET, STEPS
from omuz.insight.charts.reading import JOINED, Reading, Row
from omuz.insight.charts.specification import Paper, inline, text_width, whole, wrapped

_HEIGHT_TO_WIDTH: Final = 0.9
_WIDTH: Final = 480
_NOTHING: Final = "#FFFFFF"


class NotAMap(ValueError):
    """The table is not one of districts, or lacks some of the thirty."""


def credit(language: str) -> str:
    """The line that must stand under every map."""
    return geography().credit.say(language)


def district_map(reading: Reading, paper: Paper) -> Drawing:
    """One table by district as a map. Raises NotAMap when a district has no row."""
    known = geography().districts
    rows = {row.codes[-1]: row for row in reading.rows}
    shapes = {code: codes for code in rows if known.keys() >= set(codes := code.split(JOINED))}
    drawn = {code for codes in shapes.values() for code in codes}
    if len(reading.table.dimensions) != 1 or drawn != known.keys():
        raise NotAMap(", ".join(sorted(known.keys() - drawn))[:80])
    limits = steps([rows[code] for code in shapes])
    data = [_feature(area(codes), _fill(rows[code], limits)) for code, codes in shapes.items()]
    legend = _legend(limits, reading.language, any(not rows[code].known for code in shapes))
    if len(shapes) < len(known):
        legend.append({"fill": _NOTHING, "label": _("kalın çizgi: birleştirilmiş ilçeler"), "alone": True, "line": 2})
    width = min(paper.width, _WIDTH)
    height = round(width * _HEIGHT_TO_WIDTH)
    layers = [
        {
            "name": "cells",
            "data": {"values": data, "format": {"type": "json"}},
            "mark": {"type": "geoshape", "stroke": INK, "strokeJoin": "round"},
            "encoding": {
                "color": {"field": "properties.fill", "type": "nominal", "scale": None},
                "strokeWidth": {"field": "properties.line", "type": "quantitative", "scale": None},
            },
        },
        *_legend_layers(legend, height),
    ]
    below = [] if not paper.title else [_credit_layer(paper, height + _legend_height(legend))]
    spec = whole(
        [*layers, *below],
        paper,
        width=width,
        height=height,
        projection={"type": "identity", "reflectY": True},
        padding=4,
    )
    return Drawing(spec, {"cells": len(shapes), "boxes": len(legend), "keys": len(legend)})


def steps(rows: Sequence[Row]) -> list[int]:
    """Upper limits of the shades: round numbers, each about twice the one before, the last above every known value.

    Districts differ by a factor of fifty in people, so equal steps would paint all but one alike. Empty where
    nothing is known.
    """
    top = max((int(row.value.low) for row in rows if row.known), default=0)
    if top == 0:
        return []
    ladder = [5]
    while ladder[-1] < top:
        ladder.append(ladder[-1] * 5 // 2 if str(ladder[-1]).startswith("2") else ladder[-1] * 2)
    return ladder[-len(STEPS) :]


def _fill(row: Row, limits: Sequence[int]) -> str:
    if not row.known:
        return KEPT_BACK
    if row.value.low == 0 and row.value.exact:
        return _NOTHING
    return next(colour for limit, colour in zip(limits, STEPS, strict=False) if row.value.low <= limit)


def _feature(district: District, fill: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"name": district.name, "fill": fill, "line": 2 if JOINED in district.code else 0.7},
        "geometry": {"type": "MultiPolygon", "coordinates": district.parts},
    }


def _legend(limits: Sequence[int], language: str, some_hidden: bool) -> list[dict[str, Any]]:
    entries = [{"fill": _NOTHING, "label": number(0, 0, language)}]
    low = 1
    for limit, colour in zip(limits, STEPS, strict=False):
        label = (
            f"{number(low, 0, language)}–{number(limit, 0, language)}" if low < limit else number(limit, 0, language)
        )
        entries.append({"fill": colour, "label": label})
        low = limit + 1
    if some_hidden:
        entries.append({"fill": KEPT_BACK, "label": _("gizlendi")})
    return entries


_LINE_HEIGHT: Final = 26
_KEY_SIZE: Final = 15
"""Larger than elsewhere: the map is one picture for wide and narrow screens."""


def _legend_height(legend: Sequence[dict[str, Any]]) -> int:
    return _LINE_HEIGHT * (1 + max(_line_of(legend))) + 12


def _line_of(legend: Sequence[dict[str, Any]]) -> list[int]:
    """In which line each key stands: four beside each other, a long one by itself."""
    lines: list[int] = []
    for place, entry in enumerate(legend):
        lines.append(lines[-1] + 1 if entry.get("alone") and lines else place // 4)
    return lines


def _legend_layers(legend: list[dict[str, Any]], height: int) -> list[dict[str, Any]]:
    """Boxes with their numbers in rows of four under the map."""
    broad = max(text_width(str(entry["label"])) for entry in legend if not entry.get("alone")) + 44
    for place, (entry, line) in enumerate(zip(legend, _line_of(legend), strict=True)):
        entry["x"] = (0 if entry.get("alone") else place % 4) * broad + 10
        entry["y"] = height + 16 + line * _LINE_HEIGHT
        entry["beside"] = entry["x"] + 16
        entry.setdefault("line", 0.7)
    place_of = {"type": "quantitative", "scale": None, "axis": None}
    return [
        {
            "name": "boxes",
            "data": inline(legend),
            "mark": {"type": "square", "size": 260, "stroke": INK, "opacity": 1},
            "encoding": {
                "strokeWidth": {"field": "line", "type": "quantitative", "scale": None},
                "x": {"field": "x", **place_of},
                "y": {"field": "y", **place_of},
                "fill": {"field": "fill", "type": "nominal", "scale": None},
            },
        },
        {
            "name": "keys",
            "data": inline(legend),
            "mark": {"type": "text", "align": "left", "baseline": "middle", "fontSize": _KEY_SIZE},
            "encoding": {
                "x": {"field": "beside", **place_of},
                "y": {"field": "y", **place_of},
                "text": {"field": "label"},
            },
        },
    ]


def _credit_layer(paper: Paper, height: int) -> dict[str, Any]:
    return {
        "name": "credit",
        "data": inline([{"text": wrapped(paper.foot, paper.width, 10)}]),
        "mark": {"type": "text", "align": "left", "x": 0, "y": height + 14, "fontSize": 9, "fill": QUIET},
        "encoding": {"text": {"field": "text"}},
    }
