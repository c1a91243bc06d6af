"""The last look before a table exists: what can be read out of exactly what is about to be printed."""

from dataclasses import dataclass

import numpy as np

from omuz.foundation.privacy.axes import IMPLIED, PUBLISHED, Ints
from omuz.foundation.privacy.bounds import Attack
from omuz.foundation.privacy.knowledge import Contradiction, knowledge_of
from omuz.foundation.privacy.lattice import Lattice
from omuz.foundation.privacy.marks import PARTIAL, VISIBLE, Flags, told
from omuz.foundation.privacy.policy import Policy
from omuz.foundation.privacy.program import Floats
from omuz.foundation.privacy.refusals import Refusal, Refused

_WITHIN_ONE = 0.999
"""Bounds printed for a sum are whole numbers; between them and the next nothing is ruled out."""


@dataclass(frozen=True)
class Print:
    """What is about to be printed: values where `marks` says visible (elsewhere ignored).

    `low` and `high` are the bounds printed with the sums that are only partly known.
    """

    lattice: Lattice
    values: Ints
    marks: Ints
    low: Floats
    high: Floats


def prove(printed: Print, policy: Policy) -> tuple[Floats, Floats]:
    """Between which whole numbers a reader can place every printed or hidden number.

    Runs the attack on the print alone, without the truth. Raises Refused (LEAKS) when a count
    below the threshold is printed, a hidden number can be placed among fewer than threshold - 1
    values, or nothing at all fits the print.
    """
    lattice, marks = printed.lattice, printed.marks
    visible = (lattice.roles == PUBLISHED) & (marks == VISIBLE)
    values = printed.values[visible]
    if ((values < policy.threshold) & (values != 0)).any():
        raise Refused(Refusal.LEAKS)
    lower, upper = told(marks, policy.threshold, policy.zeros)
    lower[visible] = upper[visible] = values
    partial = marks == PARTIAL
    lower[partial] = np.maximum(0, printed.low[partial] - _WITHIN_ONE)
    upper[partial] = printed.high[partial] + _WITHIN_ONE
    try:
        attack = Attack(knowledge_of(lattice, lower, upper))
        nothing: Flags = np.zeros(lattice.size, dtype=np.bool_)
        if len(too_narrow(lattice, marks, attack, policy, nothing)):
            raise Refused(Refusal.LEAKS)
        for place in np.flatnonzero(marks != VISIBLE).tolist():
            attack.pursue(place)
    except Contradiction as none:
        raise Refused(Refusal.LEAKS) from none
    low, high = attack.low.copy(), attack.high.copy()
    low[partial] = np.maximum(low, printed.low)[partial]
    high[partial] = np.minimum(high, printed.high)[partial]
    return low, high


def too_narrow(lattice: Lattice, marks: Ints, attack: Attack, policy: Policy, to_zero: Flags) -> Ints:
    """The numbers a reader can place too closely.

    A hidden number must keep threshold - 1 possible values, as many as a small number has by its
    mark alone; those in `to_zero` must also be able to be zero. A number nobody prints must keep
    as many unless it is known to be zero or not small at all.
    """
    width = policy.threshold - 2
    down = np.flatnonzero(to_zero)
    weak = attack.narrow(np.flatnonzero(marks != VISIBLE), width, down)
    shy = attack.narrow(_maybe_small(lattice, attack, policy), width, down)
    return np.concatenate([weak, np.intersect1d(shy, _maybe_small(lattice, attack, policy))])


def _maybe_small(lattice: Lattice, attack: Attack, policy: Policy) -> Ints:
    """Numbers nobody prints that, for all a reader knows, may be small."""
    implied = lattice.roles == IMPLIED
    return np.flatnonzero(implied & (attack.low < policy.threshold) & (attack.high >= 1))
