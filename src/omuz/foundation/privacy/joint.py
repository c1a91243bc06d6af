"""The table nobody prints that several printed tables are margins of: it ties them closer than their shared totals."""

from collections.abc import Iterable, Iterator, Sequence
from math import prod
from typing import Final

from omuz.foundation.privacy.cells import Dimension
from omuz.foundation.privacy.lattice import Shape

MOST: Final = 3000
"""Cells of a joint table up to which it is looked at; beyond, the tables' shared totals have to do."""


def joint_shapes(shapes: Sequence[Shape]) -> Iterator[Shape]:
    """One unprinted table for each set of tables whose crossings close a ring (A × B, B × C, A × C).

    Without a ring the shared totals say everything there is to say.
    """
    sets: dict[tuple[str, str], list[Shape]] = {}
    for shape in shapes:
        if shape.population and not shape.based and not shape.multi:
            sets.setdefault((shape.population, shape.period), []).append(shape)
    for (population, period), found in sets.items():
        crossed = [frozenset(dimension.name for dimension in shape.dimensions) for shape in found]
        if not _ringed(crossed):
            continue
        dimensions = _together(dimension for shape in found for dimension in shape.dimensions)
        if prod(len(dimension.categories) + 1 for dimension in dimensions) <= MOST:
            yield Shape("", dimensions, (), (), False, False, population, period, printed=False)


def _together(dimensions: Iterable[Dimension]) -> tuple[Dimension, ...]:
    """Every dimension once, with every category any of the tables has."""
    found: dict[str, Dimension] = {}
    for dimension in dimensions:
        first = found.setdefault(dimension.name, dimension)
        more = tuple(code for code in dimension.categories if code not in first.categories)
        found[dimension.name] = Dimension(first.name, (*first.categories, *more), first.kind)
    return tuple(found.values())


def _ringed(crossed: Sequence[frozenset[str]]) -> bool:
    """True when the crossings cannot be taken apart one by one (the hypergraph has a cycle)."""
    left = list(set(crossed))
    while True:
        names = [name for each in left for name in each]
        lone = {name for name in names if names.count(name) == 1}
        trimmed = {each - lone for each in left}
        kept = [each for each in trimmed if not any(each < other for other in trimmed) and each]
        if len(kept) == len(left) and set(kept) == set(left):
            return len(left) > 1
        left = kept
