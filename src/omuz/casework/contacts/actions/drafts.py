"""A draft: kept every few seconds while she writes, resumed after a cut line, thrown away with its key."""

from uuid import UUID

from django.db import IntegrityError

from omuz.casework.contacts.actions.forgetting import empty
from omuz.casework.contacts.actions.versions import (
    Conflict,
    NotNow,
    Typed,
    begun,
    found,
    locked,
    put_typed,
    refuse_stale,
    touch,
    typed_of,
)
from omuz.casework.contacts.models import Contact
from omuz.casework.contacts.rules.answers import SEEKER
from omuz.casework.contacts.rules.record import DiscardReason, State, may_become
from omuz.casework.contacts.rules.safe_contact import may_keep
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

Changes = dict[str, list[str]]
"""Field → what stands in it now, for the fields that changed; an emptied group is an empty list."""


def open_draft(
    *, by: Person, vault: OpenedVault, contact_id: UUID, centre_id: UUID, changes: Changes, page: str
) -> Contact:
    """Keep the first words of a new contact as a draft.

    `contact_id` was made by the page, so a repeated first save makes no second draft: it keeps the same one.
    """
    by.require("contacts.record", centre_id)
    if Contact.objects.filter(id=contact_id, centre_id__in=by.centres).exists():
        return keep_draft(by=by, vault=vault, contact_id=contact_id, revision=0, changes=changes, page=page)
    try:
        with recorded(by=by, event="contact.draft_opened", centre=centre_id) as record:
            contact, key = begun(by, vault, contact_id, centre_id, State.DRAFT)
            put_typed(contact, key, _merged(Typed({}), changes, page, contact.revision))
            contact.save(force_insert=True)
            record.about = f"contact:{contact.code}"
    except IntegrityError:
        # Two first saves of one page at the same moment: the other one made the draft.
        return keep_draft(by=by, vault=vault, contact_id=contact_id, revision=0, changes=changes, page=page)
    return contact


def keep_draft(
    *, by: Person, vault: OpenedVault, contact_id: UUID, revision: int, changes: Changes, page: str
) -> Contact:
    """Keep what changed in a draft since `revision`; writes nothing, not even an event, when nothing did.

    Raises Conflict when another page kept something meanwhile, NotNow when it is no draft any more.
    """
    contact = found(by, contact_id)
    by.require("contacts.record", contact.centre_id)
    if contact.state != State.DRAFT:
        raise NotNow(contact)
    if not _really(changes, typed_of(contact, contact.key(vault))):
        return contact
    about = f"contact:{contact.code}"
    with recorded(by=by, event="contact.draft_kept", centre=contact.centre_id, about=about):
        contact = locked(by, contact_id)
        if contact.state != State.DRAFT:
            raise NotNow(contact)
        key = contact.key(vault)
        kept = typed_of(contact, key)
        refuse_stale(contact, kept, revision, page)
        touch(contact, by)
        put_typed(contact, key, _merged(kept, _really(changes, kept), page, contact.revision))
        contact.save(force_update=True)
    return contact


def _really(changes: Changes, kept: Typed) -> Changes:
    return {name: values for name, values in changes.items() if kept.fields.get(name, []) != values}


def _merged(kept: Typed, changes: Changes, page: str, revision: int) -> Typed:
    fields = may_keep({**kept.fields, **changes}, seeker=SEEKER)
    return Typed(fields, page, {**kept.since, **dict.fromkeys(changes, revision)})


def discard_draft(*, by: Person, vault: OpenedVault, contact_id: UUID, revision: int, reason: DiscardReason) -> Contact:
    """Throw a draft away: its key is destroyed, so what was typed opens nowhere any more.

    Raises Conflict when somebody wrote on since `revision`, NotNow when it is no draft any more.
    """
    contact = found(by, contact_id)
    by.require("contacts.record", contact.centre_id)
    about = f"contact:{contact.code}"
    with recorded(by=by, event="contact.draft_discarded", centre=contact.centre_id, about=about, why=reason.value):
        contact = locked(by, contact_id)
        if not may_become(contact.state, State.DISCARDED):
            raise NotNow(contact)
        if contact.revision != revision:
            raise Conflict(contact, (), typed_of(contact, contact.key(vault)))
        contact.state = State.DISCARDED.value
        touch(contact, by)
        empty(contact, vault)
    return contact
