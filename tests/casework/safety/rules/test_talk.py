"""A talk in and out of its envelope, and what is still open in it."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from omuz.casework.safety.rules.factors import RED, Answer, Factor, Said, When
from omuz.casework.safety.rules.prompt import Level
from omuz.casework.safety.rules.talk import (
    SHE_DID_NOT_WANT,
    Change,
    Talk,
    TalkProblem,
    faults_of,
    one_way,
    whole,
)

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
DAY = date(2026, 3, 2)
YES = Answer(Said.YES, When.RECENT)

talks = st.builds(
    Talk,
    on=st.dates(date(2020, 1, 1), DAY),
    answers=st.dictionaries(
        st.sampled_from(Factor), st.builds(Answer, st.sampled_from(Said), st.sampled_from(When)), max_size=8
    ),
    actions=st.dictionaries(st.sampled_from(Factor), st.just(("safety_plan",)), max_size=3),
    plan_offered=st.sampled_from(["yes", "no", "not_asked"]),
    her_words=st.text(max_size=20),
    note=st.text(max_size=20),
    changes=st.lists(
        st.builds(
            Change, st.just(DAY), st.just("x"), st.sampled_from(Level), st.just("team_judged"), st.text(max_size=9)
        ),
        max_size=2,
    ).map(tuple),
)


@UNHURRIED
@given(talks)
def test_a_talk_comes_out_of_its_envelope_as_it_went_in(talk) -> None:
    assert Talk.from_payload(talk.to_payload(), talk.to_words()) == talk


@UNHURRIED
@given(talks)
def test_the_coded_part_opens_alone_for_counting(talk) -> None:
    coded = Talk.from_payload(talk.to_payload())
    assert (coded.level, coded.open_factors, coded.her_words) == (talk.level, talk.open_factors, "")


def test_every_red_factor_wants_an_action_or_her_word_that_she_wants_none() -> None:
    red = {Factor.STALKING: YES, Factor.OWN_FEAR: Answer(Said.PARTLY)}
    talk = Talk(DAY, {**red, Factor.CONTROL: YES, Factor.WEAPON: Answer(Said.NO)})
    assert talk.open_factors == (Factor.STALKING, Factor.OWN_FEAR)
    assert not talk.complete
    done = Talk(DAY, talk.answers, {Factor.STALKING: ("digital_safety",), Factor.OWN_FEAR: (SHE_DID_NOT_WANT,)})
    assert done.complete


@UNHURRIED
@given(st.sets(st.sampled_from(Factor)))
def test_only_red_factors_that_are_there_can_be_open(present) -> None:
    assert set(Talk(DAY, dict.fromkeys(present, YES)).open_factors) == present & RED


def test_what_nobody_spoke_of_takes_no_room_and_a_no_has_no_time() -> None:
    told = {Factor.WEAPON: Answer(), Factor.STALKING: Answer(Said.NO, When.RECENT), Factor.CHILDREN: YES}
    kept = whole(Talk(DAY, told, {Factor.CHILDREN: ()}))
    assert kept.answers == {Factor.STALKING: Answer(Said.NO), Factor.CHILDREN: YES}
    assert kept.actions == {}


def test_something_done_drives_out_that_she_wanted_nothing() -> None:
    assert one_way([SHE_DID_NOT_WANT, "lawyer", "lawyer", ""]) == ("lawyer",)
    assert one_way([SHE_DID_NOT_WANT]) == (SHE_DID_NOT_WANT,)


def test_a_recorded_talk_can_be_added_to_but_not_made_calmer() -> None:
    before = Talk(DAY, {Factor.STALKING: YES})
    more = Talk(DAY, {Factor.STALKING: YES, Factor.OWN_FEAR: YES})
    assert faults_of(more, today=DAY, before=before) == []
    assert faults_of(Talk(DAY), today=DAY, before=before) == [TalkProblem.CALMER_THAN_BEFORE]
    assert faults_of(Talk(DAY, {Factor.WEAPON: YES}), today=DAY, before=more) == [TalkProblem.CALMER_THAN_BEFORE]


def test_a_talk_of_tomorrow_cannot_be_recorded_today() -> None:
    assert faults_of(Talk(date(2026, 3, 3)), today=DAY) == [TalkProblem.DAY_AHEAD]
    assert faults_of(Talk(DAY), today=DAY) == [], "nothing but the day is needed"
