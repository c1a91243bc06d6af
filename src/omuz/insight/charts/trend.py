"""One number quarter by quarter: a point, the range chance alone leaves open, and a gap where nobody reported."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.turkish import number
from omuz.foundation.privacy.cells import TOTAL, Key
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.charts import periods
from omuz.insight.charts import reading as words
from omuz.insight.charts.drawing import Drawing
from omuz.insight.charts.numerals import Span
from omuz.insight.charts.palette import GREY, KEPT_BACK, LINE, PLUM, QUIET
from omuz.insight.charts.reading import Reading, Row
from omuz.insight.charts.specification import Paper, inline, whole
from omuz.insight.indicators.chance import Interval, count_interval, share_interval

_HEIGHT: Final = 170
_STUB: Final = 0.05
_FEW: Final = 9
_FEW_NARROW: Final = 5
"""Up to so many points carry their numbers."""


class NoSeries(ValueError):
    """Not one of the periods has a table."""


def key_of(table: SafeTable, category: str = "") -> Key:
    """The cell of one category of the table's only dimension, or of the total."""
    return tuple(category or TOTAL for _dimension in table.dimensions)


def read_trend(
    told: Mapping[str, SafeTable | None],
    category: str = "",
    language: str | None = None,
    *,
    apart: Collection[str] = (),
) -> Reading:
    """Tables by period as one row each: the total, or one category of it; a period without a table stays a gap.

    Periods in `apart` are drawn pale: their number is not to be held against the others. Raises NoSeries
    without any table, NotProtected for anything the gate did not make.
    """
    readings = {period: words.read(table, language) for period, table in told.items() if table is not None}
    if not readings:
        raise NoSeries
    newest = list(readings.values())[-1]
    tables = tuple(one.table for one in readings.values())
    rows = tuple(
        replace(_row(period, readings.get(period), category, newest.language), special=period in apart)
        for period in told
    )
    gone = Row((), "", Span.of(0, None), absent=True)
    return Reading(tables, newest.language, newest.about, rows, gone, heading=_("Dönem"))


def _row(period: str, one: Reading | None, category: str, language: str) -> Row:
    label = periods.said(period, language)
    if one is None:
        return Row((period,), label, Span.of(0, None), absent=True)
    wanted = key_of(one.table, category)
    found = next((row for row in (*one.rows, one.total) if row.codes == wanted), None)
    if found is None:
        return Row((period,), label, Span.of(0, None), absent=True)
    return replace(found, codes=(*wanted, period), label=label)


def chance_of(row: Row, reading: Reading) -> Interval | None:
    """Between which numbers (of one, for a share) a row lies once chance is allowed for; None where it is not told."""
    if not row.known or row.value.high is None:
        return None
    if not reading.shares:
        return Interval(count_interval(float(row.value.low)).low, count_interval(float(row.value.high)).high)
    whole = _whole(row, reading)
    if row.share is None or row.share.high is None or whole is None:
        return None
    least = share_interval(float(row.share.low) * whole, whole)
    most = share_interval(float(row.share.high) * whole, whole)
    return Interval(least.low, most.high)


def _whole(row: Row, reading: Reading) -> float | None:
    """The least number of facts a share may be a share of: the fewer, the wider the range."""
    table = next(one for one in reading.tables if one.period == row.codes[-1])
    return float(words.span(table.denominator(row.codes[:-1])).low) or None


def chance_texts(reading: Reading) -> dict[str, str]:
    """The range of every period in words, for a column of the table."""
    found = {}
    for row in reading.rows:
        range_ = chance_of(row, reading)
        found[row.codes[-1]] = "" if range_ is None else _said(range_, reading)
    return found


def _said(range_: Interval, reading: Reading) -> str:
    scale = 100 if reading.shares else 1
    low, high = (number(round(end * scale), 0, reading.language) for end in (range_.low, range_.high))
    if not reading.shares:
        return f"{low}–{high}"
    return f"%{low}–{high}" if reading.language == "tr" else f"{low}–{high}%"


def trend(reading: Reading, paper: Paper) -> Drawing:
    """The rows of a reading made by `read_trend`."""
    ranges = [chance_of(row, reading) for row in reading.rows]
    tallest = max((range_.high for range_ in ranges if range_), default=0.0) or 1.0
    data = [_datum(row, range_, reading, tallest) for row, range_ in zip(reading.rows, ranges, strict=True)]
    numbers = len(data) <= (_FEW_NARROW if paper.narrow else _FEW)
    layers = _layers(data, paper, tallest, numbers=numbers)
    known = sum(1 for datum in data if datum["known"])
    marks = {
        "stubs": len(data) - known,
        "ranges": known,
        "cells": sum(1 for datum in data if datum["exact"]),
        **({"words": len(data)} if numbers else {}),
    }
    return Drawing(whole(layers, paper, data=inline(data), width=paper.width - 20, height=_HEIGHT), marks)


def _datum(row: Row, range_: Interval | None, reading: Reading, tallest: float) -> dict[str, Any]:
    at = row.share if reading.shares else row.value
    known = range_ is not None and at is not None
    middle = float(at.low if at.high is None else (at.low + at.high) / 2) if known and at else 0.0
    text = words.share_text(row, reading.language) if reading.shares and known else words.value_text(row, reading)
    return {
        "period": row.codes[-1],
        "short": _short(row.codes[-1], reading.language),
        "text": text if known else "",
        "known": known,
        "exact": known and at is not None and at.exact,
        "at": middle if known else tallest * _STUB,
        "low": range_.low if range_ else 0.0,
        "high": range_.high if range_ else tallest * _STUB,
        "fill": (GREY if row.special else PLUM) if known else LINE if row.absent else KEPT_BACK,
    }


def _short(period: str, language: str) -> str:
    """`Tem–Eyl|2026`: the months over the year."""
    months, _space, year = periods.said(period, language, short=True).rpartition(" ")
    return f"{months}|{year}" if months else year


def _layers(data: Sequence[dict[str, Any]], paper: Paper, tallest: float, *, numbers: bool) -> list[dict[str, Any]]:
    every = max(1, -(-len(data) // (4 if paper.narrow else 8)))
    shown = ",".join(
        f"'{datum['period']}':'{datum['short'] if (len(data) - 1 - place) % every == 0 else ''}'"
        for place, datum in enumerate(data)
    )
    axis = {
        "labelExpr": f"split({{{shown}}}[datum.value], '|')",
        "labelAngle": 0,
        "title": None,
        "labelFontSize": 12,
        "labelPadding": 6,
    }
    periods_ = [datum["period"] for datum in data]
    x = {
        "field": "period",
        "type": "ordinal",
        "sort": None,
        "axis": axis,
        "scale": {"padding": 0.3, "domain": periods_},
    }
    y = {"field": "at", "type": "quantitative", "scale": {"domain": [0, tallest * 1.15]}, "axis": None}
    colour = {"field": "fill", "type": "nominal", "scale": None}
    told, untold = [{"filter": "datum.known"}], [{"filter": "!datum.known"}]
    layers: list[dict[str, Any]] = [
        {
            "name": "stubs",
            "transform": untold,
            "mark": {"type": "bar", "width": 26},
            "encoding": {"x": x, "y": y, "color": colour},
        },
        {
            "name": "ranges",
            "transform": told,
            "mark": {"type": "rule", "strokeWidth": 7, "strokeCap": "butt", "opacity": 0.28},
            "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}, "color": colour},
        },
        {
            "name": "cells",
            "transform": [{"filter": "datum.exact"}],
            "mark": {"type": "circle", "size": 64, "opacity": 1},
            "encoding": {"x": x, "y": y, "color": colour},
        },
    ]
    if numbers:
        mark = {"type": "text", "baseline": "bottom", "dy": -5, "fontSize": 12, "fill": QUIET}
        place = {"x": x, "y": {**y, "field": "high"}, "text": {"field": "text"}}
        layers.append({"name": "words", "mark": mark, "encoding": place})
    return layers


__all__ = ["NoSeries", "chance_of", "chance_texts", "key_of", "read_trend", "trend"]
