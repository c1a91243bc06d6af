"""The only kind of figure that leaves: a table the gate has protected, and what it can be asked."""

import hashlib
import json
from collections import Counter
from dataclasses import InitVar, asdict, dataclass
from functools import cached_property
from typing import Any, Final, NoReturn, final

from omuz.foundation.privacy.cells import (
    TOTAL,
    Cell,
    Dimension,
    Grain,
    Key,
    Measure,
    Reason,
    total_key,
)
from omuz.foundation.privacy.lattice import Shape
from omuz.foundation.privacy.policy import Policy


@final
class Seal:
    """What the gate holds and nobody else: without it no SafeTable comes into being."""


GATE_SEAL: Final = Seal()
"""For gate.py alone; a test reads every other file for this name."""


@dataclass(frozen=True)
class Explanation:
    """The answer to "nasıl sayıldı?": what was counted over, by which rules, and what was hidden.

    `threshold` is 0 for public facts, of which nothing is hidden.
    """

    indicator: str
    version: int
    base: str
    period: str
    threshold: int
    zeros: str
    rows_used: int | None
    cells: int
    hidden: dict[Reason, int]
    combined_from: int


@dataclass(frozen=True, kw_only=True)
class SafeTable:
    """A protected table: immutable, complete in itself, with no way back to what was counted.

    `cells` are in display order, totals (TOTAL in the key) after their parts; in a share they are
    the numerators and `bases` the denominators. `rows_used` is None where the number of rows would
    give something away. `combined_from` tells from how many tables a sum over centres was made.
    Only the gate makes one; anybody else gets a TypeError.
    """

    indicator: str
    version: int
    measure: Measure
    dimensions: tuple[Dimension, ...]
    cells: tuple[Cell, ...]
    bases: tuple[Cell, ...]
    base: str
    period: str
    grain: Grain
    multi: tuple[str, ...]
    covered: tuple[str, ...]
    share_over: tuple[str, ...]
    narrowed: tuple[str, ...]
    population: str
    rows_used: int | None
    counted_in_rows: bool
    combined_from: int
    policy: Policy
    seal: InitVar[Seal]

    def __post_init__(self, seal: Seal) -> None:
        if seal is not GATE_SEAL:
            raise TypeError("only the gate makes a SafeTable: call privacy.gate.protect")

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a SafeTable travels as to_json() and comes back through gate.restore")

    def __copy__(self) -> "SafeTable":
        return self

    def __deepcopy__(self, memo: object) -> "SafeTable":
        return self

    @property
    def total(self) -> Cell:
        """The grand total (of the numerators, in a share)."""
        return self.cell(total_key(self.dimensions))

    def cell(self, key: Key) -> Cell:
        """One cell by its key; KeyError when there is none."""
        return self._by_key[key]

    def denominator(self, key: Key) -> Cell:
        """What the share at `key` is a share of; KeyError in a table that is not one of shares."""
        if self.bases:
            return self._base_by_key[key]
        if not self.share_over:
            raise KeyError("not a table of shares")
        names = [dimension.name for dimension in self.dimensions]
        over = (TOTAL if name in self.share_over else code for name, code in zip(names, key, strict=True))
        return self.cell(tuple(over))

    def share(self, key: Key) -> float | None:
        """The share at `key` in percent, unrounded; None when hidden or when its base is empty."""
        part, whole = self.cell(key), self.denominator(key)
        if part.value is None or not whole.value:
            return None
        return 100 * part.value / whole.value

    def share_bounds(self, key: Key) -> tuple[float, float] | None:
        """Between which percentages a hidden share lies; None when nothing can be said."""
        part, whole = self.cell(key), self.denominator(key)
        low, high = _bounds(part), _bounds(whole)
        if low[1] is None or not high[0]:
            return None
        least = 0.0 if high[1] is None else 100 * low[0] / high[1]
        return least, min(100.0, 100 * low[1] / high[0])

    @property
    def hidden_count(self) -> int:
        """How many cells are hidden, denominators among them."""
        return sum(cell.hidden is not None for cell in (*self.cells, *self.bases))

    def explain(self) -> Explanation:
        """What "nasıl sayıldı?" shows under a figure."""
        cells = (*self.cells, *self.bases)
        return Explanation(
            indicator=self.indicator,
            version=self.version,
            base=self.base,
            period=self.period,
            threshold=0 if self.policy.public else self.policy.threshold,
            zeros=self.policy.zeros,
            rows_used=self.rows_used,
            cells=len(cells),
            hidden=dict(Counter(cell.hidden for cell in cells if cell.hidden is not None)),
            combined_from=self.combined_from,
        )

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the table's canonical JSON."""
        return digest_of(self.payload())

    def payload(self) -> dict[str, Any]:
        """Everything in the table as plain JSON values."""
        return {
            "indicator": self.indicator,
            "version": self.version,
            "measure": self.measure,
            "dimensions": [asdict(dimension) for dimension in self.dimensions],
            "cells": [_cell_payload(cell) for cell in self.cells],
            "bases": [_cell_payload(cell) for cell in self.bases],
            "base": self.base,
            "period": self.period,
            "grain": self.grain,
            "multi": list(self.multi),
            "covered": list(self.covered),
            "share_over": list(self.share_over),
            "narrowed": list(self.narrowed),
            "population": self.population,
            "rows_used": self.rows_used,
            "counted_in_rows": self.counted_in_rows,
            "combined_from": self.combined_from,
            "policy": policy_payload(self.policy),
        }

    def to_json(self) -> str:
        """The table with its digest, canonical: the same table is the same bytes everywhere."""
        payload = self.payload()
        return canonical({"table": payload, "sha256": digest_of(payload)})

    def shape(self) -> Shape:
        """What the table shows of itself without its numbers."""
        return Shape(
            self.indicator,
            self.dimensions,
            self.multi,
            self.covered,
            bool(self.bases),
            self.counted_in_rows,
            self.population,
            self.period,
        )

    @cached_property
    def _by_key(self) -> dict[Key, Cell]:
        return {cell.key: cell for cell in self.cells}

    @cached_property
    def _base_by_key(self) -> dict[Key, Cell]:
        return {cell.key: cell for cell in self.bases}


def canonical(value: object) -> str:
    """JSON with sorted keys, no spaces, letters as they are; NaN and infinity are refused."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def digest_of(payload: object) -> str:
    """SHA-256 (hex) of the canonical JSON of a payload."""
    return hashlib.sha256(canonical(payload).encode()).hexdigest()


def policy_payload(policy: Policy) -> dict[str, Any]:
    """The policy as it is written; what was added to policies later is written only where it is used."""
    return {name: value for name, value in asdict(policy).items() if name not in ADDED or value}


ADDED: Final = frozenset({"room", "centres", "dominance", "rounding", "silent", "public"})


def _bounds(cell: Cell) -> tuple[int, int | None]:
    if cell.value is not None:
        return cell.value, cell.value
    return cell.low or 0, cell.high


def _cell_payload(cell: Cell) -> dict[str, Any]:
    """A cell with only the entries it has."""
    found: dict[str, Any] = {"key": list(cell.key)}
    if cell.hidden is None:
        found["value"] = cell.value
    else:
        found |= {"hidden": cell.hidden.value, "low": cell.low, "high": cell.high}
    if cell.median is not None:
        found["median"] = cell.median
    return found
