"""What the tests of her rights share: a file with something in it, and a signature."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from omuz.casework.rights.rules.destruction import Signature

ISTANBUL = ZoneInfo("Europe/Istanbul")
SPRING = date(2026, 3, 2)


@pytest.fixture
def case(cast: Any) -> Any:
    """A file of Konak, opened and held by Ayşe, with a pseudonym and words of hers."""
    from tests.casework.cases.files import opened_file

    return opened_file(
        cast,
        identity={"pseudonym": "Deniz"},
        presented={"channel": "phone", "reason": "violence"},
        presented_words={"note": "Kendi sözleri burada"},
    )


@pytest.fixture
def contact(cast: Any) -> Callable[..., Any]:
    """`contact(at=…, note=…)`: a recorded contact of Ayşe's, without a promise."""
    from omuz.casework.contacts.actions import Said, record_contact
    from omuz.casework.contacts.rules.answers import Answers
    from omuz.casework.contacts.rules.safe_contact import SafeContact
    from omuz.foundation.people.access import acting

    def record(*, on: date = SPRING, note: str = "", due_on: Any = None, who: Any = None, **said: Any) -> Any:
        member = who or cast.ayse
        at = datetime(on.year, on.month, on.day, 10, tzinfo=ISTANBUL)
        with acting(member.person):
            return record_contact(
                by=member.person,
                vault=member.vault,
                centre_id=next(iter(member.person.centres)),
                said=Said(Answers(**{"at": at, "channel": "phone", **said}), SafeContact(), note, due_on),
            )

    return record


@pytest.fixture
def signed() -> Callable[[str], Signature]:
    """`signed("D-…")`: Nermin's signature under what she typed."""

    def sign(typed: str) -> Signature:
        return Signature("Nermin Aksoy", "Merkez koordinatörü", typed)

    return sign


@pytest.fixture
def closed(cast: Any) -> Callable[..., Any]:
    """`closed(case, on)`: the file closed on that day."""
    from omuz.casework.cases.actions.writing import put_step
    from omuz.casework.cases.queries.files import locked_case, opened
    from omuz.foundation.audit.chain import recorded
    from omuz.foundation.people.access import acting

    def close(case: Any, on: date) -> None:
        ayse = cast.ayse
        with acting(ayse.person), recorded(by=ayse.person, event="case.closed", centre=case.centre_id):
            file = opened(locked_case(ayse.person, case.id), ayse.vault)
            put_step(file, "closed", by=ayse.person, on=on, reason="needs_met")

    return close
