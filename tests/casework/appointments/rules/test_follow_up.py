"""Only by a way and in hours she gave; "aranmasın" and two unanswered attempts end it."""

from datetime import date, datetime, time, timedelta

import pytest

from omuz.casework.appointments.rules.follow_up import (
    PlanProblem,
    Result,
    State,
    Try,
    after_try,
    faults_of_plan,
    faults_of_try,
    opening_of,
    unanswered,
)
from omuz.casework.appointments.rules.ways import Way, never_unasked, ways_of
from omuz.casework.contacts.rules.safe_contact import Moment, SafeContact
from tests.casework.appointments.conftest import MONDAY_TEN, MORNINGS, NEVER

MONDAY = date(2026, 11, 23)
NOW = MONDAY_TEN.replace(tzinfo=None)


def tries(*results: Result) -> list[Try]:
    return [Try(MONDAY_TEN + timedelta(days=place), "phone", result) for place, result in enumerate(results)]


def test_what_she_did_not_allow_is_not_offered() -> None:
    assert ways_of(SafeContact()) == (Way.FACE_TO_FACE,)
    assert ways_of(SafeContact(callable="yes")) == (Way.FACE_TO_FACE,), "no hours given: no call"
    assert ways_of(MORNINGS) == (Way.PHONE, Way.FACE_TO_FACE)
    assert ways_of(SafeContact(callable="yes", start=time(9), end=time(12), sms=True)) == (
        Way.PHONE, Way.MESSAGE, Way.FACE_TO_FACE,
    )  # fmt: skip
    assert ways_of(SafeContact(email=True)) == (Way.EMAIL, Way.FACE_TO_FACE)
    assert ways_of(SafeContact(callable="no", sms=True, email=True, start=time(9), end=time(12))) == (Way.FACE_TO_FACE,)


@pytest.mark.parametrize("way", list(Way))
def test_aranmasin_forbids_every_plan(way: Way) -> None:
    assert never_unasked(NEVER)
    assert PlanProblem.SHE_SAID_NO in faults_of_plan(NEVER, way, MONDAY, tries=[], today=MONDAY)


@pytest.mark.parametrize(
    ("way", "day", "problem"),
    [
        ("phone", None, PlanProblem.DAY_MISSING),
        ("phone", MONDAY - timedelta(days=1), PlanProblem.DAY_PAST),
        ("phone", MONDAY + timedelta(days=400), PlanProblem.DAY_TOO_FAR),
        ("phone", MONDAY + timedelta(days=1), PlanProblem.DAY_OUTSIDE),
        ("message", MONDAY, PlanProblem.WAY_NOT_GIVEN),
        ("email", MONDAY, PlanProblem.WAY_NOT_GIVEN),
        ("pigeon", MONDAY, PlanProblem.WAY_NOT_GIVEN),
    ],
)
def test_a_plan_outside_what_she_gave_is_refused(way: str, day: date | None, problem: PlanProblem) -> None:
    assert problem in faults_of_plan(MORNINGS, way, day, tries=[], today=MONDAY)


def test_a_plan_inside_what_she_gave_is_fine_and_waiting_for_her_always_is() -> None:
    assert faults_of_plan(MORNINGS, "phone", MONDAY + timedelta(days=2), tries=[], today=MONDAY) == ()
    silent = tries(Result.NOT_REACHED, Result.NOT_REACHED)
    assert faults_of_plan(SafeContact(), "face_to_face", None, tries=silent, today=MONDAY) == ()


def test_a_closed_file_is_not_followed_up() -> None:
    told = faults_of_plan(MORNINGS, "phone", MONDAY, tries=[], today=MONDAY, is_open=False)
    assert told == (PlanProblem.FILE_CLOSED,)


def test_silence_counts_in_a_row_and_an_answer_ends_it() -> None:
    assert unanswered(tries(Result.NOT_REACHED, Result.NOT_REACHED)) == 2
    assert unanswered(tries(Result.NOT_REACHED, Result.REACHED, Result.NOT_REACHED)) == 1
    assert unanswered(tries(Result.NOT_REACHED, Result.NOT_REACHED, Result.SHE_CAME)) == 0


def test_two_unanswered_attempts_forbid_a_third_until_she_comes_herself() -> None:
    silent = tries(Result.NOT_REACHED, Result.NOT_REACHED)
    day = MONDAY + timedelta(days=7)
    assert PlanProblem.TWICE_UNANSWERED in faults_of_plan(MORNINGS, "phone", day, tries=silent, today=MONDAY)
    came = [*silent, Try(MONDAY_TEN + timedelta(days=5), "phone", Result.SHE_CAME)]
    assert faults_of_plan(MORNINGS, "phone", day, tries=came, today=MONDAY) == ()


def test_a_first_silence_leads_to_her_next_safe_day_and_the_second_to_the_end() -> None:
    first = Try(MONDAY_TEN, "phone", Result.NOT_REACHED)
    after = after_try(MORNINGS, [], first)
    assert (after.state, after.due_on) == (State.PLANNED, date(2026, 11, 25)), "Wednesday, the next day she gave"
    second = Try(MONDAY_TEN + timedelta(days=2), "phone", Result.NOT_REACHED)
    assert after_try(MORNINGS, [first], second).state is State.STOPPED
    assert after_try(MORNINGS, [first], second).due_on is None
    assert after_try(MORNINGS, [], Try(MONDAY_TEN, "phone", Result.DO_NOT_CALL)).state is State.STOPPED
    assert after_try(MORNINGS, [first], Try(MONDAY_TEN, "phone", Result.REACHED)).state is State.DONE


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        (NOW, Moment.NOW),
        (NOW.replace(hour=8), Moment.LATER_TODAY),
        (NOW.replace(hour=13), Moment.ANOTHER_DAY),
        (NOW - timedelta(days=1), Moment.ANOTHER_DAY),
    ],
)
def test_a_promise_is_open_only_inside_her_window(moment: datetime, opening: Moment) -> None:
    assert opening_of(MORNINGS, "phone", MONDAY, moment).moment is opening


def test_the_window_of_a_way_she_took_back_is_closed() -> None:
    assert opening_of(NEVER, "phone", MONDAY, NOW).moment is Moment.NEVER
    assert opening_of(MORNINGS, "message", MONDAY, NOW).moment is Moment.NEVER


def test_an_attempt_outside_the_window_is_refused_but_her_own_call_is_always_heard() -> None:
    shut = opening_of(MORNINGS, "phone", MONDAY, NOW.replace(hour=8))
    assert faults_of_try(MORNINGS, "phone", Result.REACHED, shut) == (PlanProblem.OUTSIDE_WINDOW,)
    early = opening_of(MORNINGS, "phone", MONDAY, NOW - timedelta(days=1))
    assert faults_of_try(MORNINGS, "phone", Result.NOT_REACHED, early) == (PlanProblem.NOT_YET,)
    assert faults_of_try(NEVER, "phone", Result.NOT_REACHED, shut) == (PlanProblem.SHE_SAID_NO,)
    for result in (Result.SHE_CAME, Result.DO_NOT_CALL):
        assert faults_of_try(MORNINGS, "phone", result, shut) == ()
