"""One meeting as its pages show it: agenda by the clock, institutions, papers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.http import Http404

from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.access import Person
from omuz.network.meetings.models import AgendaItem, Attachment, Decision, Institution, Invited, Meeting
from omuz.network.meetings.rules.words import OTHER

LATELY: Final = 12
"""Meetings over which attendance is shown, institution by institution."""


@dataclass(frozen=True)
class Slot:
    """An item of the agenda with the clock times it runs from and to."""

    item: AgendaItem
    begins: time
    ends: time


@dataclass(frozen=True)
class Present:
    """How many institutions were invited, of how many something was written, and how many were there."""

    invited: int
    written: int
    there: int


def meeting_of(meeting_id: UUID) -> Meeting:
    """A meeting with its host; Http404 for none."""
    found: Meeting | None = Meeting.objects.select_related("host").filter(pk=meeting_id).first()
    if found is None:
        raise Http404
    return found


def institution_of(institution_id: UUID) -> Institution:
    """An institution; Http404 for none."""
    found: Institution | None = Institution.objects.filter(pk=institution_id).first()
    if found is None:
        raise Http404
    return found


def attachment_of(meeting: Meeting, attachment_id: UUID) -> Attachment:
    """A paper of this meeting; Http404 for none."""
    found: Attachment | None = meeting.attachments.select_related("meeting").filter(pk=attachment_id).first()
    if found is None:
        raise Http404
    return found


def agenda(meeting: Meeting) -> list[Slot]:
    """The items one after the other from the beginning on."""
    clock = datetime.combine(meeting.on, meeting.begins)
    slots = []
    for item in meeting.items.all():
        until = clock + timedelta(minutes=item.minutes)
        slots.append(Slot(item, clock.time(), until.time()))
        clock = until
    return slots


def minutes_over(meeting: Meeting, slots: Iterable[Slot]) -> int:
    """Minutes the agenda runs over the end; negative where time is left."""
    return sum(slot.item.minutes for slot in slots) - meeting.length


def institutions_of(meeting: Meeting) -> list[Invited]:
    """Who is invited, members first, each in alphabetical order."""
    rows = meeting.invited.select_related("institution")
    return sorted(rows, key=lambda row: (row.guest, sort_key(row.institution.name)))


def to_invite(meeting: Meeting) -> list[tuple[Institution, bool]]:
    """Every institution that may be invited, and whether it is: once called those invited, before that all members."""
    there = {row.institution_id for row in meeting.invited.all()}
    rows = [row for row in institutions() if not row.closed or row.id in there]
    return [(row, row.id in there if meeting.called_at else row.member) for row in rows]


def institutions() -> list[Institution]:
    """Everybody the network meets with: members before guests, closed ones last, each in alphabetical order."""
    return sorted(Institution.objects.all(), key=lambda row: (row.closed, not row.member, sort_key(row.name)))


def came_lately(day: date) -> dict[UUID, Present]:
    """Institution → its last twelve meetings up to this day: to how many it was called, and to how many it came."""
    held = Meeting.objects.filter(cancelled_at__isnull=True, called_at__isnull=False, on__lte=day)
    rows: dict[UUID, list[Invited]] = {}
    for row in Invited.objects.filter(meeting__in=list(held.order_by("-on").values_list("pk", flat=True)[:LATELY])):
        rows.setdefault(row.institution_id, []).append(row)
    return {key: present(told) for key, told in rows.items()}


def kind_label(kind: str) -> str:
    """Words for a kind of institution; empty for one that owns no centre and belongs to no list."""
    return "" if kind == OTHER else label_of("centre_kind", kind)


def present(rows: Iterable[Invited]) -> Present:
    """Counted over institutions."""
    told = [row.present for row in rows]
    return Present(len(told), sum(1 for each in told if each), told.count("yes"))


def next_meeting(today: date) -> Meeting | None:
    """The next that takes place, today's included."""
    rows = Meeting.objects.filter(cancelled_at__isnull=True, on__gte=today)
    found: Meeting | None = rows.select_related("host").order_by("on").first()
    return found


def after(meeting: Meeting) -> Meeting | None:
    """The meeting that follows this one."""
    rows = Meeting.objects.filter(cancelled_at__isnull=True, on__gt=meeting.on)
    found: Meeting | None = rows.select_related("host").order_by("on").first()
    return found


def waiting_for_minutes(today: date) -> list[Meeting]:
    """Meetings whose day is over and whose minutes are open."""
    rows = Meeting.objects.filter(cancelled_at__isnull=True, closed_at__isnull=True, on__lt=today)
    return list(rows.select_related("host").order_by("on"))


def decision_in(meeting: Meeting, decision_id: UUID) -> Decision:
    """A decision of this meeting; Http404 for none."""
    found: Decision | None = meeting.decisions.select_related("meeting", "owner").filter(pk=decision_id).first()
    if found is None:
        raise Http404
    return found


def reads_minutes(person: Person) -> bool:
    """Whether she reads what was said; a director reads the turns and the decisions only."""
    return person.may("meetings.read")
