"""What she can ask for about her own record, and how a request goes on."""

from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What she asks; the words are in catalogues/lists/rights_request_kind.csv."""

    KNOW = "know"
    WHO = "who"
    COPY = "copy"
    CORRECT = "correct"
    RESTRICT = "restrict"
    WITHDRAW = "withdraw"
    KEEP_LONGER = "keep_longer"
    KEEP_SHORTER = "keep_shorter"
    ERASE = "erase"
    OBJECT = "object"


class Outcome(StrEnum):
    """How a request ended."""

    DONE = "done"
    PARTLY = "partly"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


OPEN = "open"
ANSWERED = "answered"

IN_FORCE = "in_force"
LIFTED = "lifted"

SOON_DAYS = 7
"""A request is shown as urgent from so many days before its last day."""

WISHES = (Kind.KEEP_LONGER, Kind.KEEP_SHORTER)


def is_urgent(due_on: date, today: date) -> bool:
    """Whether the last day of a request is near or past."""
    return (due_on - today).days <= SOON_DAYS


def wish_fits(kind: Kind, until: date, usual: date | None, today: date) -> bool:
    """Whether a wished day is longer or shorter than the usual one, as its kind says, and not in the past.

    `usual` is None for a file that is still open: any day to come is possible then.
    """
    if until < today:
        return False
    if usual is None:
        return True
    return until > usual if kind is Kind.KEEP_LONGER else until <= usual
