"""Days, months and hours come out as a court clerk counts them on a calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.casework.orders.rules.days import (
    ISTANBUL,
    end_of,
    hours_after,
    local,
    on_weekend,
    plus,
    plus_months,
    working_day,
)

DAYS = st.dates(date(2012, 3, 20), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 15), 6, date(2026, 7, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 7, 1), 6, date(2027, 1, 1)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2100, 1, 31), 1, date(2100, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(start: date, months: int, end: date) -> None:
    assert plus_months(start, months) == end
    assert plus(start, months, "month") == end


@pytest.mark.parametrize(
    ("start", "amount", "unit", "end"),
    [
        (date(2026, 2, 27), 3, "day", date(2026, 3, 2)),
        (date(2028, 2, 27), 3, "day", date(2028, 3, 1)),
        (date(2026, 12, 20), 2, "week", date(2027, 1, 3)),
        (date(2026, 11, 20), 1, "working_day", date(2026, 11, 23)),
        (date(2026, 11, 23), 1, "working_day", date(2026, 11, 24)),
        (date(2026, 11, 22), 1, "working_day", date(2026, 11, 23)),
        (date(2026, 11, 20), 2, "working_day", date(2026, 11, 24)),
    ],
)
def test_days_and_weeks_leave_out_the_day_they_start_on(start: date, amount: int, unit: str, end: date) -> None:
    assert plus(start, amount, unit) == end


def test_hours_are_no_length_in_days() -> None:
    with pytest.raises(ValueError, match="hour"):
        plus(date(2026, 1, 1), 24, "hour")


def test_hours_pass_for_real_when_the_clocks_of_2015_were_changed() -> None:
    evening = datetime(2015, 11, 7, 20, 0, tzinfo=ISTANBUL)
    assert hours_after(evening, 24) == datetime(2015, 11, 8, 19, 0, tzinfo=ISTANBUL)
    assert hours_after(datetime(2026, 12, 31, 23, 30, tzinfo=ISTANBUL), 48) == datetime(
        2027, 1, 2, 23, 30, tzinfo=ISTANBUL
    )


def test_a_moment_of_elsewhere_is_told_in_the_time_of_istanbul() -> None:
    assert local(datetime(2026, 6, 1, 21, 30, tzinfo=UTC)).date() == date(2026, 6, 2)
    assert local(datetime.fromisoformat("2026-06-01T21:30")).hour == 21
    assert end_of(date(2026, 6, 1)).utcoffset() == timedelta(hours=3)


@given(DAYS, st.integers(0, 60))
def test_months_never_leave_their_month_and_never_run_backwards(start: date, months: int) -> None:
    end = plus_months(start, months)
    assert end >= start
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).month != end.month)


@given(DAYS, DAYS, st.integers(0, 24))
def test_who_starts_later_never_ends_earlier(one: date, other: date, months: int) -> None:
    first, second = sorted((one, other))
    assert plus_months(first, months) <= plus_months(second, months)


@given(DAYS)
def test_a_working_day_is_the_same_day_or_the_monday_after_the_weekend(day: date) -> None:
    moved = working_day(day)
    assert not on_weekend(moved)
    assert (moved == day) is not on_weekend(day)
    assert 0 <= (moved - day).days <= 2
