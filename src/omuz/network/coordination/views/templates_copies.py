"""What became of a template in a municipality, all municipalities abreast, and the pack for a new administration."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.papers.handing import handed_out
from omuz.insight.papers.printed import as_pdf
from omuz.insight.papers.word import as_docx
from omuz.network.coordination.documents.abreast import abreast_workbook
from omuz.network.coordination.documents.handover import Pack
from omuz.network.coordination.queries.copies import beside, comparison
from omuz.network.coordination.queries.templates import copy_of
from omuz.network.coordination.queries.workspaces import workspace_of
from omuz.network.coordination.rules.differences import Fate
from omuz.network.coordination.rules.words import FATES, STANDINGS
from omuz.network.coordination.views.shared import frame, today


@page("coordination.read")
def changed(request: SignedInRequest, workspace_id: UUID) -> HttpResponseBase:
    """What was kept, changed, dropped and added since a municipality began from a template."""
    row = workspace_of(request.person, workspace_id)
    copy = copy_of(row)
    told = comparison(row, copy) if copy else None
    asked = request.GET.get("ne", "")
    wanted = asked if asked == "all" or asked in {each.value for each in Fate} else ""
    context = {
        **frame(request.person, row, "handover"),
        "copy": copy,
        "numbers": [(each.value, FATES[each], n) for each, n in told.numbers] if told else [],
        "groups": told.groups(wanted) if told else [],
        "wanted": wanted,
        "words": {each.value: str(words) for each, words in FATES.items()},
    }
    return render(request, "coordination/copies/changed.html", context)


@page("coordination.read")
def abreast(request: SignedInRequest) -> HttpResponseBase:
    """Municipalities side by side, in the order of the alphabet."""
    lines = beside(request.person, today())
    context = {"lines": lines, "standings": [(each.value, words) for each, words in STANDINGS.items()]}
    return render(request, "coordination/copies/abreast.html", context)


@page("coordination.read")
def abreast_book(request: SignedInRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return handed_out(abreast_workbook(beside(request.person, today())), "xlsx")


@page("coordination.read")
def handover(request: SignedInRequest, workspace_id: UUID) -> HttpResponseBase:
    """What the pack for a new administration holds, the template, and what became of the copy."""
    row = workspace_of(request.person, workspace_id)
    made = Pack(row, today())
    context = {
        **frame(request.person, row, "handover"),
        "paper": made.paper(),
        "left_out": len(made.clean.places),
        "copy": copy_of(row),
        "sections": [_("aşama ve taahhüt"), _("protokol"), _("birimler ve görevler"), _("eylem planı"),
                     _("verilen kartlar"), _("öğrenilenler"), _("birim sayfaları")],
    }  # fmt: skip
    return render(request, "coordination/copies/handover.html", context)


@page("coordination.read")
def pack(request: SignedInRequest, workspace_id: UUID, ending: str) -> HttpResponseBase:
    """The pack as a file."""
    row = workspace_of(request.person, workspace_id)
    made = Pack(row, today())
    if ending == "xlsx":
        return handed_out(made.workbook(), "xlsx")
    if ending not in ("pdf", "docx"):
        raise Http404
    paper = made.paper()
    return handed_out(as_pdf(paper) if ending == "pdf" else as_docx(paper), ending)
