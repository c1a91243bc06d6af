"""Computers of a centre on which somebody writes while the line is cut, and where hers stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from omuz.casework.cases.queries.files import open_to
from omuz.casework.contacts.queries.records import names_of
from omuz.casework.interviews.models import Interview
from omuz.casework.interviews.rules.record import State
from omuz.casework.offline.models import OfflineCentre, OfflineDelivery, OfflineDevice
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Staff

MOST = 50
MOST_DRAFTS = 20


@dataclass(frozen=True, slots=True)
class Computer:
    """One computer as the coordinator sees it: whose, which kind, since when, what came and what was lost."""

    id: UUID
    who: str
    machine: str
    on_at: datetime
    last: datetime | None
    expired: int


def centre_row(centre_id: UUID) -> OfflineCentre | None:
    """What the coordinator decided for this centre, if anything."""
    return OfflineCentre.objects.filter(centre_id=centre_id).first()


def computers_of(centre_id: UUID) -> list[Computer]:
    """Computers of a centre that are on, newest first."""
    rows: Sequence[OfflineDevice] = list(
        OfflineDevice.objects.filter(centre_id=centre_id, ended_at__isnull=True).order_by("-on_at")[:MOST]
    )
    names = names_of({row.staff_id for row in rows})
    last: dict[UUID, datetime] = dict(
        OfflineDelivery.objects.filter(centre_id=centre_id, device__in=rows)
        .order_by("arrived_at")
        .values_list("device_id", "arrived_at")
    )
    return [
        Computer(row.id, names.get(row.staff_id, ""), row.machine, row.on_at, last.get(row.id), row.expired)
        for row in rows
    ]


def over_for(device: OfflineDevice) -> bool:
    """Whether nothing on this computer may be read any more: it was ended, or whose it was has left."""
    return device.ended_at is not None or not Staff.objects.filter(id=device.staff_id, is_active=True).exists()


def standing_of(person: Person, device_id: UUID | None) -> str:
    """Where the computer that asks stands: `on`, `ended` (what lies on it is to be wiped), `other`, or empty."""
    if device_id is None:
        return ""
    device = OfflineDevice.objects.filter(id=device_id, centre_id__in=person.centres).first()
    if device is None:
        return "other"
    if over_for(device):
        return "ended"
    return "on" if device.staff_id == person.staff_id else "other"


def drafts_to_take(person: Person) -> list[Interview]:
    """Her own unfinished interviews, the latest first."""
    rows = Interview.objects.select_related("case").filter(open_to(person, "case__"), state=State.DRAFT.value)
    return list(rows.filter(changed_by=person.staff_id).order_by("-changed_at")[:MOST_DRAFTS])
