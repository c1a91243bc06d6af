"""Why a file changes hands inside its centre."""

from enum import StrEnum
from typing import Final

NOTE_MAX: Final = 600
"""Characters of a hand-over note: decisions and what is promised, no story."""


class HandOver(StrEnum):
    """Why somebody else holds the file from now on."""

    TAKEN = "taken"
    HANDED = "handed"
    HER_WISH = "her_wish"
    AWAY = "away"
    WORKLOAD = "workload"
