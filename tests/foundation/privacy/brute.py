"""A reader with all the time in the world: she tries every table of whole numbers that fits what is printed.

Shares no code with the gate's own attack. To keep her work finite she tries hidden numbers only near the truth, which
makes her see fewer possibilities than there are, never more: what she cannot pin down nobody can.
"""

from collections.abc import Mapping
from itertools import product

import numpy as np
from hypothesis import assume

from omuz.foundation.privacy.gate import TOTAL, Cell, RawTable, Reason, SafeTable

Name = tuple[str, ...]
MOST = 1_500_000


class Reader:
    """What she knows of one table: numbers that vary, sums of them, and what is printed about each sum."""

    def __init__(self, raw: RawTable, threshold: int, zeros: str) -> None:
        self.threshold, self.zeros = threshold, zeros
        self.leaves: dict[Name, int] = {}
        self.sums: dict[Name, dict[Name, int]] = {}
        self.never_negative: list[Name] = []
        if raw.denominators is not None:
            self._share(raw)
        elif raw.multi:
            self._answers(raw)
        else:
            self._counts(raw)
        if raw.rows_used is not None:
            total = self.sums[("of",) + (TOTAL,) * len(raw.dimensions)] if raw.denominators is not None else (
                self.sums[(TOTAL,) * len(raw.dimensions)]
            )
            self.leaves[("left out",)] = raw.rows_used - sum(self.leaves[leaf] * w for leaf, w in total.items())
            self.sums[("rows",)] = total | {("left out",): 1}
            self.sums[("rest", "left out")] = {("left out",): 1}

    def _counts(self, raw: RawTable, mark: Name = (), counts: Mapping[Name, int] | None = None) -> None:
        counts = raw.counts if counts is None else counts
        codes = [dimension.categories for dimension in raw.dimensions]
        for leaf in product(*codes):
            self.leaves[mark + leaf] = counts.get(leaf, 0)
        for key in product(*((*own, TOTAL) for own in codes)):
            inside = product(*(own if code == TOTAL else (code,) for own, code in zip(codes, key, strict=True)))
            self.sums[mark + key] = {mark + leaf: 1 for leaf in inside}

    def _share(self, raw: RawTable) -> None:
        self._counts(raw)
        parts = dict(self.sums)
        self._counts(raw, ("of",), raw.denominators)
        for key, part in parts.items():
            whole = self.sums[("of", *key)]
            self.sums[("rest", *key)] = whole | {leaf: -1 for leaf in part}
            self.never_negative.append(("rest", *key))

    def _answers(self, raw: RawTable) -> None:
        """One dimension of overlapping answers."""
        (dimension,) = raw.dimensions
        for code in (*dimension.categories, TOTAL):
            self.leaves[code,] = raw.counts.get((code,), 0)
            self.sums[code,] = {(code,): 1}
        for code in dimension.categories:
            self.sums["rest", code] = {(TOTAL,): 1, (code,): -1}
            self.never_negative.append(("rest", code))
        if sum(self.leaves[code,] for code in dimension.categories) >= self.leaves[TOTAL,]:
            self.sums["more",] = {(code,): 1 for code in dimension.categories} | {(TOTAL,): -1}
            self.never_negative.append(("more",))

    def possible(self, printed: Mapping[Name, int | Reason | None]) -> dict[Name, set[int]]:
        """Every value each printed sum, and each rest nobody prints, takes in some table that fits.

        `printed` holds a number, a reason, or None for "hidden, nothing said".
        """
        names = list(self.leaves)
        ranges = [self._range(name, printed) for name in names]
        assume(int(np.prod([len(found) for found in ranges], dtype=np.float64)) <= MOST)
        grid = np.meshgrid(*ranges, indexing="ij", sparse=False)
        tables = {name: axis.ravel() for name, axis in zip(names, grid, strict=True)}
        fits = np.ones(len(next(iter(tables.values()))), dtype=np.bool_)
        values = {}
        for name, parts in self.sums.items():
            values[name] = sum(tables[leaf] * weight for leaf, weight in parts.items())
            if name in printed:
                least, most = self._told(printed[name])
                fits &= (values[name] >= least) & (values[name] <= most)
            elif name in self.never_negative:
                fits &= values[name] >= 0
        assert fits.any(), "the truth itself must fit"
        return {name: set(found[fits].tolist()) for name, found in values.items() if name != ("more",)}

    def _range(self, name: Name, printed: Mapping[Name, int | Reason | None]) -> list[int]:
        truth, reach = self.leaves[name], self.threshold + 1
        least, most = self._told(printed[name]) if name in printed else (0, 10**9)
        return list(range(max(least, truth - reach), min(most, truth + reach) + 1))

    def _told(self, found: int | Reason | None) -> tuple[int, int]:
        """What the rules of the gate, which are public, say about a printed number or a reason."""
        if found is Reason.SMALL:
            return (0 if self.zeros == "hide" else 1), self.threshold - 1
        if found is Reason.COMPLEMENTARY:
            return self.threshold, 10**9
        if found is Reason.GROUP:
            return (1 if self.zeros == "show" else 0), 10**9
        return (0, 10**9) if found is None else (int(found), int(found))


def printed_of(table: SafeTable) -> dict[Name, int | Reason | None]:
    """What a protected table prints, as the reader takes it."""
    found: dict[Name, int | Reason | None] = {cell.key: _said(cell) for cell in table.cells}
    found |= {("of", *cell.key): _said(cell) for cell in table.bases}
    return found | {("rows",): table.rows_used}


def small_only(reader: Reader) -> dict[Name, int | Reason | None]:
    """The careless print: every small number hidden, nothing else."""
    found: dict[Name, int | Reason | None] = {}
    for name, parts in reader.sums.items():
        if name[0] not in {"rest", "more"}:
            value = sum(reader.leaves[leaf] * weight for leaf, weight in parts.items())
            found[name] = Reason.SMALL if 0 < value < reader.threshold else value
    return found


def pinned(reader: Reader, printed: Mapping[Name, int | Reason | None], fewest: int) -> dict[Name, set[int]]:
    """Hidden numbers, and small ones nobody prints, that are left with fewer than `fewest` values."""
    found = {}
    for name, values in reader.possible(printed).items():
        told = printed.get(name)
        if isinstance(told, int) and not isinstance(told, Reason):
            continue
        if name[0] == "rest" and not any(0 < value < reader.threshold for value in values):
            continue
        if len(values) < fewest:
            found[name] = values
    return found


def _said(cell: Cell) -> int | Reason | None:
    return cell.hidden if cell.value is None else cell.value
