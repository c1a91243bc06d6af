"""Whose trainings hold: by worker for her coordinator, by centre for the network; what was taken elsewhere."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.people.pages import SignedInRequest, asked_centre, page
from omuz.foundation.people.seen import alone, edited
from omuz.insight.papers.handing import handed_out
from omuz.network.handbook.documents.tables import as_csv, as_xlsx
from omuz.network.standards.actions.refusals import NotNow
from omuz.network.training.actions import elsewhere as noting
from omuz.network.training.documents.tables import centre_table, network_ledger, network_table
from omuz.network.training.forms import DirectorateForm, ElsewhereForm, SupervisionForm
from omuz.network.training.models import TakenElsewhere
from omuz.network.training.queries.catalogue import course_title, required_courses
from omuz.network.training.queries.directorates import not_yet_counted
from omuz.network.training.queries.network import (
    centre_lines,
    directorate_lines,
    directorate_years,
    network_lines,
    supervision_years,
)
from omuz.network.training.queries.staff import workers_of

MAKERS = {"csv": as_csv, "xlsx": as_xlsx}
BY_DIRECTORATE = ("organisation", "directorate", "year")
"""Fields that say whose counts are written."""


def _told(request: SignedInRequest) -> dict[str, Any]:
    place, today = asked_centre(request, "training.elsewhere"), timezone.localdate()
    told: dict[str, Any] = {"place": place, "courses": required_courses(), "today": today}
    if place is not None and place.centre_id is not None:
        return told | {"team": centre_lines(request.person, place.centre_id, today)}
    lines = network_lines(request.person, today)
    return told | {"centres": lines, "table": network_ledger(lines)}


@page("training.coverage")
def coverage(request: SignedInRequest) -> HttpResponseBase:
    """Her team by name, or the centres by number."""
    return render(request, "training/coverage.html", _told(request))


@page("training.coverage")
def coverage_file(request: SignedInRequest, kind: str) -> HttpResponseBase:
    """The same as a file."""
    if kind not in MAKERS:
        raise Http404
    told = _told(request)
    rows = centre_table(told["team"]) if told["place"] else network_table(told["centres"])
    return handed_out(MAKERS[kind](rows), kind)


@page("training.elsewhere")
def elsewhere(request: SignedInRequest) -> HttpResponseBase:
    """Note a training taken in another house; the list of those noted."""
    place = asked_centre(request, "training.elsewhere")
    if place is None or place.centre_id is None:
        raise Http404
    team = workers_of(place.centre_id, timezone.localdate())
    form = ElsewhereForm(request.POST or None, team=team)
    if form.is_bound and form.is_valid():
        staff_id = UUID(form.cleaned_data["staff"])
        try:
            noting.note_elsewhere(by=request.person, centre_id=place.centre_id, staff_id=staff_id, paper=form.paper)
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Eğitim yazıldı."))
            return redirect("training:elsewhere")
    names = {worker.staff_id: worker.name for worker in team}
    noted = TakenElsewhere.objects.filter(centre_id=place.centre_id)
    rows = [(row, course_title(row.course), names.get(row.staff_id, "")) for row in noted]
    context = {"form": form, "place": place, "rows": rows}
    return render(request, "training/elsewhere.html", context, status=422 if form.is_bound else 200)


@page("training.elsewhere")
def remove(request: SignedInRequest, row_id: UUID) -> HttpResponseBase:
    """Say what will be gone, and take back a note written by mistake."""
    row = TakenElsewhere.objects.filter(pk=row_id).first()
    if row is None:
        raise Http404
    request.person.require("training.elsewhere", row.centre_id)
    if request.method != "POST":
        context = {
            "heading": _("Eğitim kaydını çıkar"), "act": _("Çıkar"), "back": reverse("training:elsewhere"),
            "gone": [_("%(course)s kaydı. Çalışanın geçerli eğitimi buysa geçersiz görünür.") % {
                "course": course_title(row.course)
            }],
            "kept": [_("Kaydın yazıldığı ve çıkarıldığı, günlükte.")],
        }  # fmt: skip
        return render(request, "shell/confirm.html", context)
    noting.remove_elsewhere(by=request.person, row=row)
    messages.success(request, _("Kayıt çıkarıldı."))
    return redirect("training:elsewhere")


def _directorate_form(request: SignedInRequest, year: int) -> DirectorateForm:
    """The form beside what is written of the directorate and year she chose; whoever writes waits for another."""
    if request.method == "POST":
        alone({}, "training:directorates")
    form = DirectorateForm(request.POST or None, person=request.person, initial={"year": year})
    if form.is_bound and not form.errors.keys() & set(BY_DIRECTORATE):
        chosen = form.cleaned_data
        for row in directorate_years(chosen["year"]):
            if (str(row.organisation_id), row.directorate) == (chosen["organisation"], chosen["directorate"]):
                form.initial = {**form.initial, "staff": row.staff, "trained": row.trained}
    return edited(form, of=BY_DIRECTORATE)


@page("training.hold")
def directorates(request: SignedInRequest) -> HttpResponseBase:
    """Counts of the staff of directorates, by municipality and year."""
    year = timezone.localdate().year
    form = _directorate_form(request, year)
    if form.is_bound and form.is_valid():
        told = dict(form.cleaned_data)
        try:
            noting.count_directorate(by=request.person, organisation_id=UUID(told.pop("organisation")), **told)
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Sayılar kaydedildi."))
            return redirect("training:directorates")
    context = {
        "form": form, "lines": directorate_lines(year), "year": year,
        "open": not_yet_counted(form.organisations, directorate_years(year)),
    }  # fmt: skip
    return render(request, "training/directorates.html", context, status=422 if form.is_bound else 200)


def _supervision_form(request: SignedInRequest, centre_id: UUID, year: int) -> SupervisionForm:
    """The form beside what is written of the year she chose; whoever writes waits for another."""
    if request.method == "POST":
        alone({"centre": centre_id}, "training:supervision")
    form = SupervisionForm(request.POST or None, initial={"year": year})
    chosen = form.cleaned_data.get("year") if form.is_bound and "year" not in form.errors else year
    for row in supervision_years(centre_id):
        if row.year == chosen:
            form.initial = {**form.initial, "hours": row.hours, "workers": row.workers}
    return edited(form, of=("year",))


@page("training.elsewhere")
def supervision(request: SignedInRequest) -> HttpResponseBase:
    """Hours of supervision of her centre, by year."""
    place, year = asked_centre(request, "training.elsewhere"), timezone.localdate().year
    if place is None or place.centre_id is None:
        raise Http404
    form = _supervision_form(request, place.centre_id, year)
    if form.is_bound and form.is_valid():
        try:
            noting.count_supervision(by=request.person, centre_id=place.centre_id, **form.cleaned_data)
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Sayılar kaydedildi."))
            return redirect("training:supervision")
    context = {"form": form, "place": place, "rows": supervision_years(place.centre_id)}
    return render(request, "training/supervision.html", context, status=422 if form.is_bound else 200)
