"""What else must be hidden so that no hidden number follows from the others, as cheaply as possible."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np

from omuz.foundation.privacy.axes import CHANGE, IMPLIED, PUBLISHED, Ints
from omuz.foundation.privacy.bounds import Attack
from omuz.foundation.privacy.knowledge import knowledge_of
from omuz.foundation.privacy.lattice import Lattice
from omuz.foundation.privacy.marks import (
    COMPLEMENTARY,
    GROUP,
    SMALL,
    VISIBLE,
    Flags,
    Marks,
    first_marks,
    told,
)
from omuz.foundation.privacy.policy import Policy
from omuz.foundation.privacy.program import NEAR, Floats, NoSolution, Program
from omuz.foundation.privacy.proof import reader, rooms, too_narrow
from omuz.foundation.privacy.refusals import Refusal, Refused

_ROUNDS: Final = 60
_LARGE: Final = 600
"""Numbers from which on choices are kept instead of taken back."""
_PLAIN: Final = 0
_BLURRED: Final = 2


@dataclass(frozen=True)
class Hiding:
    """One attempt at hiding: the numbers, the marks by rule, and the mark each would get if hidden."""

    lattice: Lattice
    values: Ints
    marks: Marks
    veil: Ints
    policy: Policy

    @cached_property
    def width(self) -> Floats:
        """How far apart each hidden number's least and greatest value must lie, at least.

        A reader knows of a small number that it is one of threshold - 1 values; unless the policy
        asks for less, every hidden number must keep as many.
        """
        return rooms(self.lattice, self.policy)

    @cached_property
    def must(self) -> Flags:
        """Numbers that have to stay unknown: those hidden by rule and small ones nobody prints."""
        shy = (self.lattice.roles == IMPLIED) | (self.lattice.roles == CHANGE)
        small = shy & (self.values != 0) & (np.abs(self.values) < self.policy.threshold)
        return np.asarray((self.marks.of != VISIBLE) | (small & self.unsure), dtype=np.bool_)

    @cached_property
    def may(self) -> Flags:
        """Numbers that can be hidden besides: printed ones, never a zero; and all that is not printed."""
        printed = (self.lattice.roles == PUBLISHED) & (self.marks.of == VISIBLE)
        if self.lattice.reading is not None:
            printed &= ~self.lattice.reading.shown
        return np.asarray((printed & (self.values > 0)) | self.unsure, dtype=np.bool_)

    @cached_property
    def unsure(self) -> Flags:
        """Numbers this release does not print and the earlier ones did not tell."""
        unprinted = self.lattice.roles != PUBLISHED
        known = self.lattice.reading
        return np.asarray(unprinted if known is None else unprinted & (known.low < known.high), dtype=np.bool_)

    def cost(self) -> Floats:
        """Information lost by hiding each number, in bits, more for totals than for their parts."""
        # A difference a fact speaks of may be negative; it costs nothing, but its logarithm must exist.
        bits: Floats = np.log2(2.0 + np.maximum(self.values, 0)) * (1 + self.lattice.summed)
        if self.lattice.unseen:
            bits *= np.maximum(1, self.printed_times)
        bits[self.lattice.roles != PUBLISHED] = 0
        for sheet in self.lattice.sheets:
            if sheet.rows is not None:
                bits[sheet.rows] = 0.5
        return bits

    @property
    def printed_times(self) -> Floats:
        """In how many places of the tables each number is printed: one that is one in all of them goes from all."""
        found = np.zeros(self.lattice.size)
        for sheet in self.lattice.sheets:
            for base in (False, True) if sheet.shape.based else (False,):
                np.add.at(found, list(sheet.places(base).values()), 1)
        return found

    def marked(self, hidden: Flags) -> Ints:
        """The marks when, besides those by rule, `hidden` are hidden."""
        printed = (self.lattice.roles == PUBLISHED) & hidden & (self.marks.of == VISIBLE)
        return np.where(printed, self.veil, self.marks.of)

    @cached_property
    def reach(self) -> tuple[Floats, Floats]:
        """How far below and above the truth a reader would look if a number were hidden."""
        of = np.where(self.marks.of == VISIBLE, self.veil, self.marks.of)
        of[self.lattice.roles != PUBLISHED] = VISIBLE
        lower, upper = told(of, self.policy.threshold, self.policy.zeros)
        known = self.lattice.reading
        if known is not None:
            printed = self.lattice.roles == PUBLISHED
            lower = np.where(printed, lower, known.low)
            upper = np.where(printed, upper, known.high)
            lower[known.guessed], upper[known.guessed] = -np.inf, np.inf
        return self.values - lower, upper - self.values


def hide(lattice: Lattice, values: Ints, policy: Policy, besides: Ints | None = None) -> tuple[Ints, Attack | None]:
    """The marks of a protected lattice and the attack they withstood; raises Refused when nothing would do.

    `besides` are marks of numbers to be hidden for another reason than their size. When the marks
    themselves tell too much (a total known not to be small beside two small parts), they are
    blurred: everything hidden is then only said to be hidden.
    """
    first = _with_past(lattice, first_marks(lattice, values, policy), besides)
    for blur in range(_BLURRED if policy.silent else _PLAIN, _BLURRED + 1):
        try:
            return _search(_attempt(lattice, values, first, policy, blur))
        except NoSolution:
            continue
    raise Refused(Refusal.LEAKS)


def _with_past(lattice: Lattice, first: Marks, besides: Ints | None) -> Marks:
    """The marks by rule, where what was printed before stays and what was hidden before stays hidden."""
    of, to_zero = first.of.copy(), first.to_zero.copy()
    if besides is not None:
        of = np.where(besides != VISIBLE, besides, of)
    if lattice.reading is not None:
        of[lattice.reading.hidden & (of == VISIBLE)] = GROUP
        of[lattice.reading.shown] = VISIBLE
        to_zero[lattice.reading.shown] = False
    return Marks(of, to_zero)


def _attempt(lattice: Lattice, values: Ints, first: Marks, policy: Policy, blur: int) -> Hiding:
    of = np.where(first.of == SMALL, GROUP, first.of) if blur == _BLURRED else first.of
    of = np.where(of == COMPLEMENTARY, GROUP, of) if policy.silent else of
    veil = np.full(lattice.size, GROUP if blur else COMPLEMENTARY, dtype=np.int64)
    for sheet in lattice.sheets:
        if sheet.rows is not None:
            veil[sheet.rows] = GROUP
    return Hiding(lattice, values, Marks(of, first.to_zero), veil, policy)


def _search(hiding: Hiding) -> tuple[Ints, Attack | None]:
    """Choose, attack, add what the attack taught, choose again; raises NoSolution.

    A large lattice keeps what it has hidden and only adds: then every table that fitted still
    fits, and only what was too narrow is attacked again.
    """
    if not hiding.must.any():
        return hiding.marks.of, None
    choice = _Choice(hiding)
    attack: Attack | None = None
    for turn in range(_ROUNDS):
        hidden = choice.hidden()
        marks = hiding.marked(hidden)
        attack = attack_on(hiding.lattice, hiding.values, marks, hiding.policy, attack)
        weak = too_narrow(hiding.lattice, marks, attack, hiding.policy, hiding.marks.to_zero)
        if not len(weak):
            return marks, attack
        learnt = False
        for place in weak.tolist():
            for lesson in _lessons(hiding, attack, place):
                if lesson.fails(hidden | hiding.unsure):
                    choice.learn(lesson)
                    learnt = True
        if not learnt or turn > _ROUNDS // 2:
            choice.learn(_one_more(hiding, marks, attack, int(weak[0])))
        large = hiding.lattice.size > _LARGE and (turn > 0 or not hiding.policy.room)
        if large or turn > _ROUNDS // 2:
            choice.keep(hidden)
        else:
            attack = None
    raise NoSolution


def attack_on(lattice: Lattice, values: Ints, marks: Ints, policy: Policy, earlier: Attack | None = None) -> Attack:
    """A reader of the tables as they would be printed with these marks.

    `earlier` is an attack on the same tables with fewer numbers hidden: what fitted then still does.
    """
    lower, upper = reader(lattice, values, marks, policy)
    sure = lattice.reading is None or not lattice.reading.guessed.any()
    return Attack(knowledge_of(lattice, lower, upper), earlier, values if sure else None)


@dataclass(frozen=True)
class _Lesson:
    """Of the numbers at `places` enough must be hidden for their weights to reach `need`."""

    places: Ints
    weights: Floats
    need: float

    def fails(self, hidden: Flags) -> bool:
        return bool(self.weights[hidden[self.places]].sum() < self.need - NEAR)


def _lessons(hiding: Hiding, attack: Attack, place: int) -> Iterator[_Lesson]:
    """Why one number could be placed too closely, as conditions on what is hidden."""
    below, above = (_spread(hiding, attack, place, sign) for sign in (1.0, -1.0))
    value = float(hiding.values[place])
    if hiding.marks.of[place] == SMALL and not hiding.policy.room:
        low, high = hiding.reach
        yield _lesson(below, float(low[place]))
        yield _lesson(above, float(high[place]))
        return
    if hiding.marks.to_zero[place]:
        yield _lesson(below, value)
    yield _lesson(below + above, float(hiding.width[place]))


def _lesson(spread: Floats, need: float) -> _Lesson:
    places = np.flatnonzero(spread > NEAR)
    return _Lesson(places, np.minimum(spread[places], need), need)


def _spread(hiding: Hiding, attack: Attack, place: int, sign: float) -> Floats:
    """How much each number, if hidden, lets this one fall (1.0) or rise (-1.0), by linear duality."""
    rows, weights = attack.proof(place, sign)
    equations = hiding.lattice.equations
    chosen = np.zeros(len(equations))
    chosen[rows] = weights
    per_entry = np.repeat(chosen, np.diff(equations.start)) * equations.coefficient
    slope = -np.bincount(equations.index, weights=per_entry, minlength=hiding.lattice.size)
    slope[place] += sign
    slope[np.abs(slope) < NEAR] = 0
    below, above = hiding.reach
    fall = np.zeros(hiding.lattice.size)
    fall[slope > 0] = slope[slope > 0] * below[slope > 0]
    rise = np.zeros(hiding.lattice.size)
    rise[slope < 0] = -slope[slope < 0] * above[slope < 0]
    return np.where(hiding.may | hiding.must, fall + rise, 0)


def _one_more(hiding: Hiding, marks: Ints, attack: Attack, place: int) -> _Lesson:
    """When no linear reason is left: something else near this number has to be hidden as well."""
    equations = hiding.lattice.equations
    near = np.zeros(hiding.lattice.size, dtype=np.bool_)
    near[attack.together_with(place)] = True
    row_of = np.repeat(np.arange(len(equations)), np.diff(equations.start))
    touched = np.isin(row_of, row_of[near[equations.index]])
    free = hiding.may & (marks == VISIBLE) & (hiding.lattice.roles == PUBLISHED)
    places = np.unique(equations.index[touched & free[equations.index]])
    return _Lesson(places, np.ones(len(places)), 1.0)


class _Choice:
    """The integer program: which numbers to hide so that no equation has a single unknown."""

    def __init__(self, hiding: Hiding) -> None:
        lattice = hiding.lattice
        self._size = lattice.size
        must, may = hiding.must, hiding.may
        rows = _Rows()
        for first, last in pairwise(lattice.equations.start):
            places = lattice.equations.index[first:last]
            if must[places].any():
                _room_in(hiding, places, lattice.equations.coefficient[first:last], rows)
            elif may[places].any():
                rows.add_all_or_two(places[may[places]], self._size)
        cost = np.concatenate([hiding.cost(), np.zeros(rows.extra)])
        lower = np.concatenate([must.astype(np.float64), np.zeros(rows.extra)])
        upper = np.concatenate([(must | may).astype(np.float64), np.ones(rows.extra)])
        self._program = Program((lower, upper), rows.packed(), rows.bounds(), whole=True, cost=cost)

    def hidden(self) -> Flags:
        """The cheapest choice; raises NoSolution."""
        return np.asarray(np.rint(self._program.solved().point[: self._size]) == 1, dtype=np.bool_)

    def keep(self, hidden: Flags) -> None:
        """From now on these stay hidden."""
        self._program.fix(np.flatnonzero(hidden), 1.0)

    def learn(self, lesson: _Lesson) -> None:
        self._program.require(lesson.places, lesson.weights, lesson.need)


def _room_in(hiding: Hiding, places: Ints, signs: Ints, rows: "_Rows") -> None:
    """Within one equation, whatever must stay unknown needs others that can give way to it."""
    below, above = (side[places] for side in hiding.reach)
    must, free = hiding.must[places], hiding.may[places] & ~hiding.must[places]
    small = (hiding.marks.of[places] == SMALL) & (not hiding.policy.room)
    for spot in np.flatnonzero(must):
        same = signs == signs[spot]
        fall, rise = np.where(same, above, below), np.where(same, below, above)
        sides = [(fall, below[spot]), (rise, above[spot])]
        if not small[spot]:
            sides = [(fall + rise, float(hiding.width[places[spot]]))]
        for wide, need in sides:
            room = np.minimum(wide, need)
            room[spot] = 0
            left = need - room[must].sum()
            if left > NEAR:
                rows.add(places[free], np.minimum(room[free], left), left)


class _Rows:
    """Rows of the integer program while they are collected; every row is "at least"."""

    def __init__(self) -> None:
        self._places: list[Ints] = []
        self._weights: list[Floats] = []
        self._least: list[float] = []
        self.extra = 0

    def add(self, places: Ints, weights: Floats, at_least: float) -> None:
        self._places.append(places)
        self._weights.append(weights)
        self._least.append(at_least)

    def add_all_or_two(self, places: Ints, size: int) -> None:
        """Of these numbers hide none, or at least two; a switch of its own says which."""
        switch = size + self.extra
        self.extra += 1
        for place in places:
            self.add(np.array([switch, place]), np.array([1.0, -1.0]), 0.0)
        weights = np.append(np.ones(len(places)), -2.0)
        self.add(np.append(places, switch), weights, 0.0)

    def packed(self) -> tuple[Ints, Ints, Floats]:
        lengths = np.array([0, *(len(places) for places in self._places)], dtype=np.int64)
        empty = np.zeros(0, dtype=np.int64)
        index = np.concatenate([empty, *self._places])
        return lengths.cumsum(), index, np.concatenate([np.zeros(0), *self._weights])

    def bounds(self) -> tuple[Floats, Floats]:
        return np.array(self._least, dtype=np.float64), np.full(len(self._least), np.inf)
