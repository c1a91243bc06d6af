"""What a worker does with an interview; one function, one act, one audit event."""

from omuz.casework.interviews.actions.drafts import discard_draft, keep_draft, open_draft
from omuz.casework.interviews.actions.recording import correct_interview, record_interview
from omuz.casework.interviews.actions.versions import Conflict, NotNow

__all__ = [
    "Conflict",
    "NotNow",
    "correct_interview",
    "discard_draft",
    "keep_draft",
    "open_draft",
    "record_interview",
]
