"""What is done about writing while the line is cut; one function, one act, one audit event of this room."""

from omuz.casework.offline.actions.choosing import choose
from omuz.casework.offline.actions.computers import (
    Half,
    NotAllowed,
    half_of,
    note_expired,
    switch_off,
    switch_on,
    withdraw,
)
from omuz.casework.offline.actions.delivering import Delivered, Entry, deliver
from omuz.casework.offline.actions.permitting import permit

__all__ = [
    "Delivered",
    "Entry",
    "Half",
    "NotAllowed",
    "choose",
    "deliver",
    "half_of",
    "note_expired",
    "permit",
    "switch_off",
    "switch_on",
    "withdraw",
]
