"""The calendar file of one worker: off until she opens it, at a secret address, times and one neutral word."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from omuz.casework.appointments.actions.door import close_feed, digest_of, open_feed
from omuz.casework.appointments.queries.door import feed_by_digest, feed_of, own_slots
from omuz.casework.appointments.rules.calendar_file import Event, calendar_text
from omuz.casework.appointments.rules.slots import SlotState
from omuz.foundation.people.access import person_for
from omuz.foundation.people.models import Staff
from omuz.foundation.people.pages import SignedInRequest, page, public_page
from omuz.foundation.tenancy.context import see_as

BACK, AHEAD = timedelta(days=14), timedelta(days=180)


@page("cases.read")
def feed(request: SignedInRequest) -> HttpResponseBase:
    """Whether her calendar file is open; opening shows the address once."""
    context = {"open": feed_of(request.person.staff_id), "address": ""}
    return render(request, "appointments/feed.html", context)


@page("cases.read")
@require_POST
def open_address(request: SignedInRequest) -> HttpResponseBase:
    """A fresh secret address; shown on this answer and never again."""
    word = open_feed(by=request.person)
    address = request.build_absolute_uri(reverse("appointments:feed-file", args=[word]))
    return render(request, "appointments/feed.html", {"open": feed_of(request.person.staff_id), "address": address})


@page("cases.read")
@require_POST
def close_address(request: SignedInRequest) -> HttpResponseBase:
    """Close her address for ever."""
    close_feed(by=request.person)
    messages.success(request, _("Takvim dosyası kapandı; o adres artık bir şey göstermez."))
    return redirect("appointments:feed")


@public_page
@require_safe
def feed_file(_request: HttpRequest, word: str) -> HttpResponseBase:
    """The file itself, asked for by a calendar without a session: only slots, no vault."""
    found = feed_by_digest(digest_of(word))
    staff = Staff.objects.filter(pk=found.staff_id, is_active=True).first() if found else None
    if staff is None:
        raise Http404
    person, now = person_for(staff), timezone.now()
    see_as(desks=person.centres)
    events = [
        Event(
            slot.id, slot.starts_at, slot.ends_at, slot.revision,
            cancelled=slot.state == SlotState.CANCELLED,
        )
        for slot in own_slots(staff.id, now - BACK, now + AHEAD)
    ]  # fmt: skip
    see_as()
    with translation.override(staff.language):
        text = calendar_text(events, title=_("Randevu"), name=_("Takvim"), made_at=now)
    headers = {"Content-Disposition": 'inline; filename="belge.ics"', "Cache-Control": "no-store, private"}
    return HttpResponse(text.encode(), content_type="text/calendar; charset=utf-8", headers=headers)
