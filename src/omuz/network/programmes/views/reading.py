"""Programmes: the list, and one with its promises."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.programmes.models import Remark
from omuz.network.programmes.queries.progress import in_language, programme_by, programmes, progress
from omuz.network.programmes.rules import Level


@page("programmes.read")
def listed(request: SignedInRequest) -> HttpResponseBase:
    """Every programme with how far it is."""
    today = timezone.localdate()
    rows = [
        (row, progress(row, today).counts, in_language(row.title, row.title_en)) for row in programmes(request.person)
    ]
    context = {"rows": rows, "writes": request.person.may("programmes.write")}
    return render(request, "programmes/list.html", context)


@page("programmes.read")
def one(request: SignedInRequest, code: str) -> HttpResponseBase:
    """One programme: the tree of its promises, targets and evidence."""
    row = programme_by(request.person, code)
    told = progress(row, timezone.localdate())
    remarks = list(row.remarks.all())
    context = {
        "row": row,
        "title": in_language(row.title, row.title_en),
        "donor": in_language(row.donor, row.donor_en),
        "about": in_language(row.about, row.about_en),
        "lines": told.lines,
        "counts": told.counts,
        "first": Level.OBJECTIVE,
        "remarks": [
            (kind, words, [each for each in remarks if each.kind == kind]) for kind, words in Remark.Kind.choices
        ],
        "writes": request.person.may("programmes.write"),
        "builds": request.person.may("reports.build"),
    }
    return render(request, "programmes/programme.html", context)
