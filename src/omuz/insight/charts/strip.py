"""One share as one strip: the part in plum, what is left of the base pale, hatched where it may not be told."""

from typing import Any, Final

from django.utils.translation import gettext as _

from omuz.insight.charts import reading as words
from omuz.insight.charts.drawing import Drawing
from omuz.insight.charts.palette import KEPT_BACK, LINE, MAYBE, PLUM
from omuz.insight.charts.reading import Reading
from omuz.insight.charts.specification import Paper, inline, whole

_TALL: Final = 30


def strip(reading: Reading, paper: Paper) -> Drawing:
    """The share of the table's total, exact or between bounds, along its whole base."""
    row = reading.total
    text = words.value_text(row, reading)
    pieces: list[dict[str, Any]] = []
    if row.known and row.share is not None and row.share.high is not None:
        low, high = float(row.share.low), float(row.share.high)
        pieces = [
            {"from": 0.0, "to": low, "fill": PLUM},
            {"from": low, "to": high, "fill": MAYBE},
            {"from": high, "to": 1.0, "fill": LINE},
        ]
        share = words.share_text(row, reading.language)
        text = _("%(share)s (%(part)s / %(whole)s)") % {
            "share": share,
            "part": text,
            "whole": words.count_text(reading),
        }
    else:
        pieces = [{"from": 0.0, "to": 1.0, "fill": KEPT_BACK}]
    scale = {"domain": [0, 1]}
    layers: list[dict[str, Any]] = [
        {
            "name": "cells",
            "data": inline(pieces),
            "mark": {"type": "bar", "height": _TALL},
            "encoding": {
                "x": {"field": "from", "type": "quantitative", "scale": scale, "axis": None},
                "x2": {"field": "to"},
                "color": {"field": "fill", "type": "nominal", "scale": None},
            },
        },
        {
            "name": "words",
            "data": inline([{"text": text}]),
            "mark": {"type": "text", "align": "left", "x": 0, "y": _TALL + 18, "baseline": "middle"},
            "encoding": {"text": {"field": "text"}},
        },
    ]
    spec = whole(layers, paper, width=paper.width - 12, height=_TALL)
    return Drawing(spec, {"cells": len(pieces), "words": 1})
