"""What centres answered as raw tables for the gate, with what any reader knows of the rest beside a shown count.

The gate sees a table's own sums. That a single answer leaves a rest ("not yes"), and that two tables tell the same
number, is said here as lore, so that no reader who knows two centres' answers finds a third (decision 0019).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Final

from omuz.foundation.privacy.cells import TOTAL, Dimension, Key, RawTable
from omuz.foundation.privacy.gate import Links, Policy, Refused, SafeTable, protect_together
from omuz.foundation.privacy.lore import Fact, Lore, Spot

ANSWER: Final = "answer"
CENTRES: Final = "merkez"
_NOT: Final = "≠"


@dataclass(frozen=True)
class About:
    """What a table is about: its key, its year, the set it counts (`profiles/2026`), what a row is.

    `joined`: tables of this set that are so marked name their numbers alike, and what they name alike is one number.
    """

    key: str
    year: int
    of: str
    base: str = CENTRES
    joined: bool = False

    def plain(self) -> dict[str, Any]:
        """What every raw table about it begins with."""
        return {
            "indicator": self.key, "version": 1, "base": self.base, "period": str(self.year), "grain": "year",
            "population": f"{self.of}/{self.year}" + ("" if self.joined else f"/{self.key}"),
        }  # fmt: skip


def choices(about: About, codes: Sequence[str], given: Iterable[str]) -> RawTable:
    """How many gave each of the answers that exclude each other."""
    counts = _count((code for code in given if code in codes), lambda code: (code,))
    return RawTable(**about.plain(), dimensions=(Dimension(ANSWER, tuple(codes)),), counts=counts, measure="share",
                    share_over=(ANSWER,))  # fmt: skip


def several(about: About, name: str, codes: Sequence[str], given: Sequence[Iterable[str]]) -> RawTable:
    """How many named each thing, of all who named something."""
    known = set(codes)
    told = [known & set(each) for each in given]
    counts = _count((code for each in told for code in each), lambda code: (code,))
    return RawTable(
        **about.plain(), dimensions=(Dimension(name, tuple(codes)),), counts={**counts, (TOTAL,): len(told)},
        measure="share", share_over=(name,), multi=(name,),
    )  # fmt: skip


def part_of(about: About, part: int, whole: int) -> RawTable:
    """So many of so many."""
    return RawTable(**about.plain(), dimensions=(), counts={(): part}, denominators={(): whole}, measure="share")


def parts_of(about: About, name: str, told: Mapping[str, tuple[int, int]], kind: str = "") -> RawTable:
    """A row each thing with a part and a whole of its own; `kind` says what the things are where the name does not."""
    return RawTable(
        **about.plain(), dimensions=(Dimension(name, tuple(told), kind),),
        counts={(code,): part for code, (part, _whole) in told.items()},
        denominators={(code,): whole for code, (_part, whole) in told.items()}, measure="share",
    )  # fmt: skip


def crossed(about: About, name: str, codes: Sequence[str], given: Mapping[str, Sequence[str]]) -> RawTable:
    """A row each thing that was asked about, a column each answer, shares over the answers about that thing."""
    pairs = ((thing, code) for thing, told in given.items() for code in told if code in codes)
    return RawTable(
        **about.plain(), dimensions=(Dimension(name, tuple(given)), Dimension(ANSWER, tuple(codes))),
        counts=_count(pairs, lambda pair: pair), measure="share", share_over=(ANSWER,),
    )  # fmt: skip


def middle(about: About, numbers: Sequence[float]) -> RawTable:
    """The middle of numbers."""
    medians: dict[Key, float] = {(): float(median(numbers))} if numbers else {}
    return RawTable(**about.plain(), dimensions=(), counts={(): len(numbers)}, measure="median", medians=medians)


def middles(about: About, name: str, numbers: Mapping[str, Sequence[float]], whole: Sequence[float]) -> RawTable:
    """The middle of numbers for each thing, and of `whole`: one number a centre, which may stand under several."""
    medians: dict[Key, float] = {(code,): float(median(told)) for code, told in numbers.items() if told}
    if whole:
        medians[(TOTAL,)] = float(median(whole))
    counts: dict[Key, int] = {(code,): len(told) for code, told in numbers.items()}
    counts[(TOTAL,)] = len(whole)
    return RawTable(
        **about.plain(),
        dimensions=(Dimension(name, tuple(numbers)),),
        counts=counts,
        measure="median",
        medians=medians,
        multi=(name,),
    )


def sums(about: About, name: str, told: Mapping[str, Sequence[int]]) -> RawTable:
    """The sum of what centres told of each thing, with how many stand behind it and what the largest of them told."""
    counts: dict[Key, int] = {(code,): sum(numbers) for code, numbers in told.items()}
    by_centre = [sum(numbers) for numbers in zip(*told.values(), strict=True)] if told else []
    behind = {**told, TOTAL: by_centre}
    return RawTable(
        **about.plain(), dimensions=(Dimension(name, tuple(told)),), counts=counts,
        contributors={(code,): sum(1 for number in numbers if number) for code, numbers in behind.items()},
        largest={(code,): max(numbers, default=0) for code, numbers in behind.items()},
    )  # fmt: skip


def _count(found: Iterable[Any], key: Callable[[Any], Key]) -> dict[Key, int]:
    counts: dict[Key, int] = {}
    for each in found:
        counts[key(each)] = counts.get(key(each), 0) + 1
    return counts


@dataclass
class Beside:
    """What the tables of one call tell each other: names of equal numbers, and the rest beside each single answer."""

    names: dict[Spot, str] = field(default_factory=dict)
    own: dict[str, frozenset[str]] = field(default_factory=dict)
    facts: list[tuple[Fact, ...]] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)

    def single(self, raw: RawTable, name: str = "") -> "Beside":
        """A table of answers that exclude each other: whoever did not give one gave another."""
        said = name or raw.indicator
        codes = raw.dimensions[-1].categories
        axis = raw.dimensions[-1].name
        self.own[raw.indicator] = frozenset({axis})
        self.names[Spot(raw.indicator)] = said
        told: list[Fact] = []
        for code in codes:
            is_, rest = f"{said}={code}", f"{said}{_NOT}{code}"
            self.names[Spot(raw.indicator, frozenset({(axis, code)}))] = is_
            told.append(((is_, 1), (rest, 1), (said, -1)))
            self.people[rest] = is_
        self.facts.append(tuple(told))
        return self

    def same(self, spot: Spot, name: str, *axes: str) -> "Beside":
        """A number that goes by a name it may share; `axes` are the dimensions of its table that its codes name."""
        self.names[spot] = name
        self.own.setdefault(spot.indicator, frozenset(axes))
        return self

    def links(self) -> Links:
        """For the gate."""
        return Links(lore=Lore(self.names, self.own, tuple(self.facts), self.people))


def protected(raws: Mapping[str, RawTable], policy: Policy, beside: Beside | None = None) -> dict[str, SafeTable]:
    """Tables that will be read side by side, protected as one, by key; nothing of them where nothing may leave."""
    if not raws:
        return {}
    try:
        safe = protect_together(list(raws.values()), policy, beside.links() if beside else None)
    except Refused:
        return {}
    return dict(zip(raws, safe, strict=True))
