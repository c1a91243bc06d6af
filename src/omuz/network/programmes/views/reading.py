"""Programmes: the list, and one with its promises."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from omuz.foundation.people.access import Person
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.programmes.models import Evidence, Remark
from omuz.network.programmes.queries.progress import in_language, programme_by, programmes, progress
from omuz.network.programmes.rules import Level

ROOMS = {
    Evidence.Kind.TRAINING: ("training:one", "training.read"),
    Evidence.Kind.MEETING: ("meetings:meeting", "meetings.read"),
    Evidence.Kind.STANDARDS: ("standards:round", "standards.read"),
    Evidence.Kind.SURVEY: ("surveys:round", "surveys.manage"),
    Evidence.Kind.COORDINATION: ("coordination:workspace", "coordination.read"),
    Evidence.Kind.REPORT: ("reports:read", "reports.read"),
}
"""Kind of evidence → the page of its own room, and who may open it."""


def shown(person: Person, piece: Evidence) -> tuple[str, str]:
    """Words of a piece of evidence, and where it stands; no address where there is no page for her."""
    where = ROOMS.get(Evidence.Kind(piece.kind))
    if where is None or piece.reference is None or not person.may(where[1]):
        return piece.words, ""
    return piece.words, reverse(where[0], args=[piece.reference])


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
        "lines": [(line, [shown(request.person, piece) for piece in line.evidence]) for line in told.lines],
        "counts": told.counts,
        "first": Level.OBJECTIVE,
        "remarks": [
            (kind, words, [each for each in remarks if each.kind == kind]) for kind, words in Remark.Kind.choices
        ],
        "writes": request.person.may("programmes.write"),
        "builds": request.person.may("reports.build"),
    }
    return render(request, "programmes/programme.html", context)
