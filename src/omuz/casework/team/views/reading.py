"""The page of unusual reading: who opened how much and when, until somebody else has looked at it."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.contacts.views.places import place_of
from omuz.casework.team.actions.reading import mark_read_seen
from omuz.casework.team.forms.words import unusual_words
from omuz.casework.team.queries.reading import alarms, limits
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.queries import names


@page("cases.read")
def unusual(request: SignedInRequest) -> HttpResponseBase:
    """Unusual reading of others that nobody else has looked at yet: people and numbers, no record."""
    place = place_of(request, "cases.read")
    found = alarms(request.person, place.centre_id)
    known = names(each.staff_id for each in found)
    looked(by=request.person, event="reading.list_read", centre=place.centre_id, about="list:reading")
    rows = [
        {"one": each, "name": known.get(each.staff_id, ""), "what": unusual_words(each.kind, each.number)}
        for each in found
    ]
    return render(request, "team/reading.html", {"place": place, "rows": rows, "limits": limits()})


@page("cases.read")
@require_POST
def looked_at(request: SignedInRequest) -> HttpResponseBase:
    """She has looked at one of them."""
    place = place_of(request, "cases.read")
    mark_read_seen(by=request.person, centre_id=place.centre_id, about=request.POST.get("ne", "")[:120])
    messages.success(request, _("Baktığınız yazıldı."))
    return redirect("team:reading")
