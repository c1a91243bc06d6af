"""When to talk again, and whether that was kept."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from omuz.casework.safety.rules.triggers import (
    ORDER_WARNINGS,
    DropReason,
    Kept,
    TriggerKind,
    TriggerState,
    days_due,
    on_time,
    settled_by,
    three_months_after,
)

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
TODAY = date(2026, 3, 2)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def test_an_order_that_ends_calls_three_times_and_never_for_a_day_gone_by() -> None:
    end = date(2026, 4, 30)
    told = days_due(TriggerKind.ORDER_ENDING, end, today=TODAY)
    assert told == tuple(end - timedelta(days=before) for before in ORDER_WARNINGS)
    late = days_due(TriggerKind.ORDER_ENDING, TODAY + timedelta(days=10), today=TODAY)
    assert late == (TODAY + timedelta(days=7),)
    assert days_due(TriggerKind.ORDER_ENDING, TODAY + timedelta(days=1), today=TODAY) == (TODAY + timedelta(days=1),)


@UNHURRIED
@given(st.sampled_from(sorted(set(TriggerKind) - {TriggerKind.ORDER_ENDING})), days)
def test_everything_else_calls_on_its_own_day(kind, day) -> None:
    assert days_due(kind, day, today=TODAY) == (day,)


@pytest.mark.parametrize(
    ("day", "then"),
    [
        ("2026-03-02", "2026-06-02"),
        ("2026-11-30", "2027-02-28"),
        ("2026-12-31", "2027-03-31"),
        ("2023-11-30", "2024-02-29"),
        ("2026-09-15", "2026-12-15"),
        ("2026-01-31", "2026-04-30"),
    ],
)
def test_three_months_are_calendar_months(day, then) -> None:
    assert three_months_after(date.fromisoformat(day)) == date.fromisoformat(then)


@UNHURRIED
@given(days)
def test_three_months_are_never_shorter_than_the_shortest_three(day) -> None:
    assert 88 <= (three_months_after(day) - day).days <= 92


def test_a_talk_answers_what_was_due_and_starts_the_three_months_anew() -> None:
    assert settled_by(TriggerKind.COURT_DATE, TODAY, talked_on=TODAY)
    assert not settled_by(TriggerKind.COURT_DATE, TODAY + timedelta(days=1), talked_on=TODAY)
    assert settled_by(TriggerKind.THREE_MONTHS, TODAY + timedelta(days=40), talked_on=TODAY)


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (Kept(TODAY, TriggerState.TALKED, TODAY), "yes"),
        (Kept(TODAY - timedelta(days=1), TriggerState.TALKED, TODAY), "no"),
        (Kept(TODAY - timedelta(days=1), TriggerState.OPEN), "no"),
        (Kept(TODAY, TriggerState.OPEN), None),
        (Kept(TODAY, TriggerState.DROPPED, dropped=DropReason.SHE_DID_NOT_WANT), "did_not_want"),
        (Kept(TODAY, TriggerState.DROPPED, dropped=DropReason.DATE_CHANGED), None),
    ],
)
def test_a_reminder_is_counted_once_its_day_has_come(kept, told) -> None:
    assert on_time(kept, today=TODAY) == told
