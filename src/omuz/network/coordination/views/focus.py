"""Planning focus groups: who sits together, the guide and the consent, whether it was held."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.replies import done, first_fault, status, told
from omuz.foundation.people.seen import edited
from omuz.insight.papers.handing import handed_out
from omuz.insight.papers.printed import as_pdf
from omuz.insight.papers.word import as_docx
from omuz.network.coordination.actions import focus as acts
from omuz.network.coordination.documents.groups import consent_paper, guide_paper
from omuz.network.coordination.forms_focus import GuideForm, HeldForm, PlanForm, WhyForm, plan_initial
from omuz.network.coordination.models import FocusGroup, Workspace
from omuz.network.coordination.queries import focus as found
from omuz.network.coordination.queries import guide as guides
from omuz.network.coordination.queries.workspaces import workspace_of
from omuz.network.coordination.views.shared import back, frame, today
from omuz.network.standards.actions.refusals import NotNow

FORMS = {"pdf": as_pdf, "docx": as_docx}
PAPERS = {"kilavuz": guide_paper, "onam": consent_paper}


@page("coordination.read")
def overview(request: SignedInRequest, workspace_id: UUID) -> HttpResponseBase:
    """The plan by directorate, and how far its sheet is."""
    row = workspace_of(request.person, workspace_id)
    lines = found.plan_of(row)
    context = {
        **frame(request.person, row, "focus"),
        "lines": lines,
        "plan": guides.frame(),
        "levels": {each.code: str(each.title) for each in guides.frame().levels},
        "heard": sum(1 for line in lines if any(each.state == "held" for each in line.groups)),
        "joint": found.joint_sessions(row)[:1],
        "findings": found.findings_of(row),
    }
    return render(request, "coordination/focus/overview.html", context)


@page("coordination.write")
def new(request: SignedInRequest, workspace_id: UUID) -> HttpResponseBase:
    """Plan a group."""
    row = workspace_of(request.person, workspace_id)
    start = {"unit": request.GET.get("birim", ""), "level": request.GET.get("kademe", ""), "on": today()}
    return _planned(request, row, PlanForm(request.POST or None, workspace=row, initial=start), None)


@page("coordination.write")
def change(request: SignedInRequest, group_id: UUID) -> HttpResponseBase:
    """Change a planned group."""
    row = found.group_of(request.person, group_id)
    form = edited(PlanForm(request.POST or None, workspace=row.workspace, initial=plan_initial(row)))
    return _planned(request, row.workspace, form, row)


def _planned(
    request: SignedInRequest, workspace: Workspace, form: PlanForm, group: FocusGroup | None
) -> HttpResponseBase:
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.plan_group(by=request.person, workspace=workspace, plan=form.plan, group=group)
            return back("focus-group", made.id)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    context = {**frame(request.person, workspace, "focus"), "form": form, "group": group,
               "rules": guides.frame().rule_lines}  # fmt: skip
    return render(request, "coordination/focus/plan.html", context, status=status(form))


@page("coordination.read")
def group(request: SignedInRequest, group_id: UUID) -> HttpResponseBase:
    """One group: when, who leads it by post, whether it sat."""
    row = found.group_of(request.person, group_id)
    around = frame(request.person, row.workspace, "focus")
    context: dict[str, Any] = {
        **around,
        "group": row,
        "level": guides.frame().level(row.level),
        "held": HeldForm(initial={"on": row.on if row.on <= today() else today(), "came": row.came}),
        "why": WhyForm(),
        "notes": row.notes.count() if around["writes"] else None,
        "uncoded": row.notes.filter(codes=[]).count() if around["writes"] else None,
    }
    return render(request, "coordination/focus/group.html", context)


@page("coordination.write")
@require_POST
def held(request: SignedInRequest, group_id: UUID) -> HttpResponseBase:
    """The group sat, so many came."""
    row, form = found.group_of(request.person, group_id), HeldForm(request.POST)
    try:
        if not form.is_valid():
            raise NotNow(first_fault(form))
        acts.hold_group(by=request.person, group=row, **form.cleaned_data)
        return back("focus-notes", row.id)
    except NotNow as refusal:
        told(request, refusal)
    return back("focus-group", row.id)


@page("coordination.write")
@require_POST
def call_off(request: SignedInRequest, group_id: UUID) -> HttpResponseBase:
    """The group does not sit."""
    row, form = found.group_of(request.person, group_id), WhyForm(request.POST)
    try:
        if not form.is_valid():
            raise NotNow(first_fault(form))
        acts.call_off_group(by=request.person, group=row, why=form.cleaned_data["why"])
        done(request, _("Görüşme iptal edildi; nedeni duruyor."))
    except NotNow as refusal:
        told(request, refusal)
    return back("focus-group", row.id)


@page("coordination.read")
def guide(request: SignedInRequest, workspace_id: UUID) -> HttpResponseBase:
    """The nine questions and the consent, read by all, worded by the municipality's people."""
    row = workspace_of(request.person, workspace_id)
    text, around = guides.guide_of(row), frame(request.person, row, "focus")
    form = edited(GuideForm(request.POST or None, guide=text)) if around["writes"] else None
    if request.method == "POST":
        request.person.require("coordination.write")
        if form is not None and form.is_valid():
            try:
                consent = form.cleaned_data["consent"]
                acts.write_guide(by=request.person, workspace=row, questions=form.questions, consent=consent)
                done(request, _("Kılavuz kaydedildi."))
                return back("focus-guide", row.id)
            except NotNow as refusal:
                form.add_error(None, str(refusal))
    context = {**around, "guide": text, "form": form, "rules": guides.frame().rule_lines}
    return render(request, "coordination/focus/guide.html", context, status=status(form) if form else 200)


@page("coordination.read")
def paper(request: SignedInRequest, workspace_id: UUID, what: str, ending: str) -> HttpResponseBase:
    """The guide or the consent as a file."""
    row = workspace_of(request.person, workspace_id)
    if what not in PAPERS or ending not in FORMS:
        raise Http404
    return handed_out(FORMS[ending](PAPERS[what](row)), ending)


@page("coordination.read")
def group_guide(request: SignedInRequest, group_id: UUID, ending: str) -> HttpResponseBase:
    """The guide with the facts of one group."""
    row = found.group_of(request.person, group_id)
    if ending not in FORMS:
        raise Http404
    return handed_out(FORMS[ending](guide_paper(row.workspace, row)), ending)
