"""What the network reads of a round: who stands where, the share that meets the minimum, medians by chapter."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.foundation.privacy.cells import TOTAL
from omuz.foundation.privacy.gate import ANSWERS, SCORES, protect
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.facts import Facts
from omuz.network.standards.facts import Signed, action_facts, assessment_facts, score_facts
from omuz.network.standards.models import Assessment, AssessmentRound, PolicyDocument
from omuz.network.standards.queries.levels import all_levels, profile_of
from omuz.network.standards.rules.steps import SELF_DONE, Standing, standing

MEDIAN_FROM = 5
EQUALITY_PLAN = "leap"
"""The kind of a local equality action plan in the list `policy_document`."""


@dataclass(frozen=True)
class BoardRow:
    """One centre of a round on the network's board; no level stands here."""

    assessment: Assessment
    centre: Centre
    visitor: Centre | None
    standing: Standing


def board(asked: AssessmentRound, today: date) -> list[BoardRow]:
    """Every invited centre with its standing, by name; only rows the database opens to the reader."""
    rows = list(asked.assessments.select_related("round"))
    wanted = {each.centre_id for each in rows} | {each.visitor_id for each in rows if each.visitor_id}
    centres = {centre.id: centre for centre in Centre.objects.filter(pk__in=wanted)}
    found = [
        BoardRow(
            assessment=each,
            centre=centres[each.centre_id],
            visitor=centres.get(each.visitor_id) if each.visitor_id else None,
            standing=standing(each.state, each.last_day, each.signed_on, today),
        )
        for each in rows
    ]
    return sorted(found, key=lambda row: row.centre.name)


def signed_in(person: Person, asked: AssessmentRound) -> list[Signed]:
    """Every signed assessment of a round with its profile; for a reader who may see all levels. Raises Refused."""
    if not person.sees_network:
        person.require("network.dashboard")
    rows = {each.id: each for each in asked.assessments.filter(state__in=SELF_DONE)}
    codes = dict(Centre.objects.filter(pk__in=[each.centre_id for each in rows.values()]).values_list("id", "code"))
    content = asked.standard.text
    levels = all_levels(rows)
    return [
        Signed(
            centre=codes[each.centre_id],
            year=asked.year,
            profile=profile_of(content, levels[key]),
            visited=each.visit_signed_at is not None,
        )
        for key, each in rows.items()
    ]


def minimum_table(person: Person, asked: AssessmentRound) -> SafeTable:
    """I50 of one round, through the gate."""
    facts = assessment_facts(signed_in(person, asked))
    return protect(count(indicator("I50"), facts, period=str(asked.year)), ANSWERS)


def chapter_table(person: Person, asked: AssessmentRound) -> SafeTable:
    """I51 of one round by chapter, through the gate."""
    facts = score_facts(signed_in(person, asked))
    return protect(count(indicator("I51"), facts, ("chapter",), period=str(asked.year)), SCORES)


def action_table(year: int) -> SafeTable:
    """I59 over every plan in the register, through the gate."""
    plans = PolicyDocument.objects.filter(kind=EQUALITY_PLAN)
    return protect(count(indicator("I59"), action_facts(plans, year), period=str(year)), ANSWERS)


def _signed_in_year(person: Person, year: int) -> list[Signed]:
    """Signed assessments of a year's newest round; none where there was no round."""
    asked = AssessmentRound.objects.filter(year=year).select_related("standard").order_by("-opens_on").first()
    return signed_in(person, asked) if asked else []


def assessments_of_year(person: Person, year: int) -> Facts:
    """One row a signed assessment of a year. Raises Refused."""
    return assessment_facts(_signed_in_year(person, year))


def scores_of_year(person: Person, year: int) -> Facts:
    """One row a chapter of each signed assessment of a year. Raises Refused."""
    return score_facts(_signed_in_year(person, year))


def actions_of_year(person: Person, year: int) -> Facts:
    """One row an action of the equality plans in the register, which everybody may read."""
    person.require("network.dashboard")
    return action_facts(PolicyDocument.objects.filter(kind=EQUALITY_PLAN), year)


def medians_of(person: Person, asked: AssessmentRound) -> dict[str, Any]:
    """Chapter → median (0–100) and number of centres behind it, only what the gate lets out."""
    return {
        cell.key[0].upper(): {"median": cell.median, "centres": cell.value}
        for cell in chapter_table(person, asked).cells
        if cell.key[0] != TOTAL and cell.median is not None and (cell.value or 0) >= MEDIAN_FROM
    }
