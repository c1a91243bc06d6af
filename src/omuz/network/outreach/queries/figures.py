"""I62 and I62K: rows for the indicators, and their tables through the gate."""

from uuid import UUID

from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.foundation.privacy.gate import PUBLIC, protect
from omuz.foundation.privacy.policy import PUBLIC_FACTS
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.facts import Facts
from omuz.network.outreach.facts import activity_facts, reached_facts
from omuz.network.outreach.queries.activities import of_network

ACTIVITIES, REACHED = "I62", "I62K"


def activities_of_year(person: Person, year: int) -> Facts:
    """One row an activity of every centre in a year. Raises Refused."""
    return activity_facts(of_network(person, year), _codes())


def reached_of_year(person: Person, year: int) -> Facts:
    """One row a person reached in a year, made from counts. Raises Refused."""
    return reached_facts(of_network(person, year), _codes())


def activities_table(person: Person, year: int) -> SafeTable | None:
    """I62 by kind: public acts, nothing of them is hidden. None for a year without one."""
    return _told(ACTIVITIES, activities_of_year(person, year), "kind", year)


def reached_table(person: Person, year: int) -> SafeTable | None:
    """I62K by whether it was estimated. None where nobody was reached, or nobody counted."""
    return _told(REACHED, reached_of_year(person, year), "estimated", year)


def _told(code: str, facts: Facts, by: str, year: int) -> SafeTable | None:
    if not len(facts):
        return None
    raw = count(indicator(code), facts, (by,), period=str(year), population=f"{PUBLIC_FACTS}outreach/{year}/{code}")
    return protect(raw, PUBLIC)


def _codes() -> dict[UUID, str]:
    return dict(Centre.objects.values_list("id", "code"))
