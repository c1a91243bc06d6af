"""What readers of published tables try: subtracting every pair, asking for one woman, a colleague beside the hub."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import highspy
import numpy as np

from omuz.foundation.privacy.gate import (
    NETWORK,
    Dimension,
    ProtectedRelease,
    RawTable,
    Reason,
    SafeTable,
    combine,
    protect,
)
from tests.foundation.privacy.test_linked_attack import WAYS, Release, grown, released, world_of
from tests.foundation.privacy.worlds import Key, Plan, World, printed_of

SMALL = range(1, 5)
"""What a difference may not be: so few contacts that somebody may know them."""


def slowly(chance: np.random.Generator) -> list[Release]:
    """The months of a year alone, then the same by quarter: a network too small for anything finer."""
    world = world_of(chance, ("month", "kind"), 3)
    return [(world, [Plan(("month",))]), (world, [Plan(("quarter",)), Plan(("kind",))])]


def again(chance: np.random.Generator) -> list[Release]:
    """One release, and the same twice more as contacts came in late."""
    first = world_of(chance, ("channel", "kind"), 8)
    second = grown(first, chance, int(chance.integers(1, 9)))
    third = grown(second, chance, int(chance.integers(1, 30)))
    return [(each, [Plan(("channel", "kind"))]) for each in (first, second, third)]


ALL = (*WAYS, slowly, again)
LARGE = {
    "channel": tuple(f"channel{place}" for place in range(16)),
    "relation": tuple(f"relation{place}" for place in range(9)),
}


def large(chance: np.random.Generator) -> list[Release]:
    """One table of 170 numbers: 457 pairs of a part and its whole."""
    counts = chance.poisson(chance.gamma(3, float(chance.choice([12, 20, 60])), size=(16, 9)))
    return [(World(LARGE, counts), [Plan(tuple(LARGE))])]


@dataclass(frozen=True)
class Shown:
    """One number in the open: what it counts, as one flag for each combination, in which state of the world."""

    state: int
    mask: np.ndarray
    value: int


def shown(releases: Sequence[Release], done: Sequence[ProtectedRelease]) -> list[Shown]:
    """Every number the releases print, each once."""
    found: dict[tuple[int, bytes], Shown] = {}
    states: list[int] = []
    for (world, plans), release in zip(releases, done, strict=False):
        if id(world) not in states:
            states.append(id(world))
        state = states.index(id(world))
        for plan, table in zip(plans, release.tables, strict=True):
            for key, part, said in printed_of(table):
                if not isinstance(said, Reason):
                    mask = world.mask(plan, key, part).ravel()
                    found[state, mask.tobytes()] = Shown(state, mask, said)
    return list(found.values())


def differences(numbers: Sequence[Shown]) -> tuple[int, list[int]]:
    """How many pairs may be subtracted, and the differences that are as small as no count may be.

    A pair may be subtracted where one number counts part of what the other counts: subset and total, month and quarter
    and year; and where both count the same before and after a correction.
    """
    pairs, small = 0, []
    for state in sorted({each.state for each in numbers}):
        own = [each for each in numbers if each.state == state]
        masks = np.array([each.mask for each in own], dtype=np.int64)
        values = np.array([each.value for each in own])
        inside = (masks @ (1 - masks).T == 0) & (masks.sum(axis=1)[:, None] < masks.sum(axis=1)[None, :])
        part, whole = np.nonzero(inside)
        pairs += len(part)
        small += [int(each) for each in values[whole] - values[part] if each in SMALL]
    same: dict[bytes, list[int]] = {}
    for each in numbers:
        same.setdefault(each.mask.tobytes(), []).append(each.value)
    for values_of in same.values():
        for one, other in combinations(values_of, 2):
            pairs += 1
            small += [abs(one - other)] if abs(one - other) in SMALL else []
    return pairs, small


def centre_tables(chance: np.random.Generator, centres: int) -> tuple[list[RawTable], list[SafeTable]]:
    """The same table at some centres, as counted and as each protected it."""
    channel = Dimension("channel", ("phone", "face_to_face", "email", "letter"))
    relation = Dimension("relation", ("partner", "former", "other"))
    raws = []
    for _centre in range(centres):
        counts = chance.poisson(chance.gamma(1.1, 7, size=(4, 3)))
        cells: dict[Key, int] = {
            (one, other): int(counts[row, column])
            for row, one in enumerate(channel.categories)
            for column, other in enumerate(relation.categories)
        }
        raws.append(
            RawTable(
                indicator="I05", version=1, dimensions=(channel, relation), counts=cells, base="invented",
                period="2026-Q3", grain="quarter",
            )
        )  # fmt: skip
    return raws, [protect(raw, NETWORK) for raw in raws]


def without_one(safes: Sequence[SafeTable]) -> Iterator[tuple[int, int]]:
    """For each centre left out and each cell shown with and without it: the difference, and the cell it must be."""
    whole = combine(safes)
    for place, own in enumerate(safes):
        rest = combine([*safes[:place], *safes[place + 1 :]])
        for cell in whole.cells:
            other = rest.cell(cell.key).value
            if cell.value is not None and other is not None:
                yield cell.value - other, own.cell(cell.key).value or 0


def room_left(safes: Sequence[SafeTable], own: RawTable) -> list[tuple[int, float]]:
    """What the hub together with the last centre can still not tell of the first: least and greatest of each hidden.

    They hold every protected table, the sum of all, and everything the last centre counted.
    """
    first, whole = safes[0], combine(safes)
    codes = [dimension.categories for dimension in first.dimensions]
    size = len(codes[0]) * len(codes[1])
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    model.addVars(size * len(safes), np.zeros(size * len(safes)), np.full(size * len(safes), 1e6))

    def places(centre: int, key: tuple[str, ...]) -> np.ndarray:
        grid = np.ones((len(codes[0]), len(codes[1])), dtype=bool)
        for axis, code in enumerate(key):
            if code != "*":
                chosen = np.array([each == code for each in codes[axis]])
                grid &= chosen[:, None] if axis == 0 else chosen[None, :]
        return centre * size + np.flatnonzero(grid.ravel())

    def told(columns: np.ndarray, low: float, high: float) -> None:
        model.addRow(low, high, len(columns), columns.astype(np.int32), np.ones(len(columns)))

    for centre, safe in enumerate(safes):
        for cell in safe.cells:
            told(places(centre, cell.key), *_between(cell, safe))
    for cell in whole.cells:
        low, high = (cell.value, cell.value) if cell.value is not None else (cell.low or 0, _most(cell.high))
        told(np.concatenate([places(centre, cell.key) for centre in range(len(safes))]), low, high)
    for key, count in own.counts.items():
        told(places(len(safes) - 1, key), count, count)
    found = []
    costs = np.zeros(size * len(safes))
    for cell in first.cells:
        if cell.hidden is None:
            continue
        ends = []
        for sign in (1.0, -1.0):
            costs[:] = 0
            costs[places(0, cell.key)] = sign
            model.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)
            model.run()
            assert model.getModelStatus() in (
                highspy.HighsModelStatus.kOptimal,
                highspy.HighsModelStatus.kUnbounded,
            ), "the truth itself must fit"
            ends.append(sign * model.getInfo().objective_function_value)
        found.append((int(np.ceil(ends[0] - 1e-5)), float(np.floor(ends[1] + 1e-5))))
    return found


def _most(high: int | None) -> float:
    return np.inf if high is None else high


def _between(cell: object, table: SafeTable) -> tuple[float, float]:
    """What a cell and its mark say by themselves."""
    value, hidden = getattr(cell, "value", None), getattr(cell, "hidden", None)
    if value is not None:
        return value, value
    threshold = table.policy.threshold
    if hidden is Reason.SMALL:
        return 1, threshold - 1
    return (threshold if hidden is Reason.COMPLEMENTARY else 0), np.inf


@dataclass(frozen=True)
class Met:
    """What the tables of a release say of the place where one woman would stand."""

    low: int
    high: float
    value: int | None


def met(world: World, plans: Sequence[Plan], place: int) -> Met | None:
    """The narrowest print her combination falls into, None where the release may not leave."""
    done = released([(world, plans)], NETWORK)
    if not done:
        return None
    best: tuple[int, Met] | None = None
    for plan, table in zip(plans, done[0].tables, strict=True):
        for cell in table.cells:
            mask = world.mask(plan, cell.key).ravel()
            if mask[place] and (best is None or mask.sum() < best[0]):
                low = cell.value if cell.value is not None else cell.low or 0
                high = float(cell.value) if cell.value is not None else _most(cell.high)
                best = (int(mask.sum()), Met(low, high, cell.value))
    return best[1] if best else None
