"""Which numbers of several papers are one and the same, which changed, and which add up across tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from omuz.foundation.privacy.axes import BASE, Axis, Ints
from omuz.foundation.privacy.cells import TOTAL
from omuz.foundation.privacy.links import WHEN, Links, Meaning, Node, series_of
from omuz.foundation.privacy.lore import Lore, universe_of
from omuz.foundation.privacy.program import Floats

Row = tuple[tuple[int, int], ...]
Part = tuple[object, ...]
"""A series and period as one earlier paper told it: which paper, counted from the newest, and of what."""


@dataclass(frozen=True)
class Spread:
    """One table's numbers before they are linked: where they stand, and between which bounds they are known.

    For a table still to be protected `low` and `high` are both the truth.
    """

    indicator: str
    population: str
    period: str
    axes: tuple[Axis, ...]
    grid: Ints
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Sum:
    """`whole` is what the `parts` add up to and, unless `complete`, something more."""

    whole: int
    parts: tuple[int, ...]
    complete: bool


@dataclass
class Linking:
    """`renamed` gives every place the place of the number it is; `changes` are (newer, older) pairs.

    `joined` are the parts of earlier papers that were taken as unchanged.
    """

    renamed: Ints
    changes: list[tuple[int, int]] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    joined: list[Part] = field(default_factory=list)


def link(papers: Sequence[Sequence[Spread]], size: int, links: Links, apart: frozenset[Part] = frozenset()) -> Linking:
    """Find what the papers share, the newest first.

    Numbers of one meaning are one number where their bounds allow it; within one paper others
    stay apart (they speak of another base). Between papers, when one number of a series and
    period cannot be what it was, that whole part is taken as corrected; so are the parts in `apart`.
    """
    found = Linking(np.arange(size, dtype=np.int64))
    series: dict[str, int] = {}
    for spread in (each for paper in papers for each in paper):
        if spread.population:
            name = series_of(spread.population, spread.period)
            series[name] = series.get(name, 0) + 1
    linked = {name for name, count in series.items() if count > 1} if links.hierarchies == () else set(series)
    low, high = np.zeros(size), np.zeros(size)
    latest: dict[Meaning, int] = {}
    for number, paper in enumerate(papers):
        own = _within(paper, links, linked, found.renamed, low, high)
        _one_by_name(paper, links.lore, found.renamed, low, high)
        own = {meaning: int(_root(found.renamed, place)) for meaning, place in own.items()}
        _join(own, latest, found, (low, high), number, apart)
    if series and linked:
        found.sums.extend(_sums(latest, links))
    return found


def _within(
    paper: Sequence[Spread], links: Links, linked: set[str], renamed: Ints, low: Floats, high: Floats
) -> dict[Meaning, int]:
    """One place for each meaning of a paper; further places of the same number are renamed to it."""
    places: dict[Meaning, list[int]] = {}
    for spread in paper:
        low[spread.grid], high[spread.grid] = spread.low, spread.high
        if series_of(spread.population, spread.period) not in linked or not spread.population:
            continue
        for meaning, place in _meanings(spread, links):
            same = places.setdefault(meaning, [])
            for other in same:
                if max(low[other], low[place]) <= min(high[other], high[place]):
                    renamed[place] = other
                    low[other], high[other] = max(low[other], low[place]), min(high[other], high[place])
                    break
            else:
                same.append(place)
    return {meaning: same[0] for meaning, same in places.items()}


def _one_by_name(paper: Sequence[Spread], lore: Lore, renamed: Ints, low: Floats, high: Floats) -> None:
    """Numbers of one paper that by their definitions are one become one, where their bounds allow it."""
    first: dict[tuple[object, ...], int] = {}
    for spread in paper:
        for name, part, place in lore.named(spread.indicator, spread.axes, spread.grid) if spread.population else ():
            own = _root(renamed, place)
            other = _root(renamed, first.setdefault((universe_of(spread.population, spread.period), part, name), own))
            if own != other and max(low[other], low[own]) <= min(high[other], high[own]):
                renamed[own] = other
                low[other], high[other] = max(low[other], low[own]), min(high[other], high[own])


def _root(renamed: Ints, place: int) -> int:
    while renamed[place] != place:
        place = int(renamed[place])
    return place


def _meanings(spread: Spread, links: Links) -> Iterator[tuple[Meaning, int]]:
    series = series_of(spread.population, spread.period)
    spoken = product(*([(axis.name, axis.about, label) for label in axis.labels] for axis in spread.axes))
    for place, said in zip(spread.grid.ravel().tolist(), spoken, strict=True):
        narrowed = (part for part in said if part[2] != TOTAL and part[::2] != ("", BASE))
        yield links.meaning(series, spread.period, narrowed), place


def _join(
    own: Mapping[Meaning, int],
    latest: dict[Meaning, int],
    found: Linking,
    bounds: tuple[Floats, Floats],
    number: int,
    apart: frozenset[Part],
) -> None:
    """Fit an older paper to the newer ones: the same numbers where it can be, changed ones where it cannot."""
    low, high = bounds
    groups: dict[Part, list[tuple[int, int]]] = {}
    for meaning, place in own.items():
        newer = latest.setdefault(meaning, place)
        if number and newer != place:
            groups.setdefault((number, meaning[0], dict(meaning[1]).get(WHEN)), []).append((newer, place))
    for part, pairs in groups.items():
        newer, older = np.array(pairs, dtype=np.int64).T
        fits = np.maximum(low[newer], low[older]) <= np.minimum(high[newer], high[older])
        if part not in apart and fits.all():
            found.joined.append(part)
            low[newer] = np.maximum(low[newer], low[older])
            high[newer] = np.minimum(high[newer], high[older])
            found.renamed[older] = newer
        else:
            found.changes.extend(pairs)
    while not np.array_equal(found.renamed, found.renamed[found.renamed]):
        found.renamed[:] = found.renamed[found.renamed]


def _sums(latest: Mapping[Meaning, int], links: Links) -> Iterator[Sum]:
    """The sums that run across tables: quarters of a year, districts of a part of the province."""
    parts: dict[tuple[Meaning, str], dict[Node, int]] = {}
    for meaning, place in latest.items():
        for name, node, above in links.wholes(meaning):
            whole = next((each for each in above if each in latest), None)
            if whole is not None:
                parts.setdefault((whole, name), {})[node] = place
    for (whole, name), found in parts.items():
        stands = dict(whole[1])[name]
        complete = isinstance(stands, tuple) and links.ladder(name).covered(stands, found)
        yield Sum(latest[whole], tuple(sorted(found.values())), complete)
