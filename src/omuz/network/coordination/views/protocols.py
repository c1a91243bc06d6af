"""The protocol: reading it, drafting, signing, renewing, and its papers."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.replies import done, status, told
from omuz.foundation.people.seen import edited
from omuz.insight.papers.handing import handed_out
from omuz.insight.papers.printed import as_pdf
from omuz.insight.papers.word import as_docx
from omuz.network.coordination.actions import protocols as acts
from omuz.network.coordination.documents import papers
from omuz.network.coordination.forms import DraftForm, TermForm
from omuz.network.coordination.queries import protocols, workspaces
from omuz.network.coordination.views.shared import back, frame, today
from omuz.network.standards.actions.refusals import NotNow

FORMS = {"pdf": as_pdf, "docx": as_docx}


@page("coordination.read")
def protocol(request: SignedInRequest, workspace_id: UUID) -> HttpResponseBase:
    """The protocol in force, the draft beside it, and the form for the signature."""
    row, day = workspaces.workspace_of(request.person, workspace_id), today()
    form = TermForm(request.POST or None, initial={"signed_on": day, "starts_on": day})
    if request.method == "POST":
        request.person.require("coordination.write")
        if form.is_valid():
            try:
                acts.sign(by=request.person, workspace=row, term=acts.Term(**form.cleaned_data))
                done(request, _("İmza yazıldı; imzalı kâğıt belediyede kalır."))
                return back("protocol", row.id)
            except NotNow as refusal:
                form.add_error(None, str(refusal))
    context = {
        **frame(request.person, row, "protocol"),
        "term": protocols.term(row, day),
        "draft": protocols.draft(row),
        "signed": protocols.signed(row),
        "form": form,
    }
    return render(request, "coordination/protocol.html", context, status=status(form))


@page("coordination.write")
def draft(request: SignedInRequest, workspace_id: UUID) -> HttpResponseBase:
    """Title, parties, text."""
    row = workspaces.workspace_of(request.person, workspace_id)
    last = protocols.draft(row)
    start = {name: getattr(last, name) for name in ("title", "parties", "text")} if last else papers.first_draft(row)
    form = edited(DraftForm(request.POST or None, initial=start))
    if request.method == "POST" and form.is_valid():
        try:
            acts.write_draft(by=request.person, workspace=row, draft=acts.Draft(**form.cleaned_data))
            return back("protocol", row.id)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
    context = {**frame(request.person, row, "protocol"), "form": form, "fresh": last is None}
    return render(request, "coordination/draft.html", context, status=status(form))


@page("coordination.write")
@require_POST
def renew(request: SignedInRequest, workspace_id: UUID) -> HttpResponseBase:
    """Begin the next one from the words of the last."""
    row = workspaces.workspace_of(request.person, workspace_id)
    try:
        acts.renew(by=request.person, workspace=row)
        done(request, _("Yeni dönemin taslağı eskisinin metniyle açıldı; eskisi bitene kadar yürürlükte."))
    except NotNow as refusal:
        told(request, refusal)
    return back("protocol", row.id)


@page("coordination.read")
def paper(request: SignedInRequest, workspace_id: UUID, protocol_id: UUID, ending: str) -> HttpResponseBase:
    """One protocol as a file."""
    row = workspaces.workspace_of(request.person, workspace_id)
    found = row.protocols.filter(pk=protocol_id).first()
    if found is None or ending not in FORMS:
        raise Http404
    return handed_out(FORMS[ending](papers.protocol_paper(found)), ending)
