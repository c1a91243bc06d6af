"""The round of self-assessments of a year: who took part, levels, critical criteria, visits, steps to improve."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final
from uuid import UUID

from django.utils import timezone

from omuz.foundation.people.access import Person
from omuz.foundation.privacy.cells import RawTable
from omuz.foundation.privacy.gate import ANSWERS, CHOICES, Policy
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.of_centres import Beside, protected
from omuz.insight.public import listed, taken_part
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.gathered import Facts, Names, Piece, Table
from omuz.network.directory.queries.shown import Shown, shown_centres, shown_names
from omuz.network.standards.facts import Signed, assessment_facts, score_facts
from omuz.network.standards.models import Assessment, AssessmentRound, Finding, Improvement, Judgement
from omuz.network.standards.queries.levels import all_levels, profile_of
from omuz.network.standards.queries.report import wording
from omuz.network.standards.queries.report.versions import VERSION, remarks_of, version_of
from omuz.network.standards.rules import tables
from omuz.network.standards.rules.steps import SELF_DONE, State

ANSWERED, MISSING, VISITED = "standards.answered", "standards.missing", "standards.visited"
REMARKS: Final = "standards.remarks"
JUDGEMENTS: Final = replace(CHOICES, centres=3)
"""Judgements of centres, several a centre: behind a shown number stand three of them."""
WORK: Final = replace(ANSWERS, centres=3)


def pieces(person: Person, asked: Asked) -> Mapping[str, Piece]:
    """What may be said of the standards in a year, former years beside it. Raises Refused."""
    person.require("network.dashboard")
    rows = AssessmentRound.objects.filter(year__lte=asked.year).select_related("standard").order_by("opens_on")
    newest = {each.year: each for each in rows}
    rounds = [Sitting(newest[year]) for year in sorted(newest)]
    if not rounds or rounds[-1].asked.year != asked.year:
        return {}
    now = rounds[-1]
    found = dict(_plain(now, asked))
    told = [each.tables(asked.keys) for each in rounds]
    for key in sorted(told[-1]):
        earlier = tuple(table[key] for table in told[:-1] if key in table)
        found[key] = Table(told[-1][key], earlier, wording.of(key, now.asked.standard.text))
    return found


def _plain(now: "Sitting", asked: Asked) -> Iterator[tuple[str, Piece]]:
    """What is no table."""
    if asked.wants(VERSION):
        yield VERSION, Facts(version_of(now.asked.standard))
    if asked.wants(MISSING):
        yield MISSING, Names(shown_names(row.centre_id for row in now.rows if row.state not in SELF_DONE))
    if asked.wants(REMARKS):
        found = remarks_of(asked.year)
        if found is not None:
            yield REMARKS, found


@dataclass(frozen=True)
class Sitting:
    """One round with everything that was said in it."""

    asked: AssessmentRound

    @cached_property
    def rows(self) -> list[Assessment]:
        return list(self.asked.assessments.all())

    @cached_property
    def signed(self) -> list[Assessment]:
        return [row for row in self.rows if row.state in SELF_DONE]

    @cached_property
    def centres(self) -> Mapping[UUID, Shown]:
        return {each.centre.id: each for each in shown_centres(row.centre_id for row in self.signed)}

    @cached_property
    def told(self) -> list[tables.Assessed]:
        """The signed assessments; a centre whose place is secret has no district."""
        levels = all_levels({row.id: row for row in self.signed})
        content = self.asked.standard.text
        return [
            tables.Assessed(levels[row.id], profile_of(content, levels[row.id]), self.centres[row.centre_id].district)
            for row in self.signed
        ]

    def tables(self, keys: frozenset[str]) -> dict[str, SafeTable]:
        """The tables asked for; those that tell the same numbers are protected together whatever is asked for."""
        found = dict(self._taking_part(keys))
        if len(self.signed) >= tables.FEWEST:
            for raws, policy, beside in self._groups(keys):
                found |= protected(raws, policy, beside)
        return {key: table for key, table in found.items() if key in keys}

    def _taking_part(self, keys: frozenset[str]) -> Iterator[tuple[str, SafeTable]]:
        if ANSWERED in keys and self.rows:
            yield ANSWERED, taken_part(ANSWERED, self.asked.year, len(self.signed), len(self.rows))
        if VISITED in keys and self.signed:
            visited = sum(row.visit_signed_at is not None for row in self.signed)
            yield VISITED, taken_part(VISITED, self.asked.year, visited, len(self.signed))

    def _groups(self, keys: frozenset[str]) -> Iterator[tuple[dict[str, RawTable], Policy, Beside | None]]:
        year, content = self.asked.year, self.asked.standard.text
        if keys & {tables.MINIMUM_MET, tables.CRITICAL}:
            raws = {
                tables.MINIMUM_MET: count(indicator("I50"), assessment_facts(self._signed_facts()), period=str(year),
                                          population=f"standards/{year}/I50"),
                tables.CRITICAL: tables.critical(year, content, self.told),
            }  # fmt: skip
            yield raws, ANSWERS, tables.beside_minimum(raws)
        if tables.CHAPTERS in keys:
            facts = score_facts(self._signed_facts())
            raw = count(indicator("I51"), facts, ("chapter",), period=str(year), population=f"standards/{year}/I51")
            yield {tables.CHAPTERS: raw}, CHOICES, None
        if keys & {tables.LEVEL_TABLE, tables.LEFT_OUT}:
            raws = tables.level_tables(year, content, self.told)
            yield raws, JUDGEMENTS, tables.beside_levels(raws)
        if tables.GAP in keys:
            yield {tables.GAP: tables.gaps(year, tuple(_districts()), self.told)}, CHOICES, None
        yield from self._of_work(keys)

    def _of_work(self, keys: frozenset[str]) -> Iterator[tuple[dict[str, RawTable], Policy, None]]:
        if tables.DISAGREED in keys and (raw := tables.disagreed(self.asked.year, self._visits())):
            yield {tables.DISAGREED: raw}, WORK, None
        if tables.STEPS in keys and (raw := tables.steps(self.asked.year, list(wording.STATES), self._steps())):
            yield {tables.STEPS: raw}, WORK, None

    def _signed_facts(self) -> list[Signed]:
        return [
            Signed(
                self.centres[row.centre_id].centre.code, self.asked.year, each.profile, row.visit_signed_at is not None
            )
            for row, each in zip(self.signed, self.told, strict=True)
        ]

    def _visits(self) -> list[tuple[int, int]]:
        """Of every visit both centres approved: how many levels changed, how many were looked at."""
        agreed = {row.id: row for row in self.signed if row.state == State.AGREED}
        rows = Judgement.objects.filter(assessment_id__in=agreed).values_list("assessment_id", "code", "level")
        own = {(row_id, code): level for row_id, code, level in rows}
        found: dict[UUID, list[bool]] = {key: [] for key in agreed}
        for row_id, code, level in (
            Finding.objects.filter(assessment_id__in=agreed)
            .exclude(level="")
            .values_list("assessment_id", "code", "agreed")
        ):
            found[row_id].append(bool(level) and level != own.get((row_id, code)))
        return [(sum(changed), len(changed)) for changed in found.values() if changed]

    def _steps(self) -> list[tuple[str, int]]:
        """Steps begun in the year, by state on this day."""
        today = timezone.localdate()
        rows = list(Improvement.objects.filter(made_at__year=self.asked.year))
        numbers = {centre: place for place, centre in enumerate(sorted({row.centre_id for row in rows}))}
        return [(_state(row, row.until < today), numbers[row.centre_id]) for row in rows]


def _state(row: Improvement, overdue: bool) -> str:
    if row.state == Improvement.State.OPEN:
        return "delayed" if overdue else "started"
    return str(row.state)


def _districts() -> Sequence[str]:
    return [code for code in listed("district") if code not in ("out_of_province", "abroad")]
