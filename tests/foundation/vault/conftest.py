"""Centres and staff as the vault knows them: by number only."""

from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest

from omuz.foundation.tenancy.context import see_as

KONAK, BUCA = UUID(int=0xA1), UUID(int=0xB2)
AYSE, NERMIN, ZEYNEP, CAN = (UUID(int=number) for number in (0xC1, 0xC2, 0xC3, 0xC4))


@dataclass(frozen=True)
class Actor:
    """Somebody who can stand behind an audit event."""

    staff_id: UUID
    username: str

    def role_in(self, _: UUID | None) -> str:
        return "centre_coordinator"


nermin = Actor(NERMIN, "nermin")


@pytest.fixture
def konak(db):
    """Rows of Konak open; Ayşe and Nermin hold its key, Zeynep and Can have key pairs but no grant. The sheet."""
    from omuz.foundation.vault import actions

    see_as([KONAK])
    for staff_id in (AYSE, NERMIN, ZEYNEP, CAN):
        actions.create_staff_key(by=nermin, staff_id=staff_id, password=password_of(staff_id))
    return actions.create_centre_key(by=nermin, centre_id=KONAK, holder_ids=[AYSE, NERMIN])


def password_of(staff_id: UUID) -> str:
    return f"uzun bir parola {staff_id.int}"


def centre_secrets(centre_id: UUID = KONAK):
    """Secrets of a centre that no database knows."""
    from omuz.foundation.vault import crypto
    from omuz.foundation.vault.opened import CentreSecrets

    return CentreSecrets(centre_id, {1: crypto.new_key()}, crypto.new_signing_key(), crypto.new_key())


def anybody() -> UUID:
    return uuid4()
