"""A girl's own part stays hers: a parent reads it only when every question was answered with yes."""

from itertools import product

from omuz.casework.cases.rules.child import BestInterest, Step, left_to_do


def test_only_three_times_yes_and_a_decision_open_her_own_part_to_a_parent() -> None:
    answers = ("yes", "no", "")
    opened = [each for each in product(answers, answers, answers, ("share", "keep", "")) if BestInterest(*each).allows]
    assert opened == [("yes", "yes", "yes", "share")]


def test_a_check_nobody_made_keeps_everything() -> None:
    assert not BestInterest.from_payload({}).allows
    assert BestInterest().to_payload() == {}


def test_a_point_is_open_until_somebody_settles_it() -> None:
    assert left_to_do({}) == tuple(Step)
    steps = {step.value: "yes" for step in Step} | {Step.SCHOOL.value: "to_do", Step.PLACE.value: "not_needed"}
    assert left_to_do({"steps": steps}) == (Step.SCHOOL,)
