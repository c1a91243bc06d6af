"""The last look before a table exists: what can be read out of exactly what is about to be printed."""

from dataclasses import dataclass

import numpy as np

from omuz.foundation.privacy.axes import CHANGE, IMPLIED, PUBLISHED, Ints
from omuz.foundation.privacy.bounds import LARGE_PIECE, Attack
from omuz.foundation.privacy.knowledge import Contradiction, Knowledge, knowledge_of
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


def reader(lattice: Lattice, values: Ints, marks: Ints, policy: Policy) -> tuple[Floats, Floats]:
    """The bounds a reader starts from: what is printed, what the marks say, what earlier releases told her."""
    lower, upper = told(marks, policy.threshold, policy.zeros)
    printed = lattice.roles == PUBLISHED
    if lattice.reading is not None:
        known = lattice.reading
        lower = np.where(printed, np.maximum(lower, known.low), known.low)
        upper = np.where(printed, np.minimum(upper, known.high), known.high)
    visible = printed & (marks == VISIBLE)
    lower[visible] = upper[visible] = values[visible]
    return lower, upper


def rooms(lattice: Lattice, policy: Policy) -> Floats:
    """How far apart the least and greatest value of each number must lie in a reader's eyes, at least."""
    found = np.full(lattice.size, float(policy.values_left - 1))
    return found if lattice.reading is None else np.minimum(found, lattice.reading.room)


def _attack(knowledge: Knowledge, done: Attack | None) -> Attack:
    """The attack on what is printed; one already made on exactly the same knowledge is not made again."""
    same = done is not None and done.started_from(knowledge)
    return done if done is not None and same else Attack(knowledge)


def prove(printed: Print, policy: Policy, done: Attack | None = None, *, exact: bool = False) -> tuple[Floats, Floats]:
    """Between which whole numbers a reader can place every printed or hidden number.

    `exact` pursues every hidden number to the end; otherwise, in large tables, the bounds are
    those found equation by equation, which are never too narrow.

    Runs the attack on the print alone, without the truth. Raises Refused (LEAKS) when a count
    below the threshold is printed, a hidden number can be placed among fewer than threshold - 1
    values, or nothing at all fits the print.
    """
    lattice, marks = printed.lattice, printed.marks
    visible = (lattice.roles == PUBLISHED) & (marks == VISIBLE)
    new = visible if lattice.reading is None else visible & ~lattice.reading.shown
    if ((printed.values < policy.threshold) & (printed.values != 0) & new).any():
        raise Refused(Refusal.LEAKS)
    lower, upper = reader(lattice, printed.values, marks, policy)
    partial = (marks == PARTIAL) & (lattice.roles == PUBLISHED)
    lower[partial] = np.maximum(0, printed.low[partial] - _WITHIN_ONE)
    upper[partial] = printed.high[partial] + _WITHIN_ONE
    try:
        attack = _attack(knowledge_of(lattice, lower, upper), done)
        nothing: Flags = np.zeros(lattice.size, dtype=np.bool_)
        if len(too_narrow(lattice, marks, attack, policy, nothing)):
            raise Refused(Refusal.LEAKS)
        if exact or len(attack.low) < LARGE_PIECE:
            for place in np.flatnonzero(marks != VISIBLE).tolist():
                attack.pursue(place)
    except Contradiction as none:
        raise Refused(Refusal.LEAKS) from none
    low, high = attack.bounds(exact)
    low[partial] = np.maximum(low, printed.low)[partial]
    high[partial] = np.minimum(high, printed.high)[partial]
    return low, high


def within(printed: Print, policy: Policy) -> tuple[Floats, Floats]:
    """The printed bounds of hidden numbers, closed in by all that is printed beside them; raises Refused."""
    lattice, hidden = printed.lattice, (printed.lattice.roles == PUBLISHED) & (printed.marks != VISIBLE)
    lower, upper = reader(lattice, printed.values, printed.marks, policy)
    lower[hidden] = np.maximum(lower, printed.low)[hidden]
    upper[hidden] = np.minimum(upper, printed.high)[hidden]
    try:
        attack = Attack(knowledge_of(lattice, lower, upper))
        for place in np.flatnonzero(hidden).tolist():
            attack.pursue(place)
    except Contradiction as none:
        raise Refused(Refusal.LEAKS) from none
    return attack.bounds(exact=True)


def too_narrow(lattice: Lattice, marks: Ints, attack: Attack, policy: Policy, to_zero: Flags) -> Ints:
    """The numbers a reader can place too closely.

    A hidden number must keep as many possible values as the policy says: threshold - 1 unless it
    asks for less, as many as a small number has by its mark alone; those in `to_zero` must also be
    able to be zero. A number nobody prints, or by which one changed, must keep as many unless it is
    known to be zero or not small at all.
    """
    width = rooms(lattice, policy)
    down = np.flatnonzero(to_zero)
    weak = attack.narrow(np.flatnonzero(marks != VISIBLE), width, down)
    shy = attack.narrow(_maybe_small(lattice, attack, policy), width, down)
    return np.concatenate([weak, np.intersect1d(shy, _maybe_small(lattice, attack, policy))])


def _maybe_small(lattice: Lattice, attack: Attack, policy: Policy) -> Ints:
    """Numbers nobody prints that, for all a reader knows, may be small."""
    implied = (lattice.roles == IMPLIED) & (attack.low < policy.threshold) & (attack.high >= 1)
    known = (attack.low == 0) & (attack.high == 0)
    changed = (lattice.roles == CHANGE) & ~known
    changed &= (attack.low < policy.threshold) & (attack.high > -policy.threshold)
    return np.flatnonzero(implied | changed)
