"""How close a tie is, and how a protocol stands on a day."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

SOON: Final = timedelta(days=90)


class Way(StrEnum):
    """How a centre and an institution work together; the order is from closest to none."""

    PROTOCOL = "protocol"
    REGULAR = "regular"
    PERSONAL = "personal"
    NOT = "none"


class Standing(StrEnum):
    """How a protocol stands on a day."""

    COMING = "coming"
    IN_FORCE = "in_force"
    ENDS_SOON = "ends_soon"
    ENDED = "ended"


class NotKept(ValueError):
    """Cannot be kept as typed; the message says why, and nothing was written."""


_SIGNS: Final = re.compile(
    r"\b\d{11}\b|(?:\+?90|0)?5\d{2}[\s.-]?\d{3}[\s.-]?\d{2}[\s.-]?\d{2}|\S@\S[^\s.]{0,250}\.\S|\b[A-Z]{2,4}-?\d{4,}\b"
)
"""Identity numbers, mobile numbers, mail addresses, codes of files."""


def closest(ways: Iterable[str]) -> str:
    """The closest of several ties; empty for none."""
    order = {way.value: place for place, way in enumerate(Way)}
    return min(ways, key=lambda way: order[way], default="")


def standing(signed_on: date, ends_on: date | None, today: date) -> Standing:
    """How a protocol of these days stands; one without an end stays in force."""
    if signed_on > today:
        return Standing.COMING
    if ends_on is None or ends_on > today + SOON:
        return Standing.IN_FORCE
    return Standing.ENDS_SOON if ends_on >= today else Standing.ENDED


def tells_of_somebody(text: str) -> bool:
    """Whether a number, address or code in a note could lead to a person."""
    return _SIGNS.search(text) is not None
