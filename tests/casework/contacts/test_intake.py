"""Bringing a file in from a page: shown first, written on her word, followed, stopped, and nobody else's to see."""

import re
import time
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from omuz.casework.contacts.actions import runs
from omuz.casework.contacts.models import Contact
from omuz.foundation.people.access import acting
from tests.casework.contacts.exporting import exported_by_pages
from tests.cast import Cast

IMPORT = reverse("contacts:import")
ROWS = "Tarih;Kanal;Konu;Not\n02.03.2026;tel;şiddet;Gizli söz\n31.02.2026;tel;;\n03.03.2026;geldi;iş;\n"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(transactional_db: None, settings: Any) -> Iterator[Cast]:
    """The cast, committed, so that the threads of a run see them."""
    from tests.cast import assemble

    settings.OMUZ_SECOND_FACTOR = "optional"
    yield assemble()
    runs.end_runs()


def _begun(client: Client, text: str = ROWS, mapping: str = "basit_cetele") -> str:
    file = SimpleUploadedFile("tablo.csv", text.encode())
    response = client.post(IMPORT, {"mapping": mapping, "file": file})
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def _when(client: Client, address: str, *stages: str) -> str:
    for _try in range(200):
        told = client.get(address, headers={"X-Omuz-Background": "1"}).json()
        if told["stage"] in stages:
            return client.get(address).content.decode()
        time.sleep(0.05)
    raise AssertionError(f"never came to {stages}: {told}")


def _number(people: Cast) -> int:
    with acting(people.nermin.person):
        return Contact.objects.count()


def test_nothing_is_written_before_she_says_so_and_everything_after(people: Cast) -> None:
    client = people.nermin.client()
    run = _begun(client)
    text = _when(client, run, "waiting")
    assert "Ne olacak?" in text
    assert "31.02.2026" in text
    assert _number(people) == 0
    client.post(run + "karar/", {"what": "go"})
    text = _when(client, run, "done")
    assert re.search(r"3 satır: 2 eklendi, 0 zaten vardı, 1 alınmadı", text)
    assert _number(people) == 2
    again = _begun(client)
    text = _when(client, again, "waiting")
    assert 'value="go"' not in text


def test_refused_rows_are_there_as_a_neutral_file(people: Cast) -> None:
    client = people.nermin.client()
    run = _begun(client)
    _when(client, run, "waiting")
    response = client.get(run + "alinmayan/")
    assert re.search(r'filename="belge-\d{4}-\d\d-\d\d\.csv"', response["Content-Disposition"])
    assert "31.02.2026" in response.content.decode()


def test_a_cancelled_run_leaves_nothing(people: Cast) -> None:
    client = people.nermin.client()
    run = _begun(client)
    _when(client, run, "waiting")
    client.post(run + "karar/", {"what": "cancel"})
    _when(client, run, "cancelled")
    assert _number(people) == 0


def test_a_file_that_does_not_fit_ends_in_a_sentence(people: Cast) -> None:
    client = people.nermin.client()
    text = _when(client, _begun(client, "a,b\n1,2\n", "linea144"), "failed")
    assert "uymuyor" in text
    assert _number(people) == 0


def test_what_was_read_is_sealed_in_the_shared_cache(people: Cast) -> None:
    client = people.nermin.client()
    _when(client, _begun(client), "waiting")
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(value, ' ') FROM site_cache")
        (stored,) = cursor.fetchone()
    import base64

    plain = b" ".join(base64.b64decode(part) for part in stored.split(" "))
    for word in ("Gizli söz", "violence", "31.02.2026"):
        assert word.encode() not in plain
    assert cache.get("nothing-of-that-name") is None


def test_a_run_is_nobody_elses(people: Cast) -> None:
    client = people.nermin.client()
    run = _begun(client)
    _when(client, run, "waiting")
    assert people.ayse.client().get(run).status_code == 403
    assert people.zeynep.client().get(run).status_code == 403
    assert client.get(reverse("contacts:import-run", args=["00000000-0000-0000-0000-000000000007"])).status_code == 404
    client.post(run + "karar/", {"what": "cancel"})


@pytest.mark.parametrize("name", ["import", "export"])
def test_the_doors_for_files_are_the_coordinators(people: Cast, name: str) -> None:
    address = reverse(f"contacts:{name}")
    assert people.nermin.client().get(address).status_code == 200
    for member in (people.ayse, people.zeynep, people.elif_, people.derya, people.can):
        assert member.client().get(address).status_code == 403


def test_an_export_asks_for_a_reason_and_has_a_neutral_name(people: Cast) -> None:
    client = people.nermin.client()
    address = reverse("contacts:export")
    assert client.post(address, {}).status_code == 422
    response = exported_by_pages(people.nermin, people.ayse, why="yıl sonu yedeği")
    assert re.search(r'filename="belge-\d{4}-\d\d-\d\d\.xlsx"', response["Content-Disposition"])
    import io

    assert openpyxl.load_workbook(io.BytesIO(response.content)).active is not None


def test_an_empty_or_missing_file_is_said_plainly(people: Cast) -> None:
    client = people.nermin.client()
    for file in ({}, {"file": SimpleUploadedFile("bos.csv", b"")}):
        response = client.post(IMPORT, {"mapping": "basit_cetele", **file})
        assert response.status_code == 422
        assert "Kaydedilmedi" in response.content.decode()
