"""The peer visit: criteria as the visitor sees them, the conversation, the agreed level, the two approvals."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.replies import told
from omuz.foundation.people.seen import Both, beside, shown
from omuz.network.standards.actions import visiting as acts
from omuz.network.standards.actions.refusals import NotNow
from omuz.network.standards.forms import LEVEL_WORDS
from omuz.network.standards.models import Assessment
from omuz.network.standards.queries import assessments as reads
from omuz.network.standards.rules.steps import State
from omuz.network.standards.views.shared import back


@page("standards.read")
def visit(request: SignedInRequest, assessment_id: UUID) -> HttpResponseBase:
    """Every criterion with both levels, differing ones first."""
    row, seat = reads.assessment_of(request.person, assessment_id)
    if row.visitor_id is None:
        raise Http404
    lines = reads.sheet(row, list(row.round.standard.text.criteria()), visiting=seat.visitor)
    context = {
        "row": row,
        "seat": seat,
        "centre": reads.centre_name(row.centre_id),
        "visitor": reads.centre_name(row.visitor_id),
        "differing": [line for line in lines if line.differs],
        "lines": lines,
        "words": LEVEL_WORDS,
        "visiting": row.state == State.SIGNED,
        "talking": row.state == State.VISITED,
    }
    return render(request, "standards/visit.html", context)


@page("standards.read")
def criterion(request: SignedInRequest, assessment_id: UUID, code: str) -> HttpResponseBase:
    """One criterion of a visit: what the centre says, what the visitor sees, what the two said."""
    row, seat = reads.assessment_of(request.person, assessment_id)
    text = row.round.standard.text
    found = text.find(code)
    if found is None or row.visitor_id is None:
        raise Http404
    if request.method == "POST":
        request.person.require("standards.assess")
        try:
            _written(request, row, code)
        except (NotNow, Both) as refusal:
            told(request, refusal)
        return back("visit-criterion", row.id, code)
    previous, following = text.beside(code)
    context = {
        "line": reads.sheet(row, [found], visiting=seat.visitor)[0],
        "mark": shown(_stands(row, code)),
        "previous": previous,
        "following": following,
    }
    return render(request, "standards/visit_criterion.html", _both_sides(row, seat) | context)


def _both_sides(row: Assessment, seat: reads.Seat) -> dict[str, object]:
    """The two centres, and what she may write now."""
    return {
        "row": row,
        "seat": seat,
        "centre": reads.centre_name(row.centre_id),
        "visitor": reads.centre_name(row.visitor_id),
        "words": LEVEL_WORDS,
        "visiting": seat.visitor and row.state == State.SIGNED,
        "talking": (seat.own or seat.visitor) and row.state == State.VISITED,
    }


def _stands(row: Assessment, code: str) -> dict[str, str]:
    """What the two sides wrote about a criterion so far."""
    names = ("level", "comment", "agreed", "disagreement")
    finding = row.findings.filter(code=code).first()
    return {name: getattr(finding, name, "") for name in names}


def _written(request: SignedInRequest, row: Assessment, code: str) -> None:
    """What the pressed button says: a level seen, a word, or a level agreed."""
    what = request.POST.get("what", "")
    parts = {"find": ("level", "comment"), "agree": ("agreed", "disagreement")}.get(what, ())
    sent = beside(request.POST, {name: value for name, value in _stands(row, code).items() if name in parts})
    given = {name: sent.get(name, "") for name in ("level", "comment", "words", "agreed", "disagreement")}
    if what == "find":
        acts.put_finding(by=request.person, assessment=row, code=code, level=given["level"], comment=given["comment"])
    elif what == "agree":
        acts.agree(
            by=request.person, assessment=row, code=code, level=given["agreed"], disagreement=given["disagreement"]
        )
    else:
        acts.say(by=request.person, assessment=row, code=code, words=given["words"])


@page("standards.assess")
@require_POST
def signature(request: SignedInRequest, assessment_id: UUID) -> HttpResponseBase:
    """Sign the visit."""
    row, _seat = reads.assessment_of(request.person, assessment_id)
    try:
        acts.sign_visit(by=request.person, assessment=row)
    except NotNow as refusal:
        told(request, refusal)
    return back("visit", row.id)


@page("standards.assess")
@require_POST
def approval(request: SignedInRequest, assessment_id: UUID) -> HttpResponseBase:
    """Approve the outcome for her side."""
    row, _seat = reads.assessment_of(request.person, assessment_id)
    try:
        acts.approve(by=request.person, assessment=row)
    except NotNow as refusal:
        told(request, refusal)
    return back("visit", row.id)
