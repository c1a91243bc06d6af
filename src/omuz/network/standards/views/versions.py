"""Versions: the overview, a version, a criterion, the draft with what is said about it, the redline."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page, pressed
from omuz.foundation.people.replies import UNPROCESSABLE, told
from omuz.network.standards.actions import remarks
from omuz.network.standards.actions import versions as acts
from omuz.network.standards.actions.refusals import NotNow
from omuz.network.standards.forms import AdoptionForm, RemarkForm, WordingForm
from omuz.network.standards.models import Remark, Standard
from omuz.network.standards.queries import assessments as sheets
from omuz.network.standards.queries import versions as reads
from omuz.network.standards.queries.improvements import step_lines
from omuz.network.standards.views.shared import back, organisations_of, today


@page("standards.read")
def overview(request: SignedInRequest) -> HttpResponseBase:
    """Where the standards stand, what waits for her, and the doors to everything else."""
    newest = reads.newest()
    content = newest.text if newest else None
    steps = step_lines(request.person, content, today())
    context = {
        "newest": newest,
        "content": content,
        "versions": reads.versions(request.person),
        "draft": reads.open_draft_of(),
        "rounds": sheets.open_rounds(),
        "own": sheets.own_assessments(request.person),
        "visits": sheets.visits_of(request.person),
        "steps": steps[:5],
        "step_count": len(steps),
    }
    return render(request, "standards/overview.html", context)


@page("standards.edit")
@pressed("standards:overview")
def take_first(request: SignedInRequest) -> HttpResponseBase:
    """Publish the catalogue's draft v0."""
    try:
        made = acts.take_in(by=request.person)
    except NotNow as refusal:
        told(request, refusal)
        return back("overview")
    return back("standard", made.id)


@page("standards.read")
def standard(request: SignedInRequest, standard_id: UUID) -> HttpResponseBase:
    """One version, chapter by chapter."""
    row = reads.standard_of(request.person, standard_id)
    places = organisations_of(request.person)
    form = AdoptionForm(organisations=places) if row.is_published and places else None
    return render(request, "standards/standard.html", _version(row, form))


def _version(row: Standard, form: AdoptionForm | None) -> dict[str, Any]:
    """What the page of a version shows."""
    threads = reads.threads(row) if not row.is_published else []
    counts: dict[str, int] = {}
    for each in threads:
        counts[each.remark.code] = counts.get(each.remark.code, 0) + 1 + len(each.answers)
    return {
        "standard": row,
        "newest": reads.newest(),
        "content": row.text,
        "adoptions": reads.adoptions(row),
        "remark_counts": counts,
        "open_proposals": [
            each for each in threads if each.remark.kind == Remark.Kind.PROPOSAL and not each.remark.outcome
        ],
        "form": form,
    }


@page("standards.read")
def whole_text(request: SignedInRequest, standard_id: UUID) -> HttpResponseBase:
    """Every word of a version on one page, fit to be printed and bound."""
    row = reads.standard_of(request.person, standard_id)
    context = {"standard": row, "content": row.text, "adoptions": reads.adoptions(row)}
    return render(request, "standards/text.html", context)


@page("standards.edit")
@require_POST
def draft(request: SignedInRequest, standard_id: UUID) -> HttpResponseBase:
    """Open a draft from a published version."""
    row = reads.standard_of(request.person, standard_id)
    try:
        made = acts.open_draft(by=request.person, based_on=row)
    except NotNow as refusal:
        told(request, refusal)
        return back("standard", row.id)
    return back("standard", made.id)


@page("standards.read")
def redline_page(request: SignedInRequest, standard_id: UUID) -> HttpResponseBase:
    """What a version says differently from the one it began from, word by word."""
    row = reads.standard_of(request.person, standard_id)
    before = row.based_on
    found = reads.differences(before.text, row.text) if before else []
    return render(request, "standards/redline.html", {"standard": row, "before": before, "differences": found})


@page("standards.edit")
@require_POST
def publish_draft(request: SignedInRequest, standard_id: UUID) -> HttpResponseBase:
    """Freeze the draft."""
    row = reads.standard_of(request.person, standard_id)
    try:
        made = acts.publish(by=request.person, draft=row, still_draft="still_draft" in request.POST)
    except NotNow as refusal:
        told(request, refusal)
        return back("standard", row.id)
    messages.success(request, _("Sürüm %(number)s yayımlandı; metni artık değişmez.") % {"number": made.number})
    return back("standard", row.id)


@page("standards.read")
@require_POST
def adoption(request: SignedInRequest, standard_id: UUID) -> HttpResponseBase:
    """Note a municipality's decision."""
    row = reads.standard_of(request.person, standard_id)
    form = AdoptionForm(request.POST, organisations=organisations_of(request.person))
    if not form.is_valid():
        return render(request, "standards/standard.html", _version(row, form), status=UNPROCESSABLE)
    given = form.cleaned_data
    try:
        acts.adopt(
            by=request.person,
            standard=row,
            organisation_id=given["organisation"].id,
            body=given["body"],
            decided_on=given["decided_on"],
            number=given["number"],
        )
    except NotNow as refusal:
        told(request, refusal)
    return back("standard", row.id)


@page("standards.read")
def criterion(request: SignedInRequest, standard_id: UUID, code: str) -> HttpResponseBase:
    """One criterion with its levels, its sources, and, in a draft, what is said about it."""
    return _criterion(request, standard_id, code, RemarkForm())


def _criterion(
    request: SignedInRequest, standard_id: UUID, code: str, form: RemarkForm, status: int = 200
) -> HttpResponseBase:
    row = reads.standard_of(request.person, standard_id)
    content = row.text
    found = reads.criterion_of(row, code)
    previous, following = content.beside(code)
    context = {
        "standard": row,
        "criterion": found,
        "chapter": content.chapter(found.chapter),
        "content": content,
        "frameworks": content.frameworks,
        "threads": reads.threads(row, code),
        "form": None if row.is_published else form,
        "previous": previous,
        "following": following,
    }
    return render(request, "standards/criterion.html", context, status=status)


@page("standards.edit")
def wording(request: SignedInRequest, standard_id: UUID, code: str) -> HttpResponseBase:
    """Write a criterion of the draft anew."""
    row = reads.standard_of(request.person, standard_id)
    if row.is_published:
        raise Http404
    found = reads.criterion_of(row, code)
    form = WordingForm(request.POST or None, criterion=found, initial={"revision": row.revision})
    if request.method == "POST" and form.is_valid():
        changes, seen = form.changes(found), form.cleaned_data["revision"]
        try:
            acts.change_criterion(by=request.person, draft=row, code=code, changes=changes, revision=seen)
            return back("criterion", row.id, code)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            form.data = {**request.POST.dict(), "revision": str(row.revision)}
    context = {"standard": row, "criterion": found, "form": form}
    return render(request, "standards/wording.html", context, status=UNPROCESSABLE if form.errors else 200)


@page("standards.comment")
@pressed("standards:criterion", "standard_id", "code")
def say_remark(request: SignedInRequest, standard_id: UUID, code: str) -> HttpResponseBase:
    """Say something about a criterion of the draft, or about a proposal for it."""
    row = reads.standard_of(request.person, standard_id)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _criterion(request, standard_id, code, form, UNPROCESSABLE)
    about = request.POST.get("about", "")
    centre = next(iter(request.person.centres_where("standards.comment")), None)
    try:
        remarks.remark(
            by=request.person,
            draft=row,
            code=code,
            about=row.remarks.filter(pk=about, code=code).first() if about else None,
            centre_id=centre.centre_id if centre else None,
            **form.cleaned_data,
        )
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return _criterion(request, standard_id, code, form, UNPROCESSABLE)
    return back("criterion", row.id, code)


@page("standards.edit")
@require_POST
def settle_remark(request: SignedInRequest, remark_id: UUID) -> HttpResponseBase:
    """Take a proposal into the draft, or set it aside with a reason."""
    proposal = Remark.objects.select_related("standard").filter(pk=remark_id).first()
    if proposal is None:
        raise Http404
    try:
        accept = request.POST.get("outcome") == "accept"
        remarks.settle(by=request.person, proposal=proposal, accept=accept, reason=request.POST.get("reason", ""))
    except NotNow as refusal:
        told(request, refusal)
    return back("criterion", proposal.standard_id, proposal.code)
