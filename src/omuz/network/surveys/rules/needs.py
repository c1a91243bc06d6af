"""The three needs of a centre as a report counts them: a centre once a subject, whatever it wrote of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from omuz.foundation.privacy.cells import TOTAL, Dimension, Key, RawTable
from omuz.foundation.privacy.lore import Spot
from omuz.insight.of_centres import About, Beside, middles, several

FORM: Final = "needs_priorities"
FEWEST: Final = 5
"""Fewer centres have no figures."""
_NEEDS: Final = (1, 2, 3)
_ASKED: Final = ("area", "severity", "owner", "tried", "within")
NAMED, SEVERITY, OWNER, BY_OWNER = "needs.area_named", "needs.area_severity", "needs.owner", "needs.area_by_owner"
TRIED, WITHIN = "needs.tried", "needs.within"
JOINED: Final = (NAMED, SEVERITY, BY_OWNER)
"""Tables that tell the same numbers: how many centres named a subject."""


@dataclass(frozen=True)
class Need:
    """One need as written; what was left empty is empty."""

    area: str
    severity: int | None
    owners: frozenset[str]
    tried: str
    within: str


def needs_in(values: Mapping[str, str]) -> tuple[Need, ...]:
    """The needs of one answer (question → text) that name a subject."""
    found = []
    for number in _NEEDS:
        told = {name: values.get(f"need_{number}_{name}", "") for name in _ASKED}
        if told["area"]:
            severity = int(told["severity"]) if told["severity"].isdigit() else None
            owners = frozenset(told["owner"].split())
            found.append(Need(told["area"], severity, owners, told["tried"], told["within"]))
    return tuple(found)


@dataclass(frozen=True)
class Centres:
    """What every centre wrote in one year; `options` are the codes of each question in the order of the form."""

    year: int
    told: Sequence[Sequence[Need]]
    options: Mapping[str, Sequence[str]]

    def raws(self) -> dict[str, RawTable]:
        """The tables that are read beside each other."""
        return {
            NAMED: several(self._about(NAMED), "area", self.options["area"],
                           [{need.area for need in needs} for needs in self.told]),
            SEVERITY: self._severity(),
            OWNER: several(self._about(OWNER), "owner", self.options["owner"], self._given(
                lambda need: need.owners)),
            BY_OWNER: self._by_owner(),
            TRIED: several(self._about(TRIED), "tried", self.options["tried"], self._given(
                lambda need: {need.tried} - {""})),
            WITHIN: several(self._about(WITHIN), "within", self.options["within"], self._given(
                lambda need: {need.within} - {""})),
        }  # fmt: skip

    def _about(self, key: str) -> About:
        return About(key, self.year, "needs", joined=key in JOINED)

    def _given(self, part: Callable[[Need], Iterable[str]]) -> list[set[str]]:
        """What each centre said of any of its needs; a centre that said nothing is not counted."""
        found = [{code for need in needs for code in part(need)} for needs in self.told]
        return [codes for codes in found if codes]

    def _severity(self) -> RawTable:
        """The middle over centres of the highest severity each gave in a subject."""
        numbers: dict[str, list[float]] = {code: [] for code in self.options["area"]}
        whole: list[float] = []
        for needs in self.told:
            worst = highest(needs)
            for area, severity in worst.items():
                if area in numbers:
                    numbers[area].append(severity)
            if worst:
                whole.append(max(worst.values()))
        return middles(self._about(SEVERITY), "area", numbers, whole)

    def _by_owner(self) -> RawTable:
        """Of the centres that named a subject, whose task they hold it to be; a centre may name several.

        Summed over subjects a centre counts once in each; behind such a sum, and behind its rest, stand few centres
        where few named something.
        """
        counts: dict[Key, int] = {}
        behind: dict[str, set[int]] = {owner: set() for owner in self.options["owner"]}
        beside = {owner: set[int]() for owner in behind}
        for place, needs in enumerate(self.told):
            told = {need.area: set[str]() for need in needs if need.owners}
            for need in needs:
                told.setdefault(need.area, set()).update(need.owners)
            for area, owners in told.items():
                for code in (*sorted(owners), *([TOTAL] if owners else ())):
                    counts[area, code] = counts.get((area, code), 0) + 1
                for owner in behind if owners else ():
                    (behind if owner in owners else beside)[owner].add(place)
        names = ("area", "owner")
        dimensions = tuple(Dimension(name, tuple(self.options[name])) for name in names)
        return RawTable(
            **self._about(BY_OWNER).plain(), dimensions=dimensions, counts=counts, measure="share",
            share_over=("owner",), multi=("owner",),
            contributors={(TOTAL, owner): min(len(behind[owner]), len(beside[owner])) or 1 for owner in behind},
        )  # fmt: skip


def highest(needs: Iterable[Need]) -> dict[str, int]:
    """Subject → the highest severity a centre gave a need of it."""
    found: dict[str, int] = {}
    for need in needs:
        if need.severity is not None:
            found[need.area] = max(need.severity, found.get(need.area, 0))
    return found


def beside(raws: Mapping[str, RawTable]) -> Beside:
    """Which numbers of these tables are one: the centres that named a subject."""
    told = Beside()
    for key in (NAMED, SEVERITY, BY_OWNER):
        if key not in raws:
            continue
        axes = [dimension.name for dimension in raws[key].dimensions]
        if key != BY_OWNER:
            told.same(Spot(key), "who named a need", *axes)
        for code in raws[key].dimensions[0].categories:
            told.same(Spot(key, frozenset({("area", code)})), f"area={code}", *axes)
    return told
