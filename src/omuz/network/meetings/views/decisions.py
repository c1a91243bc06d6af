"""Decisions across all meetings: the list, the sheet for the office, one decision with what became of it."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from omuz.foundation.people.access import Person
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.replies import status
from omuz.insight.papers.handing import handed_out
from omuz.insight.papers.printed import as_pdf
from omuz.network.meetings.actions import decisions as acts
from omuz.network.meetings.documents.papers import follow_up_sheet
from omuz.network.meetings.documents.tables import decisions_book
from omuz.network.meetings.forms import FollowUpForm
from omuz.network.meetings.queries import decisions
from omuz.network.meetings.rules.standing import Outcome
from omuz.network.meetings.views.shared import back, today
from omuz.network.standards.actions.refusals import NotNow

SHOWN = ("open", "overdue", "all")


def _listed(person: Person, shown: str, own: str) -> list[decisions.Line]:
    owners = decisions.own_organisations(person) if own else None
    return decisions.decisions(today(), shown if shown in SHOWN else "open", owners)


@page("meetings.decisions")
def listed(request: SignedInRequest) -> HttpResponseBase:
    """Decisions by their day, those of her own municipality if she asks."""
    shown, own = request.GET.get("durum", "open"), request.GET.get("bizim", "")
    context = {
        "lines": _listed(request.person, shown, own),
        "shown": shown if shown in SHOWN else "open",
        "own": own,
        "has_own": bool(decisions.own_organisations(request.person)),
        "question": f"durum={shown if shown in SHOWN else 'open'}{'&bizim=1' if own else ''}",
    }
    return render(request, "meetings/decisions.html", context)


@page("meetings.decisions")
def sheet(request: SignedInRequest, ending: str) -> HttpResponseBase:
    """The same list as a file."""
    if ending not in {"pdf", "xlsx"}:
        raise Http404
    lines = _listed(request.person, request.GET.get("durum", "open"), request.GET.get("bizim", ""))
    if ending == "xlsx":
        return handed_out(decisions_book(lines), "xlsx")
    return handed_out(as_pdf(follow_up_sheet(lines, _("Kararların takibi"))), "pdf")


@page("meetings.decisions")
def decision(request: SignedInRequest, decision_id: UUID) -> HttpResponseBase:
    """One decision, what was said of it, and the form for whoever may say more."""
    line = decisions.decision_of(decision_id, today())
    settles = decisions.settles(request.person, line.decision)
    form = FollowUpForm(request.POST or None, initial={"on": today(), "outcome": Outcome.DONE})
    if request.method == "POST":
        request.person.require("meetings.settle")
        if form.is_valid():
            try:
                given = form.cleaned_data
                outcome = Outcome(given.pop("outcome"))
                acts.say(by=request.person, decision=line.decision, outcome=outcome, **given)
                return back("decision", decision_id)
            except NotNow as refusal:
                form.add_error(None, str(refusal))
    context = {"line": line, "form": form if settles else None}
    return render(request, "meetings/decision.html", context, status=status(form))
