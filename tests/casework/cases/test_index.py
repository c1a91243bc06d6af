"""What a session keeps opened follows what is done elsewhere: a later request sees it, whoever did it."""

from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from omuz.casework.cases.models import Presentation
from omuz.casework.cases.queries.index import opened_records
from omuz.foundation.audit.chain import acts_in
from omuz.foundation.people.access import acting
from omuz.foundation.vault.index import evict
from tests.casework.cases.files import opened_file

pytestmark = pytest.mark.django_db


def next_request() -> None:
    """A test is one transaction: what a request may append to would still be open in the one after it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.chain', '', true)")


def _kept(cast: Any, opening: Any) -> int:
    next_request()
    with acting(cast.ayse.person):
        given = {"person": cast.ayse.person, "vault": opening, "centre_id": cast.konak.id}
        return len(opened_records(Presentation, **given))


def test_a_page_that_only_reads_knows_how_far_the_centre_has_come(cast) -> None:
    opened_file(cast)
    next_request()
    with acting(cast.ayse.person):
        before = acts_in(cast.konak.id)
    assert before > 0
    opened_file(cast, cast.nermin)
    next_request()
    with acting(cast.ayse.person):
        assert acts_in(cast.konak.id) == before + 1
    with acting(cast.zeynep.person):
        assert acts_in(cast.konak.id) == 0, "another centre's chain says nothing"


def test_a_session_sees_what_a_colleague_has_written_since_it_last_looked(cast) -> None:
    vault = cast.ayse.vault
    vault.opening = "a-session-of-this-test"
    try:
        opened_file(cast)
        assert _kept(cast, vault) == 1
        opened_file(cast, cast.nermin)
        assert _kept(cast, vault) == 2
    finally:
        evict(vault.opening)


def test_a_list_that_was_open_shows_a_file_opened_meanwhile(cast) -> None:
    client = cast.ayse.client()
    next_request()
    assert "D-" not in client.get(reverse("cases:list")).content.decode().split("<main")[1].replace("D-…", "")
    case = opened_file(cast)
    next_request()
    assert case.code in client.get(reverse("cases:list")).content.decode()
