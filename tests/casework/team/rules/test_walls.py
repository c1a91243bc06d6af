"""Lists need two and one who leads; searches have a measure: pure rules."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from omuz.casework.team.rules.meeting import usual_untils
from omuz.casework.team.rules.searching import MOST_A_DAY, MOST_AN_HOUR, too_many
from omuz.casework.team.rules.walls import WallProblem, faults_of_list, list_without, new_holder

A, B, C, D = (UUID(int=place) for place in range(1, 5))


@pytest.mark.parametrize(
    ("names", "problems"),
    [
        ((A, B), ()),
        ((B, C), (WallProblem.NOBODY_LEADS,)),
        ((A,), (WallProblem.TOO_FEW,)),
        ((), (WallProblem.TOO_FEW, WallProblem.NOBODY_LEADS)),
        ((A, UUID(int=99)), (WallProblem.NOT_ON_TEAM,)),
        ((A, D), (WallProblem.HIDDEN_NAMED,)),
        ((A, A), (WallProblem.TOO_FEW,)),
    ],
)
def test_a_named_list_holds(names: tuple[UUID, ...], problems: tuple[WallProblem, ...]) -> None:
    assert faults_of_list(names, team=[A, B, C, D], leads=[A], holder=None, hidden_from=[D]) == problems


def test_the_holder_may_lead_a_list_without_a_coordinator() -> None:
    assert faults_of_list([B, C], team=[A, B, C], leads=[A], holder=B, hidden_from=[]) == ()


def test_whoever_declares_leaves_the_list_and_the_file() -> None:
    assert list_without(None, A) is None
    assert list_without([A, B], A) == [B]
    assert new_holder(B, A, [C], []) == B
    assert new_holder(A, A, [A, C], []) == C
    assert new_holder(A, A, [A, C], [C]) is None


def test_searches_have_a_measure() -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert not too_many([now - timedelta(minutes=place) for place in range(MOST_AN_HOUR - 1)], now)
    assert too_many([now - timedelta(minutes=place) for place in range(MOST_AN_HOUR)], now)
    assert not too_many([now - timedelta(hours=2)] * (MOST_A_DAY - 1), now)
    assert too_many([now - timedelta(hours=2)] * MOST_A_DAY, now)
    assert not too_many([now - timedelta(days=2)] * 100, now)


def test_decisions_are_usually_due_soon() -> None:
    assert usual_untils(date(2026, 11, 23)) == (
        date(2026, 11, 24), date(2026, 11, 26), date(2026, 11, 30), date(2026, 12, 7),
    )  # fmt: skip
