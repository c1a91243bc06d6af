"""How the numbers of different tables hang together: what each means, and which meanings add up to which."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from omuz.foundation.privacy.lore import Lore
from omuz.foundation.privacy.refusals import Malformed

Node = tuple[str, str]
"""A level and a code on it: ("district", "konak"), ("quarter", "2026-Q3")."""
Meaning = tuple[str, frozenset[tuple[str, str | Node]]]
"""A series (a population without its period) and where in it a number stands."""

WHEN: Final = "when"
_PERIODS: Final = {
    "year": re.compile(r"\d{4}"),
    "quarter": re.compile(r"\d{4}-Q[1-4]"),
    "month": re.compile(r"\d{4}-(0[1-9]|1[0-2])"),
}
_MONTHS: Final = {"year": 12, "quarter": 3, "month": 1}


@dataclass(frozen=True)
class Hierarchy:
    """Codes that lie within coarser ones, such as districts in parts of a province in the province.

    `levels` are what dimensions are about, finest first; `within` gives for each level but the
    last the coarser code of every code. A code may lie in nothing. Raises Malformed when a level
    is missing.
    """

    levels: tuple[str, ...]
    within: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(set(self.levels)) != len(self.levels) or set(self.within) - set(self.levels[:-1]):
            raise Malformed("levels")

    @property
    def name(self) -> str:
        """What places on this hierarchy are told apart by: its coarsest level."""
        return self.levels[-1]

    def above(self, node: Node) -> Iterator[Node]:
        """The coarser nodes a node lies in, nearest first."""
        level, code = node
        for finer, coarser in zip(self.levels, self.levels[1:], strict=False):
            if finer == level:
                found = self.within.get(finer, {}).get(code)
                if found is None:
                    return
                level, code = coarser, found
                yield level, code

    def level_of(self, about: str, label: str) -> str:
        """The level a code stands on: the one it is about, or the next where it stands for several put together."""
        within = self.within.get(about, {})
        together = label not in within and label in within.values()
        return self.levels[self.levels.index(about) + 1] if together else about

    def covered(self, whole: Node, parts: Iterable[Node]) -> bool:
        """True when the parts leave nothing of the whole out."""
        return self._inside(whole, set(parts))

    def _inside(self, node: Node, parts: set[Node]) -> bool:
        place = self.levels.index(node[0])
        if place == 0:
            return False
        finer = self.levels[place - 1]
        children = [(finer, code) for code, coarser in self.within.get(finer, {}).items() if coarser == node[1]]
        return bool(children) and all(child in parts or self._inside(child, parts) for child in children)


@dataclass(frozen=True)
class _Calendar:
    """Months in quarters in years."""

    name: str = WHEN

    def above(self, node: Node) -> Iterator[Node]:
        level, code = node
        if level == "month":
            yield "quarter", f"{code[:4]}-Q{(int(code[5:]) + 2) // 3}"
        if level != "year":
            yield "year", code[:4]

    def covered(self, whole: Node, parts: Iterable[Node]) -> bool:
        return sum(_MONTHS[level] for level, _ in parts) == _MONTHS[whole[0]]


CALENDAR: Final = _Calendar()
Ladder = Hierarchy | _Calendar


@dataclass(frozen=True)
class Links:
    """The hierarchies and definitions a release is read with; months, quarters and years are always known."""

    hierarchies: tuple[Hierarchy, ...] = ()
    lore: Lore = field(default_factory=Lore)

    def ladder(self, name: str) -> Ladder:
        """The hierarchy of that name, or the calendar."""
        return CALENDAR if name == WHEN else next(found for found in self.hierarchies if found.name == name)

    def coordinate(self, name: str, about: str, label: str) -> tuple[str, str | Node]:
        """Where a label of one dimension stands, in words that tables of other levels share."""
        level = _level_of(label)
        if level and about in _PERIODS:
            return WHEN, (level, label)
        for hierarchy in self.hierarchies:
            if about in hierarchy.levels:
                return hierarchy.name, (hierarchy.level_of(about, label), label)
        return name, label

    def meaning(self, series: str, period: str, said: Iterable[tuple[str, str, str]]) -> Meaning:
        """What a number means: its series and the (name, about, label) it is narrowed to."""
        found = dict(self.coordinate(*each) for each in said)
        level = _level_of(period)
        if level:
            found.setdefault(WHEN, (level, period))
        return series, frozenset(found.items())

    def wholes(self, meaning: Meaning) -> Iterator[tuple[str, Node, list[Meaning]]]:
        """For each ladder a number stands on: its name, the number's node, what lies above it, nearest first."""
        series, places = meaning
        for name, node in places:
            if isinstance(node, tuple):
                rest = places - {(name, node)}
                above = [(series, rest | {(name, coarser)}) for coarser in self.ladder(name).above(node)]
                yield name, node, above


def series_of(population: str, period: str) -> str:
    """A population without its period: what successive releases have in common."""
    return "/".join(part for part in population.split("/") if part != period)


def _level_of(code: str) -> str:
    return next((level for level, form in _PERIODS.items() if form.fullmatch(code)), "")
