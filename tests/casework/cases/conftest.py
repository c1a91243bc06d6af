"""What the tests of files share: this room alone on the page of a file."""

from datetime import time

import pytest

from tests.casework.contacts.conftest import recorded_by

__all__ = ["contact", "recorded_by", "room_alone"]


@pytest.fixture
def room_alone(monkeypatch: pytest.MonkeyPatch):
    """The page of a file with the panel of this room only; the desk's own tests look at all of them."""
    from omuz.casework.desk.queries import rooms

    monkeypatch.setattr(rooms, "ROOMS", ("cases",))
    rooms.panels.cache_clear()
    yield
    rooms.panels.cache_clear()


@pytest.fixture
def contact(cast, recorded_by):  # the fixture of that name
    """A recorded contact of a woman who may be called from ten to noon."""
    from omuz.casework.contacts.rules.safe_contact import SafeContact

    safe = SafeContact(callable="yes", number="0500 111 22 33", start=time(10), end=time(12), code_word="lale")
    said = {"kind": "violence", "district": "konak", "violence_types": ("physical",), "relation": ("spouse",)}
    return recorded_by(cast.ayse, note="uzun hikâye", safe=safe, for_whom="herself", **said)
