"""The life of one interview: its states, why it is corrected or thrown away."""

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where an interview is in its life."""

    DRAFT = "draft"
    RECORDED = "recorded"
    DISCARDED = "discarded"


class CorrectionReason(StrEnum):
    """Why a recorded interview is changed; kept plain, so it says nothing about her."""

    TYPING_SLIP = "typing_slip"
    MISHEARD = "misheard"
    SHE_ADDED = "she_added"
    SHE_ASKED = "she_asked"
    NAME_REMOVED = "name_removed"


class DiscardReason(StrEnum):
    """Why a draft is thrown away."""

    OPENED_BY_MISTAKE = "opened_by_mistake"
    NO_TALK = "no_talk"
    WRITTEN_TWICE = "written_twice"
    SHE_ASKED = "she_asked"


WORDS_NOT_KEPT: Final = frozenset({CorrectionReason.NAME_REMOVED, CorrectionReason.SHE_ASKED})
"""Reasons for which the earlier words are not kept either: keeping them would undo the correction."""
