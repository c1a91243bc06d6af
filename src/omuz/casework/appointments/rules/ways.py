"""By which way she may be reached, said again for each plan: what she did not allow is not offered."""

from enum import StrEnum
from typing import Final

from omuz.casework.contacts.rules.safe_contact import YES, SafeContact

NO: Final = "no"


class Way(StrEnum):
    """How she is reached; codes of the list of channels."""

    PHONE = "phone"
    MESSAGE = "message"
    EMAIL = "email"
    FACE_TO_FACE = "face_to_face"


def ways_of(safe: SafeContact) -> tuple[Way, ...]:
    """The ways she allowed, the telephone first; meeting her when she comes by herself is always possible."""
    found: list[Way] = []
    if safe.callable == YES and safe.start and safe.end:
        found.append(Way.PHONE)
        if safe.sms:
            found.append(Way.MESSAGE)
    if safe.callable != NO and safe.email:
        found.append(Way.EMAIL)
    return (*found, Way.FACE_TO_FACE)


def never_unasked(safe: SafeContact) -> bool:
    """Whether she said that nobody should call her: then nothing is planned and nobody is reminded."""
    return safe.callable == NO
