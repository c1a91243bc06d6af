"""Every number of one or several tables, printed or implied, and every equation between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from omuz.foundation.privacy.axes import (
    CHANGE,
    IMPLIED,
    PAST,
    PUBLISHED,
    SLACK,
    Axis,
    Ints,
    Line,
    LineKind,
    adding_axis,
    answering_axis,
    share_axis,
)
from omuz.foundation.privacy.cells import Dimension, Key
from omuz.foundation.privacy.linking import Linking, Part, Spread, link
from omuz.foundation.privacy.links import Links
from omuz.foundation.privacy.lore import Lore, Told, gathered_names, universe_of
from omuz.foundation.privacy.policy import IMPERSONAL
from omuz.foundation.privacy.program import Floats


@dataclass(frozen=True)
class Shape:
    """What anybody can see of a table without its numbers; enough to write down its equations.

    `based` is true for a share with denominators of its own; `rows` when the number of rows
    counted over is known to hold the total and those left out of it. `printed` is false for a
    table nobody prints, which only ties others together.
    """

    indicator: str
    dimensions: tuple[Dimension, ...]
    multi: tuple[str, ...]
    covered: tuple[str, ...]
    based: bool
    rows: bool
    population: str
    period: str = ""
    printed: bool = True

    def axes(self) -> tuple[Axis, ...]:
        """The axes in the order of the dimensions, the share's own axis last."""
        found = [
            answering_axis(dimension, dimension.name in self.covered)
            if dimension.name in self.multi
            else adding_axis(dimension)
            for dimension in self.dimensions
        ]
        return (*found, share_axis(self.indicator)) if self.based else tuple(found)


@dataclass(frozen=True)
class Equations:
    """Sparse rows of coefficients over the numbers; each row adds up to zero."""

    start: Ints
    index: Ints
    coefficient: Ints

    def __len__(self) -> int:
        return len(self.start) - 1


@dataclass(frozen=True)
class Lines:
    """Many sums of one kind: `parents` (n) and their `children` (n × k)."""

    parents: Ints
    children: Ints
    kind: LineKind
    personal: bool


@dataclass(frozen=True)
class Sheet:
    """Where one table's numbers stand among all: `grid` of places by axis, then rows and left-out rows."""

    shape: Shape
    axes: tuple[Axis, ...]
    grid: Ints
    rows: int | None
    left_out: int | None

    def places(self, base: bool = False) -> dict[Key, int]:
        """The place of every printed number by key: the counts, or the share's denominators."""
        printed = [
            [(label, place) for place, label in enumerate(axis.labels) if not axis.roles[place]] for axis in self.axes
        ]
        if self.shape.based:
            printed[-1] = [printed[-1][1 if base else 0]]
        found: dict[Key, int] = {}
        for picks in product(*printed):
            key = tuple(label for label, _ in picks)
            place = int(self.grid[tuple(place for _, place in picks)])
            found[key[:-1] if self.shape.based else key] = place
        return found

    @property
    def spot(self) -> int:
        """Where in the grid, read row by row, the grand total stands (of the base, for a share)."""
        place = 0
        for axis in self.axes:
            place = place * len(axis.labels) + int(np.argmin(axis.steps))
        return place

    @property
    def total(self) -> int:
        """The place of the grand total (of the base, for a share)."""
        return int(self.grid.ravel()[self.spot])


@dataclass(frozen=True)
class Reading:
    """What a reader knows of every number before anything new is printed.

    `low` and `high` bound it (minus and plus infinity: nothing known). `shown` were printed
    earlier, `hidden` were hidden earlier, under `marks`. `room` is how far apart a reader's least
    and greatest value stood then, where that limits what can still be asked for. `guessed` are
    numbers whose truth is not at hand, only a value that fits. `rounded` are multiples printed
    earlier in place of a number (not a number: none was).
    """

    low: Floats
    high: Floats
    shown: NDArray[np.bool_]
    hidden: NDArray[np.bool_]
    marks: Ints
    room: Floats
    guessed: NDArray[np.bool_]
    rounded: Floats


@dataclass(frozen=True)
class Lattice:
    """All numbers of the tables protected together.

    `roles` (printed, implied, slack …), `steps` (how far below a grand total) and `summed` (over
    how many dimensions a number is added up) have one entry per number. `sheets` are the tables
    to be printed; `past` those printed earlier, the newest first. `changes` and `sums` name the
    numbers that say how much something changed, or is more than its parts; `unseen` those the definitions
    speak of and no table prints. `joined` are the parts of earlier papers taken as unchanged.
    """

    roles: Ints
    steps: Ints
    summed: Ints
    equations: Equations
    lines: tuple[Lines, ...]
    sheets: tuple[Sheet, ...]
    past: tuple[Sheet, ...] = ()
    changes: tuple[int, ...] = ()
    sums: tuple[tuple[int, bool], ...] = ()
    unseen: tuple[int, ...] = ()
    reading: Reading | None = None
    joined: tuple[Part, ...] = ()

    @property
    def size(self) -> int:
        """How many numbers there are."""
        return len(self.roles)


@dataclass(frozen=True)
class Numbers:
    """What is known of the numbers of one table, shaped as its sheet's grid, and the rows used.

    For a table to be protected `grid` is the truth. For one printed earlier `low` and `high` bound
    each number; `grid` is not looked at.
    """

    grid: Ints
    rows_used: int | None
    low: Floats | None = None
    high: Floats | None = None


def lattice_of(
    shapes: Sequence[Shape],
    numbers: Sequence[Numbers] = (),
    earlier: Sequence[Sequence[tuple[Shape, Numbers]]] = (),
    links: Links | None = None,
    apart: frozenset[Part] = frozenset(),
) -> Lattice:
    """The lattice of tables, and of earlier papers (the newest first).

    Where `numbers` are given, tables of one population share those that mean the same and are the
    same; a number that differs belongs to another base and stays apart. Of the papers, the parts
    in `apart` are taken as corrected even where no single number shows it.
    """
    every = [list(shapes), *([shape for shape, _ in paper] for paper in earlier)]
    papers, size = _laid_out(every)
    known = [list(numbers), *([told for _, told in paper] for paper in earlier)]
    linking = _linked(papers, known, size, links or Links(), apart)
    kept, places = np.unique(linking.renamed, return_inverse=True)
    renamed, size = places.astype(np.int64), len(kept)
    sheets, *older = ([_rename(sheet, renamed) for sheet in paper] for paper in papers)
    past = [sheet for paper in older for sheet in paper]
    extra, changes, sums, more = _ties(linking, renamed, size)
    told = _told([sheets, *older], (links or Links()).lore, size + more)
    roles, steps, summed = (np.zeros(size + more + len(told.roles), dtype=np.int64) for _ in range(3))
    for sheet in reversed(past):
        _describe(sheet, roles, steps, summed, PAST)
    for sheet in sorted(sheets, key=lambda found: found.shape.printed):
        _describe(sheet, roles, steps, summed, PUBLISHED if sheet.shape.printed else SLACK)
    roles[size : size + more] = CHANGE
    roles[size + more :] = told.roles
    lines = tuple(found for sheet in sheets if sheet.shape.printed for found in _lines(sheet))
    unprinted = [*past, *(sheet for sheet in sheets if not sheet.shape.printed)]
    others = [found for sheet in unprinted for found in _lines(sheet)]
    equations = _equations([*sheets, *past], [*lines, *others], [*extra, *told.blocks])
    printed = tuple(sheet for sheet in sheets if sheet.shape.printed)
    joined, unseen = tuple(linking.joined), tuple(range(size + more, len(roles)))
    return Lattice(roles, steps, summed, equations, lines, printed, tuple(past), changes, sums, unseen, joined=joined)


def _told(papers: Sequence[Sequence[Sheet]], lore: Lore, first: int) -> Told:
    """What the definitions say of the numbers of each paper; what nobody prints gets the places from `first` on."""
    told = Told(first)
    for sheets in papers if lore.facts else ():
        named = (
            (universe_of(sheet.shape.population, sheet.shape.period), found)
            for sheet in sheets
            if sheet.shape.population and sheet.shape.printed
            for found in lore.named(sheet.shape.indicator, sheet.axes, sheet.grid)
        )
        for known in gathered_names(named).values():
            told.add(lore, known)
    return told


def _laid_out(papers: Sequence[Sequence[Shape]]) -> tuple[list[list[Sheet]], int]:
    """A sheet for every table, each number in a place of its own."""
    size = 0
    laid: list[list[Sheet]] = []
    for shapes in papers:
        laid.append([])
        for shape in shapes:
            axes = shape.axes()
            extent = tuple(len(axis.labels) for axis in axes)
            count = int(np.prod(extent, dtype=np.int64))
            grid = np.arange(size, size + count, dtype=np.int64).reshape(extent)
            size += count
            rows, left_out = (size, size + 1) if shape.rows else (None, None)
            size += 2 if shape.rows else 0
            laid[-1].append(Sheet(shape, axes, grid, rows, left_out))
    return laid, size


def _linked(
    papers: list[list[Sheet]], known: Sequence[Sequence[Numbers]], size: int, links: Links, apart: frozenset[Part]
) -> Linking:
    """The same numbers found in different tables and papers; rows used only within one paper."""
    spreads = [
        [_spread(sheet, told) for sheet, told in zip(sheets, numbers, strict=False)]
        for sheets, numbers in zip(papers, known, strict=True)
    ]
    linking = link(spreads, size, links, apart)
    for sheets, numbers in zip(papers, known, strict=True):
        first: dict[tuple[object, ...], int] = {}
        for sheet, told in zip(sheets, numbers, strict=False):
            if sheet.rows is not None and sheet.left_out is not None and sheet.shape.population:
                rows = (sheet.shape.population, told.rows_used)
                linking.renamed[sheet.rows] = first.setdefault(rows, sheet.rows)
                if told.low is None:
                    rest = (*rows, int(told.grid.ravel()[sheet.spot]))
                    linking.renamed[sheet.left_out] = first.setdefault(rest, sheet.left_out)
    return linking


def _spread(sheet: Sheet, told: Numbers) -> Spread:
    low = told.grid.astype(np.float64) if told.low is None else told.low
    high = told.grid.astype(np.float64) if told.high is None else told.high
    return Spread(sheet.shape.indicator, sheet.shape.population, sheet.shape.period, sheet.axes, sheet.grid, low, high)


def _ties(
    linking: Linking, renamed: Ints, size: int
) -> tuple[list[tuple[Ints, Ints]], tuple[int, ...], tuple[tuple[int, bool], ...], int]:
    """The equations between tables, each with a number of its own for what is left over."""
    blocks: list[tuple[Ints, Ints]] = []
    changes: list[int] = []
    sums: list[tuple[int, bool]] = []
    for newer, older in linking.changes:
        place = size + len(blocks)
        blocks.append((np.array([[renamed[newer], renamed[older], place]]), np.array([1, -1, -1], dtype=np.int64)))
        changes.append(place)
    for found in linking.sums:
        parts = sorted({int(renamed[part]) for part in found.parts})
        place = size + len(blocks)
        places = np.array([[renamed[found.whole], *parts, place]], dtype=np.int64)
        blocks.append((places, np.array([1] + [-1] * (len(parts) + 1), dtype=np.int64)))
        sums.append((place, found.complete))
    return blocks, tuple(changes), tuple(sums), len(blocks)


def _rename(sheet: Sheet, renamed: Ints) -> Sheet:
    rows = None if sheet.rows is None else int(renamed[sheet.rows])
    left_out = None if sheet.left_out is None else int(renamed[sheet.left_out])
    return Sheet(sheet.shape, sheet.axes, renamed[sheet.grid], rows, left_out)


def _describe(sheet: Sheet, roles: Ints, steps: Ints, summed: Ints, printed: int) -> None:
    """Write role, depth and number of summed dimensions of one sheet's numbers; `printed` is what printed ones are."""
    role = np.zeros(sheet.grid.shape, dtype=np.int64)
    depth = np.zeros(sheet.grid.shape, dtype=np.int64)
    sums = np.zeros(sheet.grid.shape, dtype=np.int64)
    for place, axis in enumerate(sheet.axes):
        along = [1] * sheet.grid.ndim
        along[place] = -1
        role = np.maximum(role, axis.roles.reshape(along))
        depth = depth + axis.steps.reshape(along)
        sums = sums + (axis.steps == 0).astype(np.int64).reshape(along)
    role[role == PUBLISHED] = printed
    if printed == SLACK:
        role[:] = SLACK
    roles[sheet.grid] = role
    steps[sheet.grid] = depth
    summed[sheet.grid] = sums
    if sheet.rows is not None and sheet.left_out is not None:
        roles[[sheet.rows, sheet.left_out]] = (printed, IMPLIED)


def _lines(sheet: Sheet) -> Iterator[Lines]:
    """All sums of one sheet; those that run through mere bookkeeping are left to the equations."""
    for place, axis in enumerate(sheet.axes):
        for line in axis.lines:
            parents, children = _along(sheet, place, line)
            personal = bool(axis.name) and axis.about not in IMPERSONAL
            yield Lines(parents, children, line.kind, personal)


def _along(sheet: Sheet, place: int, line: Line) -> tuple[Ints, Ints]:
    moved = np.moveaxis(sheet.grid, place, -1)
    parents = moved[..., line.parent].reshape(-1)
    children = moved[..., list(line.children)].reshape(len(parents), -1)
    return parents, children


def _equations(sheets: Sequence[Sheet], lines: Sequence[Lines], extra: Sequence[tuple[Ints, Ints]] = ()) -> Equations:
    """The sums, the ties of overlapping answers, the rows left out and what ties tables, as one sparse system."""
    blocks = [
        (
            np.column_stack([found.children, found.parents]),
            np.array([1] * found.children.shape[1] + [-1], dtype=np.int64),
        )
        for found in lines
    ]
    for sheet in sheets:
        for place, axis in enumerate(sheet.axes):
            for tie in axis.ties:
                moved = np.moveaxis(sheet.grid, place, -1)
                places = moved[..., [spot for spot, _ in tie]].reshape(-1, len(tie))
                blocks.append((places, np.array([weight for _, weight in tie], dtype=np.int64)))
        if sheet.rows is not None and sheet.left_out is not None:
            places = np.array([[sheet.total, sheet.left_out, sheet.rows]], dtype=np.int64)
            blocks.append((places, np.array([1, 1, -1], dtype=np.int64)))
    blocks.extend(extra)
    height = sum(len(places) for places, _ in blocks)
    lengths = np.concatenate([np.zeros(0, dtype=np.int64), *(np.full(len(p), p.shape[1]) for p, _ in blocks)])
    row = np.repeat(np.arange(height, dtype=np.int64), lengths.astype(np.int64))
    empty = np.zeros(0, dtype=np.int64)
    index = np.concatenate([empty, *(places.ravel() for places, _ in blocks)])
    weights = np.concatenate([empty, *(np.tile(weight, len(places)) for places, weight in blocks)])
    return _each_once(row, index, weights, height)


def _each_once(row: Ints, index: Ints, weights: Ints, height: int) -> Equations:
    """The rows with every number in them once; one that stands in a sum several times weighs as much."""
    size = int(index.max(initial=0)) + 1
    kept, first, where = np.unique(row * size + index, return_index=True, return_inverse=True)
    total = np.bincount(where, weights=weights, minlength=len(kept)).astype(np.int64)
    order = np.argsort(first, kind="stable")
    order = order[total[order] != 0]
    row, index = kept[order] // size, kept[order] % size
    start = np.concatenate([[0], np.bincount(row, minlength=height)]).cumsum().astype(np.int64)
    return Equations(start, index, total[order])
