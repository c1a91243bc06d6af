"""An order is what its steps tell: asked, granted, refused, extended, broken, ended, and nothing else."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.casework.orders.rules.days import ISTANBUL
from omuz.casework.orders.rules.picture import counted_otherwise, may_follow, picture, standing
from omuz.casework.orders.rules.steps import MAY_FOLLOW, Kind, State, Step

DAY = date(2026, 3, 2)


def step(kind: Kind, on: date = DAY, **told: object) -> Step:
    return Step(id=str(told.pop("id", f"{kind}-{on}")), kind=kind, on=on, **told)  # type: ignore[arg-type]


ASKED = step(Kind.ASKED, by="with_us", authority="family_judge", measures=("m5_a", "m5_c"))
GRANTED = step(Kind.GRANTED, authority="family_judge", measures=("m5_a",), amount=6, unit="month", confidential="yes")


def test_asked_and_granted_tell_start_length_and_end() -> None:
    order = picture([ASKED, GRANTED])
    assert (order.state, order.outcome) == (State.GRANTED, "granted")
    assert (order.asked_on, order.starts_on, order.ends_on) == (DAY, DAY, date(2026, 9, 2))
    assert order.length_days == 184
    assert order.measures == ("m5_a",), "what was granted, not what was asked"
    assert (order.confidential, order.asked_by) == ("yes", "with_us")


def test_the_last_day_still_protects_and_the_next_does_not() -> None:
    order = picture([GRANTED])
    assert order.in_force(date(2026, 9, 2))
    assert not order.in_force(date(2026, 9, 3))
    assert order.run_out(date(2026, 9, 3))
    assert not order.in_force(date(2026, 3, 1))


def test_the_day_written_in_the_decision_wins_over_our_counting_and_the_difference_is_told() -> None:
    written = step(Kind.GRANTED, amount=6, ends_on=date(2026, 9, 1))
    assert picture([written]).ends_on == date(2026, 9, 1)
    assert counted_otherwise(written) == date(2026, 9, 2)
    assert counted_otherwise(GRANTED) is None


def test_an_extension_runs_on_from_the_end_and_leaves_the_first_length() -> None:
    order = picture([GRANTED, step(Kind.EXTENDED, date(2026, 8, 25), amount=6, measures=("m5_a", "m5_f"))])
    assert (order.ends_on, order.length_days, order.extensions) == (date(2027, 3, 2), 184, 1)
    assert order.measures == ("m5_a", "m5_f")
    assert order.confidential == "yes"


def test_an_unknown_length_is_unknown_and_not_six_months() -> None:
    order = picture([step(Kind.GRANTED)])
    assert (order.ends_on, order.length_days) == (None, None)
    assert order.in_force(date(2030, 1, 1)) and not order.run_out(date(2030, 1, 1))


def test_a_refusal_may_be_objected_to_and_turned_into_an_order() -> None:
    refused = [ASKED, step(Kind.REFUSED, date(2026, 3, 4)), step(Kind.SERVED, date(2026, 3, 6))]
    assert picture(refused).outcome == "refused"
    objected = [*refused, step(Kind.OBJECTED, date(2026, 3, 9), by="herself")]
    decided = [*objected, step(Kind.OBJECTION_DECIDED, date(2026, 3, 12), result="accepted")]
    assert picture(decided).state is State.REFUSED, "the order itself is still to be written"
    order = picture([*decided, step(Kind.GRANTED, date(2026, 3, 12), amount=3)])
    assert (order.outcome, order.refused_on, order.served_on) == ("granted", None, None)


def test_an_objection_of_the_other_side_ends_the_order_only_when_it_is_accepted() -> None:
    objected = [GRANTED, step(Kind.OBJECTED, date(2026, 3, 9), by="other_side")]
    kept = picture([*objected, step(Kind.OBJECTION_DECIDED, date(2026, 3, 12), result="rejected")])
    assert kept.state is State.GRANTED
    lifted = picture([*objected, step(Kind.OBJECTION_DECIDED, date(2026, 3, 12), result="accepted")])
    assert (lifted.state, lifted.end_reason, lifted.ended_on) == (State.ENDED, "objection", date(2026, 3, 12))


def test_an_urgent_order_protects_until_it_is_approved_or_lapses() -> None:
    at = datetime(2026, 3, 2, 22, 15, tzinfo=ISTANBUL)
    urgent = step(Kind.URGENT, at=at, measures=("m5_b",), authority="police_chief")
    assert picture([urgent]).in_force(DAY)
    assert picture([urgent]).outcome == "granted"
    approved = picture([urgent, step(Kind.APPROVED, date(2026, 3, 3), authority="family_judge", amount=30, unit="day")])
    assert (approved.state, approved.ends_on, approved.authority) == (State.GRANTED, date(2026, 4, 1), "family_judge")
    lapsed = picture([urgent, step(Kind.NOT_APPROVED, date(2026, 3, 4))])
    assert lapsed.state is State.LAPSED and not lapsed.in_force(DAY)


def test_a_breach_told_after_the_end_is_still_kept() -> None:
    ended = step(Kind.ENDED, date(2026, 9, 3), result="ran_out")
    order = picture([GRANTED, ended, step(Kind.BREACH, date(2026, 8, 30), told_to=("police",), result="report_taken")])
    assert [(each.on, each.told_to) for each in order.breaches] == [(date(2026, 8, 30), ("police",))]
    assert order.state is State.ENDED


def test_a_step_taken_back_leaves_no_trace_in_the_picture_and_stays_in_the_row() -> None:
    slip = step(Kind.REFUSED, id="slip")
    steps = [ASKED, slip, step(Kind.TAKEN_BACK, takes_back="slip", id="back")]
    assert picture(steps) == picture([ASKED])
    assert standing(steps) == [ASKED]


def test_what_she_did_not_pursue_is_no_refusal() -> None:
    assert picture([ASKED, step(Kind.ENDED, result="not_pursued")]).outcome == "not_pursued"


@pytest.mark.parametrize("kind", list(Kind))
def test_a_step_survives_its_envelope(kind: Kind) -> None:
    whole = step(
        kind, at=datetime(2026, 3, 2, 22, 15, tzinfo=ISTANBUL), authority="governor", by="police", measures=("m3_a",),
        amount=2, unit="week", starts_on=DAY, ends_on=DAY, confidential="no", told_to=("police", "court"),
        result="ran_out", takes_back="x", id="s",
    )  # fmt: skip
    assert Step.from_payload(whole.to_payload(), id="s") == whole
    bare = step(kind, id="b")
    assert Step.from_payload(bare.to_payload(), id="b") == bare
    assert set(bare.to_payload()) <= {"kind", "on", "unit"}


def _written(kinds: Sequence[Kind]) -> list[Step]:
    steps: list[Step] = []
    for place, kind in enumerate(kinds):
        if may_follow(steps, kind) and kind is not Kind.TAKEN_BACK:
            steps.append(step(kind, DAY + timedelta(days=place), amount=1, id=str(place), result="accepted"))
    return steps


@given(st.lists(st.sampled_from(list(Kind)), max_size=12))
def test_any_row_of_allowed_steps_gives_a_whole_picture(kinds: list[Kind]) -> None:
    steps = _written(kinds)
    order = picture(steps)
    assert order.state in MAY_FOLLOW
    assert order.outcome in {"waiting", "granted", "refused", "not_pursued"}
    assert (order.state is State.NEW) == (not steps)
    if order.starts_on and order.ends_on:
        assert order.ends_on >= order.starts_on
    assert len(order.breaches) == sum(each.kind is Kind.BREACH for each in steps)


@given(st.lists(st.sampled_from(list(Kind)), max_size=10), st.sampled_from(list(Kind)))
def test_taking_back_the_last_step_is_as_if_it_had_not_been_written(kinds: list[Kind], last: Kind) -> None:
    steps = _written(kinds)
    if last is Kind.TAKEN_BACK or not may_follow(steps, last):
        return
    more = [*steps, step(last, id="last"), step(Kind.TAKEN_BACK, takes_back="last", id="back")]
    assert picture(more) == picture(steps)
