"""What is due about an order comes from the dated values, and a weekend is said to be one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.casework.orders.rules.days import ISTANBUL, end_of
from omuz.casework.orders.rules.due import Level, What, dues, length_over_law, look_again_on, warning
from omuz.casework.orders.rules.picture import Order
from omuz.casework.orders.rules.steps import State
from tests.casework.orders.rules.law import LAW

FRIDAY_NIGHT = datetime(2026, 11, 20, 22, 30, tzinfo=ISTANBUL)
MOMENTS = st.datetimes(
    datetime.fromisoformat("2013-01-01"), datetime.fromisoformat("2080-01-01"), timezones=st.just(ISTANBUL)
)
GRANTED = Order(state=State.GRANTED, starts_on=date(2026, 3, 2), ends_on=date(2026, 9, 2))


def _urgent(*measures: str, presented: datetime | None = None, at: datetime = FRIDAY_NIGHT) -> Order:
    return Order(state=State.URGENT, urgent_at=at, presented_at=presented, measures=measures)


def _by(order: Order) -> dict[What, datetime]:
    return {each.what: each.by for each in dues(order, LAW)}


def test_a_police_order_goes_up_on_the_next_working_day() -> None:
    assert _by(_urgent("m5_a"))[What.PRESENT] == end_of(date(2026, 11, 23))
    thursday = datetime(2026, 11, 19, 9, 0, tzinfo=ISTANBUL)
    assert _by(_urgent("m5_a", at=thursday))[What.PRESENT] == end_of(date(2026, 11, 20))


def test_the_judge_has_24_hours_and_the_governor_48() -> None:
    presented = datetime(2026, 11, 23, 14, 0, tzinfo=ISTANBUL)
    judge = _by(_urgent("m5_b", presented=presented))
    assert judge == {What.JUDGE: datetime(2026, 11, 24, 14, 0, tzinfo=ISTANBUL)}
    governor = _by(_urgent("m3_a", presented=presented))
    assert governor == {What.GOVERNOR: datetime(2026, 11, 25, 14, 0, tzinfo=ISTANBUL)}
    assert set(_by(_urgent("m3_a", "m5_b", presented=presented))) == {What.JUDGE, What.GOVERNOR}


def test_without_a_known_presentation_the_hours_run_from_the_order_itself() -> None:
    assert _by(_urgent("m5_b"))[What.JUDGE] == datetime(2026, 11, 21, 22, 30, tzinfo=ISTANBUL)


def test_unknown_measures_of_an_urgent_order_leave_both_approvals_due() -> None:
    assert {What.JUDGE, What.GOVERNOR} < set(_by(_urgent()))


def test_a_lapse_on_a_weekend_is_moved_by_the_regulation_and_told_both_ways() -> None:
    (judge,) = [each for each in dues(_urgent("m5_b"), LAW) if each.what is What.JUDGE]
    assert judge.weekend
    assert judge.by.date() == date(2026, 11, 21)
    assert judge.latest == end_of(date(2026, 11, 23))
    assert judge.article == "6284 m.5/2"


@pytest.mark.parametrize(
    ("served", "last", "weekend"),
    [
        (date(2026, 11, 10), date(2026, 11, 24), False),
        (date(2026, 12, 20), date(2027, 1, 3), True),
        (date(2028, 2, 15), date(2028, 2, 29), False),
        (date(2026, 2, 14), date(2026, 2, 28), True),
    ],
)
def test_an_objection_has_two_weeks_from_service(served: date, last: date, weekend: bool) -> None:
    (due,) = [each for each in dues(replace(GRANTED, served_on=served), LAW) if each.what is What.OBJECTION]
    assert (due.day, due.weekend) == (last, weekend)
    refused = Order(state=State.REFUSED, refused_on=served, served_on=served)
    assert [each.day for each in dues(refused, LAW)] == [last]


def test_without_service_no_time_for_an_objection_runs() -> None:
    assert [each.what for each in dues(GRANTED, LAW)] == [What.END]
    assert dues(Order(state=State.REFUSED, refused_on=date(2026, 3, 4)), LAW) == []


def test_an_objection_is_decided_within_a_week_and_then_nothing_is_due() -> None:
    objected = replace(GRANTED, served_on=date(2026, 3, 3), objected_on=date(2026, 3, 9))
    assert _by(objected)[What.OBJECTION_DECISION] == end_of(date(2026, 3, 16))
    assert What.OBJECTION not in _by(objected)
    assert set(_by(replace(objected, objection_result="rejected"))) == {What.END}


@pytest.mark.parametrize(
    ("left", "level"),
    [
        (31, None),
        (30, Level.FAR),
        (15, Level.FAR),
        (14, Level.NEAR),
        (4, Level.NEAR),
        (3, Level.LAST),
        (0, Level.LAST),
        (-1, Level.PAST),
    ],
)
def test_warnings_come_30_14_and_3_days_before_the_end(left: int, level: Level | None) -> None:
    assert warning(GRANTED, LAW, date(2026, 9, 2) - timedelta(days=left)) == level


def test_nobody_is_warned_of_the_end_of_what_is_over_or_has_no_known_end() -> None:
    day = date(2026, 9, 1)
    assert warning(replace(GRANTED, state=State.ENDED), LAW, day) is None
    assert warning(replace(GRANTED, ends_on=None), LAW, day) is None
    assert warning(Order(state=State.REFUSED), LAW, day) is None


def test_the_plain_day_is_the_next_warning_then_the_end_itself() -> None:
    assert look_again_on(GRANTED, LAW, date(2026, 3, 2)) == date(2026, 8, 3)
    assert look_again_on(GRANTED, LAW, date(2026, 8, 3)) == date(2026, 8, 19)
    assert look_again_on(GRANTED, LAW, date(2026, 8, 19)) == date(2026, 8, 30)
    assert look_again_on(GRANTED, LAW, date(2026, 8, 31)) == date(2026, 9, 2)
    assert look_again_on(replace(GRANTED, ends_on=None), LAW, date(2026, 3, 2)) is None
    assert look_again_on(_urgent("m5_b"), LAW, date(2026, 11, 20)) == date(2026, 11, 21)


def test_a_first_order_longer_than_the_law_allows_is_noticed_as_a_slip() -> None:
    assert not length_over_law(date(2026, 9, 2), date(2026, 3, 2), LAW)
    assert length_over_law(date(2026, 9, 3), date(2026, 3, 2), LAW)
    assert not length_over_law(date(2028, 2, 29), date(2027, 8, 31), LAW)


@given(
    st.dates(date(2014, 1, 1), date(2080, 12, 31)),
    st.integers(-400, 400),
    st.sampled_from([State.GRANTED, State.URGENT, State.REFUSED, State.ENDED]),
)
def test_the_nearer_the_end_the_louder_the_warning_and_never_a_quieter_one(ends: date, left: int, state: State) -> None:
    order = Order(state=state, ends_on=ends)
    loudness = [None, Level.FAR, Level.NEAR, Level.LAST, Level.PAST]
    today = ends - timedelta(days=left)
    assert loudness.index(warning(order, LAW, today)) <= loudness.index(warning(order, LAW, today + timedelta(days=1)))


@given(MOMENTS, st.sampled_from(["m5_a", "m3_a"]))
def test_no_approval_is_due_before_its_hours_have_passed(at: datetime, measure: str) -> None:
    hours = 24 if measure == "m5_a" else 48
    for each in dues(_urgent(measure, presented=at), LAW):
        assert each.by.astimezone(UTC) - at.astimezone(UTC) == timedelta(hours=hours)
        assert each.latest >= each.by
        assert each.latest.weekday() < 5
