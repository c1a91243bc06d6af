"""What this room gives a report: activities by kind, former years beside them."""

from collections.abc import Mapping
from typing import Final

from omuz.foundation.catalogue.definitions import Words
from omuz.foundation.people.access import Person
from omuz.insight.reports.asked import Asked
from omuz.insight.reports.gathered import Piece, Table, TableWords
from omuz.network.outreach.queries.figures import activities_table

KEY: Final = "outreach.activities"
YEARS: Final = 3
"""This year and the two before it are told."""


def pieces(person: Person, asked: Asked) -> Mapping[str, Piece]:
    """Activities of the year by kind; nothing for a year without one. Raises Refused."""
    person.require("network.dashboard")
    if not asked.wants(KEY):
        return {}
    tables = [
        table for year in range(asked.year - YEARS + 1, asked.year + 1) if (table := activities_table(person, year))
    ]
    if not tables or tables[-1].period != str(asked.year):
        return {}
    base = Words("Merkezlerin yaptığı bütün faaliyetler", "All activities of the centres")
    return {KEY: Table(tables[-1], tuple(tables[:-1]), TableWords(base=base))}
