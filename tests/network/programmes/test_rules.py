"""What was reached, and how a promise stands."""

from datetime import date

import pytest

from omuz.network.programmes.rules import BELOW, Level, Piece, Promise, Standing, reached, standing, whole

TODAY = date(2026, 11, 23)
PIECES = [Piece(date(2026, 3, 1), 18), Piece(date(2026, 5, 1), 21)]


@pytest.mark.parametrize(
    ("counting", "typed", "told"),
    [("", 5, None), ("pieces", 5, 2), ("numbers", 5, 39), ("most", 5, 21), ("typed", 5, 5), ("typed", None, None)],
)
def test_what_was_reached_follows_from_the_evidence_or_was_typed(
    counting: str, typed: int | None, told: int | None
) -> None:
    assert reached(counting, PIECES, typed) == told


def _promise(**told: object) -> Promise:
    given = {"target": None, "reached": None, "begun": False, "until": None, "done_on": None, "left": False, **told}
    return Promise(**given)  # type: ignore[arg-type]  # spelt out above


@pytest.mark.parametrize(
    ("promise", "stands"),
    [
        (_promise(), Standing.NOT_BEGUN),
        (_promise(begun=True), Standing.UNDER_WAY),
        (_promise(begun=True, until=date(2026, 11, 22)), Standing.LATE),
        (_promise(begun=True, until=TODAY), Standing.UNDER_WAY),
        (_promise(target=12, reached=12, until=date(2026, 1, 1)), Standing.DONE),
        (_promise(target=12, reached=11), Standing.NOT_BEGUN),
        (_promise(done_on=date(2026, 1, 1)), Standing.DONE),
        (_promise(target=12, reached=12, left=True), Standing.LEFT),
    ],
)
def test_a_promise_stands_by_target_day_and_word(promise: Promise, stands: Standing) -> None:
    assert standing(promise, TODAY) is stands


def test_every_level_but_outputs_has_something_under_it_and_outputs_have_nothing() -> None:
    assert {level for level in Level if not BELOW[level]} == {Level.OUTPUT}
    assert BELOW[None] == (Level.OBJECTIVE,)


@pytest.mark.parametrize(
    ("own", "below", "stands"),
    [
        ({"begun": True}, [Standing.DONE, Standing.LEFT], Standing.DONE),
        ({"begun": True}, [Standing.DONE, Standing.LATE], Standing.UNDER_WAY),
        ({"begun": True}, [Standing.LEFT], Standing.UNDER_WAY),
        ({}, [], Standing.NOT_BEGUN),
        ({"target": 3, "reached": 1, "begun": True}, [Standing.DONE], Standing.UNDER_WAY),
        ({"left": True}, [Standing.DONE], Standing.LEFT),
    ],
)
def test_what_has_no_target_of_its_own_is_done_with_everything_under_it(
    own: dict[str, object], below: list[Standing], stands: Standing
) -> None:
    assert whole(_promise(**own), below, TODAY) is stands
