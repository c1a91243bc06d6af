"""A reader with all the time in the world: she tries every table of whole numbers that fits what is printed.

Shares no code with the gate's own attack. To keep her work finite she tries hidden numbers only near the truth, which
makes her see fewer possibilities than there are, never more: what she cannot pin down nobody can.
"""

from collections.abc import Mapping
from itertools import product

import numpy as np

from omuz.foundation.privacy.gate import TOTAL, Cell, RawTable, Reason, SafeTable

Name = tuple[str, ...]
Sum = dict[Name, int]
MOST = 60_000


class TooManyTables(Exception):
    """More tables than this reader has time for."""


class Reader:
    """What she knows of one table: numbers that vary, sums of them, and what is printed about each sum.

    In a name "¬physical" stands for everybody in the total who did not give that answer.
    """

    def __init__(self, raw: RawTable, threshold: int, zeros: str) -> None:
        self.threshold, self.zeros = threshold, zeros
        self.leaves: dict[Name, int] = {}
        self.sums: dict[Name, Sum] = {}
        self._counts(raw, (), raw.counts)
        if raw.denominators is not None:
            parts = dict(self.sums)
            self._counts(raw, ("of",), raw.denominators)
            for key, part in parts.items():
                self.sums["¬", *key] = _added(self.sums["of", *key], part, -1)
        for place, dimension in enumerate(raw.dimensions):
            if dimension.name in raw.multi:
                self._cover(raw, place)
        if raw.rows_used is not None:
            whole = self.sums[(*(("of",) if raw.denominators is not None else ()), *(TOTAL for _ in raw.dimensions))]
            self.leaves["¬rows",] = raw.rows_used - self.value(whole)
            self.sums["¬rows",] = {("¬rows",): 1}
            self.sums["rows",] = _added(whole, {("¬rows",): 1}, 1)

    def value(self, parts: Sum) -> int:
        """The true value of a sum."""
        return sum(self.leaves[leaf] * weight for leaf, weight in parts.items())

    def _counts(self, raw: RawTable, mark: Name, counts: Mapping[Name, int]) -> None:
        """The counts of a table: every leaf, every total, every opposite; answers that cover everybody."""
        options: list[dict[str, list[tuple[str, int]]]] = []
        for dimension in raw.dimensions:
            codes = dimension.categories
            single = {code: [(code, 1)] for code in codes}
            if dimension.name in raw.multi:
                opposite = {"¬" + code: [(TOTAL, 1), (code, -1)] for code in codes}
                options.append(single | {TOTAL: [(TOTAL, 1)]} | opposite)
            else:
                options.append(single | {TOTAL: [(code, 1) for code in codes]})
        for picks in product(*(option.items() for option in options)):
            terms: Sum = {}
            for leaf in product(*(parts for _, parts in picks)):
                name = (*mark, *(code for code, _ in leaf))
                terms[name] = terms.get(name, 0) + int(np.prod([weight for _, weight in leaf]))
                self.leaves[name] = counts.get(name[len(mark) :], 0)
            self.sums[*mark, *(code for code, _ in picks)] = terms

    def _cover(self, raw: RawTable, place: int) -> None:
        """If it can be that everybody gave one of the answers, she knows that everybody did: "+" further ones."""
        found: dict[Name, Sum] = {}
        for name, total in self.sums.items():
            spot = place + len(name) - len(raw.dimensions)
            if name[spot] == TOTAL:
                more = _added({}, total, -1)
                for code in raw.dimensions[place].categories:
                    more = _added(more, self.sums[*name[:spot], code, *name[spot + 1 :]], 1)
                found[*name[:spot], "+", *name[spot + 1 :]] = more
        if all(self.value(more) >= 0 for more in found.values()):
            self.sums |= found

    def possible(self, printed: Mapping[Name, int | Reason | None]) -> dict[Name, set[int]]:
        """Every value each printed sum, and each rest nobody prints, takes in some table that fits.

        `printed` holds a number, a reason, or None for "hidden, nothing said".
        """
        names = list(self.leaves)
        ranges = [self._range(name, printed) for name in names]
        if np.prod([len(found) for found in ranges], dtype=np.float64) > MOST:
            raise TooManyTables
        grid = np.meshgrid(*ranges, indexing="ij", sparse=False)
        tables = {name: axis.ravel() for name, axis in zip(names, grid, strict=True)}
        fits = np.ones(len(next(iter(tables.values()))), dtype=np.bool_)
        values = {}
        for name, parts in self.sums.items():
            values[name] = sum(tables[leaf] * weight for leaf, weight in parts.items())
            least, most = self._told(printed.get(name))
            fits &= (values[name] >= least) & (values[name] <= most)
        assert fits.any(), "the truth itself must fit"
        return {name: set(found[fits].tolist()) for name, found in values.items() if "+" not in name}

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
    values = {name: reader.value(parts) for name, parts in reader.sums.items() if not _unprinted(name)}
    return {name: Reason.SMALL if 0 < value < reader.threshold else value for name, value in values.items()}


def pinned(reader: Reader, printed: Mapping[Name, int | Reason | None], fewest: int) -> dict[Name, set[int]]:
    """Hidden numbers, and small ones nobody prints, that are left with fewer than `fewest` values."""
    found = {}
    for name, values in reader.possible(printed).items():
        shown = name in printed and not isinstance(printed[name], Reason | None)
        harmless = _unprinted(name) and not any(0 < value < reader.threshold for value in values)
        if not shown and not harmless and len(values) < fewest:
            found[name] = values
    return found


def _unprinted(name: Name) -> bool:
    return any(part[:1] in {"¬", "+"} for part in name)


def _added(one: Sum, other: Sum, weight: int) -> Sum:
    return {leaf: one.get(leaf, 0) + weight * other.get(leaf, 0) for leaf in {*one, *other}}


def _said(cell: Cell) -> int | Reason | None:
    return cell.hidden if cell.value is None else cell.value
