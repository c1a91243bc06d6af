"""Requests to take contacts out as a file: hers, and those of colleagues that wait for a second person."""

from datetime import datetime
from uuid import UUID

from omuz.casework.contacts.models import ContactExport
from omuz.casework.contacts.rules.exporting import OPEN_FOR, ExportState
from omuz.foundation.people.access import Person


def own_exports(person: Person, centre_id: UUID, now: datetime) -> list[ContactExport]:
    """What she asked for and is still open: waiting, or approved and not taken yet; the newest first."""
    rows = ContactExport.objects.filter(centre_id=centre_id, asked_by=person.staff_id)
    waiting = rows.filter(state=ExportState.ASKED, asked_at__gt=now - OPEN_FOR)
    approved = rows.filter(state=ExportState.APPROVED, answered_at__gt=now - OPEN_FOR)
    return list((waiting | approved).order_by("-asked_at"))


def waiting_exports(person: Person, centre_id: UUID, now: datetime) -> list[ContactExport]:
    """Requests of colleagues she may answer."""
    if not person.may("contacts.read", centre_id):
        return []
    rows = ContactExport.objects.filter(centre_id=centre_id, state=ExportState.ASKED, asked_at__gt=now - OPEN_FOR)
    return list(rows.exclude(asked_by=person.staff_id).order_by("asked_at"))


def export_of(person: Person, export_id: UUID) -> ContactExport | None:
    """One request of her centres; None elsewhere. Raises Refused without the right to read contacts."""
    row: ContactExport | None = ContactExport.objects.filter(id=export_id, centre_id__in=person.centres).first()
    if row is not None:
        person.require("contacts.read", row.centre_id)
    return row
