"""Rooms of working together: every address × person × method, with words in them to find."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection, transaction

from tests.attack.conftest import FORM, every_address
from tests.attack.shared_rooms import OPEN, OUTSIDERS, WORDS, Shared, furnished
from tests.browser.addresses import Address
from tests.network.reports.conftest import catalogues, desk, year  # noqa: F401  — the desk of reports as fixtures

METHODS = ("get", "post", "put", "delete")
EVERYBODY = ("ayse", "nermin", "zeynep", "songul", "sema", "elif_", "derya", "can")
SENT = {**FORM, "title": "x", "words": "x", "on": "2026-11-23", "what": "x", "until": "2026-12-23", "reason": "x"}


@pytest.fixture
def shared(cast: Any, desk: Any) -> Shared:  # noqa: F811  — the fixture of that name
    """The rooms, furnished."""
    return furnished(cast, desk)


def _of(rooms: Mapping[str, Any] | tuple[str, ...]) -> list[Address]:
    return [each for each in every_address() if each.name.partition(":")[0] in rooms]


def _path(address: Address, shared: Shared) -> str:
    """A part without a name here fails: a new one has to be given a row."""
    parts = shared.parts[address.name.partition(":")[0]]
    return address.path({part: parts[part][0] for part in address.parts})


def _asked(client: Any, method: str, path: str) -> tuple[int, str]:
    """What is answered; whatever the act wrote is taken back."""
    mark = transaction.savepoint()
    answer = getattr(client, method)(path, **({"data": SENT} if method == "post" else {}))
    body = answer.getvalue().decode("utf-8", "replace")
    if connection.needs_rollback:
        connection.needs_rollback = False
    transaction.savepoint_rollback(mark)
    transaction.savepoint_commit(mark)  # or it stays open: thousands of them slow every query
    return answer.status_code, body


@pytest.mark.parametrize("name", EVERYBODY)
def test_nobody_outside_meets_a_rooms_word_and_nothing_breaks(shared: Shared, name: str) -> None:
    client = shared[name].client(raise_request_exception=False)
    met, broken, asked = [], [], 0
    for address in _of((*WORDS, *OPEN)):
        path = _path(address, shared)
        for method in METHODS:
            status, text = _asked(client, method, path)
            asked += 1
            met += [
                (method, address.name, room) for room, word in WORDS.items() if word in text and name in OUTSIDERS[room]
            ]
            if status >= 500:
                broken.append((method, address.name, status))
    assert (met, broken) == ([], [])
    assert asked > 300


def test_whoever_may_read_a_room_does_meet_its_word(shared: Shared) -> None:
    """Otherwise the test above would prove nothing."""
    client = shared["elif_"].client()
    texts = [_asked(client, "get", _path(address, shared))[1] for address in _of(WORDS)]
    own = [
        _asked(each, "get", _path(address, shared))[1] for each in [shared["nermin"].client()] for address in _of(WORDS)
    ]
    assert {room for room, word in WORDS.items() if any(word in text for text in (*texts, *own))} == set(WORDS)
