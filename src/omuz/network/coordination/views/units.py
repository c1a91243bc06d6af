"""The map of directorates, and one directorate: whom to call, its page with its versions, and the sheet to hang up."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.replies import done, first_fault, status, told
from omuz.foundation.people.seen import edited
from omuz.insight.papers.handing import handed_out
from omuz.insight.papers.printed import as_pdf
from omuz.network.coordination.actions import units as acts
from omuz.network.coordination.documents import papers
from omuz.network.coordination.forms import DayForm, FocalForm, PageForm, TakeInForm
from omuz.network.coordination.models import UnitPage
from omuz.network.coordination.queries import pages, plan, workspaces
from omuz.network.coordination.views.shared import back, frame, today
from omuz.network.standards.actions.refusals import NotNow


@page("coordination.read")
def units(request: SignedInRequest, workspace_id: UUID) -> HttpResponseBase:
    """The map, and for who writes it the directorates that are not on it yet."""
    row = workspaces.workspace_of(request.person, workspace_id)
    form = TakeInForm(request.POST or None, workspace=row)
    if request.method == "POST":
        request.person.require("coordination.write")
        if form.is_valid():
            try:
                if form.cleaned_data["own"]:
                    acts.add_own(by=request.person, workspace=row, name=form.cleaned_data["own"])
                if form.cleaned_data["keys"] or not form.cleaned_data["own"]:
                    acts.take_in(by=request.person, workspace=row, keys=form.cleaned_data["keys"])
                return back("units", row.id)
            except NotNow as refusal:
                form.add_error(None, str(refusal))
    context = {**frame(request.person, row, "units"), "lines": pages.map_of(row), "form": form}
    return render(request, "coordination/units.html", context, status=status(form))


@page("coordination.read")
def unit(request: SignedInRequest, workspace_id: UUID, unit_id: UUID) -> HttpResponseBase:
    """One directorate as everybody reads it."""
    row = workspaces.workspace_of(request.person, workspace_id)
    found = workspaces.unit_of(row, unit_id)
    last = pages.newest(found)
    wanted = plan.Wanted(unit=str(found.id))
    context = {
        **frame(request.person, row, "units"),
        "unit": found,
        "page": last,
        "parts": pages.parts(last) if last else [],
        "typical": pages.typical(found),
        "versions": pages.versions(found),
        "lines": plan.lines(row, today(), wanted),
        "counts": list(found.counts.order_by("-quarter")[:4]),
        "form": DayForm(initial={"on": today()}),
    }
    return render(request, "coordination/unit.html", context)


@page("coordination.write")
def focal(request: SignedInRequest, workspace_id: UUID, unit_id: UUID) -> HttpResponseBase:
    """Whom to call there."""
    row = workspaces.workspace_of(request.person, workspace_id)
    found = workspaces.unit_of(row, unit_id)
    names = ("name", "focal_post", "focal_contact", "deputy_post", "staff_count")
    form = edited(FocalForm(request.POST or None, initial={name: getattr(found, name) for name in names}))
    if request.method == "POST" and form.is_valid():
        try:
            acts.write_focal(by=request.person, unit=found, focal=acts.Focal(**form.cleaned_data))
            return back("unit", row.id, found.id)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    context = {**frame(request.person, row, "units"), "unit": found, "form": form}
    return render(request, "coordination/focal.html", context, status=status(form))


@page("coordination.write")
def edit(request: SignedInRequest, workspace_id: UUID, unit_id: UUID) -> HttpResponseBase:
    """A new version of its page."""
    row = workspaces.workspace_of(request.person, workspace_id)
    found = workspaces.unit_of(row, unit_id)
    last = pages.newest(found)
    version, overtaken = last.version if last else 0, False
    start = {part: getattr(last, part, "") for part in UnitPage.PARTS} | {"base": version}
    given = request.POST.copy()
    form = PageForm(given or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            base = form.cleaned_data.pop("base")
            acts.write_page(by=request.person, unit=found, parts=form.cleaned_data, base=base)
            return back("unit", row.id, found.id)
        except NotNow as refusal:
            overtaken = isinstance(refusal, acts.Overtaken)
            form.add_error(None, str(refusal))
    if overtaken:
        given["base"] = str(version)
    context = {**frame(request.person, row, "units"), "unit": found, "form": form, "page": last, "overtaken": overtaken}
    return render(request, "coordination/page.html", context, status=status(form))


@page("coordination.write")
@require_POST
def confirm(request: SignedInRequest, workspace_id: UUID, unit_id: UUID, version: int) -> HttpResponseBase:
    """The directorate confirmed this version."""
    row = workspaces.workspace_of(request.person, workspace_id)
    found, form = workspaces.unit_of(row, unit_id), DayForm(request.POST)
    try:
        if not form.is_valid():
            raise NotNow(first_fault(form))
        acts.confirm_page(by=request.person, unit=found, version=version, on=form.cleaned_data["on"])
        done(request, _("Sayfa müdürlükçe onaylandı diye yazıldı."))
    except NotNow as refusal:
        told(request, refusal)
    return back("unit", row.id, found.id)


@page("coordination.write")
@require_POST
def remove(request: SignedInRequest, workspace_id: UUID, unit_id: UUID) -> HttpResponseBase:
    """Take a directorate off the map."""
    row = workspaces.workspace_of(request.person, workspace_id)
    found = workspaces.unit_of(row, unit_id)
    try:
        acts.remove_unit(by=request.person, unit=found)
    except NotNow as refusal:
        told(request, refusal)
        return back("unit", row.id, found.id)
    return back("units", row.id)


@page("coordination.read")
def version(request: SignedInRequest, workspace_id: UUID, unit_id: UUID, version: int) -> HttpResponseBase:
    """An earlier version, beside the newest."""
    row = workspaces.workspace_of(request.person, workspace_id)
    found = workspaces.unit_of(row, unit_id)
    context = {
        **frame(request.person, row, "units"),
        "unit": found,
        "old": pages.version_of(found, version),
        "rows": pages.beside(found, version),
    }
    return render(request, "coordination/version.html", context)


@page("coordination.read")
def sheet(request: SignedInRequest, workspace_id: UUID, unit_id: UUID) -> HttpResponseBase:
    """The page on one sheet of paper."""
    row = workspaces.workspace_of(request.person, workspace_id)
    return handed_out(as_pdf(papers.unit_sheet(workspaces.unit_of(row, unit_id))), "pdf")
