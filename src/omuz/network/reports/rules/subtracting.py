"""What whoever holds two prints of one table can work out of what was added between them.

Every number of the older print, of the newer one and of what was added is a variable of one linear system: what is
printed is fixed, what is hidden lies between its printed bounds, parts add up to their wholes in all three, and
nothing is less than nothing. The attack asks for the least and the most each added number can be.
"""

from collections.abc import Iterator, Mapping
from math import ceil, floor, inf

import numpy as np

from omuz.foundation.privacy.cells import TOTAL, Cell, Key, total_key
from omuz.foundation.privacy.program import NEAR, NoSolution, Program
from omuz.foundation.privacy.safe import SafeTable

Span = tuple[float, float]
Number = tuple[str, Key]
"""A printed number (`cell`, `base`), or what a part leaves over of its whole (`rest`)."""
Sum = tuple[Number, tuple[Number, ...]]


def added(before: SafeTable, now: SafeTable) -> Mapping[tuple[bool, Key], Span] | None:
    """(whether it is a part or what it leaves over, key) → between which whole numbers lies what was added.

    Wholes are not among them. None where nothing fits: a number became smaller. Both tables have the same keys.
    """
    sums = list(_sums(now))
    numbers = list(dict.fromkeys((*_printed(now), *(each for whole, parts in sums for each in (whole, *parts)))))
    program = _program(numbers, sums, before, now)
    wholes = {total_key(now.dimensions)}
    found: dict[tuple[bool, Key], Span] = {}
    try:
        for place, (kind, key) in enumerate(numbers):
            if kind != "base" and not (kind == "cell" and key in wholes and not now.bases):
                found[kind == "cell", key] = _between(program, 2 * len(numbers) + place)
        program.solved()
    except NoSolution:
        return None
    return found


def _printed(table: SafeTable) -> Iterator[Number]:
    yield from (("cell", cell.key) for cell in table.cells)
    yield from (("base", cell.key) for cell in table.bases)


def _sums(table: SafeTable) -> Iterator[Sum]:
    """Every whole with its parts: categories that add up, and each part with what it leaves of its base."""
    layers = ("cell", "base") if table.bases else ("cell",)
    for place, dimension in enumerate(table.dimensions):
        if dimension.name in table.multi:
            continue
        for cell in table.cells:
            if cell.key[place] == TOTAL:
                keys = [(*cell.key[:place], code, *cell.key[place + 1 :]) for code in dimension.categories]
                for kind in layers:
                    yield (kind, cell.key), tuple((kind, key) for key in keys)
    for cell in table.cells:
        whole = _whole(table, cell.key)
        if whole is not None:
            yield whole, (("cell", cell.key), ("rest", cell.key))


def _whole(table: SafeTable, key: Key) -> Number | None:
    """What a number is a share of; in a table of counts, the total; None for the total itself."""
    if table.bases:
        return "base", key
    over = table.share_over or tuple(dimension.name for dimension in table.dimensions)
    names = [dimension.name for dimension in table.dimensions]
    above = tuple(TOTAL if name in over else code for name, code in zip(names, key, strict=True))
    return None if above == key else ("cell", above)


def _program(numbers: list[Number], sums: list[Sum], before: SafeTable, now: SafeTable) -> Program:
    size, place = len(numbers), {number: at for at, number in enumerate(numbers)}
    low, high = np.zeros(3 * size), np.full(3 * size, inf)
    for layer, table in enumerate((before, now)):
        for number, at in place.items():
            low[layer * size + at], high[layer * size + at] = _span(table, number)
    start, index, weight = [0], [], []
    for layer in range(3):
        for whole, parts in sums:
            index += [layer * size + place[each] for each in (whole, *parts)]
            weight += [-1.0, *([1.0] * len(parts))]
            start.append(len(index))
    for at in range(size):
        # What was added is the newer number less the older one.
        index += [at, size + at, 2 * size + at]
        weight += [1.0, -1.0, 1.0]
        start.append(len(index))
    rows = (np.array(start, dtype=np.int64), np.array(index, dtype=np.int64), np.array(weight))
    nothing = np.zeros(len(start) - 1)
    return Program((low, high), rows, (nothing, nothing))


def _span(table: SafeTable, number: Number) -> Span:
    kind, key = number
    if kind == "rest":
        return 0, inf
    cell: Cell = table.cell(key) if kind == "cell" else table.denominator(key)
    if cell.value is not None:
        return cell.value, cell.value
    return cell.low or 0, inf if cell.high is None else cell.high


def _between(program: Program, place: int) -> Span:
    """The least and the most one variable can be, as whole numbers; raises NoSolution where nothing fits."""
    at = np.array([place], dtype=np.int64)
    least = program.least(at, np.array([1.0])).value
    try:
        most = -program.least(at, np.array([-1.0])).value
    except NoSolution:
        # Something fits, since there is a least; without bound above.
        most = inf
    return ceil(least - NEAR), most if most == inf else floor(most + NEAR)
