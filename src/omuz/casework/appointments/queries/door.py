"""Slots, rooms and counted calls: what may be read without any key, at the door as well as inside."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from omuz.casework.appointments.models import CallCount, FeedAddress, Room, Slot
from omuz.casework.appointments.rules.slots import STANDING, Stretch, Worker
from omuz.foundation.catalogue import turkish
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Post
from omuz.foundation.people.queries import names
from omuz.foundation.people.rules import PERMISSIONS


def workers_at(centre_id: UUID) -> list[Worker]:
    """Who works with files at a centre today, by name."""
    today = timezone.localdate()
    posts = Post.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        centre_id=centre_id,
        role__in=PERMISSIONS["cases.read"],
        starts_on__lte=today,
        staff__is_active=True,
    )
    found = {Worker(staff_id, name) for staff_id, name in posts.values_list("staff_id", "staff__full_name")}
    return sorted(found, key=lambda each: turkish.sort_key(each.name))


def named(*staff_ids: UUID | None) -> dict[UUID | None, str]:
    """Names of colleagues by account; nobody has no name."""
    known = names(each for each in staff_ids if each)
    return {each: known.get(each, "") if each else "" for each in staff_ids}


def day_between(day: date) -> tuple[datetime, datetime]:
    """The first moment of a local day and the first of the day after."""
    start = timezone.make_aware(datetime.combine(day, time.min))
    return start, timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def slots_between(centre_id: UUID, start: datetime, end: datetime) -> "QuerySet[Slot]":
    """Slots of one centre that begin between two moments, in order, the cancelled ones left out."""
    rows: QuerySet[Slot] = Slot.objects.select_related("room").filter(
        centre_id=centre_id, starts_at__gte=start, starts_at__lt=end
    )
    return rows.exclude(state=Slot.States.CANCELLED).order_by("starts_at", "visit")


def taken_around(centre_id: UUID, wanted: Stretch, *, but: UUID | None = None) -> list[Stretch]:
    """The times that meet `wanted` and stand, without the slot `but` itself."""
    rows = Slot.objects.filter(
        centre_id=centre_id, state__in=STANDING, starts_at__lt=wanted.end, ends_at__gt=wanted.start
    )
    return [stretch_of(row) for row in rows if row.id != but]


def stretch_of(slot: Slot) -> Stretch:
    """A slot as a stretch of time."""
    return Stretch(slot.starts_at, slot.ends_at, slot.room_id, slot.worker_id)


def slot_of(person: Person, slot_id: UUID) -> Slot:
    """A slot of a centre where she may see slots; raises Http404 for any other."""
    slot: Slot | None = Slot.objects.filter(id=slot_id, centre_id__in=person.centres | person.desks).first()
    if slot is None:
        raise Http404
    person.require("slots.read", slot.centre_id)
    return slot


def rooms_of(centre_id: UUID, *, closed: bool = False) -> "QuerySet[Room]":
    """The rooms of a centre by name; the closed ones only when asked for."""
    rows: QuerySet[Room] = Room.objects.filter(centre_id=centre_id).order_by("name")
    return rows if closed else rows.filter(closed=False)


def calls_of(centre_id: UUID, day: date) -> CallCount | None:
    """What was counted on one day; None where nobody pressed."""
    found: CallCount | None = CallCount.objects.filter(centre_id=centre_id, day=day).first()
    return found


def feed_of(staff_id: UUID) -> FeedAddress | None:
    """The open calendar address of one worker."""
    found: FeedAddress | None = FeedAddress.objects.filter(staff_id=staff_id, closed_at__isnull=True).first()
    return found


def feed_by_digest(digest: bytes) -> FeedAddress | None:
    """The open calendar address behind a secret; None for a closed or unknown one."""
    found: FeedAddress | None = FeedAddress.objects.filter(digest=digest, closed_at__isnull=True).first()
    return found


def own_slots(staff_id: UUID, start: datetime, end: datetime) -> "QuerySet[Slot]":
    """Slots one worker holds, cancelled ones included so that a calendar learns of it; rows must be open."""
    rows: QuerySet[Slot] = Slot.objects.filter(worker_id=staff_id, starts_at__gte=start, starts_at__lt=end)
    return rows.order_by("starts_at")
