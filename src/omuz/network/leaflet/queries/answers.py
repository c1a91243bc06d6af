"""What women answered without their names, counted by I38 and I39 and let out by the gate alone."""

from collections.abc import Sequence
from datetime import date

from django.core.cache import cache
from django.utils import timezone

from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.foundation.privacy.gate import CENTRE, protect_together
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.facts import Facts, Value
from omuz.network.leaflet.models import Answer
from omuz.network.leaflet.rules import NOT_ASKED, heard_and_own

INDICATORS = ("I38", "I39")


def answer_facts(answers: Sequence[Answer], codes: dict[object, str]) -> Facts:
    """One coded row an answer; of an answer that names no centre the centre is unknown."""
    return Facts.from_rows("feedback", [_row(each, codes.get(each.centre_id, "unknown")) for each in answers])


def _row(answer: Answer, centre: str) -> dict[str, Value]:
    return {
        "quarter": answer.quarter,
        "year": answer.quarter[:4],
        "centre": centre,
        "listened": answer.listened or NOT_ASKED,
        "own_decision": answer.own_decision or NOT_ASKED,
        "heard_and_own": heard_and_own(answer.listened, answer.own_decision),
        "safety": answer.safety or NOT_ASKED,
    }


def years_answered(person: Person) -> list[str]:
    """Years with answers she may count, newest first, this one among them. Raises Refused."""
    person.require("leaflet.figures")
    return sorted({quarter[:4] for quarter in Answer.objects.values_list("quarter", flat=True)}, reverse=True)


def years_over(years: Sequence[str], today: date) -> list[str]:
    """Those that can be counted: of a year that goes on, two looks would tell the one answer that came between."""
    return [year for year in years if int(year) < today.year]


def turned_away(year: str) -> int:
    """How many answers of a year were not taken because too many came, as far as it is still known."""
    known = cache.get_many([f"leaflet:turned:{year}-Q{number}" for number in range(1, 5)])
    return sum(int(each) for each in known.values())


def figures_of(person: Person, year: str) -> list[SafeTable]:
    """I38 and I39 of one year of the answers she may count: her centre's, or all for the network.

    Nothing of a year that is not over. Raises Refused.
    """
    person.require("leaflet.figures")
    if not years_over([year], timezone.localdate()):
        return []
    answers = list(Answer.objects.filter(quarter__startswith=year))
    facts = answer_facts(answers, dict(Centre.objects.values_list("id", "code")))
    return list(protect_together([count(indicator(code), facts, period=year) for code in INDICATORS], CENTRE))
