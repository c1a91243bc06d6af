"""What a worker does with requests and services of a file; one function, one act, one audit event."""

from omuz.casework.services.actions.asking import ask, move_request, settle_request
from omuz.casework.services.actions.groups import correct_group, record_group
from omuz.casework.services.actions.notes import change_note, write_note
from omuz.casework.services.actions.sessions import correct_session, record_session, remove_session
from omuz.casework.services.actions.shelter import settle_shelter

__all__ = [
    "ask",
    "change_note",
    "correct_group",
    "correct_session",
    "move_request",
    "record_group",
    "record_session",
    "remove_session",
    "settle_request",
    "settle_shelter",
    "write_note",
]
