"""One version of a contact in and out of its envelopes, and what happens when two versions meet."""

import secrets
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from omuz.casework.contacts.models import Contact
from omuz.casework.contacts.rules.answers import Answers
from omuz.casework.contacts.rules.record import CODE_ALPHABET, CODE_LENGTH, CODE_PREFIX, NOTE, State
from omuz.casework.contacts.rules.safe_contact import SAFE_FIELDS, SafeContact
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedKey, OpenedVault


class Conflict(Exception):
    """Somebody else changed this contact meanwhile; `fields` are theirs. Nothing of either version is lost."""

    def __init__(self, contact: Contact, fields: tuple[str, ...], theirs: "Typed | Said") -> None:
        super().__init__(f"revision {contact.revision}")
        self.contact = contact
        self.fields = fields
        self.theirs = theirs


class NotNow(Exception):
    """The contact is past this step: already recorded, discarded, or its call is settled."""

    def __init__(self, contact: Contact) -> None:
        super().__init__(contact.state)
        self.contact = contact


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a draft, field by field, exactly as typed.

    `page` tells the browser page that wrote last from any other; `since` is the revision each field came with.
    """

    fields: dict[str, list[str]]
    page: str = ""
    since: dict[str, int] = field(default_factory=dict)

    def changed_after(self, revision: int) -> tuple[str, ...]:
        """Names of the fields somebody changed after `revision`."""
        return tuple(name for name, came in self.since.items() if came > revision)


@dataclass(frozen=True, slots=True)
class Said:
    """What is recorded of a contact: coded answers, safe-contact block, note, and the day of a promised call."""

    answers: Answers
    safe: SafeContact
    note: str
    due_on: date | None


def new_code() -> str:
    """A fresh contact code; random, so that it tells neither order nor number of contacts."""
    return CODE_PREFIX + "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def free_code(centre_id: UUID) -> str:
    """A code no contact of the centre has."""
    while True:
        code = new_code()
        if not Contact.objects.filter(centre_id=centre_id, code=code).exists():
            return code


def found(by: Person, contact_id: UUID) -> Contact:
    """The contact with its wrapped key; Http404 outside her centres."""
    contacts = Contact.objects.select_related("data_key")
    contact: Contact | None = contacts.filter(id=contact_id, centre_id__in=by.centres).first()
    if contact is None:
        raise Http404
    return contact


def locked(by: Person, contact_id: UUID) -> Contact:
    """As `found`, and nobody else writes it until this act ends."""
    contacts = Contact.objects.select_for_update(of=("self",)).select_related("data_key")
    contact: Contact | None = contacts.filter(id=contact_id, centre_id__in=by.centres).first()
    if contact is None:
        raise Http404
    return contact


def touch(contact: Contact, by: Person) -> None:
    """One revision further, now, by her."""
    contact.revision += 1
    contact.changed_at = timezone.now()
    contact.changed_by = by.staff_id


def begun(by: Person, vault: OpenedVault, contact_id: UUID, centre_id: UUID, state: State) -> tuple[Contact, OpenedKey]:
    """An unsaved contact with its own key, whose row is written."""
    row, key = vault.centre(centre_id).new_data_key()
    row.save(force_insert=True)
    contact = Contact(
        id=contact_id,
        centre_id=centre_id,
        code=free_code(centre_id),
        worker_id=by.staff_id,
        state=state.value,
        revision=0,
        data_key=row,
    )
    touch(contact, by)
    return contact, key


def typed_of(contact: Contact, key: OpenedKey) -> Typed:
    """What was typed into a draft so far."""
    kept: dict[str, Any] = contact.opened(key, "answers")
    fields = {**kept.get("typed", {}), **contact.opened(key, "identity").get("typed", {})}
    note = contact.opened(key, "words")
    if note:
        fields[NOTE] = [note]
    return Typed(fields, kept.get("page", ""), kept.get("since", {}))


def put_typed(contact: Contact, key: OpenedKey, typed: Typed) -> None:
    """Seal what is typed so far, each field in the envelope of its class; the caller saves."""
    safe = {name: values for name, values in typed.fields.items() if name in SAFE_FIELDS}
    coded = {name: values for name, values in typed.fields.items() if name not in SAFE_FIELDS and name != NOTE}
    contact.put(
        key,
        answers={"typed": coded, "page": typed.page, "since": typed.since},
        identity={"typed": safe},
        words="".join(typed.fields.get(NOTE, ())),
    )


def refuse_stale(contact: Contact, kept: Typed, revision: int, page: str) -> None:
    """Raise Conflict when the draft moved on since `revision`.

    An older revision is fine when this very page wrote the newer one and the answer got lost on the line.
    """
    if contact.revision != revision and not (page and kept.page == page):
        raise Conflict(contact, kept.changed_after(revision), kept)


def said_of(contact: Contact, key: OpenedKey) -> Said:
    """What a recorded contact says now."""
    return Said(
        answers=Answers.from_payload(contact.opened(key, "answers")),
        safe=SafeContact.from_payload(contact.opened(key, "identity")),
        note=contact.opened(key, "words"),
        due_on=contact.due_on,
    )


def put_said(contact: Contact, key: OpenedKey, said: Said, page: str = "") -> None:
    """Seal what is recorded; `page` is the browser page it came from. The caller saves."""
    payload = said.answers.to_payload()
    if page:
        payload["page"] = page
    contact.put(key, answers=payload, identity=said.safe.to_payload(), words=said.note)
    contact.due_on = said.due_on
