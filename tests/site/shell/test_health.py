"""The health address: says whether the pages can be served, to anybody, and nothing else."""

import pytest
from django.db import OperationalError, connection
from django.test import Client


@pytest.mark.django_db(transaction=True)
def test_it_answers_whoever_watches_and_sets_no_cookie():
    answer = Client().get("/saglik/")
    assert (answer.status_code, answer.json()) == (200, {"state": "ok"})
    assert not answer.cookies
    assert "no-store" in answer.headers["Cache-Control"]
    assert Client().post("/saglik/").status_code == 405


@pytest.mark.django_db(transaction=True)
def test_without_a_database_it_says_so_instead_of_breaking(monkeypatch):
    connection.close()
    with monkeypatch.context() as gone:
        gone.setattr(connection, "get_new_connection", _refused)
        answer = Client(raise_request_exception=False).get("/saglik/")
    assert (answer.status_code, answer.json()) == (503, {"state": "unavailable"})


def _refused(_parameters):
    raise OperationalError("connection refused")
