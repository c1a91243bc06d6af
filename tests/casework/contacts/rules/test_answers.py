"""Silence stays silence, real answers drive out special ones, and what was sealed comes back as it was."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.casework.contacts.rules.answers import (
    BY_NAME,
    NOBODY_SAID,
    NOT_ASKED,
    QUESTIONS,
    SEEKER,
    SPECIAL,
    AnswerProblem,
    Answers,
    Attempt,
    changed_fields,
    faults_of,
    read_codes,
    whole,
)
from omuz.foundation.catalogue.fact_kinds import fact_kind
from omuz.foundation.catalogue.lists import code_list

ISTANBUL = ZoneInfo("Europe/Istanbul")
LISTS = {question.catalogue: frozenset(code_list(question.catalogue).codes) for question in QUESTIONS}
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ISTANBUL)


def _codes(question: Any) -> st.SearchStrategy[Any]:
    known = sorted(LISTS[question.catalogue])
    several = st.lists(st.sampled_from(known), min_size=1, max_size=4, unique=True).map(tuple)
    special = st.sampled_from(SPECIAL)
    return several | special.map(lambda code: (code,)) if question.multi else st.sampled_from(known) | special


answers = st.builds(
    Answers,
    at=st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2030-01-01")).map(
        lambda moment: moment.replace(second=0, microsecond=0, tzinfo=ISTANBUL, fold=0)
    ),
    timed=st.booleans(),
    minutes=st.none() | st.integers(0, 600),
    do_not_call=st.booleans(),
    attempts=st.lists(st.builds(Attempt, at=st.just(NOW), result=st.sampled_from(["reached", "not_reached"]))).map(
        tuple
    ),
    **{question.name: _codes(question) for question in QUESTIONS},
)


@given(answers)
def test_what_was_sealed_comes_back_as_it_was(said: Answers) -> None:
    again = Answers.from_payload(said.to_payload())
    assert again == said
    assert changed_fields(said, again) == ()


def test_what_nobody_said_takes_no_room() -> None:
    assert set(Answers(NOW, channel="phone").to_payload()) == {"at", "channel"}


@given(st.lists(st.sampled_from([*SPECIAL, "a", "b", "c", ""])))
def test_several_answers_are_real_ones_or_exactly_one_special(codes: list[str]) -> None:
    kept = whole(codes)
    assert kept
    assert len(set(kept)) == len(kept)
    real = {code for code in codes if code and code not in SPECIAL}
    assert set(kept) == real if real else len(kept) == 1 and kept[0] in SPECIAL


def test_a_refusal_is_kept_before_a_silence() -> None:
    assert whole(["not_asked", "unknown", "did_not_want"]) == ("did_not_want",)
    assert whole([]) == NOBODY_SAID


@given(st.dictionaries(st.sampled_from(sorted(BY_NAME)), st.lists(st.text(max_size=12), max_size=3)))
def test_any_typing_is_read_as_codes_of_the_lists_or_named_as_a_fault(typed: dict[str, list[str]]) -> None:
    read, faults = read_codes(typed, LISTS)
    for question in QUESTIONS:
        wrong = any(fault.field == question.name for fault in faults)
        if wrong or question.name not in read:
            continue
        value = read[question.name]
        for code in value if question.multi else (value,):
            assert code in LISTS[question.catalogue] or code in SPECIAL
    assert {fault.problem for fault in faults} <= {AnswerProblem.CODE_UNKNOWN}


def test_who_is_looking_is_only_an_answer_where_somebody_is_looking() -> None:
    read, _faults = read_codes({"kind": ["violence"], "looking_for": ["police"]}, LISTS)
    assert read["looking_for"] == NOT_ASKED
    read, _faults = read_codes({"kind": [SEEKER], "looking_for": ["police"]}, LISTS)
    assert read["looking_for"] == "police"


def test_only_a_channel_and_a_time_are_demanded() -> None:
    assert faults_of(Answers(NOW, channel="phone"), now=NOW) == []
    assert [fault.field for fault in faults_of(Answers(NOW), now=NOW)] == ["channel"]


@pytest.mark.parametrize(
    ("at", "problem"),
    [
        (NOW + timedelta(minutes=4), None),
        (NOW + timedelta(minutes=6), AnswerProblem.TIME_AHEAD),
        (NOW.replace(year=1989), AnswerProblem.TIME_TOO_OLD),
    ],
)
def test_a_clock_may_be_a_little_fast_but_not_in_another_day(at: datetime, problem: str | None) -> None:
    found = [fault.problem for fault in faults_of(Answers(at, channel="phone"), now=NOW)]
    assert found == ([problem] if problem else [])


def test_every_question_is_a_column_of_the_facts_with_the_same_list() -> None:
    columns = fact_kind("contact").columns
    for question in QUESTIONS:
        assert columns[question.name].list_name == question.catalogue
        assert columns[question.name].several == question.multi
    assert {column.name for column in fact_kind("contact").answers} == set(BY_NAME)
