"""What the tests of the call tally share: a moment, and a contact somebody just recorded."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from omuz.casework.contacts.rules.answers import Answers
from omuz.casework.contacts.rules.safe_contact import SafeContact

ISTANBUL = ZoneInfo("Europe/Istanbul")
MONDAY_TEN = datetime(2026, 11, 23, 10, 0, tzinfo=ISTANBUL)


@pytest.fixture
def at() -> datetime:
    """Monday 23 November 2026, ten in the morning in Istanbul."""
    return MONDAY_TEN


@pytest.fixture
def recorded_by(cast: Any) -> Callable[..., Any]:
    """Record a contact as a member of the cast: `recorded_by(cast.ayse, channel="phone", note="…")`."""
    from omuz.casework.contacts.actions import Said, record_contact
    from omuz.foundation.people.access import acting

    def record(member: Any, *, note: str = "", safe: SafeContact | None = None, due_on: Any = None, **said: Any) -> Any:
        answers = Answers(**{"at": MONDAY_TEN, "channel": "phone", **said})
        person = member.person
        with acting(person):
            return record_contact(
                by=person,
                vault=member.vault,
                centre_id=next(iter(person.centres)),
                said=Said(answers, safe or SafeContact(), note, due_on),
            )

    return record
