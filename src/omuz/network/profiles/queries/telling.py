"""What the network tells of a round: every table protected once, for the page of the centres and for every report."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final

from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.privacy.cells import RawTable
from omuz.foundation.privacy.gate import ANSWERS, CHOICES, Policy
from omuz.foundation.privacy.lore import Spot
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.facts import Facts
from omuz.insight.of_centres import ANSWER, Beside, protected
from omuz.insight.reports.content.source_keys import Source, read_sources
from omuz.network.profiles.rules import tables
from omuz.network.profiles.rules.asking import PROCEDURES, SAME_NUMBERS, Depends, together
from omuz.network.profiles.rules.sheet import Kind, Sheet
from omuz.network.profiles.rules.tables import Staff, Values, apart_enough, questions_of

PERSONNEL: Final = Policy(threshold=3, zeros="hide", median_from=5, centres=4, dominance=70, silent=True)
"""People who work in centres, added up over them: whoever knows two centres' numbers finds no third."""
TITLES, CONTRACTS, TRAINING = "profiles.staff_by_title", "profiles.contract", "profiles.training"
OWN: Final = "profile:"
"""Begins the key of a question no report prints."""


@lru_cache(maxsize=1)
def _sources(changed: int) -> Mapping[str, Source]:
    del changed
    path = catalogue_folder() / "reports" / "sources.toml"
    known = read_sources(path.read_text(encoding="utf-8"), path.name)
    return {key: source for key, source in known.items() if source.room.code == tables.ROOM and source.gives == "table"}


def sources() -> Mapping[str, Source]:
    """The tables a report may ask this room for. Raises CatalogueError."""
    return _sources((catalogue_folder() / "reports" / "sources.toml").stat().st_mtime_ns)


def keys_of(sheet: Sheet) -> dict[str, str]:
    """Question → the key of its own table; those told as a row of another table or as an indicator have none."""
    found: dict[str, str] = {}
    rows: set[str] = set()
    for source in sources().values():
        if source.by == (ANSWER,) or (source.measure == "median" and not source.of[0].startswith("I")):
            found[source.of[0]] = source.key
        elif source.by[-1:] == (ANSWER,):
            rows |= set(questions_of(source, sheet))
    told_as_indicator = {"crisis", "budget_line"}
    return {
        question.name: found.get(question.name, f"{OWN}{question.name}")
        for question in sheet.questions
        if question.kind is not Kind.WORDS and question.name not in rows | told_as_indicator
    }


@dataclass
class Telling:
    """The raw tables of one round by key, with the policy of each and what ties them together."""

    sheet: Sheet
    profiles: Sequence[Values]
    facts: Facts
    year: int
    depends: Sequence[Depends] = ()
    raws: dict[str, RawTable] = field(default_factory=dict)
    policies: dict[str, Policy] = field(default_factory=dict)
    ties: list[tuple[str, str]] = field(default_factory=list)

    def gather(self) -> None:
        """Every table of the sources, and one for each question no source speaks of."""
        for source in sources().values():
            if source.of[0].startswith("I"):
                self._indicator(source)
            elif source.by and source.by[-1] == ANSWER and len(source.by) > 1:
                self._put(source.key, tables.crossing(source, self.sheet, self.profiles, self.year), CHOICES)
            elif source.key == PROCEDURES:
                self._put(source.key, tables.procedures(source, self.sheet, self.profiles, self.year), ANSWERS)
            elif source.measure == "share" and not source.by and source.of != ("signed",):
                self._put(source.key, tables.happened(source, self.sheet, self.profiles, self.year), ANSWERS)
        self._staff()
        for name, key in self.keys.items():
            asked = self.sheet.by_name[name]
            policy = CHOICES if asked.kind is Kind.ONE else ANSWERS
            self._put(key, tables.of_question(asked, self.profiles, self.year, key), policy)

    @cached_property
    def keys(self) -> dict[str, str]:
        """As `keys_of`."""
        return keys_of(self.sheet)

    def _put(self, key: str, raw: RawTable | None, policy: Policy) -> None:
        if raw is not None:
            self.raws[key], self.policies[key] = raw, policy

    def _indicator(self, source: Source) -> None:
        code = source.of[0]
        raw = count(indicator(code), self.facts, period=str(self.year), population=f"{tables.ROOM}/{self.year}/{code}")
        self._put(source.key, raw, ANSWERS)

    def _staff(self) -> None:
        """The three tables of people, each over centres of which no two sets differ by few."""
        known = {key: sources()[key] for key in (TITLES, CONTRACTS, TRAINING) if key in sources()}
        if TITLES not in known:
            return
        staff = Staff(self.profiles, self.sheet)
        titled = staff.answered(staff.numbers(known[TITLES]), every=False)
        whole = apart_enough({
            key: titled & staff.answered(staff.numbers(source), every=key == TRAINING)
            for key, source in known.items()
        })  # fmt: skip
        for key, source in known.items():
            made = (
                staff.trained(source, known[TITLES], whole[key], self.year)
                if key == TRAINING
                else staff.sums(source, whole[key], self.year)
            )
            self._put(key, made, PERSONNEL)

    def protected(self) -> dict[str, SafeTable]:
        """Every table as it may leave; tables that tell the same numbers are protected as one."""
        tied = list(self._tied())
        found: dict[str, SafeTable] = {}
        for group in together(self.raws, tied):
            policies = {self.policies[key] for key in group}
            policy = policies.pop() if len(policies) == 1 else ANSWERS
            beside = self._beside(group)
            found |= protected({key: self.raws[key] for key in group}, policy, beside)
        return found

    def _tied(self) -> Iterator[tuple[str, str]]:
        keys = self.keys
        indicators = {source.of[0]: source.key for source in sources().values()}
        for code, (name, _answer) in SAME_NUMBERS.items():
            if code in indicators and name in keys:
                yield indicators[code], keys[name]
        if PROCEDURES in sources():
            if "I47" in indicators:
                yield PROCEDURES, indicators["I47"]
            for name in questions_of(sources()[PROCEDURES], self.sheet):
                if name in keys:
                    yield PROCEDURES, keys[name]
        for each in self.depends:
            if each.name in keys and each.upon in keys:
                yield keys[each.upon], keys[each.name]

    def _beside(self, group: Sequence[str]) -> Beside:
        """What a reader of a group knows of its tables from the questions."""
        beside, keys = Beside(), self.keys
        names = {key: name for name, key in keys.items()}
        for key in group:
            raw = self.raws[key]
            axis = raw.dimensions[-1].name if raw.dimensions else ""
            if key in names and self.sheet.by_name[names[key]].kind is Kind.ONE:
                beside.single(raw, names[key])
            elif axis == ANSWER and key not in names:
                beside.single(raw)
            elif key in names and self.sheet.by_name[names[key]].kind is Kind.MANY:
                beside.same(Spot(raw.indicator), names[key], ANSWER)
                for code in raw.dimensions[0].categories:
                    beside.same(Spot(raw.indicator, frozenset({(ANSWER, code)})), f"{names[key]}={code}", ANSWER)
            elif key in names:
                beside.same(Spot(raw.indicator), names[key])
        self._of_indicators(beside, group)
        self._of_procedures(beside, group)
        self._of_dependents(beside, group)
        return beside

    def _of_indicators(self, beside: Beside, group: Sequence[str]) -> None:
        for key in group:
            code = self.raws[key].indicator
            if code in SAME_NUMBERS:
                name, answer = SAME_NUMBERS[code]
                known = code in ("I46", "I47")
                beside.same(Spot(code), f"{name}≠{answer}" if code == "I48" else f"{name}={answer}")
                beside.same(Spot(code, base=True), f"{name} known" if known else name)

    def _of_procedures(self, beside: Beside, group: Sequence[str]) -> None:
        if PROCEDURES not in group or len(group) == 1:
            return
        for name, code in questions_of(sources()[PROCEDURES], self.sheet).items():
            at = frozenset({(sources()[PROCEDURES].by[0], code)})
            beside.same(Spot(PROCEDURES, at), f"{name}=yes", sources()[PROCEDURES].by[0])
            whole = f"{name} known" if name == "crisis" else name
            beside.same(Spot(PROCEDURES, at, base=True), whole, sources()[PROCEDURES].by[0])

    def _of_dependents(self, beside: Beside, group: Sequence[str]) -> None:
        """Whoever answered a question that is put only after certain answers gave one of those."""
        keys = self.keys
        for each in self.depends:
            if keys.get(each.name) in group and keys.get(each.upon) in group:
                upon = tuple((f"{each.upon}={code}", -1) for code in each.codes)
                asked, own = self.raws[keys[each.upon]], self.raws[keys[each.name]]
                could = sum(asked.counts.get((code,), 0) for code in each.codes)
                answered = own.counts[()] if () in own.counts else _whole(own)
                silent = () if answered == could else ((f"+{each.name} silent", 1),)
                beside.facts.append((((each.name, 1), *silent, *upon),))


def _whole(raw: RawTable) -> int:
    return raw.counts["*",] if ("*",) in raw.counts else sum(raw.counts.values())
