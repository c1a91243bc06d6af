"""A centre that sends over HTTPS: its key is all its right, and a stranger learns nothing."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from omuz.foundation.people.access import acting
from omuz.foundation.vault.queries import verify_key
from omuz.network.returns import actions
from omuz.network.returns.models import ReceivedReturn
from omuz.network.returns.queries.received import summed
from omuz.network.returns.rules.document import read_file, write_file
from omuz.network.returns.rules.quarters import Quarter
from tests.network.returns import invented
from tests.network.returns.conftest import QUARTER, House


@pytest.fixture(autouse=True)
def _fresh(house: House) -> None:
    cache.clear()


def _file(house: House, settings: Any, quarter: str = QUARTER) -> bytes:
    settings.OMUZ_KIND = "centre"
    row = house.send(house.cast.nermin, quarter)
    settings.OMUZ_KIND = "network"
    with acting(house.cast.nermin.person):
        return actions.signed_file(row)


def _known(house: House, raw: bytes) -> None:
    from omuz.foundation.vault.crypto import fingerprint

    with acting(house.cast.elif_.person):
        actions.receive_return(by=house.cast.elif_.person, raw=raw, fingerprint=fingerprint(read_file(raw).key))


def _post(raw: bytes) -> Any:
    return Client(enforce_csrf_checks=True).post(
        reverse("returns:by-key"), raw, content_type="application/vnd.sdmx.data+csv"
    )


def test_a_known_key_sends_without_anybody_signed_in(house: House, settings: Any) -> None:
    _known(house, _file(house, settings, "2025-Q4"))
    raw = _file(house, settings)
    first, again = _post(raw), _post(raw)
    assert (first.status_code, first.json()["new"]) == (201, True)
    assert (again.status_code, again.json()["new"]) == (200, False)
    person = house.cast.elif_.person
    with acting(person):
        (one,) = summed(person, "contacts_by_month", [Quarter.read(QUARTER)])
        assert ReceivedReturn.objects.get(quarter=QUARTER).way == "https"
    assert one.table is not None
    assert one.table.total.value == 120


def test_unknown_keys_centres_and_foreign_signatures_are_answered_alike(house: House, settings: Any) -> None:
    from dataclasses import replace

    raw = _file(house, settings)
    unknown = _post(raw)
    _known(house, _file(house, settings, "2025-Q4"))
    sealed = read_file(raw)
    nobody = write_file(replace(sealed.document, centre="yok-1").text(), sealed.signature, sealed.key)
    forged = write_file(replace(sealed.document, version=9).text(), sealed.signature, sealed.key)
    with acting(house.songul.person):
        key = verify_key(house.cast.bornova.id)
        assert key is not None
    other = write_file(sealed.document.text(), sealed.signature, key)
    answers = [unknown, _post(nobody), _post(forged), _post(other)]
    assert {answer.status_code for answer in answers} == {403}
    assert len({answer.content for answer in answers}) == 1
    with acting(house.cast.elif_.person):
        assert ReceivedReturn.objects.filter(quarter=QUARTER).count() == 0


def test_what_is_no_return_is_refused_in_a_sentence_and_a_flood_is_told_to_wait(house: House) -> None:
    assert Client().get(reverse("returns:by-key")).status_code == 405
    answers = [_post(b"x" * n).status_code for n in range(40)]
    assert answers[0] == 422
    assert answers[-1] == 429


def test_an_older_version_does_not_come_in_by_this_door_either(house: House, settings: Any) -> None:
    raw = _file(house, settings)
    _known(house, raw)
    house.record(house.cast.konak, invented.contacts(60, QUARTER, seed=9))
    assert _post(_file(house, settings)).status_code == 201
    assert _post(raw).status_code == 422
