"""How much of a number, or of the change between two, may be chance: exact intervals, and a verdict that waits.

Pure arithmetic over whole numbers. Counts are read as Poisson counts, shares as binomial ones; both intervals are
the exact ones (Garwood; Clopper and Pearson), found by bisection on the incomplete gamma and beta functions, so a
quarter with three contacts is judged as soundly as one with three thousand. Contacts are not quite independent, one
woman may call twice: `dispersion` estimates from the past how much wider chance is, and the verdict allows for it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, inf, lgamma, log, sqrt
from typing import Final

LEVEL: Final = 0.95
"""Of the intervals that are shown."""
SURE: Final = 0.99
"""Of the verdict: a page shows ten changes at once, and at 95 % every second page would show an arrow by chance."""
FEWEST_PAST: Final = 4
"""Fewer earlier periods tell too little about the usual swing."""
_NEAR: Final = 1e-15
_STEPS: Final = 10_000
_CLOSE: Final = 1e-11


@dataclass(frozen=True)
class Interval:
    """Between which two numbers the truth may well lie; `high` may be infinite."""

    low: float
    high: float


Known = tuple[float, float | None]
"""A number a reader may know: twice the same where it is exact, bounds otherwise; None: no upper bound."""


class Verdict(StrEnum):
    """What may be said of a change."""

    UP = "up"
    DOWN = "down"
    CHANCE = "chance"
    """There may be a difference, but chance alone makes one as large."""
    UNKNOWN = "unknown"
    """What is hidden decides, or nothing was counted."""


@dataclass(frozen=True)
class Change:
    """A verdict and the interval it rests on: a ratio for counts, a difference of shares (of one) for shares."""

    verdict: Verdict
    interval: Interval | None = None


def count_interval(count: float, level: float = LEVEL) -> Interval:
    """The exact interval of the mean behind a Poisson count. Raises ValueError below zero."""
    if count < 0:
        raise ValueError("a count is not negative")
    tail = (1 - level) / 2
    low = _root(lambda mean: _lower_gamma(count, mean) - tail, count) if count else 0.0
    return Interval(low, _root(lambda mean: _lower_gamma(count + 1, mean) - (1 - tail), count + 1))


def share_interval(part: float, whole: float, level: float = LEVEL) -> Interval:
    """The exact interval of a share; parts need not be whole numbers. Raises ValueError unless 0 ≤ part ≤ whole."""
    if not 0 <= part <= whole or not whole:
        raise ValueError("a part is between nothing and the whole, and the whole is not nothing")
    tail = (1 - level) / 2
    low = _between(lambda p: beta_share(p, part, whole - part + 1) - tail) if part else 0.0
    high = _between(lambda p: beta_share(p, part + 1, whole - part) - (1 - tail)) if part < whole else 1.0
    return Interval(low, high)


def ratio_interval(before: float, after: float, level: float = LEVEL, *, spread: float = 1.0) -> Interval:
    """The interval of the ratio after : before of two counts over equal times; exact for `spread` 1.

    Given both together, the later is a binomial share. `spread` (≥ 1) is the dispersion: counts that swing more than
    Poisson ones carry as much as a smaller number of independent events. Both zero gives no information.
    """
    whole = (before + after) / spread
    if not whole:
        return Interval(0.0, inf)
    share = share_interval(after / spread, whole, level)
    return Interval(share.low / (1 - share.low), share.high / (1 - share.high) if share.high < 1 else inf)


def difference_interval(before: tuple[float, float], after: tuple[float, float], level: float = LEVEL) -> Interval:
    """The interval of the difference of two shares, each (part, whole): Newcombe's, from the two exact intervals."""
    first, second = before[0] / before[1], after[0] / after[1]
    one, other = share_interval(*before, level), share_interval(*after, level)
    down = sqrt((second - other.low) ** 2 + (one.high - first) ** 2)
    up = sqrt((other.high - second) ** 2 + (first - one.low) ** 2)
    return Interval(second - first - down, second - first + up)


def dispersion(counts: Sequence[float]) -> float:
    """How many times more the counts of equal periods vary than Poisson counts would; never below one.

    One where there are fewer than four: too little to tell.
    """
    mean = sum(counts) / len(counts) if counts else 0.0
    if len(counts) < FEWEST_PAST or not mean:
        return 1.0
    return max(1.0, sum((count - mean) ** 2 for count in counts) / mean / (len(counts) - 1))


def count_change(before: Known, after: Known, *, spread: float = 1.0, level: float = SURE) -> Change:
    """Whether a count went up or down, beyond chance and whatever hidden cells hold."""
    if before[1] is None or after[1] is None or (not before[1] and not after[1]):
        return Change(Verdict.UNKNOWN)
    least = ratio_interval(before[1], after[0], level, spread=spread)
    most = ratio_interval(before[0], after[1], level, spread=spread)
    return Change(_verdict(least, most, 1.0), Interval(least.low, most.high))


def share_change(before: tuple[Known, Known], after: tuple[Known, Known], *, level: float = SURE) -> Change:
    """The same of a share; before and after are (part, whole). Unknown where a whole is hidden or nothing."""
    ends = [_extremes(*each) for each in (before, after)]
    if ends[0] is None or ends[1] is None:
        return Change(Verdict.UNKNOWN)
    least = difference_interval(ends[0][1], ends[1][0], level)
    most = difference_interval(ends[0][0], ends[1][1], level)
    return Change(_verdict(least, most, 0.0), Interval(least.low, most.high))


def usual(past: Sequence[float], *, level: float = LEVEL) -> Interval | None:
    """Between which counts the next one would lie if nothing had changed; None with fewer than four of the past.

    The prediction interval of a further count, widened by how much the past itself swung.
    """
    if len(past) < FEWEST_PAST or not sum(past):
        return None
    spread, whole, periods = dispersion(past), sum(past), len(past)
    tail = (1 - level) / 2

    def odds(count: float) -> float:
        """The probability of so large a share of all events in one of (periods + 1) equal times, or a larger one."""
        rest = whole / spread
        return beta_share(1 / (periods + 1), count / spread, rest + 1) if count else 1.0

    top = int(whole * 4 + 20 * spread)
    low = _last(lambda count: odds(count) >= 1 - tail, top)
    high = _last(lambda count: odds(count) > tail, top)
    return Interval(float(low), float(high))


def _last(holds: Callable[[int], bool], top: int) -> int:
    """The largest whole number up to `top` for which `holds`, which is true first and then false."""
    low, high = 0, top
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


def _verdict(least: Interval, most: Interval, same: float) -> Verdict:
    """What holds for every number between the bounds; `least` and `most` are the ranges at their ends."""
    if least.low > same:
        return Verdict.UP
    if most.high < same:
        return Verdict.DOWN
    open_ = most.low > same or least.high < same
    return Verdict.UNKNOWN if open_ else Verdict.CHANCE


def _extremes(part: Known, whole: Known) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """The smallest and the largest share that fits, each as (part, whole)."""
    if part[1] is None or whole[1] is None or not whole[0]:
        return None
    return (part[0], max(whole[1], part[0])), (min(part[1], whole[0]), whole[0])


def _between(rising: Callable[[float], float]) -> float:
    """Where a rising function of a share crosses nought."""
    return _crossing(rising, 1.0)


def _root(rising: Callable[[float], float], start: float) -> float:
    """Where a rising function of a mean crosses nought."""
    high = max(2 * start, 20.0)
    while rising(high) < 0:
        high *= 2
    return _crossing(rising, high)


def _crossing(rising: Callable[[float], float], high: float) -> float:
    low = 0.0
    while high - low > _CLOSE * high:
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2


def _lower_gamma(shape: float, mean: float) -> float:
    """The regularised lower incomplete gamma function: how likely a Poisson count of this mean reaches `shape`."""
    if mean <= 0:
        return 0.0
    front = shape * log(mean) - mean - lgamma(shape)
    if mean < shape + 1:
        term = whole = 1 / shape
        for step in range(1, _STEPS * 10):
            term *= mean / (shape + step)
            whole += term
            if term < whole * _NEAR:
                break
        return whole * exp(front)
    return 1 - exp(front) * _fraction_gamma(shape, mean)


def _fraction_gamma(shape: float, mean: float) -> float:
    """The continued fraction of the upper incomplete gamma function, by Lentz's method."""
    tiny = 1e-300
    b = mean + 1 - shape
    c, d = 1 / tiny, 1 / (b or tiny)
    value = d
    for step in range(1, _STEPS * 10):
        a = -step * (step - shape)
        b += 2
        d = 1 / ((a * d + b) or tiny)
        c = (b + a / c) or tiny
        value *= c * d
        if abs(c * d - 1) < _NEAR * 10:
            break
    return value


def beta_share(at: float, first: float, second: float) -> float:
    """The regularised incomplete beta function I_at(first, second)."""
    if at <= 0 or at >= 1:
        return float(at >= 1)
    front = exp(lgamma(first + second) - lgamma(first) - lgamma(second) + first * log(at) + second * log(1 - at))
    if at < (first + 1) / (first + second + 2):
        return front * _fraction_beta(at, first, second) / first
    return 1 - front * _fraction_beta(1 - at, second, first) / second


def _fraction_beta(at: float, first: float, second: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    tiny = 1e-300
    c, d = 1.0, 1 / ((1 - (first + second) * at / (first + 1)) or tiny)
    value = d
    for step in range(1, _STEPS * 10):
        even = step * (second - step) * at / ((first + 2 * step - 1) * (first + 2 * step))
        d = 1 / ((1 + even * d) or tiny)
        c = (1 + even / c) or tiny
        value *= c * d
        odd = -(first + step) * (first + second + step) * at / ((first + 2 * step) * (first + 2 * step + 1))
        d = 1 / ((1 + odd * d) or tiny)
        c = (1 + odd / c) or tiny
        value *= c * d
        if abs(c * d - 1) < _NEAR * 10:
            break
    return value
