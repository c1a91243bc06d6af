"""The map of cooperation, its table, and a centre's own ties."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.foundation.catalogue.tables import Sheet, as_workbook
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.papers.handing import handed_out
from omuz.network.cooperation import actions
from omuz.network.cooperation.forms import WAYS, ways_in
from omuz.network.cooperation.queries.protocols import protocol_lines, protocol_rows
from omuz.network.cooperation.queries.ties import FORMAL, Web, choices_of, drawing, looks, told_ties, web
from omuz.network.cooperation.rules import NotKept

UNPROCESSABLE = 422


@page("cooperation.read")
def overview(request: SignedInRequest) -> HttpResponseBase:
    """Who works with whom, drawn and as a table, and protocols that need somebody."""
    today = timezone.localdate()
    told = web(request.person, today)
    lines = protocol_lines(request.person, today)
    look = _look(request, told)
    context = {
        "web": told,
        "look": look,
        "drawing": drawing(told, {code: str(words) for code, words in WAYS.items()}, look),
        "ways": WAYS,
        "told": told_ties(request.person, look, today),
        "renew": [line for line in lines if line.to_renew],
        "protocols": len(lines),
        "own": request.person.centres_where("cooperation.write"),
    }
    return render(request, "cooperation/overview.html", context)


def _look(request: SignedInRequest, told: Web) -> str:
    """What she asked to see; her own centre where she has one, else what is formal."""
    own = [post.centre_code for post in request.person.posts]
    wanted = [request.GET.get("bak", ""), *own]
    return next((each for each in wanted if each in looks(told)), FORMAL)


@page("cooperation.read")
def as_table(request: SignedInRequest) -> HttpResponseBase:
    """The table as a workbook, the protocols on a second sheet."""
    today = timezone.localdate()
    told = web(request.person, today)
    head = [_("Merkez"), *(words for _code, words in told.kinds)]
    rows = [[row.centre.name, *(str(WAYS.get(mark.way, "")) for mark in row.marks)] for row in told.rows]
    sheets = [Sheet("Belge", [list(head), *map(list, rows)]), Sheet("Protokol", protocol_rows(request.person, today))]
    return handed_out(as_workbook(sheets), "xlsx")


@page("cooperation.write")
def own(request: SignedInRequest, centre_id: UUID) -> HttpResponseBase:
    """How one centre works with each institution of the directory."""
    choices = choices_of(request.person, centre_id)
    status = 200
    if request.method == "POST":
        told = ways_in(request.POST, [choice.partner.id for choice in choices])
        try:
            actions.write_ties(by=request.person, centre_id=centre_id, ways=told, today=timezone.localdate())
            messages.success(request, _("Kaydedildi."))
            return redirect("cooperation:overview")
        except NotKept as refusal:
            messages.warning(request, str(refusal))
            status = UNPROCESSABLE
            typed = {choice.partner.id: told.get(choice.partner.id, (choice.way, choice.note)) for choice in choices}
            choices = [type(each)(each.partner, each.kind, *typed[each.partner.id], each.was) for each in choices]
    return render(request, "cooperation/own.html", {"choices": choices, "ways": WAYS}, status=status)
