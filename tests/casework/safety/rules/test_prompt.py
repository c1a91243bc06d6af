"""The word after a risk talk: no number, more danger never gives a calmer word, her fear can only raise it."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from omuz.casework.safety.rules.factors import ACUTE, NOT_KNOWN, RED, Answer, Factor, Said, When
from omuz.casework.safety.rules.prompt import (
    Level,
    LowerProblem,
    Prompt,
    Why,
    problem_of_lowering,
    prompt_of,
)

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
RECENT = Answer(Said.YES, When.RECENT)
EARLIER = Answer(Said.YES, When.EARLIER)
NO = Answer(Said.NO)
TOWARDS_YES = [Said.NO, Said.PARTLY, Said.YES]
PLAIN = sorted(set(Factor) - RED)

EVERY_ANSWER = [Answer(said, when) for said in Said for when in When]
answers = st.lists(st.sampled_from(EVERY_ANSWER), min_size=len(Factor), max_size=len(Factor)).map(
    lambda told: dict(zip(Factor, told, strict=True))
)


def nothing_but(*given_answers: tuple[Factor, Answer]) -> dict[Factor, Answer]:
    """Every factor said to be absent, except these."""
    return dict.fromkeys(Factor, NO) | dict(given_answers)


def whys(prompt: Prompt) -> list[Why]:
    return [line.why for line in prompt.lines]


@UNHURRIED
@given(answers, st.sampled_from(Factor), st.sampled_from(Said), st.sampled_from(When))
def test_any_answer_changed_towards_yes_never_gives_a_calmer_word(told, factor, said, when) -> None:
    said = said if said in TOWARDS_YES else Said.NO
    before = prompt_of(told | {factor: Answer(said, when)})
    for stronger in TOWARDS_YES[TOWARDS_YES.index(said) :]:
        assert not before.level.above(prompt_of(told | {factor: Answer(stronger, when)}).level)


@UNHURRIED
@given(answers, st.sampled_from(Factor), st.sampled_from(sorted(NOT_KNOWN)), st.sampled_from([Said.PARTLY, Said.YES]))
def test_finding_out_that_something_is_there_never_gives_a_calmer_word(told, factor, unknown, found) -> None:
    before, after = prompt_of(told | {factor: Answer(unknown)}), prompt_of(told | {factor: Answer(found)})
    assert not before.level.above(after.level)


@UNHURRIED
@given(answers, st.sampled_from(Factor))
def test_something_more_recent_never_gives_a_calmer_word(told, factor) -> None:
    said = told.get(factor, RECENT).said
    levels = [prompt_of(told | {factor: Answer(said, when)}).level for when in (When.EARLIER, When.RECENT)]
    assert not levels[0].above(levels[1])


@UNHURRIED
@given(answers, st.sampled_from(Said), st.sampled_from(When))
def test_her_fear_never_lowers_the_word_whatever_she_says_of_it(told, said, when) -> None:
    silent = {factor: answer for factor, answer in told.items() if factor is not Factor.OWN_FEAR}
    with_fear = silent | {Factor.OWN_FEAR: Answer(said, when)}
    assert not prompt_of(silent).level.above(prompt_of(with_fear).level)


@UNHURRIED
@given(answers)
def test_her_own_yes_is_enough_alone_and_always(told) -> None:
    prompt = prompt_of(told | {Factor.OWN_FEAR: Answer(Said.YES)})
    assert prompt.level is Level.URGENT_TEAM
    assert prompt.lines[0].why is Why.HER_FEAR


@UNHURRIED
@given(answers)
def test_every_word_comes_with_its_reasons_and_with_no_number(told) -> None:
    prompt = prompt_of(told)
    assert prompt.lines
    assert {field.name for field in dataclasses.fields(prompt)} == {"level", "lines", "too_little_known"}
    assert not any(
        isinstance(getattr(line, field.name), int) for line in prompt.lines for field in dataclasses.fields(line)
    )
    assert prompt == prompt_of(dict(reversed(list(told.items())))), "the same answers, the same word"


@pytest.mark.parametrize("factor", sorted(ACUTE))
def test_one_acute_factor_calls_the_team_when_it_is_recent_or_nobody_said_when(factor) -> None:
    assert whys(prompt_of(nothing_but((factor, RECENT))))[0] is Why.ACUTE_RECENT
    assert prompt_of(nothing_but((factor, RECENT))).level is Level.URGENT_TEAM
    open_time = prompt_of(nothing_but((factor, Answer(Said.PARTLY))))
    assert (open_time.level, whys(open_time)) == (Level.URGENT_TEAM, [Why.ACUTE_TIME_OPEN])
    assert prompt_of(nothing_but((factor, EARLIER))).level is Level.CLOSE_WATCH


def test_four_red_factors_call_the_team_and_fewer_ask_for_a_close_watch() -> None:
    red = [factor for factor in Factor if factor in RED - ACUTE - {Factor.OWN_FEAR}]
    for many in (1, 2, 3):
        assert prompt_of(nothing_but(*((factor, RECENT) for factor in red[:many]))).level is Level.CLOSE_WATCH
    four = prompt_of(nothing_but(*((factor, EARLIER) for factor in red[:4])))
    assert (four.level, whys(four)) == (Level.URGENT_TEAM, [Why.SEVERAL_RED])
    assert four.lines[0].factors == tuple(red[:4])


def test_five_other_factors_together_ask_for_a_close_watch_and_four_do_not() -> None:
    five = prompt_of(nothing_but(*((factor, RECENT) for factor in PLAIN[:5])))
    assert (five.level, whys(five)) == (Level.CLOSE_WATCH, [Why.SEVERAL_TOGETHER])
    four = prompt_of(nothing_but(*((factor, RECENT) for factor in PLAIN[:4])))
    assert (four.level, whys(four)) == (Level.STANDARD, [Why.NOTHING_FOUND])


def test_six_unknown_answers_say_that_too_little_is_known_to_call_it_low() -> None:
    told = nothing_but()
    for factor in PLAIN[:5]:
        told[factor] = Answer(Said.UNKNOWN)
    assert not prompt_of(told).too_little_known
    told.pop(PLAIN[6])
    prompt = prompt_of(told)
    assert prompt.too_little_known
    assert whys(prompt)[-1] is Why.TOO_LITTLE_KNOWN
    assert prompt_of({}).too_little_known, "silence is not a no"


def test_lowering_below_the_rule_needs_the_coordinator_and_words() -> None:
    def problem(**told):
        usual = {"computed": Level.CLOSE_WATCH, "now": Level.CLOSE_WATCH, "then": Level.STANDARD, "fear": NO}
        return problem_of_lowering(**usual | {"leads": True, "words": "Kardeşinin yanına taşındı."} | told)

    assert problem() is None
    assert problem(leads=False) is LowerProblem.NEEDS_LEAD
    assert problem(words="  ") is LowerProblem.NEEDS_WORDS
    assert problem(then=Level.CLOSE_WATCH) is LowerProblem.NOT_LOWER
    assert problem(now=Level.URGENT_TEAM, then=Level.CLOSE_WATCH, leads=False) is None, "a raise may be taken back"


@UNHURRIED
@given(st.sampled_from(Level), st.sampled_from(Level), st.sampled_from(Level), st.booleans(), st.text())
def test_nobody_lowers_anything_against_her_own_fear(computed, now, then, leads, words) -> None:
    fear = Answer(Said.YES)
    assert problem_of_lowering(computed=computed, now=now, then=then, fear=fear, leads=leads, words=words) is not None
