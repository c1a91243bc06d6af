"""What an edition says otherwise than another one of the same report."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render

from omuz.foundation.people.access import Person
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.reports.models import Edition
from omuz.network.reports.queries.comparing import differences
from omuz.network.reports.queries.desk import Language
from omuz.network.reports.queries.editions import edition_for, editions_of
from omuz.network.reports.views.shared import frame, spoken

MOST = 300
"""Changes listed on one page; a workbook has them all."""
FEW = 8


def since(person: Person, row: Edition, language: Language) -> dict[str, Any]:
    """The former edition she may see, and the first of what changed since; empty where there is none."""
    former = _former(_others(person, row), row)
    if former is None:
        return {}
    found = differences(edition_for(person, former.pk), row, language)
    return {"former": former, "changes": found[:FEW], "count": len(found)}


def _others(person: Person, row: Edition) -> list[Edition]:
    return [each for each in editions_of(person, row.report, about=row.about) if each.pk != row.pk]


def _former(others: list[Edition], row: Edition) -> Edition | None:
    """The newest of the others that came before."""
    earlier = [each for each in others if (each.year, each.number) < (row.year, row.number) and not each.is_draft]
    return max(earlier, key=lambda each: (each.year, each.number), default=None)


@page("reports.read")
def compare(request: SignedInRequest, edition_id: UUID) -> HttpResponseBase:
    """Two editions beside each other: every figure and fact that differs."""
    person, row = request.person, edition_for(request.person, edition_id)
    others = _others(person, row)
    asked = request.GET.get("ile", "")
    other = next((each for each in others if str(each.pk) == asked), None) if asked else _former(others, row)
    if asked and other is None:
        raise Http404
    found = differences(edition_for(person, other.pk), row, spoken(request)) if other else ()
    context = {
        **frame(request, row), "others": others, "other": other, "changes": found[:MOST], "count": len(found),
        "more": max(0, len(found) - MOST), "kept_query": f"ile={other.pk}" if other else "",
    }  # fmt: skip
    return render(request, "reports/compare.html", context)
