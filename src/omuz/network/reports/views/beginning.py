"""A new edition: which report, then year, place, sections and language."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.reports.content.report_types import ReportType, report_codes
from omuz.network.reports.actions import editions as acts
from omuz.network.reports.actions.refusals import NotNow
from omuz.network.reports.forms import BeginForm
from omuz.network.reports.queries.about import places
from omuz.network.reports.queries.editions import open_draft
from omuz.network.reports.views.listing import types
from omuz.network.reports.views.naming import offer
from omuz.network.reports.views.shared import UNPROCESSABLE, back, interface


@page("reports.build")
def new(request: SignedInRequest) -> HttpResponseBase:
    """Which report?"""
    known, broken = types()
    context = {"offers": [offer(each, interface()) for each in known], "broken": broken}
    return render(request, "reports/new.html", context)


@page("reports.build")
def begin(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Year, place and sections of a new edition; gathers when it is sent."""
    if code not in report_codes():
        raise Http404
    known, broken = types()
    report = next((each for each in known if each.code == code), None)
    if report is None:
        return render(request, "reports/new.html", {"offers": (), "broken": broken}, status=UNPROCESSABLE)
    form = _form(request, report)
    if form.is_bound and form.is_valid():
        made = _begun(request, report, form)
        if made is not None:
            return back("edition", made, language=form.cleaned_data["language"])
    fixed = [each.title.say(interface()) for each in report.sections if each.required]
    context = {"told": offer(report, interface()), "form": form, "fixed": fixed}
    return render(request, "reports/begin.html", context, status=UNPROCESSABLE if form.is_bound else 200)


def _form(request: SignedInRequest, report: ReportType) -> BeginForm:
    more: dict[str, Any] = {"report": report, "language": interface(), "places": places(report.scope)}
    told = {"about": request.GET["yer"]} if "yer" in request.GET else None
    return BeginForm(request.POST if request.method == "POST" else None, initial=told, **more)


def _begun(request: SignedInRequest, report: ReportType, form: BeginForm) -> UUID | None:
    """The new edition; a draft that is open already is led to; None with the reason beside the form."""
    told = form.cleaned_data
    year, about = told["year"], told.get("about", "")
    standing = open_draft(request.person, report.code, year, about)
    if standing is not None:
        form.add_error(None, _("Bu raporun bu yıl için açık bir taslağı var; ikinci taslak açılmaz. Listeden açın."))
        return None
    chosen = told.get("sections")
    try:
        made = acts.begin(by=request.person, report=report.code, year=year, about=about, sections=chosen)
    except (NotNow, CatalogueError) as refusal:
        form.add_error(None, str(refusal))
        return None
    return made.pk
