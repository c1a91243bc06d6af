"""What the definitions tell every reader: which numbers of different tables are one, and which are parts of which."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final

import numpy as np

from omuz.foundation.privacy.axes import BASE, IMPLIED, PART, SLACK, Axis, Ints
from omuz.foundation.privacy.cells import TOTAL

Said = frozenset[tuple[str, str]]
"""The dimensions a number is not summed over, with their codes."""
Block = tuple[Ints, Ints]
"""Places of some numbers and their weights: together they come to zero."""
Fact = tuple[tuple[str, int], ...]
"""Names and their weights."""
OWN: Final = "+"
"""Begins the name of a number that stands in one fact only: how much one set is larger than another."""
_TELLING: Final = 3
"""A whole and two of its parts; of fewer the table itself tells as much."""


@dataclass(frozen=True)
class Spot:
    """A number as anybody can point at it: the indicator, its own dimensions' codes, numerator or base."""

    indicator: str
    at: Said = frozenset()
    base: bool = False


@dataclass(frozen=True)
class Lore:
    """The handbook in the form of equations.

    `names` says what set of facts a spot counts: spots of one name are one number. `own` names for each indicator the
    dimensions its spots speak of; by whatever else a table is divided, names and facts hold in every part. A fact is
    names with weights that come to zero; those of one column stand together. A name no table prints is a number of its
    own, never negative. Those in `people` count who gave no answer and are protected like a count where the name beside
    them is printed (all who gave one): a subtraction shows them then. The others are mere bookkeeping.
    """

    names: Mapping[Spot, str] = field(default_factory=dict)
    own: Mapping[str, frozenset[str]] = field(default_factory=dict)
    facts: tuple[tuple[Fact, ...], ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)

    def named(self, indicator: str, axes: Sequence[Axis], grid: Ints) -> Iterator[tuple[str, Said, int]]:
        """Every number of a table that has a name, the part of the table it stands in, and its place."""
        own = self.own.get(indicator)
        if own is None:
            return
        spoken = product(*([(axis.name, label) for label in axis.labels] for axis in axes))
        for place, said in zip(grid.ravel().tolist(), spoken, strict=True):
            at = frozenset(each for each in said if each[1] != TOTAL and each[0])
            share = next((label for name, label in said if not name), "")
            if share not in ("", BASE, PART + indicator):
                continue
            kept = frozenset(each for each in at if each[0] in own)
            name = self.names.get(Spot(indicator, kept, share == BASE))
            if name is not None:
                yield name, at - kept, place


@dataclass
class Told:
    """The facts of some papers as equations: their places, and the role of every number nobody prints."""

    first: int
    blocks: list[Block] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)

    def add(self, lore: Lore, known: Mapping[str, int]) -> None:
        """The facts about one set of rows, of which the numbers in `known` are printed."""
        unseen: dict[str, int] = {}
        for column in lore.facts:
            if len({name for fact in column for name, _ in fact if name in known}) < _TELLING:
                continue
            for fact in column:
                self._write(fact, lore.people, known, unseen)

    def _write(self, fact: Fact, people: Mapping[str, str], known: Mapping[str, int], unseen: dict[str, int]) -> None:
        weights: dict[int, int] = {}
        for name, weight in fact:
            place = known.get(name, unseen.get(name))
            if place is None:
                place = unseen[name] = self.first + len(self.roles)
                self.roles.append(IMPLIED if people.get(name) in known else SLACK)
            weights[place] = weights.get(place, 0) + weight
        kept = {place: weight for place, weight in weights.items() if weight}
        if kept:
            places = np.array([list(kept)], dtype=np.int64)
            self.blocks.append((places, np.array(list(kept.values()), dtype=np.int64)))


def universe_of(population: str, period: str) -> str:
    """The rows a table was chosen from, without what its definition chose of them."""
    return "/".join((*population.split("/")[:2], period))


def gathered_names(found: Iterable[tuple[str, tuple[str, Said, int]]]) -> dict[tuple[str, Said], dict[str, int]]:
    """One place for each name, by universe and part of it."""
    known: dict[tuple[str, Said], dict[str, int]] = {}
    for universe, (name, part, place) in found:
        known.setdefault((universe, part), {}).setdefault(name, place)
    return known
