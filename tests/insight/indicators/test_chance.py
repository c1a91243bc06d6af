"""Intervals held against exact sums of probabilities, and verdicts that never make an arrow out of noise."""

import random
from fractions import Fraction
from math import comb, exp, lgamma, log

import pytest

from omuz.insight.indicators.chance import (
    Verdict,
    count_change,
    count_interval,
    difference_interval,
    dispersion,
    ratio_interval,
    share_change,
    share_interval,
    usual,
)


def _poisson_up_to(count: int, mean: float) -> float:
    return sum(exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(count + 1))


def _binomial_from(part: int, whole: int, share: Fraction) -> Fraction:
    return sum((comb(whole, k) * share**k * (1 - share) ** (whole - k) for k in range(part, whole + 1)), Fraction(0))


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0, 3.689), (1, 0.0253, 5.572), (3, 0.619, 8.767), (5, 1.623, 11.668), (10, 4.795, 18.390),
     (50, 37.11, 65.92), (100, 81.36, 121.63)],
)  # fmt: skip
def test_counts_have_the_intervals_of_the_printed_tables(count: int, low: float, high: float) -> None:
    found = count_interval(count)
    assert found.low == pytest.approx(low, abs=0.006)
    assert found.high == pytest.approx(high, abs=0.006)


@pytest.mark.parametrize("count", [1, 2, 4, 7, 19, 60, 240, 1200])
@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
def test_at_the_ends_of_a_count_each_tail_of_the_exact_sum_is_half_of_the_rest(count: int, level: float) -> None:
    found, tail = count_interval(count, level), (1 - level) / 2
    assert 1 - _poisson_up_to(count - 1, found.low) == pytest.approx(tail, rel=1e-6)
    assert _poisson_up_to(count, found.high) == pytest.approx(tail, rel=1e-6)


@pytest.mark.parametrize(("part", "whole"), [(1, 3), (2, 9), (5, 12), (17, 40), (39, 40), (120, 400)])
def test_at_the_ends_of_a_share_each_tail_of_the_exact_sum_is_half_of_the_rest(part: int, whole: int) -> None:
    found = share_interval(part, whole)
    assert float(_binomial_from(part, whole, Fraction(found.low))) == pytest.approx(0.025, rel=1e-6)
    assert float(1 - _binomial_from(part + 1, whole, Fraction(found.high))) == pytest.approx(0.025, rel=1e-6)


def test_nothing_of_some_and_all_of_some_have_one_sided_ends() -> None:
    none, all_ = share_interval(0, 10), share_interval(10, 10)
    assert (none.low, all_.high) == (0, 1)
    assert none.high == pytest.approx(1 - 0.025 ** (1 / 10))
    assert all_.low == pytest.approx(0.025 ** (1 / 10))
    with pytest.raises(ValueError, match="part"):
        share_interval(3, 2)
    with pytest.raises(ValueError, match="negative"):
        count_interval(-1)


def test_large_counts_come_near_the_bell_curve() -> None:
    found = count_interval(1_000_000)
    assert found.low == pytest.approx(1_000_000 - 1960, abs=5)
    assert found.high == pytest.approx(1_000_000 + 1960, abs=5)


def test_the_ratio_of_two_counts_is_the_exact_binomial_one() -> None:
    found, share = ratio_interval(10, 30), share_interval(30, 40)
    assert found.low == pytest.approx(share.low / (1 - share.low))
    assert found.high == pytest.approx(share.high / (1 - share.high))
    assert ratio_interval(0, 5).high == float("inf")
    assert ratio_interval(0, 0).low == 0


def test_small_counts_get_no_arrow_and_large_ones_do() -> None:
    assert count_change((4, 4), (9, 9)).verdict is Verdict.CHANCE
    assert count_change((40, 40), (52, 52)).verdict is Verdict.CHANCE
    assert count_change((400, 400), (520, 520)).verdict is Verdict.UP
    assert count_change((520, 520), (400, 400)).verdict is Verdict.DOWN
    assert count_change((0, 0), (0, 0)).verdict is Verdict.UNKNOWN


def test_a_number_between_bounds_gets_an_arrow_only_if_both_ends_would() -> None:
    assert count_change((400, 410), (520, 530)).verdict is Verdict.UP
    assert count_change((400, 505), (520, 530)).verdict is Verdict.UNKNOWN
    assert count_change((500, 505), (520, 530)).verdict is Verdict.CHANCE
    assert count_change((400, None), (520, 520)).verdict is Verdict.UNKNOWN


def test_a_share_is_judged_by_what_it_is_a_share_of() -> None:
    assert share_change(((3, 3), (10, 10)), ((6, 6), (10, 10))).verdict is Verdict.CHANCE
    assert share_change(((300, 300), (1000, 1000)), ((600, 600), (1000, 1000))).verdict is Verdict.UP
    assert share_change(((600, 600), (1000, 1000)), ((300, 420), (1000, 1000))).verdict is Verdict.DOWN
    assert share_change(((0, 0), (0, 0)), ((6, 6), (10, 10))).verdict is Verdict.UNKNOWN
    found = difference_interval((5, 10), (5, 10))
    assert found.low == pytest.approx(-found.high)


def test_without_any_change_arrows_are_rarer_than_promised() -> None:
    rng = random.Random(5)

    def poisson(mean: float) -> int:
        gone, count = rng.expovariate(1), 0
        while gone < mean:
            gone, count = gone + rng.expovariate(1), count + 1
        return count

    drawn = [(poisson(mean), poisson(mean)) for mean in (3, 12, 60) for _ in range(300)]
    judged = [count_change((one, one), (other, other)).verdict for one, other in drawn]
    arrows = sum(verdict in (Verdict.UP, Verdict.DOWN) for verdict in judged)
    assert 0 < arrows <= 0.01 * len(judged) * 1.6


def test_a_past_that_swings_more_than_chance_widens_what_is_usual() -> None:
    calm, wild = [100, 96, 104, 101, 99], [60, 140, 80, 130, 90]
    assert dispersion(calm) == 1
    assert dispersion(wild) > 10
    assert dispersion([3, 90]) == 1
    assert count_change((100, 100), (160, 160)).verdict is Verdict.UP
    assert count_change((100, 100), (160, 160), spread=dispersion(wild)).verdict is Verdict.CHANCE
    tight, wide = usual(calm), usual(wild)
    assert tight is not None
    assert wide is not None
    assert 70 < tight.low < 90
    assert 115 < tight.high < 130
    assert wide.low < tight.low
    assert wide.high > tight.high
    assert usual([5, 6, 7]) is None


def test_the_usual_range_is_the_exact_binomial_one_where_the_past_is_calm() -> None:
    past, share = [10, 9, 11, 10], Fraction(1, 5)
    found = usual(past)
    assert found is not None
    low, high = int(found.low), int(found.high)

    def odds(count: int) -> float:
        """The probability of `count` or more of all events in the last of five equal times."""
        return float(_binomial_from(count, sum(past) + count, share))

    assert odds(high) > 0.025 >= odds(high + 1)
    assert odds(low) >= 0.975 > odds(low + 1)
