"""Periods: how they are written, what lies within them, what a run of months gives away."""

import pytest

from omuz.insight.indicators.periods import NoSuchPeriod, covered, grain_of, unbroken


def test_a_year_holds_its_quarters_and_months_and_nothing_else() -> None:
    assert unbroken([], "quarter", "2026") == ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
    assert unbroken([], "month", "2026-Q3") == ("2026-07", "2026-08", "2026-09")
    assert unbroken([], "year", "2026-Q3") == ("2026",)
    assert unbroken([], "quarter", "2026-02") == ("2026-Q1",)
    assert unbroken([], "month", "2026-02") == ("2026-02",)


def test_a_run_goes_over_the_turn_of_the_year_without_a_gap() -> None:
    assert unbroken(["2027-02", "2026-11"], "month") == ("2026-11", "2026-12", "2027-01", "2027-02")
    assert unbroken(["2027-Q1", "2026-Q3", "unknown"], "quarter") == ("2026-Q3", "2026-Q4", "2027-Q1", "unknown")
    assert unbroken([], "month") == ("unknown",)


@pytest.mark.parametrize("text", ["26", "2026-13", "2026-Q5", "2026-7", "2026-07-01", "", "all"])
def test_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(NoSuchPeriod):
        grain_of(text)


def test_months_are_told_no_finer_than_they_give_away() -> None:
    assert covered(["2026-07"]) == ("month", "2026-07")
    assert covered(["2026-07", "2026-09"]) == ("quarter", "2026-Q3")
    assert covered(["2026-03", "2026-04"]) == ("year", "2026")
    assert covered(["2025-12", "2026-01", "unknown"]) == ("year", "2025–2026")
    assert covered(["unknown"]) == ("year", "unknown")
