"""Waits, counters, shelter answers and what is kept of them: pure rules."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from omuz.casework.services.rules.requests import (
    Problem,
    RequestState,
    Wish,
    day_problem,
    next_rank,
    review_on,
    settled,
    wait_days,
)
from omuz.casework.services.rules.sessions import (
    Counter,
    Given,
    by_service,
    counted,
    faults_of,
    first_session,
    held_since,
    placed,
)
from omuz.casework.services.rules.shelter import Outcome, ShelterAsked, answered

DAY = date(2026, 3, 2)
ONE, OTHER = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(("first", "days"), [(None, None), (DAY, 0), (date(2026, 3, 31), 29), (date(2026, 3, 1), 0)])
def test_a_wait_is_whole_days_and_never_below_zero(first: date | None, days: int | None) -> None:
    assert wait_days(DAY, first) == days


def test_a_request_is_put_before_somebody_after_a_fortnight() -> None:
    assert review_on(DAY) == date(2026, 3, 16)


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (None, Problem.DAY_MISSING),
        (date(2026, 3, 3), Problem.DAY_AHEAD),
        (date(1970, 1, 1), Problem.DAY_TOO_OLD),
        (date(2026, 2, 1), Problem.BEFORE_SHE_ASKED),
        (DAY, None),
    ],
)
def test_days_that_make_no_sense_are_named(day: date | None, problem: Problem | None) -> None:
    assert day_problem(day, today=DAY, not_before=date(2026, 2, 20)) == problem


def test_a_reason_belongs_to_what_was_not_met_alone() -> None:
    wish = Wish(DAY, "legal")
    refused = settled(wish, RequestState.NOT_MET, DAY, "hours")
    assert (refused.unmet_reason, refused.settled_on) == ("hours", DAY)
    assert settled(refused, RequestState.WITHDRAWN, DAY, "hours").unmet_reason == "not_asked"
    assert settled(refused, RequestState.WAITING, DAY) == wish


def test_what_is_sealed_comes_back_as_it_was() -> None:
    wish = Wish(DAY, "legal", 3, DAY, "hours")
    assert Wish.from_payload(wish.to_payload()) == wish
    given = Given(DAY, "accompaniment", ONE, "lawyer", "group", "phone", 0, "court", OTHER, ONE)
    assert Given.from_payload(given.to_payload()) == given
    assert Given.from_payload(Given(DAY).to_payload()) == Given(DAY)
    asked = ShelterAsked(DAY, "refused", ("full", "papers"), DAY, ONE)
    assert ShelterAsked.from_payload(asked.to_payload()) == asked


def test_the_last_place_of_her_order_is_the_next() -> None:
    assert (next_rank([]), next_rank([1, 4, 2])) == (1, 5)


def test_only_a_day_ahead_or_an_impossible_length_is_refused() -> None:
    assert faults_of(Given(DAY), today=DAY) == {}
    wrong = Given(DAY + timedelta(days=1), minutes=601)
    assert faults_of(wrong, today=DAY) == {"on": Problem.DAY_AHEAD, "minutes": Problem.MINUTES_RANGE}


def test_a_place_is_kept_only_of_an_accompaniment() -> None:
    assert (placed("accompaniment", "court"), placed("legal", "court")) == ("court", "not_asked")


def test_the_first_session_that_answers_a_request_ends_the_wait() -> None:
    later, earlier = Given(date(2026, 4, 9), request=ONE), Given(date(2026, 4, 2), request=ONE)
    other = Given(DAY, request=OTHER)
    assert first_session(ONE, [later, other, earlier]) == date(2026, 4, 2)
    assert first_session(ONE, [other]) is None


def test_a_session_counts_as_held_from_the_day_she_asked() -> None:
    sessions = [Given(date(2026, 3, 1), "legal"), Given(date(2026, 3, 2), "psychological")]
    assert not held_since("legal", DAY, sessions)
    assert held_since("psychological", DAY, sessions)


def test_the_counter_adds_sessions_and_the_minutes_that_were_noted() -> None:
    sessions = [Given(DAY, "legal", minutes=30), Given(DAY, "legal"), Given(DAY, "psychological", minutes=50)]
    assert counted(sessions) == Counter(3, 80)
    assert list(by_service(sessions).items()) == [("legal", Counter(2, 30)), ("psychological", Counter(1, 50))]
    assert counted([]) == Counter()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (["son_over_12", "full"], ("son_over_12", "full")),
        (["unknown", "full", "full"], ("full",)),
        (["not_asked", "unknown"], ("unknown",)),
        (["not_asked"], ()),
    ],
)
def test_reasons_of_a_refusal_drive_out_the_special_answers(said: list[str], kept: tuple[str, ...]) -> None:
    assert answered(ShelterAsked(DAY), Outcome.REFUSED, DAY, said).refused == kept


@pytest.mark.parametrize("outcome", [Outcome.PLACED, Outcome.GAVE_UP, Outcome.UNKNOWN, Outcome.WAITING])
def test_no_other_outcome_has_a_reason(outcome: Outcome) -> None:
    asked = answered(ShelterAsked(DAY), outcome, DAY, ["full"])
    assert (asked.refused, asked.settled_on) == ((), None if outcome is Outcome.WAITING else DAY)
