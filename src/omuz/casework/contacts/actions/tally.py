"""Recording a contact and correcting a recorded one."""

from dataclasses import replace
from uuid import UUID, uuid4

from django.db import IntegrityError
from django.utils import timezone

from omuz.casework.contacts.actions.versions import (
    Conflict,
    NotNow,
    Said,
    begun,
    found,
    locked,
    put_said,
    refuse_stale,
    said_of,
    touch,
    typed_of,
)
from omuz.casework.contacts.models import Contact, ContactCorrection
from omuz.casework.contacts.rules.answers import changed_fields
from omuz.casework.contacts.rules.record import CorrectionReason, State
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedKey, OpenedVault

WORDS_NOT_KEPT = frozenset({CorrectionReason.NAME_REMOVED, CorrectionReason.SHE_ASKED})
"""Reasons for which the earlier note is not kept either: keeping it would undo the correction."""


def record_contact(
    *,
    by: Person,
    vault: OpenedVault,
    centre_id: UUID,
    said: Said,
    contact_id: UUID | None = None,
    revision: int = 0,
    page: str = "",
) -> Contact:
    """Record a contact, from its draft or at once; the rules were checked by whoever made `said`.

    A second press of the same button on the same page returns what the first one recorded. Raises Conflict when
    another page kept the draft since `revision`, NotNow when it was discarded or recorded from elsewhere.
    """
    by.require("contacts.record", centre_id)
    contact_id = contact_id or uuid4()
    before = Contact.objects.select_related("data_key").filter(id=contact_id, centre_id__in=by.centres).first()
    if before is not None and before.state != State.DRAFT:
        return _already(before, vault, page)
    try:
        with recorded(by=by, event="contact.recorded", centre=before.centre_id if before else centre_id) as record:
            if before is None:
                contact, key = begun(by, vault, contact_id, centre_id, State.RECORDED)
            else:
                contact, key = _from_draft(by, vault, contact_id, revision, page)
            put_said(contact, key, said, page)
            contact.save(force_insert=before is None, force_update=before is not None)
            record.about = f"contact:{contact.code}"
    except IntegrityError:
        # Two presses at the same moment: the other one recorded it. Of another centre: it is not found.
        return _already(found(by, contact_id), vault, page)
    return contact


def _from_draft(
    by: Person, vault: OpenedVault, contact_id: UUID, revision: int, page: str
) -> tuple[Contact, OpenedKey]:
    contact = locked(by, contact_id)
    if contact.state != State.DRAFT:
        raise NotNow(contact)
    key = contact.key(vault)
    refuse_stale(contact, typed_of(contact, key), revision, page)
    contact.state = State.RECORDED.value
    touch(contact, by)
    return contact, key


def _already(contact: Contact, vault: OpenedVault, page: str) -> Contact:
    if contact.state == State.RECORDED and page and contact.opened(contact.key(vault), "answers").get("page") == page:
        return contact
    raise NotNow(contact)


def correct_contact(
    *, by: Person, vault: OpenedVault, contact_id: UUID, revision: int, said: Said, reason: CorrectionReason
) -> Contact:
    """Change a recorded contact and keep, sealed, what it said before; writes nothing when nothing changed.

    Raises Conflict when somebody changed it since `revision`, NotNow when it is not recorded.
    """
    contact = found(by, contact_id)
    by.require("contacts.correct", contact.centre_id)
    if contact.state != State.RECORDED:
        raise NotNow(contact)
    if contact.revision == revision and _with_tries(said, said_of(contact, contact.key(vault))) is None:
        return contact
    about = f"contact:{contact.code}"
    with recorded(by=by, event="contact.corrected", centre=contact.centre_id, about=about, why=reason.value):
        contact = locked(by, contact_id)
        key = contact.key(vault)
        before = said_of(contact, key)
        if contact.revision != revision:
            raise Conflict(contact, changed_fields(before.answers, said.answers), before)
        _keep_earlier(contact, key, before, by, reason)
        touch(contact, by)
        put_said(contact, key, _with_tries(said, before) or said)
        contact.save(force_update=True)
    return contact


def _with_tries(said: Said, before: Said) -> Said | None:
    """`said` with the tries at a call as they were, which are not for correcting; None when nothing else changed."""
    kept = replace(said.answers, attempts=before.answers.attempts, do_not_call=before.answers.do_not_call)
    after = replace(said, answers=kept)
    return None if after == before else after


def _keep_earlier(contact: Contact, key: OpenedKey, before: Said, by: Person, reason: CorrectionReason) -> None:
    earlier = ContactCorrection(
        centre_id=contact.centre_id,
        contact=contact,
        revision=contact.revision,
        reason=reason.value,
        by=by.staff_id,
        at=timezone.now(),
    )
    words = "" if reason in WORDS_NOT_KEPT else before.note
    earlier.put(key, answers=before.answers.to_payload(), words=words)
    earlier.save(force_insert=True)
