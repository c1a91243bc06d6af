"""Files by code: mine, open, closed, all; and one file by its code or by the code she keeps."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.cases.actions.identity import caller_refused, code_asked
from omuz.casework.cases.forms.filters import FilterForm
from omuz.casework.cases.queries.files import safe_contact_of
from omuz.casework.cases.queries.find import case_by_code
from omuz.casework.cases.queries.lists import Listed, Tab, holders_in, listed_files
from omuz.casework.cases.queries.words import STATE_LOOKS, state_in_words
from omuz.casework.cases.views.places import opened_for, page_of_case, shown_part
from omuz.casework.contacts.forms.shown import safe_lines
from omuz.casework.contacts.queries.records import contact_by_code, names_of
from omuz.casework.contacts.queries.sentences import sentence
from omuz.casework.contacts.views.places import addresses_of, place_of
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.read")
def listed(request: SignedInRequest) -> HttpResponseBase:
    """Files of her centre by code, those changed last first."""
    place, tab = place_of(request, "cases.read"), Tab.named(request.GET.get("g", ""))
    # A post without the centre's key, whoever gave it, shows no code either.
    vault_of(request).centre(place.centre_id)
    names = names_of(holders_in(request.person, place.centre_id))
    form = FilterForm(request.GET, holders=names)
    told = listed_files(
        request.person,
        place.centre_id,
        tab=tab,
        state=form.state,
        holder=form.holder,
        after=request.GET.get("s", ""),
    )
    context = {"place": place, "tab": tab.value, "tabs": _tabs(request, tab), "form": form}
    drawn = render(request, "cases/list.html", context | _rows(request, told, names))
    # Last of all: whoever writes in this centre waits from here until the answer is committed.
    looked(by=request.person, event="case.list_read", centre=place.centre_id, about=f"list:{tab.name.lower()}")
    return drawn


def _rows(request: SignedInRequest, told: Listed, names: dict[UUID, str]) -> dict[str, Any]:
    address = addresses_of("desk:case")
    lines = [
        {
            "line": line,
            "address": address(line.id),
            "state": state_in_words(line.state),
            "look": STATE_LOOKS.get(line.state, ""),
            "holder": names.get(line.holder_id, "") if line.holder_id else "",
            "mine": line.holder_id == request.person.staff_id,
        }
        for line in told.lines
    ]
    newer = "" if told.first else _with(request, s=None)
    return {
        "lines": lines,
        "count": told.count,
        "newer": newer,
        "older": _with(request, s=told.older) if told.older else "",
    }


def _tabs(request: SignedInRequest, now: Tab) -> list[dict[str, Any]]:
    words = {Tab.MINE: _("Benim"), Tab.OPEN: _("Açık"), Tab.CLOSED: _("Kapanmış"), Tab.ALL: _("Hepsi")}
    return [
        {"words": words[tab], "address": _with(request, g=tab.value, s=None, d=None), "current": tab is now}
        for tab in Tab
    ]


def _with(request: SignedInRequest, **changes: str | None) -> str:
    """This page's address with some of its letters changed."""
    query = request.GET.copy()
    for letter, value in changes.items():
        query.pop(letter, None)
        if value:
            query[letter] = value
    return f"?{query.urlencode()}"


@page("cases.read")
@require_POST
def find(request: SignedInRequest) -> HttpResponseBase:
    """One file, or one contact, by its exact code; posted, so that no code stands in an address."""
    told, vault = request.POST.get("q", ""), vault_of(request)
    found = case_by_code(request.person, told, vault=vault)
    contact = contact_by_code(request.person, told[:20], vault=vault) if found is None else None
    if contact is not None:
        return redirect(reverse("contacts:open", args=[contact.id]))
    if found is None:
        messages.warning(request, _("Bu kodla bir kayıt yok. Kodu karşılaştırıp yeniden yazın; isimle arama yapılmaz."))
        return redirect(reverse("cases:list"))
    if not found.by_her_code:
        return redirect(page_of_case(found.case.id))
    code_asked(by=request.person, case_id=found.case.id)
    return redirect(reverse("cases:called", args=[found.case.id]))


@page("cases.read")
def called(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Somebody told the code she keeps: the phrase first, nothing else; the code alone reveals nothing."""
    file = opened_for(request, case_id, "cases.read")
    if request.method == "POST":
        if request.POST.get("said") == "yes":
            return redirect(page_of_case(case_id))
        caller_refused(by=request.person, vault=vault_of(request), case_id=case_id, on=timezone.localdate())
        messages.warning(request, _("Not edildi. Telefondaki kişiye hiçbir şey doğrulanmadı; dosyanın sahibi görecek."))
        return redirect(reverse("cases:list"))
    context = {
        "phrase": file.identity.get("phrase", ""),
        "say": [sentence("phone", "case_sentences"), sentence("third")],
        "safe": safe_lines(safe_contact_of(file)),
    }
    return shown_part(request, file, "cases/called.html", context)
