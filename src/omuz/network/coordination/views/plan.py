"""The plan of action: as a list, a board, a drawing; one action and its states; files."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.replies import first_fault, status, told
from omuz.foundation.people.seen import edited
from omuz.insight.papers.handing import handed_out
from omuz.insight.papers.printed import as_pdf
from omuz.network.coordination.actions import plan as acts
from omuz.network.coordination.documents import papers
from omuz.network.coordination.documents.tables import plan_book
from omuz.network.coordination.forms import MoveForm, StepForm
from omuz.network.coordination.queries import pages, plan, workspaces
from omuz.network.coordination.rules.states import State
from omuz.network.coordination.rules.words import STANDINGS
from omuz.network.coordination.views.shared import back, frame, today
from omuz.network.standards.actions.refusals import NotNow

SHOWN = ("liste", "pano", "cizelge")
FIELDS = (
    "unit", "what", "post", "starts_on", "ends_on", "indicator", "means", "strategic_plan", "equality_plan",
)  # fmt: skip


@page("coordination.read")
def actions(request: SignedInRequest, workspace_id: UUID) -> HttpResponseBase:
    """The plan as she asked to see it."""
    row, day = workspaces.workspace_of(request.person, workspace_id), today()
    wanted = plan.Wanted.asked(request.GET.dict())
    shown = request.GET.get("gorunum", "liste")
    found = plan.lines(row, day, wanted)
    context = {
        **frame(request.person, row, "plan"),
        "shown": shown if shown in SHOWN else "liste",
        "wanted": wanted,
        "lines": found,
        "all": plan.lines(row, day),
        "counted": plan.counted(found),
        "columns": plan.columns(found),
        "drawing": plan.drawing(found, day),
        "units": [line.unit for line in pages.map_of(row)],
        "standings": STANDINGS.items(),
        "question": _question(request.GET),
    }
    return render(request, "coordination/plan.html", context)


def _question(given: QueryDict) -> str:
    """What the list was narrowed to, to be carried to the other views and the files."""
    kept = given.copy()
    kept.pop("gorunum", None)
    return kept.urlencode()


@page("coordination.write")
def new(request: SignedInRequest, workspace_id: UUID) -> HttpResponseBase:
    """A new action."""
    row = workspaces.workspace_of(request.person, workspace_id)
    form = StepForm(
        request.POST or None, workspace=row, initial={"unit": request.GET.get("birim"), "starts_on": today()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.plan_step(by=request.person, workspace=row, wording=acts.Wording(**form.cleaned_data))
            return back("step", row.id, made.id)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    context = {**frame(request.person, row, "plan"), "form": form, "line": None}
    return render(request, "coordination/wording.html", context, status=status(form))


@page("coordination.write")
def change(request: SignedInRequest, workspace_id: UUID, step_id: UUID) -> HttpResponseBase:
    """Word an action anew."""
    row = workspaces.workspace_of(request.person, workspace_id)
    line = plan.step_of(row, step_id, today())
    start = {name: getattr(line.step, name) for name in FIELDS}
    form = edited(StepForm(request.POST or None, workspace=row, initial=start))
    if request.method == "POST" and form.is_valid():
        try:
            acts.change_step(by=request.person, step=line.step, wording=acts.Wording(**form.cleaned_data))
            return back("step", row.id, line.step.id)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    context = {**frame(request.person, row, "plan"), "form": form, "line": line}
    return render(request, "coordination/wording.html", context, status=status(form))


@page("coordination.read")
def step(request: SignedInRequest, workspace_id: UUID, step_id: UUID) -> HttpResponseBase:
    """One action, and the form that moves it."""
    row = workspaces.workspace_of(request.person, workspace_id)
    line = plan.step_of(row, step_id, today())
    start = {"state": line.step.state, "why": line.step.why, "done_on": line.step.done_on}
    form = edited(MoveForm(request.POST or None, initial=start))
    if request.method == "POST":
        request.person.require("coordination.write")
        if form.is_valid() and _moved(request, line, form):
            return back("step", row.id, line.step.id)
    context = {**frame(request.person, row, "plan"), "line": line, "form": form}
    return render(request, "coordination/step.html", context, status=status(form))


def _moved(request: SignedInRequest, line: plan.Line, form: MoveForm) -> bool:
    given: dict[str, Any] = dict(form.cleaned_data)
    try:
        acts.move(by=request.person, step=line.step, state=State(given.pop("state")), **given)
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@page("coordination.write")
@require_POST
def move(request: SignedInRequest, workspace_id: UUID, step_id: UUID) -> HttpResponseBase:
    """One press on the board."""
    row = workspaces.workspace_of(request.person, workspace_id)
    line = plan.step_of(row, step_id, today())
    form = MoveForm({"state": request.POST.get("state")})
    try:
        if not form.is_valid():
            raise NotNow(first_fault(form))
        if request.POST.get("was", line.step.state) != line.step.state:
            raise NotNow(_("Bu eylemi az önce başka biri taşıdı; şimdiki durumuna bakıp yeniden basın."))
        acts.move(by=request.person, step=line.step, state=State(form.cleaned_data["state"]))
    except NotNow as refusal:
        told(request, refusal)
        return back("step", row.id, line.step.id)
    response = back("plan", row.id)
    response["Location"] += f"?gorunum=pano#eylem-{line.step.id}"
    return response


@page("coordination.write")
@require_POST
def remove(request: SignedInRequest, workspace_id: UUID, step_id: UUID) -> HttpResponseBase:
    """Take out an action nobody began."""
    row = workspaces.workspace_of(request.person, workspace_id)
    line = plan.step_of(row, step_id, today())
    try:
        acts.remove_step(by=request.person, step=line.step)
    except NotNow as refusal:
        told(request, refusal)
        return back("step", row.id, line.step.id)
    return back("plan", row.id)


@page("coordination.read")
def book(request: SignedInRequest, workspace_id: UUID, ending: str) -> HttpResponseBase:
    """The same list as a file."""
    row = workspaces.workspace_of(request.person, workspace_id)
    found = plan.lines(row, today(), plan.Wanted.asked(request.GET.dict()))
    if ending == "xlsx":
        return handed_out(plan_book(found), "xlsx")
    if ending != "pdf":
        raise Http404
    return handed_out(as_pdf(papers.plan_paper(row, found, _("Eylem planı"))), "pdf")
