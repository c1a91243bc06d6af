"""The attacker: between which whole numbers can a reader place each number she was not told?"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from omuz.foundation.privacy.axes import Ints
from omuz.foundation.privacy.knowledge import Contradiction, Knowledge, Piece, pieces, settle
from omuz.foundation.privacy.program import NEAR, Floats, NoSolution, Optimum, Program

_ROUNDS: Final = 40
_STRICT: Final = 80
"""Up to so many open numbers hanging together, only whole tables count as shown; beyond, the
linear relaxation does: its vertices are fractional somewhere in every large table."""


class Attack:
    """Everything a reader can work out from what she knows; raises Contradiction where nothing fits.

    `low` and `high` never lie inside the truth: they bound it. `seen_low` and `seen_high` come
    from whole tables that fit everything known, so no reader can rule them out. For a number
    pursued to the end (`pursue`) the two meet but for the rare case that only fractions reach the
    bound.
    """

    def __init__(self, knowledge: Knowledge, earlier: "Attack | None" = None) -> None:
        self.knowledge = settle(knowledge)
        self.low, self.high = self.knowledge.lower.copy(), self.knowledge.upper.copy()
        self.seen_low, self.seen_high = self.low.copy(), self.high.copy()
        still_open = self.knowledge.open
        self.seen_low[still_open], self.seen_high[still_open] = np.inf, -np.inf
        self._pieces: list[Piece] = []
        self._programs: dict[int, Program] = {}
        self._piece_of = np.full(len(self.low), -1, dtype=np.int64)
        for piece in pieces(self.knowledge):
            if piece.tree:
                self._step_through(piece)
            self._piece_of[piece.places] = len(self._pieces)
            self._pieces.append(piece)
        if earlier is not None:
            self.seen_low = np.minimum(self.seen_low, earlier.seen_low)
            self.seen_high = np.maximum(self.seen_high, earlier.seen_high)

    def narrow(self, places: Ints, width: float, to_zero: Ints) -> Ints:
        """Those of `places` that cannot be shown to spread over `width`, or (for `to_zero`) down to 0.

        Looks for whole tables that show many of them at once and pursues the rest one by one.
        """
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
        return self._pieces[number].rows, self._extreme(number, place, sign).duals

    def together_with(self, place: int) -> Ints:
        """The numbers that hang together with one, itself included."""
        number = int(self._piece_of[place])
        return np.array([place]) if number < 0 else self._pieces[number].places

    def _unshown(self, places: Ints, width: float, to_zero: Ints) -> Ints:
        least, most = np.ceil(self.seen_low[places] - NEAR), np.floor(self.seen_high[places] + NEAR)
        short = most - least < width
        above = np.isin(places, to_zero) & (self.seen_low[places] > NEAR)
        return places[short | above]

    def _at_its_bound(self, place: int, sign: float) -> bool:
        if sign > 0:
            return bool(self.seen_low[place] <= self.low[place] + NEAR)
        return bool(self.seen_high[place] >= self.high[place] - NEAR)

    def _step_through(self, piece: Piece) -> None:
        """Exact bounds where no equation closes a ring: narrow row by row until nothing moves."""
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
        self.low[piece.places] = np.ceil(np.array(low) - NEAR)
        self.high[piece.places] = np.floor(np.array(high) + NEAR)
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
            self.low[place] = np.ceil(found.value - NEAR)
        else:
            reached = -found.value
            free = reached >= _ceiling(piece) / 2
            self.high[place] = np.inf if free else np.floor(reached + NEAR)
        self._record(number, found)
        return found

    def _counts(self, number: int, found: Optimum) -> bool:
        return found.whole or len(self._pieces[number].places) > _STRICT

    def _record(self, number: int, found: Optimum) -> None:
        if self._counts(number, found):
            piece, point = self._pieces[number], found.point
            self.seen_low[piece.places] = np.minimum(self.seen_low[piece.places], point)
            self.seen_high[piece.places] = np.maximum(self.seen_high[piece.places], point)

    def _show_many(self, number: int, wanted: Ints, width: float, to_zero: Ints) -> None:
        """Whole tables that stretch as many numbers as possible at once, until they stop helping."""
        piece = self._pieces[number]
        for turn in range(_ROUNDS):
            left = self._unshown(wanted, width, to_zero)
            if len(left) <= 1:
                return
            sign = 1.0 if turn % 2 else -1.0
            spots = np.searchsorted(piece.places, left)
            found = self._program(number).least(spots, np.full(len(spots), sign))
            if not self._counts(number, found):
                self._show_whole(number, left, sign)
            self._record(number, found)
            if turn % 2 and len(self._unshown(wanted, width, to_zero)) > 0.9 * len(left):
                return

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
    """A value no bounded number of the piece comes near; half of it and more means "no upper limit"."""
    told = np.abs(np.concatenate([piece.row_lower, piece.row_upper, piece.lower, piece.upper]))
    return float(1000 + 4 * told[np.isfinite(told)].sum())


def _program_of(piece: Piece, whole: bool = False, cost: Floats | None = None) -> Program:
    upper = np.minimum(piece.upper, _ceiling(piece))
    return Program(
        (piece.lower, upper),
        (piece.start, piece.index, piece.weight),
        (piece.row_lower, piece.row_upper),
        whole=whole,
        cost=cost,
    )


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
