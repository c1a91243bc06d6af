"""P5: protecting 3,627 printed numbers with their proof, twenty linked tables, the small tables of one return."""

import math
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

import numpy as np

from omuz.foundation.privacy.bounds import Attack
from omuz.foundation.privacy.cells import Dimension, RawTable
from omuz.foundation.privacy.gate import Policy, SafeTable, protect, protect_release, restore
from omuz.foundation.privacy.knowledge import knowledge_of
from omuz.foundation.privacy.marks import VISIBLE, first_marks, told
from omuz.foundation.privacy.numbers import lattice_and_numbers
from tests.bench.rows import Row, taken

LARGE = (30, 12, 8)
LARGER = ((81, 12, 8), (30, 36, 8))
PEOPLE = 20_000
SMALL_TABLES = 100
POLICY = Policy(zeros="show")
AS_THE_PEER = Policy(zeros="show", room=2)
"""No hidden number known exactly, and no more: what the peer of the bar asks for."""
LINKED = {"channel": 9, "relation": 8, "kind": 4, "heard": 7, "asked": 5, "spoken": 3}


def measure() -> Iterator[Row]:
    """Ours: marks, integer program, attack, proof. Beside it: hiding small numbers only, and what that gives away."""
    table = cube(LARGE, PEOPLE)
    safe = protect(table, POLICY)
    first = sum(mark != VISIBLE for mark in careless_marks(table))
    exact = recovered(table)

    def careless() -> None:
        assert len(careless_marks(table)) == len(safe.cells)

    sparing = protect(table, AS_THE_PEER)
    yield Row(
        "P5 protect 30 × 12 × 8, no number known exactly",
        taken(lambda: protect(table, AS_THE_PEER), 3, warm=False),
        "hiding small numbers only",
        taken(careless, 3),
        "≤ 1 s, fewer than 74 besides",
        f"{sparing.hidden_count - first} hidden besides; careless: {exact} known exactly",
    )
    besides = safe.hidden_count - first
    note = f"{first} small, {besides} hidden besides, none too narrow; careless: {exact} known exactly"
    yield Row(
        "P5 protect 30 × 12 × 8, every hidden number keeps four values",
        taken(lambda: protect(table, POLICY), 3, warm=False),
        "hiding small numbers only",
        taken(careless, 3),
        "≤ 1 s",
        note,
    )
    yield audited(safe)
    yield from map(larger, LARGER)
    yield from linked_rows()
    yield quarter()


def larger(extent: tuple[int, ...]) -> Row:
    """A larger table as sparse as the first, once, as the peer protects it."""
    table = cube(extent, PEOPLE * math.prod(extent) // math.prod(LARGE))
    first = sum(mark != VISIBLE for mark in careless_marks(table))
    hidden: list[int] = []
    once = taken(lambda: hidden.append(protect(table, AS_THE_PEER).hidden_count), 1, warm=False)
    return Row(
        f"P5 protect {' × '.join(map(str, extent))}, no number known exactly", once, "", None,
        "told; the peer of the bar 21–22 s", f"{first:,} small, {hidden[0] - first:,} hidden besides",
    )  # fmt: skip


def audited(safe: SafeTable) -> Row:
    """The whole attack once more, from the written table alone."""
    text = safe.to_json()
    return Row(
        "P5 full audit of the same from its text",
        taken(lambda: restore(text), 3, warm=False),
        "",
        None,
        "≤ 5 s",
        f"{len(text):,} bytes",
    )


def quarter() -> Row:
    """The small tables of a quarter's return."""
    tables = [line(seed) for seed in range(SMALL_TABLES)]

    def protect_all() -> list[SafeTable]:
        return [protect(one) for one in tables]

    def careless_all() -> None:
        assert len([careless_marks(one) for one in tables]) == SMALL_TABLES

    hidden = sum(one.hidden_count for one in protect_all())
    return Row(
        f"{SMALL_TABLES} tables of nine channels",
        taken(protect_all),
        "hiding small numbers only",
        taken(careless_all),
        "≤ 1 s",
        f"{hidden} cells hidden",
    )


def linked_rows() -> Iterator[Row]:
    """Every crossing of two of six dimensions and each by itself, all of the same 3,000 contacts."""
    tables = linked(3_000)
    release = protect_release(tables, POLICY)
    ours = release.report.ours
    yield Row(
        f"P5 a release of {len(tables)} linked tables, proof to the end",
        taken(lambda: protect_release(tables, POLICY), 1, warm=False),
        "",
        None,
        "≤ 5 s",
        f"{ours.cells} numbers, {release.report.small_only} small, {ours.hidden} hidden,"
        f" by hand {release.report.by_hand}; narrowest interval {release.proof.narrowest} values",
    )


def linked(people: int) -> list[RawTable]:
    """Tables of the same invented contacts, each contact one code of every dimension."""
    chance = np.random.default_rng(4)
    dimensions = {name: tuple(f"{name}{spot}" for spot in range(size)) for name, size in LINKED.items()}
    own = {
        name: chance.choice(codes, people, p=chance.dirichlet(np.full(len(codes), 1.5)))
        for name, codes in dimensions.items()
    }
    asked = [*combinations(LINKED, 2), *((name,) for name in LINKED)]
    return [
        _table(
            tuple(Dimension(name, dimensions[name]) for name in names),
            Counter(zip(*(own[name].tolist() for name in names), strict=True)),
        )
        for names in asked
    ]


def cube(extent: tuple[int, ...], people: int) -> RawTable:
    """An invented table about as sparse as a network's: many small cells, a few large ones."""
    chance = np.random.default_rng(1)
    sides = [chance.dirichlet(np.full(size, spread)) for size, spread in zip(extent, (1.5, 20, 1.2), strict=True)]
    expected = people * np.einsum("i,j,k->ijk", *sides) * chance.gamma(3, 1 / 3, size=extent)
    dimensions = tuple(
        Dimension(name, tuple(f"{name}{place}" for place in range(size)))
        for name, size in zip(("place", "term", "form"), extent, strict=True)
    )
    return _table(dimensions, _by_key(dimensions, chance.poisson(expected)))


def line(seed: int) -> RawTable:
    """One dimension of nine categories, as in a small centre's quarter."""
    chance = np.random.default_rng(seed)
    channel = Dimension("channel", tuple(f"channel{place}" for place in range(9)))
    return _table((channel,), _by_key((channel,), chance.choice([0, 1, 2, 3, 6, 9, 14, 40], size=9)))


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


def _by_key(dimensions: tuple[Dimension, ...], numbers: np.ndarray) -> dict[tuple[str, ...], int]:
    return {
        tuple(dimension.categories[spot] for dimension, spot in zip(dimensions, place, strict=True)): int(count)
        for place, count in np.ndenumerate(numbers)
    }


def _table(dimensions: tuple[Dimension, ...], counts: dict[tuple[str, ...], int]) -> RawTable:
    return RawTable(
        indicator="I05",
        version=1,
        dimensions=dimensions,
        counts=counts,
        base="invented",
        period="2026",
        grain="year",
        population="contacts/invented/2026",
    )
