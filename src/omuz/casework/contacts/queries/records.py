"""One contact, opened for the person who may read it, with what it said before each correction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404

from omuz.casework.contacts.models import Contact
from omuz.casework.contacts.rules.answers import Answers, changed_fields
from omuz.casework.contacts.rules.record import CODE_LENGTH, CODE_PREFIX, GONE, is_code
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre, Staff
from omuz.foundation.vault.opened import OpenedVault


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: who, when, why, and the names of the fields that became different."""

    by: UUID
    at: datetime
    reason: str
    fields: tuple[str, ...]


def contact_of(person: Person, contact_id: UUID) -> Contact:
    """The contact with its wrapped key; Http404 outside her centres and for one that was discarded or forgotten."""
    rows = Contact.objects.select_related("data_key")
    contact: Contact | None = rows.filter(id=contact_id, centre_id__in=person.centres).first()
    if contact is None or contact.state in GONE:
        raise Http404
    person.require("contacts.read", contact.centre_id)
    return contact


def contact_by_code(person: Person, code: str, *, vault: OpenedVault) -> Contact | None:
    """The contact of one of her opened centres that carries exactly this code; there is no search by anything else."""
    wanted = code.strip().upper().replace(" ", "")
    if len(wanted) == CODE_LENGTH:
        wanted = CODE_PREFIX + wanted
    if not is_code(wanted):
        return None
    opened = person.centres & vault.centres
    found = Contact.objects.filter(code=wanted, centre_id__in=opened).exclude(state__in=[state.value for state in GONE])
    return found.order_by("id").first()


def corrections_of(contact: Contact, *, vault: OpenedVault, now: Answers, note: str) -> list[Correction]:
    """Every correction of a contact, newest first; `now` and `note` are what it says today."""
    key = contact.key(vault)
    later_answers, later_note = now, note
    told: list[Correction] = []
    for row in contact.corrections.order_by("-revision"):
        before = Answers.from_payload(row.opened(key, "answers"))
        fields = changed_fields(before, later_answers)
        words = row.opened(key, "words")
        if words != later_note:
            fields = (*fields, "note")
        told.append(Correction(row.by, row.at, row.reason, fields))
        later_answers, later_note = before, words
    return told


def names_of(staff_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Full names of members of staff, whoever has left included."""
    return dict(Staff.objects.filter(id__in=set(staff_ids)).values_list("id", "full_name"))


def district_of(centre_id: UUID) -> str:
    """The code of the district a centre stands in; empty when none is noted."""
    return Centre.objects.filter(id=centre_id).values_list("district", flat=True).first() or ""
