"""Cards counted per quarter, and what was learnt."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.replies import done, status, told
from omuz.foundation.people.seen import Both, beside, shown
from omuz.network.coordination.actions import learning as acts
from omuz.network.coordination.forms import LessonForm
from omuz.network.coordination.models import Workspace
from omuz.network.coordination.queries import cards as counts
from omuz.network.coordination.queries import workspaces
from omuz.network.coordination.views.shared import back, frame, today
from omuz.network.returns.rules.quarters import NotAQuarter, Quarter
from omuz.network.standards.actions.refusals import NotNow


@page("coordination.read")
def cards(request: SignedInRequest, workspace_id: UUID) -> HttpResponseBase:
    """What the directorates counted, quarter by quarter, and the form of one quarter."""
    row = workspaces.workspace_of(request.person, workspace_id)
    quarter, writes = _quarter(request), workspaces.writes(request.person, row)
    typed: dict[str, str] = {}
    if request.method == "POST":
        request.person.require("coordination.write")
        typed = request.POST.dict()
        if _counted(request, row, quarter):
            return back("cards", row.id)
    context = {
        **frame(request.person, row, "cards"),
        "quarter": quarter,
        "quarters": counts.open_quarters(row, today()),
        "rows": counts.to_write(row, quarter, typed) if writes else [],
        "mark": shown(counts.written(row, quarter)),
        "table": counts.table(row) if writes else None,
        "safe": [] if writes else counts.for_readers(row, today()),
    }
    return render(request, "coordination/cards.html", context)


def _quarter(request: SignedInRequest) -> Quarter:
    try:
        return Quarter.read(request.POST.get("ceyrek") or request.GET.get("ceyrek", ""))
    except NotAQuarter:
        return Quarter.of(today())


def _counted(request: SignedInRequest, row: Workspace, quarter: Quarter) -> bool:
    try:
        sent = beside(request.POST, counts.written(row, quarter))
        given = counts.read(row, {name: str(words) for name, words in sent.items()})
        acts.count_cards(by=request.person, workspace=row, quarter=quarter, counts=given)
    except (NotNow, Both) as refusal:
        told(request, refusal)
        return False
    done(request, _("%(quarter)s sayıları yazıldı.") % {"quarter": quarter})
    return True


@page("coordination.read")
def lessons(request: SignedInRequest, workspace_id: UUID) -> HttpResponseBase:
    """What was learnt, and the form for one more."""
    row = workspaces.workspace_of(request.person, workspace_id)
    form = LessonForm(request.POST or None, initial={"on": today()})
    if request.method == "POST":
        request.person.require("coordination.write")
        if form.is_valid():
            try:
                acts.learn(by=request.person, workspace=row, **form.cleaned_data)
                return back("lessons", row.id)
            except NotNow as refusal:
                form.add_error(None, str(refusal))
    context = {**frame(request.person, row, "lessons"), "form": form, "rows": workspaces.lessons(row)}
    return render(request, "coordination/lessons.html", context, status=status(form))


@page("coordination.write")
@require_POST
def forget(request: SignedInRequest, workspace_id: UUID, lesson_id: UUID) -> HttpResponseBase:
    """Take a lesson out again."""
    row = workspaces.workspace_of(request.person, workspace_id)
    found = row.lessons.filter(pk=lesson_id).first()
    if found is not None:
        acts.forget(by=request.person, lesson=found)
    return back("lessons", row.id)
