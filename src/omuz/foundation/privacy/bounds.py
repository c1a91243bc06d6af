"""The attacker: between which whole numbers can a reader place each number she was not told?"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from omuz.foundation.privacy.axes import Ints
from omuz.foundation.privacy.knowledge import Contradiction, Knowledge, Piece, pieces, settle
from omuz.foundation.privacy.program import NEAR, Floats, NoSolution, Optimum, Program

_ROUNDS: Final = 40
_SWEEPS: Final = 25
_WORTH: Final = 8
"""A question about many numbers at once costs as much as this many questions about one."""
LARGE_PIECE: Final = 2000
"""From so many numbers in one lattice on, printed bounds are those found equation by equation."""
_STRICT: Final = 80
"""Up to so many open numbers hanging together, only whole tables count as shown; beyond, the
linear relaxation does: its vertices are fractional somewhere in every large table."""


class Attack:
    """Everything a reader can work out from what she knows; raises Contradiction where nothing fits.

    `low` and `high` never lie inside the truth: they bound it. `seen_low` and `seen_high` come
    from whole tables that fit everything known, so no reader can rule them out. For a number
    pursued to the end (`pursue`) the two meet but for the rare case that only fractions reach the
    bound. `fits` is a whole table known to fit, where there is one to begin with.
    """

    def __init__(self, knowledge: Knowledge, earlier: "Attack | None" = None, fits: Ints | None = None) -> None:
        self._given = knowledge
        self.knowledge = settle(knowledge)
        self.low, self.high = self.knowledge.lower.copy(), self.knowledge.upper.copy()
        self.seen_low, self.seen_high = self.low.copy(), self.high.copy()
        still_open = self.knowledge.open
        self.seen_low[still_open], self.seen_high[still_open] = np.inf, -np.inf
        self._pieces: list[Piece] = []
        self._programs: dict[int, Program] = {}
        self._duals: dict[tuple[int, float], Floats] = {}
        self._piece_of = np.full(len(self.low), -1, dtype=np.int64)
        for piece in pieces(self.knowledge):
            self._step_through(piece)
            self._piece_of[piece.places] = len(self._pieces)
            self._pieces.append(piece)
        self.rough_low, self.rough_high = self.low.copy(), self.high.copy()
        if fits is not None:
            self.seen_low, self.seen_high = np.minimum(self.seen_low, fits), np.maximum(self.seen_high, fits)
        if earlier is not None:
            self.seen_low = np.minimum(self.seen_low, earlier.seen_low)
            self.seen_high = np.maximum(self.seen_high, earlier.seen_high)

    def started_from(self, knowledge: Knowledge) -> bool:
        """True when this attack was made on exactly this knowledge."""
        mine = self._given
        same = np.array_equal(mine.lower, knowledge.lower) and np.array_equal(mine.upper, knowledge.upper)
        return same and np.array_equal(mine.index, knowledge.index) and np.array_equal(mine.start, knowledge.start)

    def bounds(self, exact: bool) -> tuple[Floats, Floats]:
        """The bounds to print; in a large piece those found equation by equation unless `exact`.

        What was pursued on the way depends on the order of questions; these do not.
        """
        low, high = self.low.copy(), self.high.copy()
        if not exact and len(low) >= LARGE_PIECE:
            low, high = self.rough_low.copy(), self.rough_high.copy()
        return low, high

    def narrow(self, places: Ints, width: Floats | float, to_zero: Ints) -> Ints:
        """Those of `places` that cannot be shown to spread over their `width`, or (for `to_zero`) down to 0.

        `width` has one entry for every number, or is one for all.
        Looks for whole tables that show many of them at once and pursues the rest one by one.
        """
        width = np.broadcast_to(np.asarray(width, dtype=np.float64), self.low.shape)
        wanted = self._unshown(places, width, to_zero)
        for number in np.unique(self._piece_of[wanted]):
            if number >= 0 and not self._pieces[number].tree:
                mine = wanted[self._piece_of[wanted] == number]
                self._show_many(int(number), mine, width, to_zero)
        for place in self._unshown(places, width, to_zero):
            if len(self._unshown(np.array([place]), width, to_zero)):
                self.pursue(int(place))
        return self._unshown(places, width, to_zero)

    def pursue(self, place: int) -> None:
        """Make `low` and `high` of one number exact, with whole tables that show them if there are any."""
        number = int(self._piece_of[place])
        if number < 0 or self._pieces[number].tree:
            return
        for sign in (1.0, -1.0):
            if self._at_its_bound(place, sign):
                continue
            found = self._extreme(number, place, sign)
            if not self._counts(number, found):
                self._show_whole(number, np.array([place]), sign)

    def proof(self, place: int, sign: float) -> tuple[Ints, Floats]:
        """Rows and weights whose sum shows why a number cannot go lower (1.0) or higher (-1.0)."""
        number = int(self._piece_of[place])
        if number < 0:
            return np.zeros(0, dtype=np.int64), np.zeros(0)
        if (place, sign) not in self._duals:
            self._extreme(number, place, sign)
        return self._pieces[number].rows, self._duals[place, sign]

    def together_with(self, place: int) -> Ints:
        """The numbers that hang together with one, itself included."""
        number = int(self._piece_of[place])
        return np.array([place]) if number < 0 else self._pieces[number].places

    def _unshown(self, places: Ints, width: Floats, to_zero: Ints) -> Ints:
        least, most = np.ceil(self.seen_low[places] - NEAR), np.floor(self.seen_high[places] + NEAR)
        short = most - least < width[places]
        above = np.isin(places, to_zero) & (self.seen_low[places] > NEAR)
        return places[short | above]

    def _at_its_bound(self, place: int, sign: float) -> bool:
        if sign > 0:
            return bool(self.seen_low[place] <= self.low[place] + NEAR)
        return bool(self.seen_high[place] >= self.high[place] - NEAR)

    def _step_through(self, piece: Piece) -> None:
        """Narrow row by row until nothing moves: exact bounds where no equation closes a ring, else a start."""
        low, high = _stepped(piece) if piece.tree else _swept(piece)
        self.low[piece.places] = np.ceil(low - NEAR)
        self.high[piece.places] = np.floor(high + NEAR)
        if piece.tree:
            self.seen_low[piece.places] = self.low[piece.places]
            self.seen_high[piece.places] = self.high[piece.places]

    def _program(self, number: int) -> Program:
        if number not in self._programs:
            self._programs[number] = _program_of(self._pieces[number])
        return self._programs[number]

    def _extreme(self, number: int, place: int, sign: float) -> Optimum:
        """The least (1.0) or greatest (-1.0) value of one number, recorded."""
        piece = self._pieces[number]
        spot = np.searchsorted(piece.places, [place])
        try:
            found = self._program(number).least(spot, np.array([sign]))
        except NoSolution as none:
            raise Contradiction("no table fits") from none
        if sign > 0:
            free = found.value <= -_ceiling(piece) / 2
            self.low[place] = max(self.low[place], -np.inf if free else np.ceil(found.value - NEAR))
        else:
            reached = -found.value
            free = reached >= _ceiling(piece) / 2
            self.high[place] = min(self.high[place], np.inf if free else np.floor(reached + NEAR))
        self._record(number, found)
        self._duals[place, sign] = found.duals
        return found

    def _counts(self, number: int, found: Optimum) -> bool:
        return found.whole or len(self._pieces[number].places) > _STRICT

    def _record(self, number: int, found: Optimum) -> None:
        if self._counts(number, found):
            piece, point = self._pieces[number], found.point
            self.seen_low[piece.places] = np.minimum(self.seen_low[piece.places], point)
            self.seen_high[piece.places] = np.maximum(self.seen_high[piece.places], point)

    def _show_many(self, number: int, wanted: Ints, width: Floats, to_zero: Ints) -> None:
        """Whole tables that stretch as many numbers as possible at once, until they stop helping."""
        piece = self._pieces[number]
        chance = np.random.default_rng(7)
        for turn in range(_ROUNDS):
            left = self._unshown(wanted, width, to_zero)
            if len(left) <= 1:
                return
            spots = np.searchsorted(piece.places, left)
            found = self._program(number).least(spots, self._ways(left, chance))
            if not self._counts(number, found):
                self._show_whole(number, left, 1.0 if turn % 2 else -1.0)
            self._record(number, found)
            if turn > 1 and len(left) - len(self._unshown(wanted, width, to_zero)) < _WORTH:
                return

    def _ways(self, places: Ints, chance: np.random.Generator) -> Floats:
        """Down (1.0) or up (-1.0) for each: where it has not been yet; by lot, so that some make room for others."""
        ways = chance.choice([1.0, -1.0], len(places))
        ways[self.seen_low[places] <= self.low[places] + NEAR] = -1.0
        ways[self.seen_high[places] >= self.high[places] - NEAR] = 1.0
        return ways

    def _show_whole(self, number: int, places: Ints, sign: float) -> None:
        """The same question among whole tables only."""
        piece = self._pieces[number]
        cost = np.zeros(len(piece.places))
        cost[np.searchsorted(piece.places, places)] = sign
        try:
            self._record(number, _program_of(piece, whole=True, cost=cost).solved())
        except NoSolution:
            return


def _ceiling(piece: Piece) -> float:
    """A value no bounded number of the piece comes near; half of it and more means "no limit"."""
    told = np.abs(np.concatenate([piece.row_lower, piece.row_upper, piece.lower, piece.upper]))
    return float(1000 + 4 * told[np.isfinite(told)].sum())


def _program_of(piece: Piece, whole: bool = False, cost: Floats | None = None) -> Program:
    ceiling = _ceiling(piece)
    return Program(
        (np.maximum(piece.lower, -ceiling), np.minimum(piece.upper, ceiling)),
        (piece.start, piece.index, piece.weight),
        (piece.row_lower, piece.row_upper),
        whole=whole,
        cost=cost,
    )


def _stepped(piece: Piece) -> tuple[Floats, Floats]:
    """The bounds of a piece without rings, one row after the other until nothing moves."""
    low, high = piece.lower.tolist(), piece.upper.tolist()
    rows = [
        (
            piece.index[first:last].tolist(),
            piece.weight[first:last].tolist(),
            float(piece.row_lower[row]),
            float(piece.row_upper[row]),
        )
        for row, (first, last) in enumerate(zip(piece.start[:-1].tolist(), piece.start[1:].tolist(), strict=True))
    ]
    moved = True
    while moved:
        moved = False
        for row in rows:
            moved = _narrow_by(row, low, high) or moved
    return np.array(low), np.array(high)


def _swept(piece: Piece) -> tuple[Floats, Floats]:
    """Bounds of a piece with rings, all rows at once, until nothing moves or it has been tried often enough."""
    low, high = piece.lower.copy(), piece.upper.copy()
    rows = np.repeat(np.arange(len(piece.rows)), np.diff(piece.start))
    up, weight, index = piece.weight > 0, piece.weight, piece.index
    for _ in range(_SWEEPS):
        others_least = _others(rows, weight * np.where(up, low[index], high[index]))
        others_most = _others(rows, weight * np.where(up, high[index], low[index]))
        floor, roof = (piece.row_lower[rows] - others_most) / weight, (piece.row_upper[rows] - others_least) / weight
        narrower_low, narrower_high = low.copy(), high.copy()
        np.maximum.at(narrower_low, index, np.where(up, floor, roof))
        np.minimum.at(narrower_high, index, np.where(up, roof, floor))
        if (narrower_low > narrower_high + NEAR).any():
            raise Contradiction("no table fits")
        if not ((narrower_low > low + NEAR) | (narrower_high < high - NEAR)).any():
            break
        low, high = narrower_low, narrower_high
    return low, high


def _others(rows: Ints, terms: Floats) -> Floats:
    """For each term of a row the sum of the other terms of that row; infinite where another is."""
    endless = np.isinf(terms)
    finite = np.where(endless, 0.0, terms)
    sums = np.bincount(rows, weights=finite)[rows] - finite
    more = np.bincount(rows, weights=endless)[rows] - endless
    sign = 1.0 if (terms[endless] > 0).any() else -1.0
    return np.asarray(np.where(more > 0, sign * np.inf, sums), dtype=np.float64)


def _narrow_by(row: tuple[Sequence[int], Sequence[float], float, float], low: list[float], high: list[float]) -> bool:
    """Narrow the numbers of one row by what the others leave them; True when something moved."""
    places, weights, row_low, row_high = row
    least = [w * (low[p] if w > 0 else high[p]) for p, w in zip(places, weights, strict=True)]
    most = [w * (high[p] if w > 0 else low[p]) for p, w in zip(places, weights, strict=True)]
    moved = False
    for spot, (place, weight) in enumerate(zip(places, weights, strict=True)):
        floor = row_low - sum(most[:spot]) - sum(most[spot + 1 :])
        roof = row_high - sum(least[:spot]) - sum(least[spot + 1 :])
        new_low, new_high = sorted((floor / weight, roof / weight))
        if new_low > low[place] + NEAR:
            low[place], moved = new_low, True
        if new_high < high[place] - NEAR:
            high[place], moved = new_high, True
        if low[place] > high[place] + NEAR:
            raise Contradiction("no table fits")
    return moved
