"""The half of a data key outside the database: laid down before it is used, and forgetting reaches a kept database."""

import os
import subprocess
import sys
from uuid import uuid4

import pytest
from django.db import transaction

from omuz.foundation.audit.chain import recorded
from omuz.foundation.tenancy.context import see_as
from omuz.foundation.vault import crypto, forgetting, shreds
from omuz.foundation.vault.actions import centre_key_row
from omuz.foundation.vault.crypto import SealBroken
from omuz.foundation.vault.letters import open_letter, seal_letter
from omuz.foundation.vault.models import DataKey, ShredOrder
from omuz.foundation.vault.opened import CentreSecrets, OpenedCentre
from tests.foundation.vault.conftest import KONAK, nermin


def _centre() -> OpenedCentre:
    secrets = CentreSecrets(uuid4(), {1: crypto.new_key()}, crypto.new_signing_key(), crypto.new_key())
    return OpenedCentre(secrets)


def test_a_stored_key_opens_nothing_without_its_shred() -> None:
    centre, record = _centre(), uuid4()
    row, key = centre.new_data_key()
    sealed = key.seal("Sabah ara", table="t", record=record, field="words")
    stored = bytes(row.wrapped)
    assert centre.data_key(row.id, stored).open(sealed, table="t", record=record, field="words") == "Sabah ara"
    shreds.destroy(centre.centre_id, int.from_bytes(stored[1:9], "big"))
    with pytest.raises(shreds.ShredMissing):
        centre.data_key(row.id, stored)
    with pytest.raises(shreds.ShredMissing):
        list(centre.open_many([(stored, row.id, sealed, record)], table="t", field="words"))


def test_the_others_still_open_when_one_is_forgotten() -> None:
    centre, record = _centre(), uuid4()
    kept = [centre.new_data_key() for _each in range(shreds.AT_ONCE + 3)]
    shreds.destroy(centre.centre_id, int.from_bytes(bytes(kept[5][0].wrapped)[1:9], "big"))
    for place, (row, key) in enumerate(kept):
        if place != 5:
            sealed = key.seal("x", table="t", record=record, field="words")
            assert centre.data_key(row.id, row.wrapped).open(sealed, table="t", record=record, field="words") == "x"


def test_a_key_moved_to_another_shred_does_not_open() -> None:
    centre = _centre()
    (one, _key), (other, _other) = centre.new_data_key(), centre.new_data_key()
    mixed = bytes(one.wrapped)[:1] + bytes(other.wrapped)[1:9] + bytes(one.wrapped)[9:]
    with pytest.raises(SealBroken):
        centre.data_key(one.id, mixed)


def test_a_write_cut_short_leaves_no_half_shred_in_use(tmp_path, settings) -> None:
    settings.OMUZ_SHREDS = tmp_path / "başka yer"
    centre_id = uuid4()
    shreds.folder().mkdir()
    shreds.book_of(centre_id).write_bytes(b"x" * 45)
    place, shred = shreds.take(centre_id)
    assert (place, shreds.shred_at(centre_id, place)) == (2, shred)
    other = uuid4()
    shreds.take(other)
    assert shreds.book_of(other).stat().st_mode & 0o077 == 0


def test_two_processes_never_share_a_shred(tmp_path, settings) -> None:
    settings.OMUZ_SHREDS = tmp_path
    centre_id = uuid4()
    told = (
        "import sys; from pathlib import Path; from uuid import UUID; from django.conf import settings;"
        "settings.configure(OMUZ_SHREDS=Path(sys.argv[1])); from omuz.foundation.vault import shreds;"
        "print([shreds.take(UUID(sys.argv[2]))[0] for _ in range(200)])"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", told, str(tmp_path), str(centre_id)], stdout=subprocess.PIPE, env=os.environ
        )
        for _each in range(3)
    ]
    places = [place for each in running for place in eval(each.communicate()[0])]  # noqa: S307  # our own list of numbers
    assert len(places) == len(set(places)) == 600


@pytest.mark.django_db(transaction=True)
def test_forgetting_is_finished_by_the_next_start_when_the_process_died_in_between(monkeypatch) -> None:
    with transaction.atomic():
        see_as([KONAK])
        secrets = CentreSecrets(KONAK, {1: crypto.new_key()}, crypto.new_signing_key(), crypto.new_key())
        row, _key = OpenedCentre(secrets).new_data_key()
        with recorded(by=nermin, event="sample.planted", centre=KONAK):
            centre_key_row(secrets).save(force_insert=True)
            row.save(force_insert=True)
    with monkeypatch.context() as killed, transaction.atomic():
        killed.setattr(forgetting, "carry_out", lambda: 0)
        see_as([KONAK])
        with recorded(by=nermin, event="sample.forgotten", centre=KONAK):
            assert forgetting.forget([row]) == 1
    place = int.from_bytes(bytes(row.wrapped)[1:9], "big")
    assert shreds.shred_at(KONAK, place)
    assert ShredOrder.objects.count() == 1
    assert forgetting.carry_out() == 1
    with pytest.raises(shreds.ShredMissing):
        shreds.shred_at(KONAK, place)
    with transaction.atomic():
        see_as([KONAK])
        assert not DataKey.objects.filter(id=row.id).exists()


def test_a_letter_opens_only_where_it_was_sent_and_says_who_wrote_it() -> None:
    konak, bornova, third = _centre(), _centre(), _centre()
    letter = seal_letter(konak, bornova.letterbox.public, {"needs": ["shelter"]}, b"packet-1")
    opened = open_letter(bornova, letter, b"packet-1")
    assert opened.payload == {"needs": ["shelter"]}
    assert (opened.sender, opened.verify_public) == (
        konak.centre_id,
        crypto.verify_key_of(konak.secrets.signing_key),
    )
    for receiver, place in ((third, b"packet-1"), (konak, b"packet-1"), (bornova, b"packet-2")):
        with pytest.raises(SealBroken):
            open_letter(receiver, letter, place)
