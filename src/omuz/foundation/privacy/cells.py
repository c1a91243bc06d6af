"""What goes into the gate and what a published table is made of: dimensions, raw counts, cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product
from typing import Final, Literal

from omuz.foundation.privacy.refusals import Malformed

TOTAL: Final = "*"
"""Stands in a key where a dimension is summed over: ("2026-Q3", TOTAL) is a row total."""

Key = tuple[str, ...]
Measure = Literal["count", "share", "median"]
Grain = Literal["year", "quarter", "month"]
GREATEST: Final = 10**9
"""The largest count; far beyond any table here, and still exact in the solver."""
MOST_DIMENSIONS: Final = 4
MEASURES: Final[tuple[Measure, ...]] = ("count", "share", "median")
GRAINS: Final[tuple[Grain, ...]] = ("year", "quarter", "month")


class Reason(StrEnum):
    """Why a cell is hidden, and thereby what every reader is told about it."""

    SMALL = "small"
    """The count is below the threshold (and not zero, unless the policy hides zeros)."""
    COMPLEMENTARY = "complementary"
    """Not small; hidden so that no other hidden cell can be computed."""
    GROUP = "group"
    """Hidden together with its whole group; says nothing about its size."""
    PARTIAL = "partial"
    """In a sum over centres: at least one centre hid it; lies between `low` and `high`."""
    HELD = "held"
    """Withheld for a time by a decision with a reason; says nothing about its size."""
    CENTRES = "centres"
    """Too few centres stand behind it, or one of them nearly alone; says nothing about its size."""


@dataclass(frozen=True)
class Dimension:
    """One way a table is divided; `categories` are codes in display order.

    `kind` names what it is about (district, age_band, violence_types, quarter …) where the name
    alone does not say so; the policy judges by kind.
    """

    name: str
    categories: tuple[str, ...]
    kind: str = ""

    @property
    def about(self) -> str:
        """What the dimension is about, in the policy's words."""
        return self.kind or self.name


@dataclass(frozen=True)
class Cell:
    """One published cell: a count, or the reason why there is none.

    `value` is None exactly when `hidden` is set; then `low` and `high` are the whole numbers
    between which any reader can place it (`high` None: no upper limit). `median` only in tables
    of medians, and only where the count behind it is large enough; `value` is that count.
    """

    key: Key
    value: int | None
    hidden: Reason | None = None
    low: int | None = None
    high: int | None = None
    median: float | None = None


@dataclass(frozen=True, kw_only=True)
class RawTable:
    """Counts as the engine made them: never shown, never stored, only handed to the gate.

    `counts` maps one category per dimension to a whole number; an absent key is zero. Where a
    dimension's categories add up, totals (TOTAL in the key) may be given and must then agree.
    Where they overlap (`multi`: several answers, or persons counted once per month), the keys
    with TOTAL in that place are needed, since they follow from nothing else. A measure "share"
    counts numerators here; the base is either `denominators` (same keys) or, for a distribution,
    the table's own total over the dimensions named in `share_over`. A measure "median" counts
    observations here and brings `medians`, totals included.
    `grain` is the finest period the figures speak of; `narrowed` names what the rows were chosen
    by (the indicator's `where`), so that a slice cannot stand in for a crossing. `population`
    names the set counted ("contacts/konak-1/2026-Q3"): tables of one population protected
    together share their totals. `contributors` is how many centres stand behind a count and
    `largest` the count of the largest of them, where known (totals too); absent keys are not
    judged. `rows_used` is the number of rows that were counted over.
    Raises Malformed when the parts contradict each other.
    """

    indicator: str
    version: int
    dimensions: tuple[Dimension, ...]
    counts: Mapping[Key, int]
    base: str
    period: str
    grain: Grain
    contributors: Mapping[Key, int] = field(default_factory=dict)
    largest: Mapping[Key, int] = field(default_factory=dict)
    measure: Measure = "count"
    denominators: Mapping[Key, int] | None = None
    share_over: tuple[str, ...] = ()
    medians: Mapping[Key, float] = field(default_factory=dict)
    multi: tuple[str, ...] = ()
    narrowed: tuple[str, ...] = ()
    population: str = ""
    rows_used: int | None = None

    def __post_init__(self) -> None:
        check_dimensions(self.dimensions, self.multi, self.share_over)
        _check_measure(self)
        for counts in (self.counts, self.denominators or {}):
            _check_counts(self.dimensions, counts)
        if self.rows_used is not None and not is_count(self.rows_used):
            raise Malformed("rows_used is not a whole number")


def is_count(value: object) -> bool:
    """True for a whole number from 0 to GREATEST (True and False are not numbers here)."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= GREATEST


def check_dimensions(dimensions: tuple[Dimension, ...], multi: tuple[str, ...], share_over: tuple[str, ...]) -> None:
    """Raise Malformed unless names and categories are usable and `multi`, `share_over` name dimensions."""
    names = [dimension.name for dimension in dimensions]
    if len(set(names)) != len(names) or len(names) > MOST_DIMENSIONS or "" in names:
        raise Malformed("dimensions")
    for dimension in dimensions:
        codes = dimension.categories
        if not codes or len(set(codes)) != len(codes) or TOTAL in codes:
            raise Malformed(f"categories of {dimension.name}")
    for name in (*multi, *share_over):
        if name not in names:
            raise Malformed(f"no dimension {name}")


def all_keys(dimensions: tuple[Dimension, ...]) -> list[Key]:
    """Every key of a table, totals included, in display order: totals after their parts."""
    return list(product(*((*dimension.categories, TOTAL) for dimension in dimensions)))


def total_key(dimensions: tuple[Dimension, ...]) -> Key:
    """The key of the grand total."""
    return (TOTAL,) * len(dimensions)


def _check_measure(raw: RawTable) -> None:
    if raw.measure not in MEASURES or raw.grain not in GRAINS:
        raise Malformed("measure or grain")
    if raw.denominators is not None and (raw.measure != "share" or raw.share_over):
        raise Malformed("denominators are for shares that do not name share_over")
    if raw.measure == "share" and raw.denominators is None and not raw.share_over:
        raise Malformed("a share needs denominators or share_over")
    if raw.share_over and raw.measure != "share":
        raise Malformed("share_over is for shares")
    if raw.medians and raw.measure != "median":
        raise Malformed("medians are for the measure median")


def _check_counts(dimensions: tuple[Dimension, ...], counts: Mapping[Key, int]) -> None:
    allowed = [{*dimension.categories, TOTAL} for dimension in dimensions]
    for key, count in counts.items():
        if len(key) != len(allowed) or any(code not in known for code, known in zip(key, allowed, strict=True)):
            raise Malformed(f"unknown key {key}")
        if not is_count(count):
            raise Malformed(f"{key} is not a whole number")
