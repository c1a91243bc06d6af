"""Every number of one or several tables, printed or implied, and every equation between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from omuz.foundation.privacy.axes import (
    BASE,
    IMPLIED,
    PUBLISHED,
    Axis,
    Ints,
    Line,
    LineKind,
    adding_axis,
    answering_axis,
    share_axis,
)
from omuz.foundation.privacy.cells import TOTAL, Dimension, Key
from omuz.foundation.privacy.policy import IMPERSONAL

Label = tuple[object, ...]


@dataclass(frozen=True)
class Shape:
    """What anybody can see of a table without its numbers; enough to write down its equations.

    `based` is true for a share with denominators of its own; `rows` when the number of rows
    counted over is known to hold the total and those left out of it.
    """

    indicator: str
    dimensions: tuple[Dimension, ...]
    multi: tuple[str, ...]
    covered: tuple[str, ...]
    based: bool
    rows: bool
    population: str

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
class Lattice:
    """All numbers of the tables protected together.

    `roles` (printed, implied, slack), `steps` (how far below a grand total) and `summed` (over
    how many dimensions a number is added up) have one entry per number.
    """

    roles: Ints
    steps: Ints
    summed: Ints
    equations: Equations
    lines: tuple[Lines, ...]
    sheets: tuple[Sheet, ...]

    @property
    def size(self) -> int:
        """How many numbers there are."""
        return len(self.roles)


@dataclass(frozen=True)
class Numbers:
    """The true numbers of one table, shaped as its sheet's grid, and the rows used."""

    grid: Ints
    rows_used: int | None


def lattice_of(shapes: Sequence[Shape], numbers: Sequence[Numbers] = ()) -> Lattice:
    """The lattice of tables.

    Where `numbers` are given, tables of one population share those that mean the same and are the
    same; a number that differs belongs to another base and stays apart.
    """
    sheets: list[Sheet] = []
    size = 0
    for shape in shapes:
        axes = shape.axes()
        extent = tuple(len(axis.labels) for axis in axes)
        count = int(np.prod(extent, dtype=np.int64))
        grid = np.arange(size, size + count, dtype=np.int64).reshape(extent)
        size += count
        rows, left_out = (size, size + 1) if shape.rows else (None, None)
        size += 2 if shape.rows else 0
        sheets.append(Sheet(shape, axes, grid, rows, left_out))
    renamed, size = _same_numbers(sheets, numbers, size)
    sheets = [_rename(sheet, renamed) for sheet in sheets]
    roles, steps, summed = (np.zeros(size, dtype=np.int64) for _ in range(3))
    for sheet in sheets:
        _describe(sheet, roles, steps, summed)
    lines = tuple(found for sheet in sheets for found in _lines(sheet))
    return Lattice(roles, steps, summed, _equations(sheets, lines), lines, tuple(sheets))


def _same_numbers(sheets: Sequence[Sheet], numbers: Sequence[Numbers], size: int) -> tuple[Ints, int]:
    """New places under which numbers that mean the same fall together, and how many remain."""
    populations = [sheet.shape.population for sheet in sheets]
    linked = {name for name in populations if name and populations.count(name) > 1}
    place_of: dict[Label, int] = {}
    renamed = np.arange(size, dtype=np.int64)
    for sheet, known in zip(sheets, numbers, strict=False):
        if sheet.shape.population in linked:
            for label, place in _labels(sheet, known):
                renamed[place] = place_of.setdefault(label, place)
    kept, places = np.unique(renamed, return_inverse=True)
    return places.astype(np.int64), len(kept)


def _labels(sheet: Sheet, numbers: Numbers) -> Iterator[tuple[Label, int]]:
    """What every number of a sheet means, in words two tables of one population agree on."""
    population, rows = sheet.shape.population, numbers.rows_used
    spoken = product(*([(axis.name, label) for label in axis.labels] for axis in sheet.axes))
    places, values = sheet.grid.ravel().tolist(), numbers.grid.ravel().tolist()
    for place, value, meaning in zip(places, values, spoken, strict=True):
        said = (part for part in meaning if part[1] != TOTAL and part != ("", BASE))
        yield (population, value, *sorted(said)), place
    if sheet.rows is not None and sheet.left_out is not None:
        total = int(numbers.grid.ravel()[sheet.spot])
        yield (population, rows, "rows"), sheet.rows
        yield (population, rows, "left out beside", total), sheet.left_out


def _rename(sheet: Sheet, renamed: Ints) -> Sheet:
    rows = None if sheet.rows is None else int(renamed[sheet.rows])
    left_out = None if sheet.left_out is None else int(renamed[sheet.left_out])
    return Sheet(sheet.shape, sheet.axes, renamed[sheet.grid], rows, left_out)


def _describe(sheet: Sheet, roles: Ints, steps: Ints, summed: Ints) -> None:
    """Write role, depth and number of summed dimensions of one sheet's numbers."""
    role = np.zeros(sheet.grid.shape, dtype=np.int64)
    depth = np.zeros(sheet.grid.shape, dtype=np.int64)
    sums = np.zeros(sheet.grid.shape, dtype=np.int64)
    for place, axis in enumerate(sheet.axes):
        along = [1] * sheet.grid.ndim
        along[place] = -1
        role = np.maximum(role, axis.roles.reshape(along))
        depth = depth + axis.steps.reshape(along)
        sums = sums + (axis.steps == 0).astype(np.int64).reshape(along)
    roles[sheet.grid] = role
    steps[sheet.grid] = depth
    summed[sheet.grid] = sums
    if sheet.rows is not None and sheet.left_out is not None:
        roles[[sheet.rows, sheet.left_out]] = (PUBLISHED, IMPLIED)


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


def _equations(sheets: Sequence[Sheet], lines: Sequence[Lines]) -> Equations:
    """The sums, the ties of overlapping answers and the rows left out, as one sparse system."""
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
    lengths = [np.full(len(places), places.shape[1], dtype=np.int64) for places, _ in blocks]
    start = np.concatenate([np.zeros(1, dtype=np.int64), *lengths]).cumsum()
    empty = np.zeros(0, dtype=np.int64)
    index = np.concatenate([empty, *(places.ravel() for places, _ in blocks)])
    weights = [np.tile(weight, len(places)) for places, weight in blocks]
    return Equations(start, index, np.concatenate([empty, *weights]))
