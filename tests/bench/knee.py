"""Where a server begins to be full: with how many people the slowest twentieth of acts passes a limit."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

LIMIT = 0.4
"""Seconds within which 95 of a hundred acts have to be answered."""
NARROWER = 2
"""Numbers tried between the last that was quick and the first that was not."""
NEAR = 1.1
"""Two numbers of people so close that nothing is tried between them."""


@dataclass(frozen=True)
class Knee:
    """The number of people at whom p95 passes the limit; where no number on one side was tried, at least or at most."""

    people: float
    quick: int | None
    slow: int | None

    def __str__(self) -> str:
        if self.slow is None:
            return f"not reached with {self.quick}"
        if self.quick is None:
            return f"passed already with {self.slow}"
        return f"between {self.quick} and {self.slow}"


def searched(people: Sequence[int], p95: Callable[[int], float]) -> Knee:
    """Try these numbers of people, then a few between which the knee lies; `p95` gives seconds, infinite for never."""
    points = {number: p95(number) for number in people}
    for _ in range(NARROWER):
        number = _between(points)
        if number is not None:
            points[number] = p95(number)
    return knee(points)


def knee(points: Mapping[int, float]) -> Knee:
    """The knee of what was measured: seconds by number of people. The first number that was slow ends it."""
    quick, slow = _sides(points)
    if slow is None:
        return Knee(float(quick or 0), quick, None)
    if quick is None:
        return Knee(float(slow), None, slow)
    if math.isinf(points[slow]) or points[quick] <= 0:
        return Knee(float(quick), quick, slow)
    way = math.log(LIMIT / points[quick]) / math.log(points[slow] / points[quick])
    return Knee(quick * (slow / quick) ** way, quick, slow)


def _sides(points: Mapping[int, float]) -> tuple[int | None, int | None]:
    """The largest number before the first that was slow, and that one."""
    slow = min((number for number, seconds in points.items() if seconds > LIMIT), default=None)
    return max((number for number in points if slow is None or number < slow), default=None), slow


def _between(points: Mapping[int, float]) -> int | None:
    quick, slow = _sides(points)
    if slow is None:
        return None
    if quick is None:
        return slow // 2 or None
    return round(math.sqrt(quick * slow)) if slow / quick > NEAR else None
