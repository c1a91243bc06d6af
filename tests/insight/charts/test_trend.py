"""Tables followed in time: gaps stay gaps, hidden quarters stay hidden, a dot stands only where a number is told."""

from fractions import Fraction

import pytest

from omuz.foundation.privacy.cells import Dimension, RawTable
from omuz.foundation.privacy.gate import NETWORK, protect
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.charts.drawing import svg
from omuz.insight.charts.figure import trend_figure
from omuz.insight.charts.reading import NotProtected, Span
from omuz.insight.charts.specification import NARROW, WIDE, Paper
from omuz.insight.charts.trend import NoSeries, chance_of, read_trend, trend
from omuz.insight.indicators.chance import count_interval, share_interval


def _count(number: int, period: str) -> SafeTable:
    raw = RawTable(
        indicator="I02", version=1, dimensions=(), counts={(): number}, base="contacts", period=period, grain="quarter"
    )
    return protect(raw, NETWORK)


def _channels(phone: int, other: int, period: str) -> SafeTable:
    raw = RawTable(
        indicator="I05",
        version=1,
        dimensions=(Dimension("channel", ("phone", "email", "letter")),),
        counts={("phone",): phone, ("email",): other},
        base="contacts",
        period=period,
        grain="quarter",
        measure="share",
        share_over=("channel",),
    )
    return protect(raw, NETWORK)


def test_quarters_stand_in_order_with_gaps_and_hidden_ones_and_their_ranges() -> None:
    told = {"2026-Q1": _count(40, "2026-Q1"), "2026-Q2": None, "2026-Q3": _count(3, "2026-Q3"),
            "2026-Q4": _count(60, "2026-Q4")}  # fmt: skip
    reading = read_trend(told)
    assert [row.codes[-1] for row in reading.rows] == list(told)
    assert [(row.absent, row.known) for row in reading.rows] == [
        (False, True), (True, False), (False, False), (False, True),
    ]  # fmt: skip
    assert chance_of(reading.rows[0], reading) == count_interval(40)
    assert chance_of(reading.rows[1], reading) is None
    assert chance_of(reading.rows[2], reading) is None
    drawing = trend(reading, Paper(WIDE))
    assert drawing.marks == {"stubs": 2, "ranges": 2, "cells": 2, "words": 4}
    places = [svg(trend(reading, Paper(WIDE))).index(f">{months}") for months in ("Oca", "Nis", "Tem", "Eki")]
    assert places == sorted(places)


def test_one_category_is_followed_as_a_share_and_nought_is_a_share_too() -> None:
    told = {"2026-Q1": _channels(60, 40, "2026-Q1"), "2026-Q2": _channels(0, 50, "2026-Q2")}
    reading = read_trend(told, "phone")
    assert [row.share for row in reading.rows] == [Span.of(Fraction(3, 5), Fraction(3, 5)), Span.of(0, 0)]
    assert chance_of(reading.rows[0], reading) == share_interval(60, 100)
    assert chance_of(reading.rows[1], reading) == share_interval(0, 50)
    assert trend(reading, Paper(NARROW)).marks["cells"] == 2


def test_the_figure_has_a_row_a_quarter_no_total_and_says_what_the_range_is() -> None:
    made = trend_figure({"2026-Q1": _count(40, "2026-Q1"), "2026-Q2": None}, "Şiddet nedenli başvuru")
    heads, rows, foot = made.table()
    assert [head["label"] for head in heads] == ["Dönem", "Sayı", "Rastlantı payı"]
    assert rows[0][2] == {"text": "29–54"}
    assert rows[1][1] == {"text": "bildirim yok"}
    assert foot is None
    assert made.how[0][0] == "Rastlantı payı"


def test_nothing_but_protected_tables_is_followed_and_something_must_be_there() -> None:
    with pytest.raises(NoSeries):
        read_trend({"2026-Q1": None})
    with pytest.raises(NotProtected):
        read_trend({"2026-Q1": {"total": 3}})  # type: ignore[dict-item]  # that is what is refused
