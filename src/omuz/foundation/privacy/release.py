"""A release: the tables that leave together, the proof they leave with, and what was hidden for it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from math import isinf
from typing import Any, Final

import numpy as np

from omuz.foundation.privacy.axes import PUBLISHED, Ints
from omuz.foundation.privacy.bounds import Attack
from omuz.foundation.privacy.cells import TOTAL, Key, RawTable, Reason
from omuz.foundation.privacy.knowledge import Contradiction, knowledge_of
from omuz.foundation.privacy.lattice import Lattice, Sheet, lattice_of
from omuz.foundation.privacy.links import Links
from omuz.foundation.privacy.lore import Lore
from omuz.foundation.privacy.marks import CENTRES, HELD, VISIBLE, Flags
from omuz.foundation.privacy.naive import by_hand, small_only
from omuz.foundation.privacy.past import Paper, paper_of, with_reading
from omuz.foundation.privacy.policy import Policy
from omuz.foundation.privacy.program import Floats
from omuz.foundation.privacy.proof import too_narrow
from omuz.foundation.privacy.refusals import Refusal, Refused
from omuz.foundation.privacy.safe import SafeTable, digest_of, policy_payload

METHOD: Final = "linked tables 1"
"""Written into every proof; a change of method is a new name."""


@dataclass(frozen=True)
class Hold:
    """A category of a dimension withheld for a time: a district after a killing that was in the news.

    `until` is a day (ISO) or empty; `reason` is for the ledger. The numbers are hidden, not left
    out, so that nobody can subtract them.
    """

    dimension: str
    code: str
    reason: str
    until: str = ""


@dataclass(frozen=True)
class Proven:
    """The narrowest interval a reader of everything published can derive for one hidden number.

    `reason` is None for a number that is printed rounded.
    """

    table: int
    key: Key
    base: bool
    reason: Reason | None
    low: int
    high: int | None


@dataclass(frozen=True)
class Proof:
    """What the attack found: `cells` hidden numbers with their intervals, `rule` whole values asked for.

    `recovered` is how many could be worked out exactly and `narrowest` how many whole values the
    best placed number keeps (None: nothing is hidden). `numbers` and `equations` tell the size of
    the system, `earlier` the digests of the releases it was read with.
    """

    cells: tuple[Proven, ...]
    rule: int
    numbers: int
    equations: int
    earlier: tuple[str, ...]

    @property
    def recovered(self) -> int:
        """Hidden numbers that follow exactly; a release with any does not leave."""
        return sum(cell.low == cell.high for cell in self.cells if cell.reason or cell.low)

    @property
    def narrowest(self) -> int | None:
        """The fewest whole values any hidden number keeps."""
        open_ = [cell for cell in self.cells if cell.reason or cell.high]
        widths = [cell.high - cell.low + 1 for cell in open_ if cell.high is not None]
        return min(widths, default=None)


@dataclass(frozen=True)
class Cost:
    """What protection cost: printed cells, hidden ones, and their share of the counts in whole percent.

    `percent` is None where it would itself tell something (a total is hidden).
    """

    cells: int
    hidden: int
    percent: int | None


@dataclass(frozen=True)
class Report:
    """What was hidden, beside what hiding small numbers only and hiding by hand would have hidden.

    The two others are for those who decide, not for print: neither of them is safe.
    """

    ours: Cost
    small_only: int
    by_hand: int


@dataclass(frozen=True)
class ProtectedRelease:
    """Tables protected together and against everything released before, with their proof."""

    tables: tuple[SafeTable, ...]
    policy: Policy
    proof: Proof
    report: Report
    holds: tuple[Hold, ...]

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of what is released: the tables, in order."""
        return digest_of([table.digest for table in self.tables])

    def payload(self) -> dict[str, Any]:
        """The proof that goes with the release, as plain JSON values."""
        return proof_payload(self.tables, self.policy, self.proof, self.report.ours)


def proof_payload(tables: Sequence[SafeTable], policy: Policy, proof: Proof, ours: Cost) -> dict[str, Any]:
    """A proof as plain JSON values: whoever repeats the attack on the same tables writes the same."""
    return {
        "method": METHOD,
        "release": digest_of([table.digest for table in tables]),
        "tables": [table.digest for table in tables],
        "earlier": list(proof.earlier),
        "policy": policy_payload(policy),
        "rule": proof.rule,
        "numbers": proof.numbers,
        "equations": proof.equations,
        "recovered": proof.recovered,
        "narrowest": proof.narrowest,
        "cells": ours.cells,
        "hidden": ours.hidden,
        "hidden_percent": ours.percent,
        "intervals": [
            {
                "table": cell.table,
                "key": list(cell.key),
                "base": cell.base,
                "reason": "rounded" if cell.reason is None else cell.reason.value,
                "low": cell.low,
                "high": cell.high,
            }
            for cell in proof.cells
        ],
    }


def audited(
    tables: Sequence[SafeTable],
    policy: Policy,
    earlier: Sequence[Sequence[SafeTable]] = (),
    links: Links | None = None,
) -> dict[str, Any]:
    """The proof of tables that are protected already, such as sums over centres, as plain JSON values.

    As `audit`: raises Refused (LEAKS) where a hidden number keeps too little room.
    """
    proof = audit(tables, policy, earlier, links)
    cells = sum(len(table.cells) + len(table.bases) for table in tables)
    ours = Cost(cells, sum(table.hidden_count for table in tables), _hidden_percent(tables))
    return proof_payload(tables, policy, proof, ours)


def besides_of(raws: Sequence[RawTable], lattice: Lattice, values: Ints, policy: Policy, holds: Sequence[Hold]) -> Ints:
    """The marks of numbers hidden for another reason than their size: held ones, and those of too few centres."""
    marks = np.zeros(lattice.size, dtype=np.int64)
    for raw, sheet in zip(raws, lattice.sheets, strict=True):
        for base in (False, True) if sheet.shape.based else (False,):
            for key, place in sheet.places(base).items():
                if not base and _too_few(raw, key, int(values[place]), policy):
                    marks[place] = CENTRES
                if _held(raw, key, holds):
                    marks[place] = HELD
    return marks


def _held(raw: RawTable, key: Key, holds: Sequence[Hold]) -> bool:
    named = {(dimension.name, code) for dimension, code in zip(raw.dimensions, key, strict=True)}
    abouts = {(dimension.about, code) for dimension, code in zip(raw.dimensions, key, strict=True)}
    return any((hold.dimension, hold.code) in named | abouts for hold in holds)


def _too_few(raw: RawTable, key: Key, count: int, policy: Policy) -> bool:
    """Whether one centre, or one nearly alone, stands behind a count."""
    if not count:
        return False
    if 0 < raw.contributors.get(key, 0) < policy.centres:
        return True
    largest = raw.largest.get(key, 0)
    others = count - largest
    return bool(
        policy.dominance and largest and (100 * largest > policy.dominance * count or others < policy.threshold)
    )


def proof_of(
    lattice: Lattice,
    sheets: Sequence[Sheet],
    bounds: tuple[Floats, Floats],
    rule: int,
    reasons: Sequence[SafeTable],
    earlier: Sequence[str],
) -> Proof:
    """The intervals of every hidden cell of the tables, from the attack's bounds."""
    low, high = bounds
    cells: list[Proven] = []
    for number, (sheet, table) in enumerate(zip(sheets, reasons, strict=True)):
        for base, printed in ((False, table.cells), (True, table.bases)):
            places = sheet.places(base) if printed else {}
            for cell in printed:
                near = table.policy.rounding and low[places[cell.key]] < table.policy.threshold
                if cell.hidden is not None or near:
                    place = places[cell.key]
                    top = float(high[place])
                    most = None if isinf(top) else int(top)
                    cells.append(Proven(number, cell.key, base, cell.hidden, int(low[place]), most))
    return Proof(tuple(cells), rule, lattice.size, len(lattice.equations), tuple(earlier))


def report_of(lattice: Lattice, values: Ints, marks: Ints, tables: Sequence[SafeTable], policy: Policy) -> Report:
    """What was hidden and what other ways would have hidden, in printed numbers."""
    printed = lattice.roles == PUBLISHED
    cells = int(printed.sum())
    ours = Cost(cells, int((printed & (marks != VISIBLE)).sum()), _hidden_percent(tables))
    return Report(ours, int(small_only(lattice, values, policy).sum()), int(by_hand(lattice, values, policy).sum()))


def _hidden_percent(tables: Sequence[SafeTable]) -> int | None:
    """The share of the counts that stands in hidden innermost cells, worked out from what is printed."""
    hidden = whole = 0
    for table in tables:
        adding = [dimension.name not in table.multi for dimension in table.dimensions]
        inner = [cell for cell in table.cells if TOTAL not in cell.key]
        if not all(adding) or not adding:
            continue
        if table.total.value is None:
            return None
        whole += table.total.value
        hidden += table.total.value - sum(cell.value or 0 for cell in inner)
    return round(100 * hidden / whole) if whole else 0


def audit(
    tables: Sequence[SafeTable],
    policy: Policy,
    earlier: Sequence[Sequence[SafeTable]] = (),
    links: Links | None = None,
) -> Proof:
    """The attack on what is printed alone, by somebody who has no counts: the release and every earlier one.

    `earlier` are releases, the newest first. Raises Refused (LEAKS) when a hidden number of any of
    them is left with fewer whole values than the policy asks for, or printed in another.
    """
    papers = [[paper_of(table) for table in release] for release in (tables, *earlier)]
    lattice = _read_together(papers, links or Links())
    if lattice.reading is None:
        return Proof((), policy.values_left, 0, 0, ())
    known, flat = lattice.reading, [paper for release in papers for paper in release]
    nothing: Flags = np.zeros(lattice.size, dtype=np.bool_)
    for sheet, paper in zip(lattice.past, flat, strict=True):
        if known.shown[sheet.grid.ravel()[paper.marks != VISIBLE]].any():
            raise Refused(Refusal.LEAKS)
    try:
        attack = Attack(knowledge_of(lattice, known.low, known.high))
        if len(too_narrow(lattice, known.marks, attack, policy, nothing)):
            raise Refused(Refusal.LEAKS)
        for place in np.flatnonzero(known.hidden).tolist():
            attack.pursue(place)
    except Contradiction as none:
        raise Refused(Refusal.LEAKS) from none
    digests = [digest_of([table.digest for table in release]) for release in earlier]
    own = lattice.past[: len(tables)]
    return proof_of(lattice, own, attack.bounds(exact=True), policy.values_left, tables, digests)


def _read_together(papers: Sequence[Sequence[Paper]], links: Links) -> Lattice:
    """All papers as one system; raises Refused (EARLIER) when they cannot be fitted together.

    Whoever has no counts takes what may be unchanged as unchanged. Where that does not fit she knows that something
    was corrected, though no printed number says what: the first part that explains it is taken, which leaves less
    room than not knowing which.
    """
    shaped = [[(paper.shape, paper.numbers) for paper in release] for release in papers]
    flat = [paper for release in papers for paper in release]

    def read(lattice: Lattice) -> Lattice:
        nothing: Flags = np.zeros(lattice.size, dtype=np.bool_)
        return with_reading(lattice, np.zeros(lattice.size, dtype=np.int64), nothing, flat)[0]

    whole = lattice_of([], [], shaped, links)
    try:
        return read(whole)
    except Refused:
        for apart in [*(frozenset({part}) for part in whole.joined), frozenset(whole.joined)]:
            with suppress(Refused):
                return read(lattice_of([], [], shaped, links, apart))
        if links.lore.facts:
            return _read_together(papers, replace(links, lore=Lore()))
        raise
