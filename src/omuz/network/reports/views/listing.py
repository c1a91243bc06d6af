"""Every edition by its type, and the types one may begin."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.reports.content.report_types import ReportType, report_codes, report_type
from omuz.network.reports.models import Edition
from omuz.network.reports.queries.editions import editions_of, may_read_drafts
from omuz.network.reports.views.beside import ways
from omuz.network.reports.views.naming import offer, place_of
from omuz.network.reports.views.shared import broken_said, interface

ORDER = (
    "needs", "monitoring", "standards_round", "municipality_brief", "centre_card", "coordination_pilot",
    "programme_closing",
)  # fmt: skip
"""Types as people look for them; a type somebody adds stands after these."""


def types() -> tuple[list[ReportType], list[str]]:
    """Every type that can be read, and a sentence with file and line for each that cannot."""
    found, broken = [], []
    codes = report_codes()
    for code in sorted(codes, key=lambda each: (ORDER.index(each) if each in ORDER else len(ORDER), each)):
        try:
            found.append(report_type(code))
        except CatalogueError as error:
            broken.append(broken_said(error))
    return found, broken


@page("reports.read")
def editions(request: SignedInRequest) -> HttpResponseBase:
    """Every edition she may see, by type, newest first."""
    person = request.person
    known, broken = types()
    works = may_read_drafts(person)
    rows = editions_of(person)
    context = {
        "groups": _groups(rows, known),
        "any": bool(rows),
        "broken": broken if works else [],
        "works": works,
        "builds": person.may("reports.build"),
        "ways": ways(person),
    }
    return render(request, "reports/editions.html", context)


def _groups(rows: list[Edition], known: list[ReportType]) -> list[dict[str, Any]]:
    """One group a type that has editions; editions of a type that cannot be read any more are shown all the same."""
    codes = list(dict.fromkeys([*(each.code for each in known), *(row.report for row in rows)]))
    named = {each.code: each for each in known}
    groups = []
    for code in codes:
        mine = [row for row in rows if row.report == code]
        if mine:
            report = named.get(code)
            told = offer(report, interface()) if report else {"name": code, "about": ""}
            groups.append({"told": told, "rows": [{"row": row, "place": place_of(row)} for row in mine]})
    return groups
