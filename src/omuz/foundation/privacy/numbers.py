"""From raw counts to the numbers of a lattice, with every check that they fit together."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

import numpy as np

from omuz.foundation.privacy.axes import MORE, SLACK, Axis, Ints
from omuz.foundation.privacy.cells import TOTAL, Key, RawTable
from omuz.foundation.privacy.joint import joint_shapes
from omuz.foundation.privacy.lattice import Lattice, Numbers, Shape, Sheet, lattice_of
from omuz.foundation.privacy.links import Links
from omuz.foundation.privacy.lore import Lore
from omuz.foundation.privacy.marks import Flags
from omuz.foundation.privacy.past import Paper, with_reading
from omuz.foundation.privacy.refusals import Malformed, Refusal, Refused


def told_together(
    raws: Sequence[RawTable], earlier: Sequence[Sequence[Paper]] = (), links: Links | None = None
) -> tuple[Lattice, Ints]:
    """As `lattice_and_numbers`; raises Refused (CONTRADICTS) where by their definitions they cannot all be right."""
    try:
        return lattice_and_numbers(raws, earlier, links)
    except Refused as refused:
        if refused.code is not Refusal.EARLIER or links is None or not links.lore.facts:
            raise
        lattice_and_numbers(raws, earlier, replace(links, lore=Lore()))
        raise Refused(Refusal.CONTRADICTS) from refused


def lattice_and_numbers(
    raws: Sequence[RawTable], earlier: Sequence[Sequence[Paper]] = (), links: Links | None = None
) -> tuple[Lattice, Ints]:
    """The lattice of raw tables and the true value of each of its numbers; raises Malformed.

    `earlier` are releases printed before, the newest first. Numbers of theirs whose truth is not at
    hand get a value that fits; raises Refused when none does.
    """
    known = [_known(raw) for raw in raws]
    shapes, numbers = [shape for shape, _ in known], [found for _, found in known]
    papers = [[(paper.shape, paper.numbers) for paper in release] for release in earlier]
    if links is not None:
        for shape in joint_shapes([*shapes, *(shape for paper in papers for shape, _ in paper)]):
            shapes.append(shape)
            numbers.append(_nothing(shape))
    flat = [paper for release in earlier for paper in release]

    def fitted(lattice: Lattice) -> tuple[Lattice, Ints]:
        return with_reading(lattice, *_true(lattice, numbers), flat)

    whole = lattice_of(shapes, numbers, papers, links)
    try:
        return fitted(whole)
    except Refused:
        # Something hidden then was corrected, though no printed number says so: take the first part that explains it.
        for apart in [*(frozenset({part}) for part in whole.joined), frozenset(whole.joined)]:
            with suppress(Refused):
                return fitted(lattice_of(shapes, numbers, papers, links, apart))
        raise


def _true(lattice: Lattice, known: Sequence[Numbers]) -> tuple[Ints, Flags]:
    """The numbers of the tables to be printed, and which numbers those are."""
    values, true = np.zeros(lattice.size, dtype=np.int64), np.zeros(lattice.size, dtype=np.bool_)
    for numbers, sheet in zip(known, lattice.sheets, strict=False):
        true[sheet.grid] = True
        values[sheet.grid] = numbers.grid
        if sheet.rows is not None and sheet.left_out is not None and numbers.rows_used is not None:
            values[sheet.rows] = numbers.rows_used
            values[sheet.left_out] = numbers.rows_used - values[sheet.total]
            true[[sheet.rows, sheet.left_out]] = True
    return values, true


def _nothing(shape: Shape) -> Numbers:
    """The numbers of a table nobody prints."""
    extent = tuple(len(axis.labels) for axis in shape.axes())
    return Numbers(np.zeros(extent, dtype=np.int64), None, np.zeros(extent), np.full(extent, np.inf))


def _known(raw: RawTable) -> tuple[Shape, Numbers]:
    """What can be seen of a table without its numbers, and the numbers.

    Answers count as covering everybody where the counts allow it: a reader may know that nobody
    was left without an answer, so the attack is given that knowledge too. The rows used are
    printed only where the total is counted in rows.
    """
    based = raw.denominators is not None
    bare = Shape(raw.indicator, raw.dimensions, raw.multi, raw.multi, based, False, raw.population, raw.period)
    lattice = lattice_of([bare])
    (sheet,) = lattice.sheets
    grid = _numbers(raw, sheet)
    _check_totals(raw, sheet, grid)
    if (grid[lattice.roles[sheet.grid] != SLACK] < 0).any():
        raise Malformed(f"{raw.indicator}: a part is larger than its whole")
    plain, covered = _covered(raw, sheet, grid)
    rows = raw.rows_used is not None and raw.rows_used >= int(grid.ravel()[sheet.spot])
    return replace(bare, covered=covered, rows=rows), Numbers(grid[plain], raw.rows_used)


def _covered(raw: RawTable, sheet: Sheet, grid: Ints) -> tuple[tuple[Ints, ...], tuple[str, ...]]:
    """The overlapping dimensions whose answers may cover everybody, and the grid's places without the rest."""
    covered: list[str] = []
    kept = [
        np.array([place for place, label in enumerate(axis.labels) if label != MORE], dtype=np.int64)
        for axis in sheet.axes
    ]
    for place, axis in enumerate(sheet.axes):
        if axis.name in raw.multi:
            more = np.array([axis.labels.index(MORE)], dtype=np.int64)
            beside = [*kept[:place], more, *kept[place + 1 :]]
            if grid[np.ix_(*beside)].min() >= 0:
                covered.append(axis.name)
                kept[place] = np.append(kept[place], more)
    return np.ix_(*kept), tuple(covered)


def _numbers(raw: RawTable, sheet: Sheet) -> Ints:
    """Every number of one table, shaped as its sheet."""
    own = sheet.axes[: len(raw.dimensions)]
    numbers = _filled(raw.counts, own)
    if raw.denominators is not None:
        numbers = np.stack([numbers, _filled(raw.denominators, own)], axis=-1)
    for place, axis in enumerate(sheet.axes):
        numbers = np.moveaxis(np.tensordot(axis.matrix, numbers, axes=(1, place)), 0, place)
    return numbers


def _filled(counts: Mapping[Key, int], axes: Sequence[Axis]) -> Ints:
    """The given numbers by the axes' given labels; what is absent is zero."""
    found = np.zeros(tuple(len(axis.given) for axis in axes), dtype=np.int64)
    spots = [{label: place for place, label in enumerate(axis.given)} for axis in axes]
    for key, count in counts.items():
        place = [spot.get(code) for code, spot in zip(key, spots, strict=True)]
        if None not in place:
            found[tuple(place)] = count
    return found


def _check_totals(raw: RawTable, sheet: Sheet, numbers: Ints) -> None:
    """Totals that were handed in although they follow from their parts must agree with them."""
    adding = [dimension.name not in raw.multi for dimension in raw.dimensions]
    for base, counts in ((False, raw.counts), (True, raw.denominators or {})):
        handed = {
            key: count
            for key, count in counts.items()
            if any(adds and code == TOTAL for adds, code in zip(adding, key, strict=True))
        }
        places = sheet.places(base) if handed else {}
        for key, count in handed.items():
            if int(numbers.ravel()[places[key]]) != count:
                raise Malformed(f"{raw.indicator}: {key} is not the sum of its parts")
