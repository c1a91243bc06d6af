"""Counts of centres: shown from three on either side, never where one centre's own answer would follow."""

import pytest

from omuz.foundation.privacy.cells import RawTable
from omuz.foundation.privacy.gate import CENTRE, INSTITUTIONS, protect
from omuz.foundation.privacy.safe import SafeTable


def _share(part: int, base: int, policy: object = INSTITUTIONS) -> SafeTable:
    raw = RawTable(
        indicator="I50", version=1, base="merkez", period="2026", grain="year", dimensions=(), measure="share",
        counts={(): part}, denominators={(): base},
    )  # fmt: skip
    return protect(raw, policy)  # type: ignore[arg-type]  # one of the two policies


@pytest.mark.parametrize("part", [3, 4, 10, 17])
def test_three_centres_on_either_side_are_enough(part: int) -> None:
    safe = _share(part, 20)
    assert (safe.total.value, safe.denominator(()).value) == (part, 20)


@pytest.mark.parametrize("part", [0, 1, 2, 18, 19, 20])
def test_a_result_from_which_one_centres_level_would_follow_is_hidden(part: int) -> None:
    assert _share(part, 20).total.value is None


def test_women_keep_the_wider_threshold() -> None:
    assert _share(4, 20, CENTRE).total.value is None
    assert _share(4, 20).total.value == 4


@pytest.mark.parametrize(("behind", "shown"), [(4, None), (5, 60.0)])
def test_a_middle_needs_five_centres(behind: int, shown: float | None) -> None:
    raw = RawTable(
        indicator="I42", version=1, base="merkez", period="2026", grain="year", dimensions=(), measure="median",
        counts={(): behind}, medians={(): 60.0},
    )  # fmt: skip
    assert protect(raw, INSTITUTIONS).total.median == shown
