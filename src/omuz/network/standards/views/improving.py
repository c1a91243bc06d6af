"""Steps of improvement: the list by day, a new one, its end, the look again."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.replies import UNPROCESSABLE, told
from omuz.foundation.people.seen import edited
from omuz.network.standards.actions import improving as acts
from omuz.network.standards.actions.refusals import NotNow
from omuz.network.standards.forms import RecheckForm, StepForm
from omuz.network.standards.models import Improvement
from omuz.network.standards.queries.assessments import assessment_of
from omuz.network.standards.queries.improvements import step_lines, step_of
from omuz.network.standards.queries.versions import newest
from omuz.network.standards.views.shared import back, today


@page("standards.read")
def steps(request: SignedInRequest) -> HttpResponseBase:
    """Every open step by its day."""
    standard = newest()
    everything = "hepsi" in request.GET
    lines = step_lines(request.person, standard.text if standard else None, today(), everything=everything)
    return render(request, "standards/steps.html", {"lines": lines, "everything": everything, "standard": standard})


@page("standards.assess")
def new(request: SignedInRequest, assessment_id: UUID, code: str) -> HttpResponseBase:
    """A step for one gap."""
    row, seat = assessment_of(request.person, assessment_id)
    criterion = row.round.standard.text.find(code)
    if criterion is None or not seat.own:
        raise Http404
    judged = row.judgements.filter(code=code).first()
    start = {"what": judged.next_step, "responsible": judged.responsible} if judged else {}
    form = StepForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            step = acts.Step(**form.cleaned_data)
            acts.open_step(by=request.person, centre_id=row.centre_id, code=code, step=step, assessment=row)
            return back("actions")
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "criterion": criterion, "row": row}
    return render(request, "standards/step.html", context, status=UNPROCESSABLE if form.errors else 200)


@page("standards.assess")
def step(request: SignedInRequest, step_id: UUID) -> HttpResponseBase:
    """One step: written anew, ended, or looked at again."""
    row = step_of(request.person, step_id)
    standard = row.assessment.round.standard if row.assessment else newest()
    names = ("what", "responsible", "until", "means", "plan", "equality", "check_on")
    form = edited(StepForm(request.POST or None, initial={name: getattr(row, name) for name in names}))
    if request.method == "POST" and form.is_valid():
        try:
            acts.change_step(by=request.person, row=row, step=acts.Step(**form.cleaned_data))
            return back("actions")
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    context = {
        "form": form,
        "criterion": standard.text.find(row.code) if standard else None,
        "step": row,
        "open": row.state == Improvement.State.OPEN,
        "again": RecheckForm(),
    }
    return render(request, "standards/step.html", context, status=UNPROCESSABLE if form.errors else 200)


@page("standards.assess")
@require_POST
def settled(request: SignedInRequest, step_id: UUID) -> HttpResponseBase:
    """End a step."""
    row = step_of(request.person, step_id)
    try:
        done = request.POST.get("done") == "yes"
        acts.settle_step(by=request.person, row=row, done=done, outcome=request.POST.get("outcome", ""))
    except NotNow as refusal:
        told(request, refusal)
    return back("action", row.id)


@page("standards.assess")
@require_POST
def rechecked(request: SignedInRequest, step_id: UUID) -> HttpResponseBase:
    """Look at the criterion again."""
    row = step_of(request.person, step_id)
    form = RecheckForm(request.POST)
    try:
        if not form.is_valid():
            raise NotNow(" ".join(str(message) for errors in form.errors.values() for message in errors))
        acts.recheck(by=request.person, row=row, **form.cleaned_data)
    except NotNow as refusal:
        told(request, refusal)
    return back("action", row.id)
