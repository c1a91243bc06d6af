"""The door: who is expected under which visit code, who is free, how many calls were missed; rooms behind it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.appointments.actions.door import NotThere, count_call, keep_room, note_arrival
from omuz.casework.appointments.forms.door import RoomForm
from omuz.casework.appointments.forms.words import SLOT_STATES
from omuz.casework.appointments.models import Room, Slot
from omuz.casework.appointments.queries.door import (
    calls_of,
    day_between,
    rooms_of,
    slots_between,
    stretch_of,
    workers_at,
)
from omuz.casework.appointments.queries.visits import booked_by_slot
from omuz.casework.appointments.rules.calls import Counted
from omuz.casework.appointments.rules.slots import STANDING, who_is_free
from omuz.casework.contacts.views.places import Place, place_of
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.seen import alone, edited
from omuz.foundation.vault.session import vault_of


@page("slots.read")
def reception(request: SignedInRequest) -> HttpResponseBase:
    """Visits of today by visit code, who is free, calls of the day; no code of a file and no reason."""
    place, now = place_of(request, "slots.read"), timezone.localtime()
    slots = _seen(request, place, list(slots_between(place.centre_id, *day_between(now.date()))))
    workers = workers_at(place.centre_id)
    known = {each.id: each.name for each in workers}
    free = who_is_free(known, [stretch_of(slot) for slot in slots if slot.state in STANDING], now)
    looked(by=request.person, event="reception.read", centre=place.centre_id, about="list:reception")
    context = {
        "place": place,
        "now": now,
        "visits": [
            {
                "slot": slot,
                "state": SLOT_STATES[slot.state],
                "worker": known.get(slot.worker_id, "") if slot.worker_id else "",
            }
            for slot in slots
        ],
        "free": [{"one": each, "name": known[each.worker_id]} for each in free],
        "calls": calls_of(place.centre_id, now.date()),
        "may_keep": request.person.may("cases.lead", place.centre_id),
    }
    return render(request, "appointments/reception.html", context)


def _seen(request: SignedInRequest, place: Place, slots: list[Slot]) -> list[Slot]:
    """Every slot for the post at the door; for whoever may open files, only those of files she may know of."""
    if not request.person.may("cases.read", place.centre_id):
        return slots
    known = booked_by_slot(request.person, vault=vault_of(request), centre_id=place.centre_id)
    return [slot for slot in slots if slot.id in known]


def _at(place: Place, name: str = "reception") -> str:
    address = reverse(f"appointments:{name}")
    return f"{address}?merkez={place.held.centre_code}" if place.others else address


@page("slots.read")
@require_POST
def arrival(request: SignedInRequest, slot_id: UUID) -> HttpResponseBase:
    """Somebody is here, or was pressed by mistake."""
    place = place_of(request, "slots.read")
    rows = list(Slot.objects.filter(id=slot_id, centre_id=place.centre_id))
    if not _seen(request, place, rows):
        raise Http404
    try:
        slot = note_arrival(by=request.person, slot_id=slot_id, came="geri" not in request.POST)
    except NotThere:
        messages.warning(request, _("Bu ziyaret bu arada değişti; listeye bakın."))
        return redirect(_at(place))
    said = _("%(visit)s geldi olarak yazıldı.") if slot.arrived_at else _("%(visit)s yeniden bekleniyor.")
    messages.success(request, said % {"visit": slot.visit})
    return redirect(_at(place))


@page("slots.read")
@require_POST
def call(request: SignedInRequest) -> HttpResponseBase:
    """One call more, or one less."""
    place = place_of(request, "slots.read")
    what = Counted.ANSWERED if request.POST.get("ne") == Counted.ANSWERED else Counted.MISSED
    step = -1 if "geri" in request.POST else 1
    count_call(by=request.person, centre_id=place.centre_id, what=what, step=step)
    return redirect(_at(place) + "#calls")


@page("cases.lead")
def rooms(request: SignedInRequest) -> HttpResponseBase:
    """The rooms of a centre: one more, or one changed."""
    place = place_of(request, "cases.lead")
    if request.method == "POST":
        alone({"rooms": place.centre_id}, "rooms")
    chosen = _chosen(request, place)
    form = _room_form(request, chosen)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = form.cleaned_data
        same = Room.objects.filter(centre_id=place.centre_id, name=told["name"]).exclude(id=chosen)
        if not same.exists():
            keep_room(by=request.person, centre_id=place.centre_id, room_id=chosen, **told)
            messages.success(request, _("Oda yazıldı."))
            return redirect(_at(place, "rooms"))
        form.add_error("name", _("Bu adla bir oda var; başka bir ad yazın."))
    context = {"place": place, "rooms": rooms_of(place.centre_id, closed=True), "form": form, "chosen": chosen}
    return _drawn(request, context, 422 if form.is_bound else 200)


def _room_form(request: SignedInRequest, chosen: UUID | None) -> RoomForm:
    """Empty for one more room; of a chosen one, as it is written now."""
    if chosen is None:
        return RoomForm(request.POST or None)
    room = Room.objects.get(id=chosen)
    return edited(RoomForm(request.POST or None, initial={name: getattr(room, name) for name in RoomForm.base_fields}))


def _drawn(request: SignedInRequest, context: dict[str, Any], status: int) -> HttpResponse:
    return render(request, "appointments/rooms.html", context, status=status)


def _chosen(request: SignedInRequest, place: Place) -> UUID | None:
    text = request.POST.get("oda") or request.GET.get("oda") or ""
    try:
        wanted = UUID(text) if text else None
    except ValueError as wrong:
        raise Http404 from wrong
    if wanted and not Room.objects.filter(id=wanted, centre_id=place.centre_id).exists():
        raise Http404
    return wanted
