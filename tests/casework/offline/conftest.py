"""What the tests of this room share: a centre that allows it, a computer of Ayşe's, entries as they arrive."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone


@pytest.fixture
def allowed(cast: Any) -> None:
    """Nermin lets her centre write while the line is cut."""
    from omuz.casework.offline.actions import permit
    from omuz.foundation.people.access import acting

    with acting(cast.nermin.person):
        permit(by=cast.nermin.person, centre_id=cast.konak.id, allowed=True, hours=24)


@pytest.fixture
def computer_of(cast: Any, allowed: None) -> Callable[[Any], UUID]:
    """Switch it on for a member of Konak and return the computer's name."""
    from omuz.casework.offline.actions import switch_on
    from omuz.foundation.people.access import acting

    def on(member: Any) -> UUID:
        with acting(member.person):
            given = switch_on(by=member.person, vault=member.vault, centre_id=cast.konak.id, machine="linux")
        return given.device.id

    return on


@pytest.fixture
def computer(cast: Any, computer_of: Callable[[Any], UUID]) -> UUID:
    """Ayşe's computer."""
    return computer_of(cast.ayse)


def edits(**fields: Any) -> dict[str, Any]:
    """`note=("", "Yeni söz")` → what stood there and what she wrote; an empty text is an empty field."""
    from omuz.casework.offline.rules import Edit

    return {
        name: Edit(*(tuple([each] if isinstance(each, str) and each else each or ()) for each in pair))
        for name, pair in fields.items()
    }


@pytest.fixture
def sent(cast: Any) -> Callable[..., Any]:
    """Deliver an entry as a member: `sent(cast.ayse, computer, Kind.TALLY, note=("", "Söz"))`."""
    from omuz.casework.offline.actions import Entry, deliver
    from omuz.casework.offline.rules import Kind
    from omuz.foundation.people.access import acting

    def deliver_as(member: Any, device: UUID, kind: str = "tally", **given: Any) -> Any:
        more = {name: given.pop(name) for name in ("id", "interview_id", "code", "said") if name in given}
        written = given.pop("written_at", timezone.now() - timedelta(hours=2))
        name = more.pop("id", None) or uuid4()
        entry = Entry(id=name, device_id=device, kind=Kind(kind), written_at=written, edits=edits(**given), **more)
        with acting(member.person):
            return deliver(by=member.person, vault=member.vault, entry=entry)

    return deliver_as


@pytest.fixture
def file(cast: Any) -> Any:
    """A file of Konak opened by Ayşe."""
    from tests.casework.cases.files import file_of

    return file_of(cast)


@pytest.fixture
def draft_of(cast: Any, file: Any) -> Callable[..., Any]:
    """An interview somebody began: `draft_of(cast.ayse, her_words="…")`."""
    from omuz.casework.interviews.actions import open_draft
    from omuz.foundation.people.access import acting

    def begun(member: Any, **fields: str) -> Any:
        with acting(member.person):
            return open_draft(
                by=member.person,
                vault=member.vault,
                case_id=file.id,
                interview_id=uuid4(),
                changes={name: [value] for name, value in fields.items()},
                page=uuid4().hex,
            )

    return begun
