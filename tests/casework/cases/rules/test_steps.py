"""The way of a file: any order the work takes, but no way past its end."""

import pytest

from omuz.casework.cases.rules.steps import State, is_code, is_further, may_step, next_steps

LIVING = [state for state in State if state not in (State.CLOSED, State.DESTROYED)]


@pytest.mark.parametrize("state", LIVING)
def test_every_living_file_may_be_closed_and_may_be_destroyed_at_her_wish(state: State) -> None:
    assert may_step(state, State.CLOSED)
    assert may_step(state, State.DESTROYED)


def test_a_closed_file_only_opens_again_and_a_destroyed_one_is_gone() -> None:
    assert next_steps(State.CLOSED) == (State.REOPENED,)
    assert next_steps(State.DESTROYED) == ()
    assert not may_step(State.DESTROYED, State.DESTROYED)


def test_an_act_moves_a_file_forward_and_never_back_or_past_its_end() -> None:
    assert is_further(State.CONTACT, State.FIRST_INTERVIEW)
    assert is_further(State.REOPENED, State.SUPPORT)
    assert not is_further(State.SUPPORT, State.APPOINTMENT)
    assert not is_further(State.SUPPORT, State.SUPPORT)
    assert not is_further(State.CLOSED, State.SUPPORT)


def test_a_worker_may_take_the_work_back_a_step() -> None:
    assert State.ASSESSMENT in next_steps(State.SUPPORT)
    assert State.DESTROYED not in next_steps(State.SUPPORT)


@pytest.mark.parametrize(
    ("text", "fits"), [("D-2ABC9", True), ("D-2ABC", False), ("T-2ABC9", False), ("D-0ABC9", False)]
)
def test_a_code_is_told_from_a_word(text: str, fits: bool) -> None:
    assert is_code(text) is fits
