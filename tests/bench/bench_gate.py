"""P5: protecting a table of 3,627 printed numbers with its proof, and the small tables of a quarter's return."""

from collections.abc import Iterator

import numpy as np

from omuz.foundation.privacy.bounds import Attack
from omuz.foundation.privacy.cells import Dimension, RawTable
from omuz.foundation.privacy.gate import Policy, SafeTable, protect, restore
from omuz.foundation.privacy.knowledge import knowledge_of
from omuz.foundation.privacy.marks import VISIBLE, first_marks, told
from omuz.foundation.privacy.numbers import lattice_and_numbers
from tests.bench.rows import Row, taken

LARGE = (30, 12, 8)
SMALL_TABLES = 100
POLICY = Policy(zeros="show")


def measure() -> Iterator[Row]:
    """Ours: marks, integer program, attack, proof. Beside it: hiding small numbers only, and what that gives away."""
    table = cube(LARGE, 20_000)
    safe = protect(table, POLICY)
    first = sum(mark != VISIBLE for mark in careless_marks(table))
    exact = recovered(table)

    def careless() -> None:
        assert len(careless_marks(table)) == len(safe.cells)

    besides = safe.hidden_count - first
    note = f"{first} small, {besides} hidden besides, none too narrow; careless: {exact} known exactly"
    least = "hiding small numbers only"
    yield Row(
        "P5 protect 30 × 12 × 8, proof included",
        taken(lambda: protect(table, POLICY), 3, warm=False),
        least,
        taken(careless, 3),
        "≤ 1 s",
        note,
    )
    text = safe.to_json()
    yield Row(
        "P5 full audit of the same from its text",
        taken(lambda: restore(text), 3, warm=False),
        "",
        None,
        "≤ 5 s",
        f"{len(text):,} bytes",
    )
    tables = [line(seed) for seed in range(SMALL_TABLES)]

    def protect_all() -> list[SafeTable]:
        return [protect(one) for one in tables]

    def careless_all() -> None:
        assert len([careless_marks(one) for one in tables]) == SMALL_TABLES

    hidden = sum(one.hidden_count for one in protect_all())
    yield Row(
        f"{SMALL_TABLES} tables of nine channels",
        taken(protect_all),
        least,
        taken(careless_all),
        "≤ 1 s",
        f"{hidden} cells hidden",
    )


def cube(extent: tuple[int, ...], people: int) -> RawTable:
    """An invented table about as sparse as a network's: many small cells, a few large ones."""
    chance = np.random.default_rng(1)
    sides = [chance.dirichlet(np.full(size, spread)) for size, spread in zip(extent, (1.5, 20, 1.2), strict=True)]
    expected = people * np.einsum("i,j,k->ijk", *sides) * chance.gamma(3, 1 / 3, size=extent)
    dimensions = tuple(
        Dimension(name, tuple(f"{name}{place}" for place in range(size)))
        for name, size in zip(("place", "term", "form"), extent, strict=True)
    )
    return _table(dimensions, chance.poisson(expected))


def line(seed: int) -> RawTable:
    """One dimension of nine categories, as in a small centre's quarter."""
    chance = np.random.default_rng(seed)
    channel = Dimension("channel", tuple(f"channel{place}" for place in range(9)))
    return _table((channel,), chance.choice([0, 1, 2, 3, 6, 9, 14, 40], size=9))


def careless_marks(table: RawTable) -> list[int]:
    """The marks when small numbers are hidden and nothing else."""
    lattice, values = lattice_and_numbers([table])
    marks: list[int] = first_marks(lattice, values, POLICY).of.tolist()
    return marks


def recovered(table: RawTable) -> int:
    """How many hidden numbers that gives away exactly."""
    lattice, values = lattice_and_numbers([table])
    marks = first_marks(lattice, values, POLICY).of
    lower, upper = told(marks, POLICY.threshold, POLICY.zeros)
    shown = marks == VISIBLE
    lower[shown] = upper[shown] = values[shown]
    attack = Attack(knowledge_of(lattice, lower, upper))
    hidden = np.flatnonzero(~shown)
    for place in attack.narrow(hidden, 1, np.zeros(0, dtype=np.int64)).tolist():
        attack.pursue(place)
    return int((attack.low[hidden] == attack.high[hidden]).sum())


def _table(dimensions: tuple[Dimension, ...], numbers: np.ndarray) -> RawTable:
    counts = {
        tuple(dimension.categories[spot] for dimension, spot in zip(dimensions, place, strict=True)): int(count)
        for place, count in np.ndenumerate(numbers)
    }
    return RawTable(
        indicator="I05",
        version=1,
        dimensions=dimensions,
        counts=counts,
        base="invented",
        period="2026",
        grain="year",
    )
