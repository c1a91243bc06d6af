"""What waits today, by code: promised calls inside their hours, what the rooms tell, drafts."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from omuz.casework.cases.queries.panels import TodayItem
from omuz.casework.contacts.queries.records import names_of
from omuz.casework.contacts.queries.today import Call, When, drafts_of, promised_calls
from omuz.casework.contacts.views.places import place_of
from omuz.casework.desk.queries.today import Day, day_of
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of

DRAFTS = 12
"""Drafts drawn on the page; a longer list of unfinished work helps nobody."""


@page("contacts.record")
def today(request: SignedInRequest) -> HttpResponseBase:
    """The day of a counsellor: whom she promised to call and when, what is due, what is unfinished. Codes only."""
    place, vault, now = place_of(request, "contacts.record"), vault_of(request), timezone.localtime()
    person, centre_id = request.person, place.centre_id
    calls = promised_calls(person, vault=vault, centre_id=centre_id, now=now.replace(tzinfo=None))
    drafts = list(drafts_of(person, centre_id)[:DRAFTS])
    day = day_of(person, vault=vault, centre_id=centre_id, now=now)
    names = names_of([*(call.worker_id for call in calls), *(row.worker_id for row in drafts)])
    context = {
        "place": place,
        "now": now,
        "calls": _by_moment(calls, names),
        "drafts": [{"row": row, "worker": names.get(row.worker_id, "")} for row in drafts],
        "day": _drawn(day),
        "nothing": day.empty and not calls and not drafts,
    }
    drawn = render(request, "desk/today.html", context)
    looked(by=person, event="contact.list_read", centre=centre_id, about="list:today")
    return drawn


def _by_moment(calls: list[Call], names: dict[UUID, str]) -> dict[str, list[dict[str, Any]]]:
    return {
        when.value: [{"call": call, "worker": names.get(call.worker_id, "")} for call in calls if call.when is when]
        for when in When
    }


def _drawn(day: Day) -> dict[str, list[dict[str, Any]]]:
    return {name: [_line(item) for item in getattr(day, name)] for name in Day.__slots__}


def _line(item: TodayItem) -> dict[str, Any]:
    return {"item": item, "timed": hasattr(item.when, "hour")}
