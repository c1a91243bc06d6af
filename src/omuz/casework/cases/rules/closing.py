"""Closing a file: a neutral reason, with her where possible; a death is reviewed and closed by nobody alone."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

DIED: Final = "died"
TO_ANOTHER_CENTRE: Final = "to_another_centre"
NO_SAFE_CONTACT: Final = "no_safe_contact"
REASONS: Final = "closure_reason"
"""The list of reasons."""


class Review(StrEnum):
    """Where the special review after a death stands."""

    OPEN = "open"
    DONE = "done"


def needs_review(reason: str) -> bool:
    """Whether this end of a file has to be looked at together."""
    return reason == DIED


def review_is_open(answers: Mapping[str, Any]) -> bool:
    """Whether a review was asked for and has not been finished; `answers` are those of the file."""
    return dict(answers.get("review") or {}).get("state") == Review.OPEN
