"""The network's pages of a round: opening it, its board, visitors, reopening, closing; and a centre declining."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST

from omuz.foundation.people.models import Centre
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.replies import UNPROCESSABLE, told
from omuz.foundation.privacy.safe import SafeTable
from omuz.network.standards.actions import rounds as acts
from omuz.network.standards.actions.refusals import NotNow
from omuz.network.standards.forms import ReasonForm, RoundForm, VisitorForm
from omuz.network.standards.models import Assessment, AssessmentRound
from omuz.network.standards.queries.assessments import assessment_of
from omuz.network.standards.queries.network import board, chapter_table, minimum_table
from omuz.network.standards.queries.versions import newest
from omuz.network.standards.rules.steps import Standing
from omuz.network.standards.views.shared import back, today


@page("standards.rounds")
def new(request: SignedInRequest) -> HttpResponseBase:
    """Open a round over the newest published version."""
    standard = newest()
    day = today()
    start = {"year": day.year, "opens_on": day, "centres": list(Centre.objects.values_list("id", flat=True))}
    form = RoundForm(request.POST or None, initial=start)
    if request.method == "POST" and standard and form.is_valid():
        given = form.cleaned_data
        guests = [centre.id for centre in given.pop("centres")]
        try:
            return back("round", acts.open_round(by=request.person, standard=standard, guests=guests, **given).id)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "standard": standard}
    return render(request, "standards/new_round.html", context, status=UNPROCESSABLE if form.errors else 200)


def _round(round_id: UUID) -> AssessmentRound:
    found: AssessmentRound | None = AssessmentRound.objects.select_related("standard").filter(pk=round_id).first()
    if found is None:
        raise Http404
    return found


@page("standards.read")
def round_page(request: SignedInRequest, round_id: UUID) -> HttpResponseBase:
    """Who stands where; for the network the protected figures too. Centres see only their own lines."""
    asked = _round(round_id)
    rows = board(asked, today())
    network = request.person.sees_network
    minimum: SafeTable | None = minimum_table(request.person, asked) if network else None
    context = {
        "asked": asked,
        "rows": rows,
        "counts": [(kind, sum(1 for row in rows if row.standing is kind)) for kind in Standing],
        "minimum": minimum,
        "minimum_share": minimum.share(minimum.total.key) if minimum else None,
        "chapters": _chapters(asked, chapter_table(request.person, asked)) if network else [],
        "form": VisitorForm() if request.person.edits_network else None,
        "reason": ReasonForm(),
    }
    return render(request, "standards/round.html", context)


def _chapters(asked: AssessmentRound, table: SafeTable) -> list[list[object]]:
    """A row a chapter: title, median, centres behind it."""
    found = {cell.key[0].upper(): cell for cell in table.cells}
    return [
        [f"{each.code} · {each.title['tr']}", found[each.code].median, found[each.code]]
        for each in asked.standard.text.chapters
        if each.code in found
    ]


@page("standards.rounds")
@require_POST
def close(request: SignedInRequest, round_id: UUID) -> HttpResponseBase:
    """Close the round."""
    try:
        acts.close_round(by=request.person, asked=_round(round_id))
    except NotNow as refusal:
        told(request, refusal)
    return back("round", round_id)


def _invited(assessment_id: UUID) -> Assessment:
    found: Assessment | None = Assessment.objects.select_related("round").filter(pk=assessment_id).first()
    if found is None:
        raise Http404
    return found


@page("standards.rounds")
@require_POST
def visitor(request: SignedInRequest, assessment_id: UUID) -> HttpResponseBase:
    """Name who visits."""
    row, form = _invited(assessment_id), VisitorForm(request.POST)
    if form.is_valid():
        try:
            given = form.cleaned_data
            acts.name_visitor(
                by=request.person, assessment=row, visitor_id=given["visitor"].id, visit_on=given["visit_on"]
            )
        except NotNow as refusal:
            told(request, refusal)
    return back("round", row.round_id)


@page("standards.rounds")
@require_POST
def reopen_page(request: SignedInRequest, assessment_id: UUID) -> HttpResponseBase:
    """Let a centre write again."""
    row, form = _invited(assessment_id), ReasonForm(request.POST)
    try:
        if not form.is_valid():
            raise NotNow(" ".join(str(message) for errors in form.errors.values() for message in errors))
        given = form.cleaned_data
        acts.reopen(by=request.person, assessment=row, reason=given["reason"], due_on=given["due_on"])
    except NotNow as refusal:
        told(request, refusal)
    return back("round", row.round_id)


@page("standards.sign")
@require_POST
def declining(request: SignedInRequest, assessment_id: UUID) -> HttpResponseBase:
    """The centre will not take part this time."""
    row, _seat = assessment_of(request.person, assessment_id)
    try:
        acts.decline(by=request.person, assessment=row, reason=request.POST.get("reason", ""))
    except NotNow as refusal:
        told(request, refusal)
    return back("assessment", assessment_id)
