"""What every drawing has in common: letters, colours, no axis furniture, data inside, titles that wrap."""

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from omuz.insight.charts.palette import FONT_STACK, INK, PAPER, QUIET

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v5.json"
WIDE: Final = 520
NARROW: Final = 330
_ENDING: Final = re.compile("[\x00-\x1f\x7f\u2028\u2029]")
_LETTER: Final = 7.3
"""Mean width of a letter of 13 px, for leaving room beside a bar and for wrapping titles."""

Marks = dict[str, int]


@dataclass(frozen=True)
class Paper:
    """The sheet a figure is drawn on: how wide, and the words that stand on it when it travels alone."""

    width: int = WIDE
    title: str = ""
    below_title: tuple[str, ...] = ()
    foot: str = ""

    @property
    def narrow(self) -> bool:
        return self.width < WIDE


def quoted(words: str) -> str:
    """Words as a text inside an expression; signs that would end the line there become spaces."""
    return "'" + _ENDING.sub(" ", words).replace("\\", "\\\\").replace("'", "\\'") + "'"


def text_width(text: str) -> int:
    """About how many pixels a label takes."""
    return round(len(text) * _LETTER) + 4


def whole(layers: Sequence[Mapping[str, Any]], paper: Paper, **more: Any) -> dict[str, Any]:
    """A complete specification of these layers, with its letters and, where the paper has them, its words."""
    spec: dict[str, Any] = {
        "$schema": SCHEMA,
        "background": PAPER,
        "layer": list(layers),
        "config": {
            "font": FONT_STACK,
            "view": {"stroke": None},
            "text": {"fontSize": 13, "fill": INK},
            "axis": {"labelFontSize": 13, "labelColor": INK, "domain": False, "ticks": False, "grid": False},
        },
        **more,
    }
    if paper.title:
        spec["title"] = {
            "text": wrapped(paper.title, paper.width, 17),
            "subtitle": [line for text in paper.below_title for line in wrapped(text, paper.width, 12)],
            "anchor": "start",
            "frame": "bounds",
            "fontSize": 17,
            "fontWeight": 600,
            "color": INK,
            "subtitleFontSize": 12,
            "subtitleColor": QUIET,
            "offset": 14,
        }
    return spec


def wrapped(text: str, width: int, size: int) -> list[str]:
    """The text in lines that fit `width` pixels when written `size` pixels high."""
    return textwrap.wrap(text, max(20, int(width / (size * 0.55))))


def inline(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Data that travel with the specification."""
    return {"values": [dict(row) for row in rows]}
