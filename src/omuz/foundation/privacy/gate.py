"""The one door numbers leave through: nothing is shown, sent or stored that did not come from here.

What a protected table promises. With threshold t (5 unless set; 3–10; never off):

* Counts 1 … t - 1 are hidden. A share is two counts and what is left of the base is a third: each
  is zero or at least t where both are shown. A median needs at least t observations.
* No hidden number follows from the table: a reader who knows every printed number, every total,
  the rows used, these rules and what each mark means can place no hidden number among fewer than
  t - 1 whole values. A small number has t - 1 possible values by its mark alone, so about a small
  count the table tells nothing but that it is small.
* Zeros (policy "safe"): a zero is shown where it is a fact about the table. It is hidden where it
  would be a fact about everybody in a group somebody may know a woman belongs to: inside a group
  smaller than t (whose parts are all hidden, zeros too), and where a group has all its counts in
  one category (then that category and its zeros are hidden; when and through which channel
  contacts came is not treated so). A zero inside an empty group that is shown follows from it and
  stays. "show" keeps every zero, "hide" treats zeros as small,
  those beside a share that is all of its base too.
* District, age band and type of violence are never crossed; districts only by year; nothing finer
  than a quarter, except a count by month in a table of nothing but months, where the policy says
  so: one number a month for a whole network, without which the seasons of the work cannot be seen.

How. Equations of all printed and implied numbers (lattice.py), marks by rule (marks.py), an integer
program that hides the least information besides and is corrected by the attack (suppression.py,
bounds.py), and a last attack on exactly what is about to be printed (proof.py).

Releases. `protect_release` does the same for all tables of a release at once, read with every earlier
release (linking.py, past.py): months add up to quarters and years, districts to parts of a province,
a corrected number to the old one and its change. `protect` is the case of one table and no past.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from math import inf
from typing import Any

import numpy as np

from omuz.foundation.privacy.axes import Ints
from omuz.foundation.privacy.cells import (
    TOTAL,
    Cell,
    Dimension,
    Grain,
    Key,
    Measure,
    RawTable,
    Reason,
)
from omuz.foundation.privacy.lattice import Lattice, Sheet, lattice_of
from omuz.foundation.privacy.links import Hierarchy, Links
from omuz.foundation.privacy.marks import VISIBLE
from omuz.foundation.privacy.numbers import told_together
from omuz.foundation.privacy.outcome import Outcome, printed_of
from omuz.foundation.privacy.past import paper_of, related
from omuz.foundation.privacy.policy import (
    ANSWERS,
    CENTRE,
    CHOICES,
    INSTITUTIONS,
    NETWORK,
    PUBLIC,
    SCORES,
    Policy,
    check,
    check_public,
    check_shape,
)
from omuz.foundation.privacy.proof import Print, prove, within
from omuz.foundation.privacy.reading import read
from omuz.foundation.privacy.refusals import Changed, Malformed, Refusal, Refused
from omuz.foundation.privacy.release import (
    Hold,
    Proof,
    ProtectedRelease,
    Report,
    audit,
    audited,
    besides_of,
    proof_of,
    report_of,
)
from omuz.foundation.privacy.rounding import prove_rounded, rounded
from omuz.foundation.privacy.safe import GATE_SEAL, Explanation, SafeTable, digest_of
from omuz.foundation.privacy.sums import added, over_time, put_together, ways_to_hold
from omuz.foundation.privacy.suppression import hide


def protect(raw: RawTable, policy: Policy = CENTRE) -> SafeTable:
    """The table as it may leave; raises Refused when no hiding would make it fit to."""
    (safe,) = protect_together([raw], policy)
    return safe


def protect_together(
    raws: Sequence[RawTable], policy: Policy = CENTRE, links: Links | None = None
) -> tuple[SafeTable, ...]:
    """Several tables that will be read side by side, protected as one; raises Refused.

    Tables of one `population` share every number that means the same in both: such a number is
    shown in all of them or in none, and no table gives away what another hides. `links` adds what
    a reader knows from the definitions.
    """
    return _protected(raws, policy, links=links).tables


def protect_release(
    raws: Sequence[RawTable],
    policy: Policy = NETWORK,
    earlier: Sequence[Sequence[SafeTable]] = (),
    *,
    links: Links | None = None,
    holds: Sequence[Hold] = (),
) -> ProtectedRelease:
    """All tables of a release, protected together and against every earlier release; raises Refused.

    `earlier` are the tables of earlier releases, the newest first; those of other populations may be
    among them. Tables are linked through their `population` without its period, through months,
    quarters and years, and through the hierarchies of `links` (districts in parts of a province).
    A number that is not what it was is taken as corrected: by how much it changed is protected
    like a count. Every hidden number of the release and of the earlier ones keeps its room, or
    nothing leaves. `holds` are withheld whatever their size. The proof is made to the end.
    """
    done = _protected(raws, policy, earlier, links or Links(), holds, exact=True)
    digests = [digest_of([table.digest for table in release]) for release in earlier]
    bounds = (done.outcome.low, done.outcome.high)
    proof = proof_of(done.lattice, done.lattice.sheets, bounds, policy.values_left, done.tables, digests)
    report = report_of(done.lattice, done.outcome.values, done.outcome.marks, done.tables, policy)
    return ProtectedRelease(done.tables, policy, proof, report, tuple(holds))


@dataclass(frozen=True)
class _Done:
    tables: tuple[SafeTable, ...]
    lattice: Lattice
    outcome: Outcome


def _protected(
    raws: Sequence[RawTable],
    policy: Policy,
    earlier: Sequence[Sequence[SafeTable]] = (),
    links: Links | None = None,
    holds: Sequence[Hold] = (),
    *,
    exact: bool = False,
) -> _Done:
    """One linear system of everything printed and to be printed; what must be hidden in it; the proof."""
    for raw in raws:
        check(raw, policy)
    papers = [[paper_of(table) for table in release] for release in related(raws, earlier)]
    lattice, values = told_together(raws, papers, links)
    if policy.rounding:
        return _rounded(raws, lattice, values, policy, holds)
    if policy.public:
        return _told(raws, lattice, values, policy)
    marks, attack = hide(lattice, values, policy, besides_of(raws, lattice, values, policy, holds))
    nothing = np.zeros(lattice.size)
    printed = Print(lattice, values, marks, nothing, nothing)
    low, high = prove(printed, policy, attack, exact=exact)
    outcome = Outcome(values, marks, low, high)
    tables = tuple(_safe(raw, sheet, outcome, policy) for raw, sheet in zip(raws, lattice.sheets, strict=True))
    if lattice.unseen:
        tables = tuple(_proved(_tightened(_parts(table))) for table in tables)
    return _Done(tables, lattice, outcome)


def _told(raws: Sequence[RawTable], lattice: Lattice, values: Ints, policy: Policy) -> _Done:
    """Public facts as they are: there is nothing in them to be found out."""
    exact = values.astype(np.float64)
    outcome = Outcome(values, np.zeros(lattice.size, dtype=np.int64), exact, exact)
    tables = tuple(_safe(raw, sheet, outcome, policy) for raw, sheet in zip(raws, lattice.sheets, strict=True))
    return _Done(tables, lattice, outcome)


def _parts(table: SafeTable) -> dict[str, Any]:
    return {one.name: getattr(table, one.name) for one in fields(table)}


def _rounded(raws: Sequence[RawTable], lattice: Lattice, values: Ints, policy: Policy, holds: Sequence[Hold]) -> _Done:
    """Numbers rounded so that they still add up; nothing is hidden, so nothing can be held back either."""
    if besides_of(raws, lattice, values, policy, holds).any():
        raise Refused(Refusal.LEAKS, str(policy.rounding))
    shown = rounded(lattice, values, policy.rounding)
    low, high = prove_rounded(lattice, shown, policy.threshold, policy.rounding)
    outcome = Outcome(shown, np.zeros(lattice.size, dtype=np.int64), low, high)
    tables = tuple(_safe(raw, sheet, outcome, policy) for raw, sheet in zip(raws, lattice.sheets, strict=True))
    return _Done(tables, lattice, outcome)


def combine(tables: Sequence[SafeTable], policy: Policy = NETWORK) -> SafeTable:
    """The sum over centres of tables that are protected already; raises Refused.

    A cell has a value where no centre hid it; elsewhere the bounds that follow from what each
    centre's table tells by itself (PARTIAL, `low` to `high`). The sum is worked out from protected
    tables alone, so whoever holds all of them learns nothing from it: taking one centre's table
    off leaves bounds exactly as wide as hers were. Medians do not add up and are refused.
    """
    return _proved(_tightened(added(tables, policy)))


def over_year(tables: Sequence[SafeTable], year: str) -> SafeTable:
    """Protected tables of parts of a year as one; raises Refused.

    Months and quarters stand side by side, all else is added up as `combine` adds centres up. It is worked out from
    protected tables alone. Medians and persons do not add up over time and are refused.
    """
    return _proved(_tightened(over_time(tables, year)))


def gathered(table: SafeTable, dimension: str, groups: Mapping[str, Iterable[str]]) -> SafeTable:
    """A protected table with small areas put together (new code → codes); raises Malformed, Refused.

    `preparing.small_groups` says which, by figures anybody may know.
    """
    return _proved(put_together(table, dimension, groups)) if groups else table


def withhold(table: SafeTable, holds: Sequence[Hold]) -> SafeTable:
    """A protected table with what is held hidden too, and whatever would give it away; raises Refused.

    The table itself where it is not divided by anything held.
    """
    ways = list(ways_to_hold(table, holds))
    for parts in ways:
        try:
            return _proved(_bounded(parts))
        except Refused:
            continue
    if ways:
        raise Refused(Refusal.LEAKS)
    return table


def _bounded(parts: dict[str, Any]) -> dict[str, Any]:
    """The parts with the bounds a reader can work out for what has only a mark; raises Refused."""
    table = SafeTable(**parts, seal=GATE_SEAL)
    lattice = lattice_of([table.shape()])
    (sheet,) = lattice.sheets
    printed = printed_of(table, lattice, sheet)
    low, high = prove(printed, table.policy, exact=True)
    outcome = Outcome(printed.values, printed.marks, low, high)
    return parts | {
        name: tuple(
            cell if cell.hidden in (None, Reason.PARTIAL) else outcome.cell(cell.key, sheet.places(base)[cell.key])
            for cell in cells
        )
        for name, base, cells in (("cells", False, table.cells), ("bases", True, table.bases))
    }


def restore(text: str) -> SafeTable:
    """The table `to_json` wrote; raises Changed when it was altered, Refused when it would not pass.

    The digest guards against accidents. Against intent the whole table is examined again as a
    stranger's would be: its form, its policy, its sums, and the attack.
    """
    try:
        return _proved(read(text))
    except Changed:
        raise
    except Refused as refused:
        raise Changed(refused.about or refused.code.value) from refused


def _tightened(parts: dict[str, Any]) -> dict[str, Any]:
    """The parts with bounds no wider than the table by itself leaves them; raises Refused where nothing fits.

    Bounds found in a large system are those of its linear relaxation; of one table whole numbers may be tried.
    """
    table = SafeTable(**parts, seal=GATE_SEAL)
    lattice = lattice_of([table.shape()])
    (sheet,) = lattice.sheets
    printed = printed_of(table, lattice, sheet)
    low, high = within(printed, table.policy)

    def tight(cell: Cell, place: int) -> Cell:
        if cell.hidden is None:
            return cell
        most = high[place]
        return replace(cell, low=int(low[place]), high=None if most == inf else int(most))

    return parts | {
        name: tuple(tight(cell, sheet.places(base)[cell.key]) for cell in cells)
        for name, base, cells in (("cells", False, table.cells), ("bases", True, table.bases))
    }


def _safe(raw: RawTable, sheet: Sheet, outcome: Outcome, policy: Policy) -> SafeTable:
    shown = sheet.rows is not None and outcome.marks[sheet.rows] == VISIBLE
    return SafeTable(
        indicator=raw.indicator,
        version=raw.version,
        measure=raw.measure,
        dimensions=raw.dimensions,
        cells=tuple(_with_median(raw, cell, policy) for cell in outcome.cells(sheet)),
        bases=outcome.cells(sheet, base=True) if sheet.shape.based else (),
        base=raw.base,
        period=raw.period,
        grain=raw.grain,
        multi=raw.multi,
        covered=sheet.shape.covered,
        share_over=raw.share_over,
        narrowed=raw.narrowed,
        population=raw.population,
        rows_used=int(outcome.values[sheet.rows]) if shown and sheet.rows is not None else None,
        counted_in_rows=sheet.shape.rows,
        combined_from=1,
        policy=policy,
        seal=GATE_SEAL,
    )


def _with_median(raw: RawTable, cell: Cell, policy: Policy) -> Cell:
    enough = cell.value is not None and cell.value >= policy.median_least
    if raw.measure != "median" or not enough or cell.key not in raw.medians:
        return cell
    return Cell(cell.key, cell.value, median=round(float(raw.medians[cell.key]), 1))


def _proved(parts: dict[str, Any]) -> SafeTable:
    """A table from its printed parts, after the policy and the attack have looked at it."""
    table = SafeTable(**parts, seal=GATE_SEAL)
    abouts = [dimension.about for dimension in table.dimensions]
    check_shape(abouts, table.narrowed, table.grain, table.measure, table.policy)
    check_public(table.population, table.policy)
    if table.policy.public:
        return _all_told(table)
    lattice = lattice_of([table.shape()])
    (sheet,) = lattice.sheets
    printed = printed_of(table, lattice, sheet)
    if table.policy.rounding:
        _prove_rounded_table(printed, table.policy)
        return table
    low, high = prove(printed, table.policy)
    hidden = printed.marks != VISIBLE
    if sheet.rows is not None:
        hidden[sheet.rows] = False
    outside = (printed.low < low) | (printed.high > high) | (printed.low > printed.high)
    width = table.policy.values_left - 1
    if (hidden & (outside | (printed.high - printed.low < width))).any():
        raise Refused(Refusal.LEAKS)
    return table


def _all_told(table: SafeTable) -> SafeTable:
    """A table of public facts; raises Refused where something in it is hidden."""
    if table.hidden_count:
        raise Refused(Refusal.LEAKS)
    return table


def _prove_rounded_table(printed: Print, policy: Policy) -> None:
    """Raise Refused unless everything printed is a multiple of the base and keeps its room."""
    values = printed.values
    if (printed.marks != VISIBLE).any() or (values % policy.rounding).any():
        raise Refused(Refusal.LEAKS)
    prove_rounded(printed.lattice, values, policy.threshold, policy.rounding)


__all__ = [
    "ANSWERS",
    "CENTRE",
    "CHOICES",
    "INSTITUTIONS",
    "NETWORK",
    "PUBLIC",
    "SCORES",
    "TOTAL",
    "Cell",
    "Changed",
    "Dimension",
    "Explanation",
    "Grain",
    "Hierarchy",
    "Hold",
    "Key",
    "Links",
    "Malformed",
    "Measure",
    "Policy",
    "Proof",
    "ProtectedRelease",
    "RawTable",
    "Reason",
    "Refusal",
    "Refused",
    "Report",
    "SafeTable",
    "audit",
    "audited",
    "combine",
    "gathered",
    "over_year",
    "protect",
    "protect_release",
    "protect_together",
    "restore",
    "withhold",
]
