"""A database that does not get to it in time undoes the work, and the person reads one sentence instead of waiting."""

import pytest
from django.db import OperationalError, connection
from django.db.backends.signals import connection_created

from omuz.foundation.people.models import Session
from omuz.site.postgres.roles import SERVING, connected


@pytest.fixture
def impatient(transactional_db):
    """The connection of the pages gives up after 20 ms."""

    def give_up(connection, **_named):
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '20ms'")

    connection.close()
    connection_created.connect(give_up)
    yield
    connection_created.disconnect(give_up)
    connection.close()


@pytest.mark.parametrize("background", [False, True])
def test_whoever_meets_a_lock_is_told_to_come_back_and_nothing_changed(cast, impatient, database_server, background):
    browser = cast.ayse.client(raise_request_exception=False)
    before = list(Session.objects.values("session_key", "seen_at", "locked"))
    headers = {"X-Omuz-Background": "1"} if background else {}
    connection.close()
    with connected(database_server.admin, name=connection.settings_dict["NAME"]) as other:
        other.execute("BEGIN; LOCK TABLE people_session")
        answer = browser.get("/bugun/", headers=headers)
        other.execute("ROLLBACK")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    sentence = answer.json()["sentence"] if background else answer.content.decode()
    assert "hiçbir şey değişmedi" in sentence
    assert "<script>" not in sentence
    assert list(Session.objects.values("session_key", "seen_at", "locked")) == before
    assert browser.get("/bugun/").status_code == 200


def test_without_a_database_the_page_says_that_it_cannot_be_reached(transactional_db, cast, monkeypatch):
    browser = cast.ayse.client(raise_request_exception=False)
    connection.close()
    with monkeypatch.context() as gone:
        gone.setattr(connection, "get_new_connection", _refused)
        answer = browser.get("/bugun/")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "ulaşılamıyor" in answer.content.decode()


def test_the_serving_role_waits_as_long_as_its_limits_say(db):
    with connection.cursor() as cursor:
        for name, length in SERVING.items():
            cursor.execute(f"SELECT current_setting('{name}')::interval = '{length}'::interval")
            assert cursor.fetchone() == (True,), name


def _refused(_parameters):
    import psycopg

    raise OperationalError("connection refused") from psycopg.OperationalError("connection refused")
