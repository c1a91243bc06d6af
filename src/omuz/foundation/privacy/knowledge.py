"""What a reader holds in hand: numbers between bounds, and equations between them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from omuz.foundation.privacy.axes import Ints
from omuz.foundation.privacy.lattice import Lattice
from omuz.foundation.privacy.marks import Flags
from omuz.foundation.privacy.program import NEAR, Floats


class Contradiction(Exception):
    """No table of counts fits what is said to be known."""


@dataclass(frozen=True)
class Knowledge:
    """Bounds of every number (equal where it is printed) and sparse rows between row bounds."""

    lower: Floats
    upper: Floats
    start: Ints
    index: Ints
    weight: Floats
    row_lower: Floats
    row_upper: Floats

    @property
    def open(self) -> Flags:
        """The numbers not told outright."""
        return np.asarray(self.lower < self.upper, dtype=np.bool_)


def knowledge_of(lattice: Lattice, lower: Floats, upper: Floats) -> Knowledge:
    """A reader of printed tables: her bounds, and every equation of their lattice."""
    equations = lattice.equations
    zeros = np.zeros(len(equations))
    return Knowledge(
        lower,
        upper,
        equations.start,
        equations.index,
        equations.coefficient.astype(np.float64),
        zeros,
        zeros,
    )


@dataclass
class Notes:
    """Knowledge written down one fact at a time: for a reader who holds more than one paper."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    facts: list[tuple[list[tuple[int, float]], float, float]] = field(default_factory=list)

    def number(self, low: float = 0, high: float = np.inf) -> int:
        """A count known to lie between `low` and `high`; returns its place."""
        self.lower.append(low)
        self.upper.append(high)
        return len(self.lower) - 1

    def adds_up(self, parts: Iterable[int], whole: int) -> None:
        """The parts together are the whole."""
        self.fact([*((part, 1.0) for part in parts), (whole, -1.0)], 0, 0)

    def share(self, part: int, whole: int, percent: float, decimals: int = 0) -> None:
        """`part` of `whole` was printed as `percent`, rounded to so many decimals (0–100).

        Rounding is taken at its widest (half a last digit both ways, ends included).
        """
        half = 0.5 * 10.0**-decimals
        self.fact([(part, 100.0), (whole, -(percent - half))], 0, np.inf)
        self.fact([(part, 100.0), (whole, -(percent + half))], -np.inf, 0)

    def fact(self, terms: Iterable[tuple[int, float]], low: float, high: float) -> None:
        """A weighted sum of numbers lies between `low` and `high`."""
        self.facts.append((list(terms), low, high))

    def together(self) -> Knowledge:
        """Everything noted, ready for the attack."""
        lengths = [0, *(len(terms) for terms, _, _ in self.facts)]
        terms = [term for found, _, _ in self.facts for term in found]
        return Knowledge(
            np.array(self.lower, dtype=np.float64),
            np.array(self.upper, dtype=np.float64),
            np.cumsum(np.array(lengths, dtype=np.int64)),
            np.array([place for place, _ in terms], dtype=np.int64),
            np.array([weight for _, weight in terms], dtype=np.float64),
            np.array([low for _, low, _ in self.facts], dtype=np.float64),
            np.array([high for _, _, high in self.facts], dtype=np.float64),
        )


@dataclass(frozen=True)
class Piece:
    """A part of the knowledge that hangs together: its open numbers and the rows between them.

    `places` and `rows` say where they stand in the whole; the row bounds have the known numbers
    taken off.
    """

    places: Ints
    rows: Ints
    lower: Floats
    upper: Floats
    start: Ints
    index: Ints
    weight: Floats
    row_lower: Floats
    row_upper: Floats

    @property
    def tree(self) -> bool:
        """True where no equation closes a ring, so that bounds found step by step are exact."""
        return len(self.index) == len(self.places) + len(self.rows) - 1


@dataclass(frozen=True)
class _Entries:
    """The entries of the rows that are still open, and what the known numbers add to every row."""

    index: Ints
    rows: Ints
    weight: Floats
    settled: Floats


def settle(knowledge: Knowledge) -> Knowledge:
    """The same knowledge after reading off every number that one equation alone gives away.

    Raises Contradiction when such a number lies outside its bounds.
    """
    lower, upper = knowledge.lower.copy(), knowledge.upper.copy()
    exact = knowledge.row_lower == knowledge.row_upper
    while True:
        entries = _entries(knowledge, lower, upper)
        lone = (np.bincount(entries.rows, minlength=len(exact)) == 1) & exact
        chosen = lone[entries.rows]
        if not chosen.any():
            break
        rows, places = entries.rows[chosen], entries.index[chosen]
        found = (knowledge.row_lower[rows] - entries.settled[rows]) / entries.weight[chosen]
        if (found < lower[places] - NEAR).any() or (found > upper[places] + NEAR).any():
            raise Contradiction("a number outside its bounds")
        lower[places] = upper[places] = found
    return replace(knowledge, lower=lower, upper=upper)


def pieces(knowledge: Knowledge) -> Iterator[Piece]:
    """The knowledge cut into parts that share no open number; raises Contradiction."""
    entries = _entries(knowledge, knowledge.lower, knowledge.upper)
    shut = np.bincount(entries.rows, minlength=len(entries.settled)) == 0
    low, high = knowledge.row_lower - entries.settled, knowledge.row_upper - entries.settled
    if (low[shut] > NEAR).any() or (high[shut] < -NEAR).any():
        raise Contradiction("an equation that does not hold")
    labels = _connected(knowledge.open, entries)
    entries_of = _grouped(labels[entries.index])
    places_of = knowledge.open.nonzero()[0]
    for label, members in _grouped(labels[places_of]).items():
        places = places_of[members]
        chosen = entries_of.get(label, np.zeros(0, dtype=np.int64))
        rows, lengths = np.unique(entries.rows[chosen], return_counts=True)
        yield Piece(
            places,
            rows,
            knowledge.lower[places],
            knowledge.upper[places],
            np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
            np.searchsorted(places, entries.index[chosen]).astype(np.int64),
            entries.weight[chosen],
            low[rows],
            high[rows],
        )


def _entries(knowledge: Knowledge, lower: Floats, upper: Floats) -> _Entries:
    height = len(knowledge.start) - 1
    row_of = np.repeat(np.arange(height), np.diff(knowledge.start))
    known = (lower == upper)[knowledge.index]
    given = knowledge.weight[known] * lower[knowledge.index[known]]
    settled = np.bincount(row_of[known], weights=given, minlength=height).astype(np.float64)
    return _Entries(knowledge.index[~known], row_of[~known], knowledge.weight[~known], settled)


def _connected(still_open: Flags, entries: _Entries) -> Ints:
    """One label per number; numbers that share a row, directly or through others, share a label."""
    labels = np.arange(len(still_open), dtype=np.int64)
    if not len(entries.rows):
        return labels
    first = np.flatnonzero(np.diff(entries.rows, prepend=-1))
    own_row = np.cumsum(np.diff(entries.rows, prepend=entries.rows[0]) > 0)
    while True:
        least = np.minimum.reduceat(labels[entries.index], first)
        joined = labels.copy()
        np.minimum.at(joined, entries.index, least[own_row])
        joined = joined[joined]
        if np.array_equal(joined, labels):
            return labels
        labels = joined


def _grouped(labels: Ints) -> dict[int, Ints]:
    """Positions by label, ascending within each."""
    order = np.argsort(labels, kind="stable")
    kept, first = np.unique(labels[order], return_index=True)
    parts = np.split(order, first[1:]) if len(kept) else []
    return {int(label): part for label, part in zip(kept, parts, strict=True)}
