"""What the tests of this room share: a Monday morning, a file whose safe contact is known, a room, a visit."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from omuz.casework.contacts.rules.safe_contact import SafeContact

ISTANBUL = ZoneInfo("Europe/Istanbul")
MONDAY_TEN = datetime(2026, 11, 23, 10, 0, tzinfo=ISTANBUL)
ANY_TIME = SafeContact(callable="yes", number="0500 000 00 00", start=time(0), end=time(23, 59))
MORNINGS = SafeContact(
    callable="yes", number="0500 000 00 00", days=frozenset({0, 2}), start=time(9), end=time(12), code_word="papatya"
)
NEVER = SafeContact(callable="no")


@pytest.fixture
def file_with(cast: Any) -> Callable[..., Any]:
    """A file of Konak with this safe contact: `file_with(MORNINGS)`."""
    from tests.casework.cases.files import opened_file

    def made(safe: SafeContact = ANY_TIME, who: Any = None) -> Any:
        return opened_file(cast, who, identity={"pseudonym": "Deniz", "safe": safe.to_payload()})

    return made


@pytest.fixture
def room(cast: Any) -> Any:
    """A room of Konak."""
    from omuz.casework.appointments.actions.door import keep_room
    from omuz.foundation.people.access import acting

    with acting(cast.nermin.person):
        return keep_room(by=cast.nermin.person, centre_id=cast.konak.id, name="Mor oda", step_free=True)


@pytest.fixture
def visit_of(cast: Any) -> Callable[..., Any]:
    """Book a visit for a file: `visit_of(case, room=room, worker=cast.ayse)`."""
    from omuz.casework.appointments.actions.booking import Wanted, book_appointment
    from omuz.foundation.people.access import acting

    def booked(
        case: Any,
        *,
        who: Any = None,
        at: datetime = MONDAY_TEN,
        minutes: int = 60,
        room: Any = None,
        worker: Any = None,
        now: datetime | None = None,
        **said: Any,
    ) -> Any:
        member = who or cast.ayse
        wanted = Wanted(at, minutes, room.id if room else None, worker.staff.pk if worker else None)
        with acting(member.person):
            return book_appointment(
                by=member.person, vault=member.vault, case_id=case.id, wanted=wanted, said=said,
                now=now or at - timedelta(days=3),
            )  # fmt: skip

    return booked


def closed_to(cast: Any, case: Any, **who: list[UUID]) -> None:
    """Hide a file from somebody, or keep it to a list, as the team's acts do."""
    from omuz.casework.cases.models import Case
    from omuz.foundation.audit.chain import recorded
    from omuz.foundation.people.access import acting
    from omuz.foundation.tenancy.context import counting_rows

    person = cast.nermin.person
    with acting(person), counting_rows(), recorded(by=person, event="case.restricted", centre=case.centre_id):
        assert Case.objects.filter(id=case.id).update(**who) == 1


def next_weekday(day: date, weekday: int) -> date:
    """The first day after `day` with this weekday."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)
