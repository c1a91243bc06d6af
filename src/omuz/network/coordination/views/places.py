"""Municipalities with their stages, and one workspace: its ladder and what is missing next."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.replies import done, first_fault, status, told
from omuz.foundation.people.seen import edited
from omuz.network.coordination.actions import places as acts
from omuz.network.coordination.forms import BackForm, BeginForm, DetailsForm, ReachForm
from omuz.network.coordination.models import StageReached
from omuz.network.coordination.queries import plan, protocols, stages, workspaces
from omuz.network.coordination.queries.catalogue import stages as all_stages
from omuz.network.coordination.views.shared import back, frame, today
from omuz.network.standards.actions.refusals import NotNow


@page("coordination.read")
def listed(request: SignedInRequest) -> HttpResponseBase:
    """Every municipality with its stage, and a form to begin with one."""
    halls = workspaces.may_begin(request.person)
    form = BeginForm(request.POST or None, halls=halls, initial={"on": today()})
    if request.method == "POST":
        request.person.require("coordination.write")
        if form.is_valid():
            hall = next(hall for hall in halls if str(hall.id) == form.cleaned_data["municipality"])
            try:
                made = acts.begin(by=request.person, municipality=hall, on=form.cleaned_data["on"])
                return back("workspace", made.id)
            except NotNow as refusal:
                form.add_error(None, str(refusal))
    lines = workspaces.listed(request.person, today())
    context = {
        "begun": [line for line in lines if line.workspace],
        "waiting": [line for line in lines if not line.workspace],
        "form": form if halls else None,
        "last": len(all_stages()) - 1,
    }
    return render(request, "coordination/list.html", context, status=status(form))


@page("coordination.read")
def workspace(request: SignedInRequest, workspace_id: UUID) -> HttpResponseBase:
    """The ladder with what is missing next, the protocol, the plan in numbers."""
    row, day = workspaces.workspace_of(request.person, workspace_id), today()
    rungs = stages.ladder(row, day)
    context = {
        **frame(request.person, row, "overview"),
        "rungs": rungs,
        "next": next((rung for rung in rungs if not rung.reached), None),
        "form": ReachForm(initial={"on": day}),
        "term": protocols.term(row, day),
        "counted": plan.counted(plan.lines(row, day)),
        "late": [line for line in plan.lines(row, day) if line.days_late][:5],
        "reached": StageReached.objects.filter(workspace=row),
    }
    return render(request, "coordination/workspace.html", context)


@page("coordination.write")
def details(request: SignedInRequest, workspace_id: UUID) -> HttpResponseBase:
    """The mayor's word and the secretariat."""
    row = workspaces.workspace_of(request.person, workspace_id)
    names = ("committed_on", "commitment", "secretariat_post")
    form = edited(DetailsForm(request.POST or None, initial={name: getattr(row, name) for name in names}))
    if request.method == "POST" and form.is_valid():
        try:
            acts.write_details(by=request.person, workspace=row, details=acts.Details(**form.cleaned_data))
            return back("workspace", row.id)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    context = {**frame(request.person, row, "overview"), "form": form}
    return render(request, "coordination/details.html", context, status=status(form))


@page("coordination.write")
@require_POST
def reach(request: SignedInRequest, workspace_id: UUID) -> HttpResponseBase:
    """One stage further, or the sentence that says what is missing."""
    row, form = workspaces.workspace_of(request.person, workspace_id), ReachForm(request.POST)
    try:
        if not form.is_valid():
            raise NotNow(first_fault(form))
        moved = acts.reach(by=request.person, workspace=row, **form.cleaned_data)
        done(request, _("“%(stage)s” aşamasına geçildi.") % {"stage": all_stages()[moved.stage].name})
    except NotNow as refusal:
        told(request, refusal)
    return back("workspace", row.id)


@page("coordination.write")
def set_back(request: SignedInRequest, workspace_id: UUID) -> HttpResponseBase:
    """Back to an earlier stage, with a reason."""
    row = workspaces.workspace_of(request.person, workspace_id)
    form = BackForm(request.POST or None, workspace=row, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            acts.set_back(by=request.person, workspace=row, **form.cleaned_data)
            return back("workspace", row.id)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    context = {**frame(request.person, row, "overview"), "form": form}
    return render(request, "coordination/back.html", context, status=status(form))
