"""The register of a municipality's documents and the alignment matrix, gaps shown."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.replies import UNPROCESSABLE, told
from omuz.foundation.people.seen import edited
from omuz.network.standards.actions import policies as acts
from omuz.network.standards.actions.refusals import NotNow
from omuz.network.standards.forms import DocumentForm
from omuz.network.standards.models import PolicyDocument
from omuz.network.standards.queries.improvements import document_of, matrix
from omuz.network.standards.queries.network import action_table
from omuz.network.standards.queries.versions import newest
from omuz.network.standards.views.shared import back, organisations_of, today

_PLAIN = ("kind", "title", "decided_on", "number", "period_from", "period_to", "reference", "link", "actions", "funded")


@page("standards.read")
def matrix_page(request: SignedInRequest) -> HttpResponseBase:
    """Chapter by municipality; a gap is shown as a gap."""
    standard = newest()
    if standard is None:
        return back("overview")
    table = action_table(today().year)
    writes = set(organisations_of(request.person))
    context = {
        "standard": standard,
        "content": standard.text,
        "towns": matrix(request.person, standard.text),
        "writes": writes,
        "actions": table,
        "base": None if table.total.value is None else table.denominator(table.total.key).value,
    }
    return render(request, "standards/matrix.html", context)


@page("standards.read")
def document(request: SignedInRequest, document_id: UUID | None = None) -> HttpResponseBase:
    """Enter a document, or change one."""
    standard, places = newest(), organisations_of(request.person)
    row = document_of(request.person, document_id) if document_id else None
    if standard is None or not places or (row and row.organisation_id not in places):
        raise Http404
    form = DocumentForm(request.POST or None, organisations=places, content=standard.text, initial=_start(request, row))
    form = edited(form) if row else form
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in _PLAIN}
        try:
            town = row.organisation_id if row else form.cleaned_data["organisation"].id
            told_of = acts.Told(**given, chapters=form.chapters())
            acts.write_document(by=request.person, organisation_id=town, told=told_of, row=row)
            return back("matrix")
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "row": row}
    return render(request, "standards/document.html", context, status=UNPROCESSABLE if form.errors else 200)


def _start(request: SignedInRequest, row: PolicyDocument | None) -> dict[str, object]:
    if row is None:
        return {"organisation": request.GET.get("kurum", "")}
    told_of = {name: getattr(row, name) for name in _PLAIN}
    chapters = {f"chapter_{code}": place for code, place in row.chapters.items()}
    return {"organisation": row.organisation_id, **told_of, **chapters}


@page("standards.read")
@require_POST
def removed(request: SignedInRequest, document_id: UUID) -> HttpResponseBase:
    """Take a document off the register."""
    row = document_of(request.person, document_id)
    try:
        acts.remove_document(by=request.person, row=row)
    except NotNow as refusal:
        told(request, refusal)
    return back("matrix")
