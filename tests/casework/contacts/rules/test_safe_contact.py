"""She is called on the days and in the hours she gave, or not at all."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.casework.contacts.rules.safe_contact import (
    CallProblem,
    Moment,
    SafeContact,
    may_keep,
    next_day,
    next_opening,
    problems_of_plan,
)

MONDAY = date(2026, 11, 23)
SAFE = SafeContact(callable="yes", start=time(9), end=time(12), days=frozenset({0, 2}))

hours = st.times().map(lambda each: each.replace(second=0, microsecond=0))
blocks = st.builds(
    SafeContact,
    callable=st.sampled_from(["yes", "no", "not_asked", "did_not_want"]),
    number=st.text(max_size=15),
    sms=st.booleans(),
    voicemail=st.booleans(),
    email=st.booleans(),
    email_address=st.text(max_size=10),
    name_centre=st.booleans(),
    days=st.frozensets(st.integers(0, 6)),
    start=st.just(time(9)),
    end=st.just(time(12)),
    if_other_answers=st.text(max_size=10),
    code_word=st.text(max_size=10),
)


@given(blocks)
def test_the_block_comes_back_as_it_was_sealed(safe: SafeContact) -> None:
    assert SafeContact.from_payload(safe.to_payload()) == safe


def test_every_permission_she_did_not_give_is_a_no() -> None:
    safe = SafeContact.from_payload({"callable": "yes"})
    assert {safe.sms, safe.voicemail, safe.email, safe.name_centre} == {False}


def test_a_planned_call_needs_her_yes_and_her_hours() -> None:
    assert problems_of_plan(SAFE, MONDAY, today=MONDAY) == ()
    assert CallProblem.SHE_DID_NOT_SAY_YES in problems_of_plan(
        replace(SAFE, callable="not_asked"), MONDAY, today=MONDAY
    )
    without = replace(SAFE, start=None, end=None)
    assert problems_of_plan(without, MONDAY, today=MONDAY) == (CallProblem.NO_WINDOW,)
    assert problems_of_plan(without, None, today=MONDAY) == ()


@pytest.mark.parametrize(
    ("due", "problem"),
    [
        (MONDAY - timedelta(days=1), CallProblem.DAY_PAST),
        (MONDAY + timedelta(days=1), CallProblem.DAY_OUTSIDE),
        (MONDAY + timedelta(days=400), CallProblem.DAY_TOO_FAR),
    ],
)
def test_a_day_that_cannot_be_is_named(due: date, problem: str) -> None:
    assert problems_of_plan(SAFE, due, today=MONDAY) == (problem,)


@pytest.mark.parametrize(
    ("now", "due", "moment", "opens"),
    [
        ("2026-11-23T08:59", MONDAY, Moment.LATER_TODAY, "2026-11-23T09:00"),
        ("2026-11-23T09:00", MONDAY, Moment.NOW, "2026-11-23T09:00"),
        ("2026-11-23T11:59", MONDAY, Moment.NOW, "2026-11-23T09:00"),
        ("2026-11-23T12:00", MONDAY, Moment.ANOTHER_DAY, "2026-11-25T09:00"),
        ("2026-11-24T10:00", MONDAY, Moment.ANOTHER_DAY, "2026-11-25T09:00"),
        ("2026-11-23T10:00", date(2026, 11, 25), Moment.ANOTHER_DAY, "2026-11-25T09:00"),
    ],
)
def test_the_window_opens_when_she_said(now: str, due: date, moment: Moment, opens: str) -> None:
    opening = next_opening(SAFE, due, datetime.fromisoformat(now))
    assert (opening.moment, opening.start) == (moment, datetime.fromisoformat(opens))


@given(
    st.frozensets(st.integers(0, 6)),
    hours,
    hours,
    st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2026-12-31")),
    st.integers(-10, 10),
)
def test_now_is_only_ever_inside_her_days_and_hours(
    days: frozenset[int], start: time, end: time, now: datetime, ahead: int
) -> None:
    if end <= start:
        return
    safe, due = SafeContact(callable="yes", start=start, end=end, days=days), now.date() + timedelta(days=ahead)
    opening = next_opening(safe, due, now)
    inside = now.date() >= due and safe.allows_day(now.date()) and start <= now.time() < end
    assert (opening.moment is Moment.NOW) == inside
    assert opening.start is not None
    assert opening.start.date() >= due
    assert safe.allows_day(opening.start.date())


def test_without_her_yes_or_her_hours_it_never_opens() -> None:
    now = datetime.fromisoformat("2026-11-23T10:00")
    for safe in (replace(SAFE, callable="no"), replace(SAFE, start=None, end=None)):
        assert next_opening(safe, MONDAY, now).moment is Moment.NEVER


@given(st.frozensets(st.integers(0, 6)), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_the_next_try_is_within_a_week_on_a_day_she_named(days: frozenset[int], day: date) -> None:
    safe = SafeContact(days=days)
    found = next_day(safe, day)
    assert timedelta(days=1) <= found - day <= timedelta(days=7)
    assert safe.allows_day(found)


@pytest.mark.parametrize("fields", [{"hidden_number": ["yes"]}, {"kind": ["whereabouts_enquiry"]}])
def test_a_hidden_number_and_a_seekers_number_are_not_even_drafted(fields: dict[str, list[str]]) -> None:
    typed = fields | {"number": ["0500"], "email_address": ["a@b.c"], "note": ["x"]}
    assert may_keep(typed, seeker="whereabouts_enquiry") == fields | {"note": ["x"]}


def test_another_number_is_drafted() -> None:
    typed = {"hidden_number": ["no"], "number": ["0500"]}
    assert may_keep(typed, seeker="whereabouts_enquiry") == typed
