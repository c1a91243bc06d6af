"""The other way: every number rounded to a multiple of 3 or 5 so that the rounded numbers still add up."""

from typing import Final

import numpy as np

from omuz.foundation.privacy.axes import CHANGE, IMPLIED, PAST, PUBLISHED, SLACK, Ints
from omuz.foundation.privacy.bounds import Attack
from omuz.foundation.privacy.knowledge import Contradiction, knowledge_of
from omuz.foundation.privacy.lattice import Lattice
from omuz.foundation.privacy.program import Floats, NoSolution, Program
from omuz.foundation.privacy.refusals import Refusal, Refused

_FAR: Final = 100.0


def rounded(lattice: Lattice, values: Ints, base: int) -> Ints:
    """Multiples of `base`, each one of the two nearest to its number, that add up wherever the numbers do.

    Prefers the nearer one. A number an earlier release printed rounded keeps its rounding, so that
    nobody averages it out. Raises Refused where no such rounding exists.
    """
    printed = lattice.roles == PUBLISHED
    below = values // base
    low = np.where(printed, below, -np.inf).astype(np.float64)
    high = np.where(printed, below + (values % base > 0), np.inf).astype(np.float64)
    low[(lattice.roles == IMPLIED) | (lattice.roles == SLACK)] = 0
    if lattice.reading is not None:
        before = lattice.reading.rounded
        again = printed & np.isfinite(before)
        low[again] = high[again] = before[again] / base
        loose = (lattice.roles == CHANGE) | (lattice.roles == PAST)
        low[loose], high[loose] = -np.inf, np.inf
    cost = np.where(printed & (low < high), 1.0 - 2.0 * (values % base) / base, 0.0)
    equations = lattice.equations
    zeros = np.zeros(len(equations))
    rows = (equations.start, equations.index, equations.coefficient.astype(np.float64))
    try:
        point = Program((low, high), rows, (zeros, zeros), whole=True, cost=cost).solved().point
    except NoSolution as none:
        raise Refused(Refusal.LEAKS, str(base)) from none
    return np.asarray(np.where(printed, np.rint(point) * base, 0), dtype=np.int64)


def reach_of(printed: Floats, base: int) -> tuple[Floats, Floats]:
    """The least and greatest number that may stand behind a rounded one."""
    return np.maximum(0, printed - base + 1), printed + base - 1


def prove_rounded(lattice: Lattice, shown: Ints, threshold: int, base: int) -> tuple[Floats, Floats]:
    """Between which whole numbers a reader can place every number that was rounded.

    Raises Refused (LEAKS) when one that may be small, printed or implied, keeps fewer than `base` values.
    """
    printed = lattice.roles == PUBLISHED
    lower, upper = np.zeros(lattice.size), np.full(lattice.size, np.inf)
    lower[lattice.roles == CHANGE] = -np.inf
    if lattice.reading is not None:
        lower, upper = lattice.reading.low.copy(), lattice.reading.high.copy()
    least, most = reach_of(shown[printed].astype(np.float64), base)
    lower[printed], upper[printed] = np.maximum(lower[printed], least), np.minimum(upper[printed], most)
    try:
        attack = Attack(knowledge_of(lattice, lower, upper))
        for _ in range(2):
            shy = printed | (lattice.roles == IMPLIED) | (lattice.roles == CHANGE)
            near = (attack.low < threshold) & (attack.high > -threshold)
            known = (attack.low == 0) & (attack.high == 0)
            weak = attack.narrow(np.flatnonzero(shy & near & ~known), base - 1, np.zeros(0, dtype=np.int64))
        if len(weak):
            raise Refused(Refusal.LEAKS, str(base))
        for place in np.flatnonzero(printed & near).tolist():
            attack.pursue(place)
    except Contradiction as none:
        raise Refused(Refusal.LEAKS, str(base)) from none
    return attack.low.copy(), attack.high.copy()
