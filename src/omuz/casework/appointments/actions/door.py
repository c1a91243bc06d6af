"""What the door does: somebody came, a call was missed; and the rooms and calendar addresses behind it."""

import hashlib
import secrets
from datetime import date
from uuid import UUID

from django.utils import timezone

from omuz.casework.appointments.models import CallCount, FeedAddress, Room, Slot
from omuz.casework.appointments.queries.door import slot_of
from omuz.casework.appointments.rules.calls import Counted, pressed
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person, own_chain

WORD_BYTES = 32
"""Of the secret in a calendar address: nobody guesses it."""


class NotThere(Exception):
    """The visit is over or cancelled already; nothing was written."""


def note_arrival(*, by: Person, slot_id: UUID, came: bool = True) -> Slot:
    """Somebody with this visit code is here, or was pressed by mistake; raises NotThere, Http404 elsewhere."""
    known = slot_of(by, slot_id)
    event = "visit.arrived" if came else "visit.arrival_undone"
    with recorded(by=by, event=event, centre=known.centre_id, about=f"visit:{known.visit}"):
        slot: Slot = Slot.objects.select_for_update().get(id=slot_id)
        wanted = Slot.States.PLANNED if came else Slot.States.ARRIVED
        if slot.state != wanted:
            raise NotThere
        slot.state = Slot.States.ARRIVED if came else Slot.States.PLANNED
        slot.arrived_at = timezone.now() if came else None
        slot.revision += 1
        slot.changed_on = timezone.localdate()
        slot.save(force_update=True)
    return slot


def count_call(*, by: Person, centre_id: UUID, what: Counted, step: int = 1, day: date | None = None) -> CallCount:
    """Add `step` calls (or take them back) to the count of one day; raises Http404 outside her centres."""
    by.require("slots.read", centre_id)
    when = day or timezone.localdate()
    with recorded(by=by, event="call.counted", centre=centre_id, about=f"calls:{when.isoformat()}"):
        fresh = CallCount(centre_id=centre_id, day=when, changed_at=timezone.now(), changed_by=by.staff_id)
        CallCount.objects.bulk_create([fresh], ignore_conflicts=True)
        count: CallCount = CallCount.objects.select_for_update().get(centre_id=centre_id, day=when)
        setattr(count, what.value, pressed(getattr(count, what.value), step))
        count.changed_at, count.changed_by = timezone.now(), by.staff_id
        count.save(force_update=True)
    return count


def keep_room(
    *,
    by: Person,
    centre_id: UUID,
    name: str,
    step_free: bool = False,
    for_children: bool = False,
    closed: bool = False,
    room_id: UUID | None = None,
) -> Room:
    """Add a room or change one; a closed room stays in the past and takes no new time."""
    by.require("cases.lead", centre_id)
    with recorded(by=by, event="room.kept", centre=centre_id):
        room = Room(centre_id=centre_id)
        if room_id:
            room = Room.objects.select_for_update().get(id=room_id, centre_id=centre_id)
        room.name, room.step_free, room.for_children, room.closed = name, step_free, for_children, closed
        room.save()
    return room


def digest_of(word: str) -> bytes:
    """By what a calendar address is known: a digest of its secret word."""
    return hashlib.sha256(word.encode()).digest()


def open_feed(*, by: Person) -> str:
    """A fresh calendar address for herself; returns its secret word, shown once. An older one closes at once."""
    word = secrets.token_urlsafe(WORD_BYTES)
    with recorded(by=by, event="calendar_file.opened", centre=own_chain(by)):
        now = timezone.now()
        FeedAddress.objects.filter(staff_id=by.staff_id, closed_at__isnull=True).update(closed_at=now)
        FeedAddress(staff_id=by.staff_id, digest=digest_of(word), made_at=now).save(force_insert=True)
    return word


def close_feed(*, by: Person) -> None:
    """Close her calendar address for ever; a calendar that asks again finds nothing."""
    with recorded(by=by, event="calendar_file.closed", centre=own_chain(by)):
        FeedAddress.objects.filter(staff_id=by.staff_id, closed_at__isnull=True).update(closed_at=timezone.now())
