"""What the tests of the team share: files, and a second coordinator and counsellor so that two people are never one."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def selin(cast: Any) -> Any:
    """Selin, a second counsellor at Konak, who holds its key."""
    from omuz.foundation.people.access import acting
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role
    from omuz.foundation.vault import actions as vault
    from tests.cast import member

    made = member("selin", "Selin Usta", Role.COUNSELLOR, accounts.Place(centre=cast.konak), "psychologist")
    with acting(cast.nermin.person):
        vault.grant(by=cast.nermin.person, vault=cast.nermin.vault, centre_id=cast.konak.id, staff_id=made.staff.pk)
    return made


@pytest.fixture
def named(cast: Any) -> Callable[..., Any]:
    """A file of Konak with real names and numbers: `named("Ayşegül Yılmaz", phone="0532 …")`."""
    from datetime import timedelta

    from django.utils import timezone

    from omuz.casework.cases.rules.identity import Entry
    from tests.casework.cases.files import opened_file

    def made(*names: str, pseudonym: str = "", phone: str = "", who: Any = None, days: int = 30) -> Any:
        today = timezone.localdate()
        last = today + timedelta(days=days)
        entries = [Entry(str(place), "name", name, "dilekçe", last, today) for place, name in enumerate(names)]
        if phone:
            entries.append(Entry("p", "phone", phone, "adliye", last, today))
        identity = {"entries": [entry.to_payload() for entry in entries]}
        if pseudonym:
            identity["pseudonym"] = pseudonym
        return opened_file(cast, who, identity=identity)

    return made
