"""Small districts put together for a release: by how many women live there, never by the counts."""

from collections.abc import Mapping
from dataclasses import replace

from omuz.foundation.privacy.gate import Hierarchy, Links, Malformed, Refused, SafeTable, gathered
from omuz.foundation.privacy.preparing import small_groups
from omuz.insight.charts.geography import women
from omuz.network.returns.queries.contents import links_of_contents
from omuz.network.returns.queries.terms import terms

DISTRICT = "district"
Areas = Mapping[str, list[str]]
"""New code → the districts it takes in."""


def areas_for(audience: str) -> Areas:
    """Which districts stand as one area in what goes to an audience."""
    least = terms().audiences[audience].least_women
    return small_groups(women(), least, terms().parts) if least else {}


def links_of_areas() -> Links:
    """How districts lie in the areas of any audience, and what the definitions of a return's tables tell a reader.

    What was released district by district is read beside the areas.
    """
    found = {code: area for name in terms().audiences for area, codes in areas_for(name).items() for code in codes}
    ladders = (Hierarchy((DISTRICT, "area"), {DISTRICT: found}),) if found else ()
    return replace(links_of_contents(), hierarchies=ladders)


def in_areas(table: SafeTable, areas: Areas) -> SafeTable:
    """A table with small districts put together; as it is where that is not possible."""
    name = next((one.name for one in table.dimensions if one.about == DISTRICT), None)
    if name is None or not areas:
        return table
    try:
        return gathered(table, name, areas)
    except (Refused, Malformed):
        return table


def put_together(table: SafeTable) -> Areas:
    """The areas a table really shows, new code → districts."""
    codes = [code for one in table.dimensions if one.about == DISTRICT for code in one.categories]
    return {code: code.split("+") for code in codes if "+" in code}
