"""A contact forgotten: nothing it sealed opens any more, from no backup either; its code stays taken."""

from collections.abc import Collection
from uuid import UUID, uuid4

from django.utils import timezone

from omuz.casework.contacts.models import Contact, ContactCorrection
from omuz.casework.contacts.rules.record import State
from omuz.foundation.people.access import Person
from omuz.foundation.vault import crypto
from omuz.foundation.vault.forgetting import forget
from omuz.foundation.vault.models import DataKey
from omuz.foundation.vault.opened import OpenedKey, OpenedVault


def empty(contact: Contact, vault: OpenedVault) -> None:
    """Inside the caller's record: overwrite the envelopes under a key nobody keeps, and destroy the old one."""
    _unused_id, _unused_wrap, nobody = vault.centre(contact.centre_id).new_wrapped_key()
    contact.put(nobody, answers={}, identity={}, words="")
    old, contact.data_key = contact.data_key, None
    contact.due_on = None
    contact.save(force_update=True)
    if old is not None:
        forget([old])


def forget_contacts(*, by: Person, centre_id: UUID, contact_ids: Collection[UUID], known_again: bool) -> list[str]:
    """Inside the caller's record: forget recorded contacts of one centre; returns their codes.

    The caller kept their fact rows before. With `known_again` the same line of an old list is still recognised when
    it is imported once more; at her own wish it is not. Raises Http404 and Refused as `Person.require`.
    """
    by.require("contacts.correct", centre_id)
    rows = Contact.objects.select_for_update(of=("self",)).select_related("data_key")
    found = list(rows.filter(centre_id=centre_id, id__in=contact_ids, state=State.RECORDED.value))
    keys = [contact.data_key for contact in found if contact.data_key is not None]
    ContactCorrection.objects.filter(centre_id=centre_id, contact__in=found).delete()
    for contact in found:
        _overwrite(contact, by.staff_id)
        if not known_again:
            contact.import_mark = None
    Contact.objects.bulk_update(found, _CHANGED, batch_size=500)
    forget(keys)
    return [contact.code for contact in found]


def empty_again(centre_id: UUID, destroyed: Collection[UUID]) -> list[DataKey]:
    """Inside the caller's record: contacts an old backup brought back though their key is destroyed are what they were.

    `destroyed` are data keys of the centre; returns those that belonged to contacts. Nobody opens them for it.
    """
    rows = Contact.objects.select_for_update(of=("self",)).select_related("data_key")
    found = list(rows.filter(centre_id=centre_id, data_key__in=destroyed))
    keys = [contact.data_key for contact in found if contact.data_key is not None]
    ContactCorrection.objects.filter(centre_id=centre_id, contact__in=found).delete()
    for contact in found:
        was_draft = contact.state == State.DRAFT
        _overwrite(contact, contact.changed_by)
        if was_draft:
            contact.state = State.DISCARDED.value
    Contact.objects.bulk_update(found, _CHANGED, batch_size=500)
    return keys


_CHANGED = (
    "state", "revision", "due_on", "changed_at", "changed_by", "import_mark", "data_key", "answers", "words",
    "identity",
)  # fmt: skip


def _overwrite(contact: Contact, by: UUID) -> None:
    nobody = OpenedKey(uuid4(), crypto.new_key())
    contact.put(nobody, answers={}, identity={}, words="")
    contact.state = State.FORGOTTEN.value
    contact.revision += 1
    contact.changed_at, contact.changed_by = timezone.now(), by
    contact.due_on, contact.data_key = None, None
