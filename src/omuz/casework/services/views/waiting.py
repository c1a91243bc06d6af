"""Who waits for what since when, by code, for one centre."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from omuz.casework.contacts.views.places import place_of
from omuz.casework.services.queries.shown import days_in_words
from omuz.casework.services.queries.waiting import Waiting, by_kind, waiting_list
from omuz.casework.services.queries.words import service_in_words
from omuz.casework.services.rules.requests import REVIEW_AFTER
from omuz.casework.services.views.places import names
from omuz.foundation.audit.chain import looked
from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.read")
def listed(request: SignedInRequest) -> HttpResponseBase:
    """Requests that wait, the longest first, narrowed to one service by its place in the list of services."""
    place, today = place_of(request, "cases.read"), timezone.localdate()
    lines = waiting_list(request.person, vault=vault_of(request), centre_id=place.centre_id, day=today)
    chosen = _chosen(request.GET.get("t", ""))
    shown = [line for line in lines if chosen in ("", line.service)]
    known = names({line.holder_id for line in shown if line.holder_id})
    context = {
        "place": place,
        "kinds": _kinds(lines, chosen),
        "chosen": service_in_words(chosen) if chosen else "",
        "lines": [_words(line, known, request.person.staff_id) for line in shown],
        "count": len(lines),
        "long_after": REVIEW_AFTER.days,
    }
    drawn = render(request, "services/waiting.html", context)
    looked(by=request.person, event="service.list_read", centre=place.centre_id, about="list:waiting")
    return drawn


def _chosen(number: str) -> str:
    """The service with this number in the list; addresses carry numbers, never the word for what she asked."""
    codes = code_list("service").codes
    return codes[int(number)] if number.isdecimal() and int(number) < len(codes) else ""


def _kinds(lines: list[Waiting], chosen: str) -> list[dict[str, Any]]:
    codes = list(code_list("service").codes)
    return [
        {"number": codes.index(code), "words": service_in_words(code), "count": count, "current": code == chosen}
        for code, count in by_kind(lines).items()
        if code in codes
    ]


def _words(line: Waiting, known: dict[UUID, str], me: UUID) -> dict[str, Any]:
    return {
        "line": line,
        "service": service_in_words(line.service),
        "days": days_in_words(line.days),
        "long": line.days >= REVIEW_AFTER.days,
        "holder": known.get(line.holder_id, "") if line.holder_id else "",
        "mine": line.holder_id == me,
    }
