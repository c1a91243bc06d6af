"""Directory, surveys, profiles and standards: every address × person × method, with Konak's own words in them."""

from typing import Any

import pytest
from django.db import connection, transaction

from tests.attack.conftest import FORM, every_address, plain
from tests.attack.rooms import INTERNAL, OWN, ROOMS, Rooms, furnished
from tests.browser.addresses import Address

METHODS = ("get", "post", "put", "delete")
OUTSIDE = ("zeynep", "songul", "derya", "can", "sema")
SENT = {
    **FORM, "level": "0", "words": "x", "outcome": "accept", "title": "x", "go": "finish", "section": "team",
    "section_": "x", "A1-level": "0", "A1-comment": "x", "A1-revision": "0", "opens_on": "2026-11-23",
    "due_on": "2026-12-23", "what": "open", "visit_on": "2026-12-01", "page": "p", "revision": "0", "seen": "{}",
}  # fmt: skip
INTERNAL_TABLES = (
    "directory_internalpart", "surveys_answer", "surveys_answerpart", "surveys_device", "profiles_signedprofile",
    "standards_assessment", "standards_judgement", "standards_improvement",
)  # fmt: skip


SHOWN_TO_EDITORS = ("standards_assessment", "surveys_device")
"""Who stands where in a round, and which devices send: whoever runs rounds sees that, and no answer in them."""


@pytest.fixture
def rooms(cast: Any) -> Rooms:
    """The four rooms, furnished."""
    return furnished(cast)


def _addresses() -> list[Address]:
    return [each for each in every_address() if each.name.partition(":")[0] in ROOMS]


def _path(address: Address, parts: dict[str, list[Any]]) -> str:
    """A part without a name here fails: a new one has to be given a row of Konak."""
    return address.path({part: parts[part][0] for part in address.parts})


def _asked(client: Any, method: str, path: str) -> Any:
    """What is answered; whatever the act wrote is taken back."""
    mark = transaction.savepoint()
    answer = getattr(client, method)(path, **({"data": SENT} if method == "post" else {}))
    body = answer.getvalue()
    if connection.needs_rollback:
        connection.needs_rollback = False
    transaction.savepoint_rollback(mark)
    transaction.savepoint_commit(mark)  # or it stays open: thousands of them slow every query
    return answer, body.decode("utf-8", "replace")


@pytest.mark.parametrize("name", OUTSIDE)
def test_nobody_outside_meets_a_word_konak_keeps_to_itself_and_nothing_breaks(rooms: Rooms, name: str) -> None:
    client = rooms[name].client(raise_request_exception=False)
    met, broken = [], []
    for address in _addresses():
        path = _path(address, rooms.parts[address.name.partition(":")[0]])
        for method in METHODS:
            answer, text = _asked(client, method, path)
            met += [(method, address.name, word) for word in INTERNAL if word in text]
            if answer.status_code >= 500:
                broken.append((method, address.name, answer.status_code))
    assert (met, broken) == ([], [])


@pytest.mark.parametrize("name", ["zeynep", "songul", "derya", "can"])
def test_a_foreign_row_of_a_centre_and_one_that_is_not_there_are_answered_alike(rooms: Rooms, name: str) -> None:
    client = rooms[name].client(raise_request_exception=False)
    differing, asked = [], 0
    for address in _addresses():
        room = address.name.partition(":")[0]
        if not OWN & set(address.parts):
            continue
        both = [_path(address, parts) for parts in (rooms.parts[room], rooms.absent(room))]
        for method in METHODS[:2]:
            asked += 1
            answers = [_asked(client, method, path)[0] for path in both]
            foreign, absent = [(answer.status_code, plain(answer)) for answer in answers]
            if foreign != absent or foreign[0] == 200:
                differing.append((method, address.name, foreign[0], absent[0]))
    assert differing == []
    assert asked > 60


def test_konaks_own_people_and_the_network_coordinator_do_read_those_words_drafts_apart(rooms: Rooms) -> None:
    found: dict[str, set[str]] = {}
    for name in ("ayse", "elif_"):
        client = rooms[name].client()
        texts = [
            _asked(client, "get", _path(address, rooms.parts[address.name.partition(":")[0]]))[1]
            for address in _addresses()
        ]
        found[name] = {word for word in INTERNAL if any(word in text for text in texts)}
    # What Konak is still writing in a form is Konak's alone until it is sent.
    assert found == {"ayse": set(INTERNAL), "elif_": set(INTERNAL) - {"fesleğenyanıt"}}


def test_the_wall_in_the_database_closes_those_tables_to_everybody_outside(rooms: Rooms) -> None:
    from omuz.foundation.people.access import acting
    from omuz.foundation.tenancy.context import see_as

    konak = rooms.cast.konak.id

    def seen(table: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "{table}" WHERE centre_id = %s', [konak])
            return int(cursor.fetchone()[0])

    with acting(rooms.cast.ayse.person):
        assert [table for table in INTERNAL_TABLES if not seen(table)] == []
    for name in OUTSIDE:
        with acting(rooms[name].person):
            closed = [each for each in INTERNAL_TABLES if name != "sema" or each not in SHOWN_TO_EDITORS]
            assert {table: seen(table) for table in closed} == dict.fromkeys(closed, 0), name
    with transaction.atomic():
        see_as()
        assert {table: seen(table) for table in INTERNAL_TABLES} == dict.fromkeys(INTERNAL_TABLES, 0)
