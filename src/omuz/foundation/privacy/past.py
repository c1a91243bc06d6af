"""What earlier releases left a reader with, and a set of numbers that fits it where the truth is not at hand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from omuz.foundation.privacy.axes import CHANGE, IMPLIED, Ints
from omuz.foundation.privacy.cells import RawTable
from omuz.foundation.privacy.lattice import Lattice, Numbers, Reading, Shape, Sheet, lattice_of
from omuz.foundation.privacy.links import series_of
from omuz.foundation.privacy.marks import GROUP, MARK_OF, PARTIAL, VISIBLE, Flags, told
from omuz.foundation.privacy.program import Floats, NoSolution, Program
from omuz.foundation.privacy.refusals import Refusal, Refused
from omuz.foundation.privacy.rounding import reach_of
from omuz.foundation.privacy.safe import SafeTable

_WITHIN_ONE = 0.999
"""Bounds printed for a sum are whole numbers; between them and the next nothing is ruled out."""


@dataclass(frozen=True)
class Paper:
    """One table as printed: its shape, what it tells of each number of its grid, and of its rows."""

    shape: Shape
    numbers: Numbers
    marks: Ints
    room: Floats
    base: int = 0


def paper_of(table: SafeTable) -> Paper:
    """What a printed table tells, on a grid of its own."""
    shape = table.shape()
    (sheet,) = lattice_of([shape]).sheets
    size = sheet.grid.size
    marks, values = np.zeros(size, dtype=np.int64), np.zeros(size)
    low, high, room = np.zeros(size), np.full(size, np.inf), np.full(size, np.inf)
    known = np.zeros(size, dtype=np.bool_)
    for base, cells in ((False, table.cells), (True, table.bases)):
        places = sheet.places(base) if cells else {}
        for cell in cells:
            place = places[cell.key]
            known[place] = cell.hidden is None
            marks[place] = VISIBLE if cell.hidden is None else MARK_OF[cell.hidden]
            values[place] = cell.value or 0
            low[place] = cell.low or 0
            high[place] = np.inf if cell.high is None else cell.high
            room[place] = high[place] - low[place]
    partial = marks == PARTIAL
    lower, upper = told(marks, table.policy.threshold, table.policy.zeros)
    lower[partial] = np.maximum(0, low[partial] - _WITHIN_ONE)
    upper[partial] = high[partial] + _WITHIN_ONE
    lower[known] = upper[known] = values[known]
    if table.policy.rounding:
        lower[known], upper[known] = reach_of(values[known], table.policy.rounding)
    extent = sheet.grid.shape
    grid = values.astype(np.int64).reshape(extent)
    numbers = Numbers(grid, table.rows_used, lower.reshape(extent), upper.reshape(extent))
    return Paper(shape, numbers, marks, room, table.policy.rounding)


def related(raws: Sequence[RawTable], earlier: Sequence[Sequence[SafeTable]]) -> list[list[SafeTable]]:
    """The earlier tables that speak of the same series as one of the new ones."""
    series = {series_of(raw.population, raw.period) for raw in raws if raw.population}
    kept = [
        [table for table in release if table.population and series_of(table.population, table.period) in series]
        for release in earlier
    ]
    return [release for release in kept if release]


def with_reading(lattice: Lattice, values: Ints, true: Flags, papers: Sequence[Paper]) -> tuple[Lattice, Ints]:
    """The lattice with what its reader knows already; raises Refused when the papers cannot be fitted together.

    `true` marks the numbers whose truth is in `values`; the others are given values that fit.
    `papers` stand in the order of `lattice.past`.
    """
    if not (papers or lattice.changes or lattice.sums or not true.all()):
        return lattice, values
    reading = _read(lattice, true, papers)
    values = _fitting(lattice, values, true, reading)
    low, high, roles = reading.low.copy(), reading.high.copy(), lattice.roles.copy()
    for place, complete in lattice.sums:
        if complete and values[place] == 0:
            low[place] = high[place] = 0
        elif not complete and values[place] >= 0:
            roles[place], low[place] = IMPLIED, 0
    changes = np.array(lattice.changes, dtype=np.int64)
    if len(changes) and values[changes].min() >= 0:
        low[changes] = 0
    reading = replace(reading, low=low, high=high)
    return replace(lattice, reading=reading, roles=roles), values


def _read(lattice: Lattice, true: Flags, papers: Sequence[Paper]) -> Reading:
    size = lattice.size
    low, high, room = np.zeros(size), np.full(size, np.inf), np.full(size, np.inf)
    low[lattice.roles == CHANGE] = -np.inf
    shown, hidden = np.zeros(size, dtype=np.bool_), np.zeros(size, dtype=np.bool_)
    marks, rounded = np.zeros(size, dtype=np.int64), np.full(size, np.nan)
    for sheet, paper in zip(reversed(lattice.past), reversed(papers), strict=True):
        grid, numbers = sheet.grid.ravel(), paper.numbers
        if numbers.low is None or numbers.high is None:
            raise TypeError("a paper tells bounds")
        low[grid] = np.maximum(low[grid], numbers.low.ravel())
        high[grid] = np.minimum(high[grid], numbers.high.ravel())
        room[grid] = np.minimum(room[grid], paper.room)
        veiled = paper.marks != VISIBLE
        hidden[grid[veiled]] = True
        marks[grid[veiled]] = paper.marks[veiled]
        visible = _visible(sheet, grid, veiled)
        if paper.base:
            rounded[visible] = numbers.high.ravel()[np.isin(grid, visible)] - paper.base + 1
            continue
        shown[visible] = True
        _read_rows(sheet, numbers.rows_used, (low, high, shown, hidden, marks))
    hidden &= ~shown
    marks[~hidden] = VISIBLE
    guessed = ~(true | shown)
    guessed[list(lattice.unseen)] = False
    return Reading(low, high, shown, hidden, marks, room, guessed, rounded)


def _visible(sheet: Sheet, grid: Ints, veiled: Flags) -> Ints:
    """The places of the numbers a sheet prints."""
    printed = {*sheet.places().values()} | ({*sheet.places(base=True).values()} if sheet.shape.based else set())
    return np.array(
        [place for place, veil in zip(grid.tolist(), veiled.tolist(), strict=True) if not veil and place in printed],
        dtype=np.int64,
    )


def _read_rows(sheet: Sheet, rows: int | None, told_so_far: tuple[Floats, Floats, Flags, Flags, Ints]) -> None:
    low, high, shown, hidden, marks = told_so_far
    if sheet.rows is None:
        return
    if rows is None:
        hidden[sheet.rows], marks[sheet.rows] = True, GROUP
    else:
        low[sheet.rows] = high[sheet.rows] = rows
        shown[sheet.rows] = True


def _fitting(lattice: Lattice, values: Ints, true: Flags, reading: Reading) -> Ints:
    """Whole numbers that fit everything known, changing as little as possible from paper to paper."""
    size, extra = lattice.size, np.flatnonzero(lattice.roles == CHANGE)
    lower = np.where(true, values, np.where(np.isfinite(reading.low), reading.low, 0)).astype(np.float64)
    upper = np.where(true, values, reading.high).astype(np.float64)
    equations = lattice.equations
    lower[extra], upper[extra] = -np.inf, np.inf
    more, less = size + 2 * np.arange(len(extra)), size + 2 * np.arange(len(extra)) + 1
    start = np.concatenate([equations.start, equations.start[-1] + 3 * (1 + np.arange(len(extra)))])
    index = np.concatenate([equations.index, np.column_stack([extra, more, less]).ravel()])
    weight = np.concatenate([equations.coefficient, np.tile([1, -1, 1], len(extra))]).astype(np.float64)
    cost = np.zeros(size + 2 * len(extra))
    cost[size:] = 1.0
    incomplete = {place for place, complete in lattice.sums if not complete}
    cost[more[[place in incomplete for place in extra.tolist()]]] = 0.0
    bounds = (np.append(lower, np.zeros(2 * len(extra))), np.append(upper, np.full(2 * len(extra), np.inf)))
    zeros = np.zeros(len(start) - 1)
    try:
        point = Program(bounds, (start, index, weight), (zeros, zeros), whole=True, cost=cost).solved().point
    except NoSolution as none:
        raise Refused(Refusal.EARLIER) from none
    return np.rint(point[:size]).astype(np.int64)
