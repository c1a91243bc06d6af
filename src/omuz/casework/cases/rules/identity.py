"""Who she is, kept only while a service needs it: each entry with its purpose and the day it goes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

USUAL: Final = timedelta(days=90)
"""How long an entry is kept unless the worker says another day."""
LONGEST: Final = timedelta(days=366)
"""Nothing is kept longer in one go: she who needs it longer is asked again."""
VALUE_MAX: Final = 300
PURPOSE_MAX: Final = 200


class Kind(StrEnum):
    """What an entry is."""

    NAME = "name"
    PHONE = "phone"
    ADDRESS = "address"
    DOCUMENT = "document"


class Fault(StrEnum):
    """Why an entry cannot be kept like this."""

    NO_VALUE = "identity_no_value"
    NO_PURPOSE = "identity_no_purpose"
    DAY_PAST = "identity_day_past"
    DAY_TOO_FAR = "identity_day_too_far"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that tells who she is: what, for what purpose, until which day, kept since."""

    id: str
    kind: str
    value: str
    purpose: str
    expires_on: date
    since: date

    def expired(self, today: date) -> bool:
        """Whether its day has passed: it is not shown any more and offered for removal."""
        return self.expires_on < today

    def to_payload(self) -> dict[str, str]:
        """The entry as plain values for sealing."""
        return {
            "id": self.id,
            "kind": self.kind,
            "value": self.value,
            "purpose": self.purpose,
            "expires_on": self.expires_on.isoformat(),
            "since": self.since.isoformat(),
        }

    @classmethod
    def from_payload(cls, kept: Mapping[str, Any]) -> "Entry":
        """The entry from its opened form."""
        return cls(
            str(kept["id"]),
            str(kept["kind"]),
            str(kept["value"]),
            str(kept["purpose"]),
            date.fromisoformat(kept["expires_on"]),
            date.fromisoformat(kept.get("since", kept["expires_on"])),
        )


def entries_of(identity: Mapping[str, Any]) -> tuple[Entry, ...]:
    """Every entry of an opened identity, the one that goes first at the top."""
    found = (Entry.from_payload(kept) for kept in identity.get("entries", ()))
    return tuple(sorted(found, key=lambda entry: (entry.expires_on, entry.kind, entry.id)))


def faults_of(value: str, purpose: str, expires_on: date, *, today: date) -> tuple[Fault, ...]:
    """What forbids this entry: it needs a purpose, and a day no further than a year away."""
    found: list[Fault] = []
    if not value.strip():
        found.append(Fault.NO_VALUE)
    if not purpose.strip():
        found.append(Fault.NO_PURPOSE)
    if expires_on < today:
        found.append(Fault.DAY_PAST)
    elif expires_on - today > LONGEST:
        found.append(Fault.DAY_TOO_FAR)
    return tuple(found)


def next_expiry(entries: Iterable[Entry]) -> date | None:
    """The first day on which something has to go; None when nothing is kept."""
    return min((entry.expires_on for entry in entries), default=None)
