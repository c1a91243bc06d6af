"""What a worker does with the call tally; one function, one act, one audit event."""

from omuz.casework.contacts.actions.calls import settle_callback
from omuz.casework.contacts.actions.drafts import discard_draft, keep_draft, open_draft
from omuz.casework.contacts.actions.tally import correct_contact, record_contact
from omuz.casework.contacts.actions.versions import Conflict, NotNow, Said, Typed

__all__ = [
    "Conflict",
    "NotNow",
    "Said",
    "Typed",
    "correct_contact",
    "discard_draft",
    "keep_draft",
    "open_draft",
    "record_contact",
    "settle_callback",
]
