"""The sheet of a unit: drawn, confirmed by the unit, its actions taken into the plan; and the joint session of all."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.replies import done, first_fault, status, told
from omuz.foundation.people.seen import edited
from omuz.insight.papers.handing import handed_out
from omuz.network.coordination.actions import sheets as acts
from omuz.network.coordination.documents.groups import sheet_paper
from omuz.network.coordination.forms_focus import ConfirmForm, JointForm, SheetForm
from omuz.network.coordination.queries import focus as found
from omuz.network.coordination.queries.workspaces import workspace_of
from omuz.network.coordination.views.focus import FORMS
from omuz.network.coordination.views.shared import back, frame, today
from omuz.network.standards.actions.refusals import NotNow


@page("coordination.read")
def sheet(request: SignedInRequest, unit_id: UUID) -> HttpResponseBase:
    """The newest sheet of a unit, with what to do next."""
    unit = found.unit_of(request.person, unit_id)
    newest = found.newest_sheet(unit)
    context = {
        **frame(request.person, unit.workspace, "focus"),
        "unit": unit,
        "sheet": newest,
        "actions": list(newest.actions.select_related("step")) if newest else [],
        "earlier": list(unit.sheets.order_by("-version")[1:]),
        "confirm": ConfirmForm(initial={"on": today()}),
    }
    return render(request, "coordination/focus/sheet.html", context)


@page("coordination.write")
def draw(request: SignedInRequest, unit_id: UUID) -> HttpResponseBase:
    """A new version of the sheet."""
    unit = found.unit_of(request.person, unit_id)
    form = edited(SheetForm(request.POST or None, sheet=found.newest_sheet(unit)))
    if request.method == "POST" and form.is_valid():
        try:
            workflow = form.cleaned_data["workflow"]
            acts.draw_sheet(by=request.person, unit=unit, workflow=workflow, actions=form.actions)
            return back("focus-sheet", unit.id)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    context = {**frame(request.person, unit.workspace, "focus"), "unit": unit, "form": form}
    return render(request, "coordination/focus/draw.html", context, status=status(form))


@page("coordination.write")
@require_POST
def confirm(request: SignedInRequest, unit_id: UUID) -> HttpResponseBase:
    """The unit agrees."""
    unit, form = found.unit_of(request.person, unit_id), ConfirmForm(request.POST)
    newest = found.newest_sheet(unit)
    if newest is None:
        raise Http404
    try:
        if not form.is_valid():
            raise NotNow(first_fault(form))
        acts.confirm_sheet(by=request.person, sheet=newest, **form.cleaned_data)
        done(request, _("Birimin onayı yazıldı; eylemler plana alınabilir."))
    except NotNow as refusal:
        told(request, refusal)
    return back("focus-sheet", unit.id)


@page("coordination.write")
@require_POST
def into_plan(request: SignedInRequest, action_id: UUID) -> HttpResponseBase:
    """One action of a confirmed sheet becomes an action of the plan."""
    action = found.action_of(request.person, action_id)
    try:
        acts.take_into_plan(by=request.person, action=action)
        done(request, _("Eylem plana girdi; günlerini ve kaynağını orada düzenleyebilirsiniz."))
    except NotNow as refusal:
        told(request, refusal)
    return back("focus-sheet", action.sheet.unit_id)


@page("coordination.read")
def paper(request: SignedInRequest, unit_id: UUID, ending: str) -> HttpResponseBase:
    """The sheet as a file, for the wall of the unit."""
    unit = found.unit_of(request.person, unit_id)
    newest = found.newest_sheet(unit)
    if newest is None or ending not in FORMS:
        raise Http404
    return handed_out(FORMS[ending](sheet_paper(newest)), ending)


@page("coordination.read")
def joint(request: SignedInRequest, workspace_id: UUID) -> HttpResponseBase:
    """Joint sessions of all units, and writing one down."""
    row = workspace_of(request.person, workspace_id)
    around = frame(request.person, row, "focus")
    start = {"on": today(), "present": [str(unit.id) for unit, sheet in found.sheets_of(row) if sheet]}
    form = JointForm(request.POST or None, workspace=row, initial=start) if around["writes"] else None
    if request.method == "POST":
        request.person.require("coordination.write")
        if form is not None and form.is_valid():
            given = form.cleaned_data | {"present": form.units}
            try:
                acts.hold_joint_session(by=request.person, workspace=row, **given)
                done(request, _("Ortak oturum yazıldı."))
                return back("focus-joint", row.id)
            except NotNow as refusal:
                form.add_error(None, str(refusal))
    context = {**around, "sessions": found.joint_sessions(row), "sheets": found.sheets_of(row), "form": form}
    return render(request, "coordination/focus/joint.html", context, status=status(form) if form else 200)
