"""Invented worlds of single contacts, tables of them at any level, and an onlooker who has read every release.

The onlooker shares no code with the gate. She writes down one unknown for every combination of everything a contact
can be, every printed number as a sum of them, and asks a solver for the least and greatest value of each hidden one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import highspy
import numpy as np

from omuz.foundation.privacy.gate import TOTAL, Cell, Dimension, Hierarchy, Links, RawTable, Reason, SafeTable

Key = tuple[str, ...]
Printed = int | Reason
PARTS = {"konak": "merkez", "buca": "merkez", "bornova": "merkez", "urla": "yarimada", "karaburun": "yarimada"}
LINKS = Links(
    (
        Hierarchy(
            ("district", "part", "province"),
            {"district": PARTS, "part": dict.fromkeys(("merkez", "yarimada"), "izmir")},
        ),
    )
)
MONTHS = tuple(f"2026-{number:02}" for number in range(1, 13))


def quarter_of(month: str) -> str:
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"


LEVELS: Mapping[str, tuple[str, Any]] = {
    "district": ("district", lambda code: code),
    "part": ("district", PARTS.__getitem__),
    "province": ("district", lambda _: "izmir"),
    "month": ("month", lambda code: code),
    "quarter": ("month", quarter_of),
    "year": ("month", lambda code: code[:4]),
}


@dataclass(frozen=True)
class Plan:
    """One table: its dimensions, the period it speaks of, what it measures."""

    by: tuple[str, ...]
    period: str = "2026"
    measure: str = "count"

    @property
    def grain(self) -> str:
        return "month" if "month" in self.by else "quarter" if "Q" in self.period or "quarter" in self.by else "year"


@dataclass(frozen=True)
class World:
    """`counts` has one axis for each of `axes`: how many contacts there are of every combination."""

    axes: Mapping[str, tuple[str, ...]]
    counts: np.ndarray

    def mask(self, plan: Plan, key: Key, part: bool = False) -> np.ndarray:
        """Which combinations a number of a table adds up."""
        chosen = {name: np.ones(len(codes), dtype=bool) for name, codes in self.axes.items()}
        asked = [(name, code) for name, code in zip(plan.by, key, strict=True) if code != TOTAL]
        if "month" in self.axes:
            asked.append(("quarter" if "Q" in plan.period else "year", plan.period))
        if part:
            asked.append(("asked", "yes"))
        for name, code in asked:
            axis, level = LEVELS.get(name, (name, lambda same: same))
            chosen[axis] &= np.array([level(own) == code for own in self.axes[axis]])
        mask = np.ones(self.counts.shape, dtype=bool)
        for place, name in enumerate(self.axes):
            along = [1] * self.counts.ndim
            along[place] = -1
            mask &= chosen[name].reshape(along)
        return mask

    def dimension(self, plan: Plan, name: str) -> Dimension:
        axis, level = LEVELS.get(name, (name, lambda same: same))
        inside = {"quarter": quarter_of, "year": lambda month: month[:4]}["quarter" if "Q" in plan.period else "year"]
        own = self.axes[axis]
        kept = [code for code in own if axis != "month" or inside(code) == plan.period]
        return Dimension(name, tuple(dict.fromkeys(level(code) for code in kept)))

    def table(self, plan: Plan, series: str = "contacts/network") -> RawTable:
        dimensions = tuple(self.dimension(plan, name) for name in plan.by)
        keys = list(product(*(dimension.categories for dimension in dimensions)))
        whole = {key: int(self.counts[self.mask(plan, key)].sum()) for key in keys}
        more: dict[str, Any] = {}
        counts = whole
        if plan.measure == "share":
            counts = {key: int(self.counts[self.mask(plan, key, part=True)].sum()) for key in keys}
            more = {"denominators": whole}
        if plan.measure == "median":
            more = {"medians": dict.fromkeys((*keys, (TOTAL,) * len(dimensions)), 7.0)}
        return RawTable(
            indicator="I01",
            version=1,
            dimensions=dimensions,
            counts=counts,
            base="bütün temaslar",
            period=plan.period,
            grain=plan.grain,
            measure=plan.measure,
            population=f"{series}/{plan.period}",
            **more,
        )


def told(cell: Cell) -> Printed:
    return cell.value if cell.hidden is None and cell.value is not None else cell.hidden or 0


def printed_of(table: SafeTable) -> Iterator[tuple[Key, bool, Printed]]:
    """Every number of a protected table: its key, whether it is of the numerator, what is printed."""
    share = bool(table.bases)
    for cell in table.cells:
        yield cell.key, share, told(cell)
    for cell in table.bases:
        yield cell.key, False, told(cell)


def careless(world: World, plan: Plan, threshold: int) -> Iterator[tuple[Key, bool, Printed]]:
    """The same table with small numbers hidden and nothing else."""
    codes = [(*world.dimension(plan, name).categories, TOTAL) for name in plan.by]
    for key, part in product(product(*codes), (True, False) if plan.measure == "share" else (False,)):
        count = int(world.counts[world.mask(plan, key, part)].sum())
        yield key, part, Reason.SMALL if 0 < count < threshold else count


@dataclass
class Onlooker:
    """She knows the rules: what a mark says about a number. `zeros` as in the policy."""

    threshold: int
    zeros: str
    rounding: int = 0
    worlds: list[tuple[World, int]] = field(default_factory=list)
    rows: list[tuple[np.ndarray, float, float]] = field(default_factory=list)
    hidden: list[tuple[str, np.ndarray, int]] = field(default_factory=list)
    size: int = 0

    def knows_of(self, world: World) -> int:
        """A further state of the world; returns its number."""
        self.worlds.append((world, self.size))
        self.size += world.counts.size
        return len(self.worlds) - 1

    def only_grew(self, earlier: int, later: int) -> None:
        """She knows that between two states contacts were only added."""
        (world, one), (_, other) = self.worlds[earlier], self.worlds[later]
        for place in range(world.counts.size):
            self.rows.append((np.array([[one + place, -1], [other + place, 1]]), 0, np.inf))

    def reads(self, number: int, plan: Plan, printed: Iterator[tuple[Key, bool, Printed]]) -> None:
        world, first = self.worlds[number]
        for key, part, said in printed:
            mask = world.mask(plan, key, part)
            places = first + np.flatnonzero(mask.ravel())
            low, high = self._range(said)
            self.rows.append((np.column_stack([places, np.ones(len(places), dtype=int)]), low, high))
            if isinstance(said, Reason) or (self.rounding and said < self.threshold):
                self.hidden.append((f"{plan.by} {key} {part}", places, int(world.counts[mask].sum())))

    def intervals(self) -> list[tuple[str, int, int, float]]:
        """For every hidden number: its name, its truth, and the least and greatest value she can give it."""
        model = highspy.Highs()
        model.setOptionValue("output_flag", False)
        model.setOptionValue("threads", 1)
        model.addVars(self.size, np.zeros(self.size), np.full(self.size, 1e6))
        for terms, low, high in self.rows:
            model.addRow(low, high, len(terms), terms[:, 0].astype(np.int32), terms[:, 1].astype(float))
        found, costs = [], np.zeros(self.size)
        for name, places, truth in self.hidden:
            ends = []
            for sign in (1.0, -1.0):
                costs[:] = 0
                costs[places] = sign
                model.changeColsCost(self.size, np.arange(self.size, dtype=np.int32), costs)
                model.run()
                assert model.getModelStatus() == highspy.HighsModelStatus.kOptimal, "the truth itself must fit"
                ends.append(sign * model.getInfo().objective_function_value)
            found.append((name, truth, int(np.ceil(ends[0] - 1e-5)), float(np.floor(ends[1] + 1e-5))))
        return found

    def _range(self, said: Printed) -> tuple[float, float]:
        if said is Reason.SMALL:
            return (0 if self.zeros == "hide" else 1), self.threshold - 1
        if said is Reason.COMPLEMENTARY:
            return self.threshold, np.inf
        if said is Reason.GROUP:
            return (1 if self.zeros == "show" else 0), np.inf
        if isinstance(said, Reason):
            return 0, np.inf
        return max(0, said - max(0, self.rounding - 1)), said + max(0, self.rounding - 1)


def narrow(intervals: Sequence[tuple[str, int, int, float]], fewest: int) -> list[tuple[str, int, int, float]]:
    """The hidden numbers left with fewer whole values than that."""
    return [each for each in intervals if each[3] - each[2] + 1 < fewest]


def recovered(intervals: Sequence[tuple[str, int, int, float]]) -> int:
    """How many hidden numbers are known exactly."""
    return sum(low == high for _, _, low, high in intervals)
