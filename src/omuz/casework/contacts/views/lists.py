"""Lists by code: what waits today, the contacts of a day, a week or a month, and one contact by its code."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.contacts.forms.filters import FilterForm
from omuz.casework.contacts.forms.shown import in_words
from omuz.casework.contacts.queries.index import Line, opened_tally
from omuz.casework.contacts.queries.records import contact_by_code, names_of
from omuz.casework.contacts.queries.spans import PAGE, Span, page_of, span_of
from omuz.casework.contacts.queries.today import Call, When, drafts_of, promised_calls
from omuz.casework.contacts.views.places import addresses_of, at, place_of
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("contacts.record")
def today(request: SignedInRequest) -> HttpResponseBase:
    """Calls promised for now, later and missed; unfinished drafts; the contacts of the day. Codes only."""
    place, vault, now = place_of(request, "contacts.record"), vault_of(request), timezone.localtime()
    local = now.replace(tzinfo=None)
    calls = promised_calls(request.person, vault=vault, centre_id=place.centre_id, now=local)
    drafts = list(drafts_of(request.person, place.centre_id)[:PAGE])
    tally = opened_tally(request.person, vault=vault, centre_id=place.centre_id)
    lines = tally.between(*span_of(Span.TODAY, now))[::-1]
    looked(by=request.person, event="contact.list_read", centre=place.centre_id, about="list:today")
    names = names_of([*(call.worker_id for call in calls), *(row.worker_id for row in drafts), *_workers(lines)])
    context = {
        "place": place,
        "now": now,
        "calls": _by_moment(calls, names),
        "drafts": [{"row": row, "worker": names.get(row.worker_id, "")} for row in drafts],
        "lines": _in_words(lines[:PAGE], names),
        "count": len(lines),
    }
    return render(request, "contacts/today.html", context)


def _workers(lines: list[Line]) -> list[UUID]:
    return [line.worker_id for line in lines]


def _by_moment(calls: list[Call], names: dict[UUID, str]) -> dict[str, list[dict[str, Any]]]:
    return {
        when.value: [{"call": call, "worker": names.get(call.worker_id, "")} for call in calls if call.when is when]
        for when in When
    }


def _in_words(lines: list[Line], names: dict[UUID, str]) -> list[dict[str, Any]]:
    address = addresses_of("contacts:open")
    return [
        {
            "line": line,
            "address": address(line.id),
            "at": timezone.localtime(line.at),
            "timed": line.answers.timed,
            "channel": in_words("channel", line.answers.codes("channel")),
            "kind": in_words("kind", line.answers.codes("kind")),
            "for_whom": in_words("for_whom", line.answers.codes("for_whom")),
            "worker": names.get(line.worker_id, ""),
        }
        for line in lines
    ]


def _spans(request: SignedInRequest, now: Span) -> list[dict[str, Any]]:
    words = {Span.TODAY: _("Bugün"), Span.WEEK: _("Bu hafta"), Span.MONTH: _("Bu ay"), Span.ALL: _("Hepsi")}
    return [
        {"words": words[span], "address": _with(request, d=span.value, s=None), "current": span is now} for span in Span
    ]


def _with(request: SignedInRequest, **changes: str | None) -> str:
    """This page's address with some of its letters changed."""
    query = request.GET.copy()
    for letter, value in changes.items():
        query.pop(letter, None)
        if value:
            query[letter] = value
    return f"?{query.urlencode()}"


@page("contacts.read")
def listed(request: SignedInRequest) -> HttpResponseBase:
    """The contacts of a day, a week or a month, newest first, narrowed by what was answered."""
    place, span = place_of(request, "contacts.read"), Span.named(request.GET.get("d", ""))
    tally = opened_tally(request.person, vault=vault_of(request), centre_id=place.centre_id)
    lines = tally.between(*span_of(span, timezone.localtime()))[::-1]
    names = names_of(tally.workers)
    form = FilterForm(request.GET, workers=names)
    chosen = [line for line in lines if form.fits(line)] if form.narrowed else lines
    shown, newer, older = page_of(chosen, after=request.GET.get("s", ""))
    context = {
        "place": place,
        "form": form,
        "span": span.value,
        "spans": _spans(request, span),
        "lines": _in_words(shown, names),
        "count": len(chosen),
        "all": len(lines),
        "may_move": request.person.may("contacts.import", place.centre_id),
        "newer": "" if newer is None else _with(request, s=newer),
        "older": "" if older is None else _with(request, s=older),
    }
    drawn = render(request, "contacts/list.html", context)
    # Last of all: whoever writes in this centre waits from here until the answer is committed.
    looked(by=request.person, event="contact.list_read", centre=place.centre_id, about=f"list:{span.name.lower()}")
    return drawn


@page("contacts.read")
@require_POST
def find(request: SignedInRequest) -> HttpResponseBase:
    """One contact by its exact code; posted, so that no code stands in an address."""
    contact = contact_by_code(request.person, request.POST.get("q", "")[:20], vault=vault_of(request))
    if contact is None:
        messages.warning(request, _("Bu kodla bir temas yok. Kodu karşılaştırıp yeniden yazın; isimle arama yapılmaz."))
        return redirect(at("list"))
    return redirect(at("open", contact.id))
