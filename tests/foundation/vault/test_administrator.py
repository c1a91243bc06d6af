"""Can has the database, every file, the settings and the server's own keys, and reads no answer and no word."""

import base64
import os
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connections, models, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import isolate_apps

from omuz.foundation.audit.chain import recorded
from omuz.foundation.tenancy.context import see_as
from omuz.foundation.vault import actions, crypto, session, shreds
from omuz.foundation.vault.fields import SealedField
from omuz.foundation.vault.keys import open_with_password, opened_pair
from omuz.foundation.vault.models import DataKey, StaffKey
from omuz.foundation.vault.opened import CentreSecrets, OpenedVault
from omuz.site.postgres import roles
from tests import databases
from tests.foundation.vault import administrator
from tests.foundation.vault.administrator import Locks, Row, keys_within
from tests.foundation.vault.conftest import AYSE, CAN, KONAK, NERMIN, nermin, password_of

SECRET = f"gizliçınar{uuid4().hex[:10]}"
OPEN = f"açıkdefne{uuid4().hex[:10]}"
WORDS = [f"{SECRET} söylediği söz {number}" for number in range(100)]
CODES = [f"{SECRET}_code_{number}" for number in range(100)]

with isolate_apps("omuz.foundation.vault"):

    class Spoken(models.Model):
        id = models.UUIDField(primary_key=True, default=uuid4)
        state = models.CharField(max_length=60)
        data_key = models.UUIDField()
        answers = SealedField(kind="answers")
        words = SealedField(kind="words")

        class Meta:
            app_label = "vault"
            db_table = "sample_spoken"


@dataclass
class Loot:
    """What was taken, and (for checking the checker) the keys that would have opened it."""

    dump: dict[str, list[Row]]
    in_files: list[str]
    key_files: list[bytes]
    locks: Locks
    right_keys: dict[str, bytes]


def plant() -> dict[str, bytes]:
    """One hundred women's records, a signed-in colleague, an open session; returns the keys nobody has at rest."""
    see_as([KONAK])
    for staff_id in (AYSE, NERMIN, CAN):
        actions.create_staff_key(by=nermin, staff_id=staff_id, password=password_of(staff_id))
    sheet = actions.create_centre_key(by=nermin, centre_id=KONAK, holder_ids=[AYSE, NERMIN])
    vault = open_with_password(AYSE, password_of(AYSE))
    centre = vault.centre(KONAK)
    with recorded(by=nermin, event="sample.planted", centre=KONAK):
        for word, code in zip(WORDS, CODES, strict=True):
            data_key, key = centre.new_data_key()
            data_key.save()
            record = uuid4()
            answers = key.seal({"kind": code, "done": [code]}, table="sample_spoken", record=record, field="answers")
            words = key.seal(word, table="sample_spoken", record=record, field="words")
            Spoken.objects.create(id=record, state=OPEN, data_key=data_key.id, answers=answers, words=words)
    row = StaffKey.objects.get(staff_id=AYSE)
    return {
        "key of the centre": centre.secrets.keys[1],
        "recovery sheet": sheet.private,
        "password of Ayşe": crypto.stretched(password_of(AYSE), bytes(row.salt), row.cost),
        "private half of Ayşe": opened_pair(row, password_of(AYSE)).private,
        "cookie of Ayşe": open_session(vault),
        "key of one record": raw_data_key(
            centre.secrets, DataKey.objects.get(id=Spoken.objects.order_by("id")[0].data_key)
        ),
    }


def raw_data_key(secrets: CentreSecrets, row: DataKey) -> bytes:
    wrapping = crypto.derive(secrets.keys[1], crypto.bound_to("centre/data-keys", KONAK))
    place, half = row.wrapped[1:9], row.wrapped[9:]
    sealed = crypto.open_bytes(wrapping, half, crypto.bound_to("data-key", KONAK) + row.id.bytes + place)
    shred = shreds.shred_at(KONAK, int.from_bytes(place, "big"))
    return bytes(a ^ b for a, b in zip(sealed, shred, strict=True))


def open_session(vault: OpenedVault) -> bytes:
    """Leave Ayşe's session open in the database; returns the half of it that her browser has."""
    request = RequestFactory().get("/")
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    request.user = SimpleNamespace(pk=AYSE)
    session.keep_open(request, vault)
    request.session.save()
    response = HttpResponse()
    session.carry_cookie(request, response)
    return base64.urlsafe_b64decode(response.cookies[session.COOKIE].value)


@pytest.fixture(scope="module")
def loot(django_db_setup, django_db_blocker, database_server) -> Loot:
    """Everything an administrator can take from a working centre; the test database is empty again afterwards."""
    name = f"omuz_test_{os.getpid()}"
    with roles.connected(database_server._admin(), name=name) as admin:
        if not administrator.sees_everything(admin):
            pytest.skip("not run: this server's administrator is no superuser, so its files are out of reach")
    with django_db_blocker.unblock():
        with connections["owner"].schema_editor() as editor:
            editor.create_model(Spoken)
        with transaction.atomic():
            right_keys = plant()
        with roles.connected(database_server._admin(), name=name) as admin:
            admin.execute("CHECKPOINT")
            dump = administrator.tables(admin)
            folder = Path(admin.execute("SHOW data_directory").fetchone()[0])
        in_files = administrator.search_files({settings.OMUZ_HOME, folder}, [SECRET, OPEN])
        envelopes = [
            (row[column], crypto.envelope_place("sample_spoken", column) + row["id"].bytes)
            for row in sorted(dump["sample_spoken"], key=lambda row: row["id"])
            for column in ("answers", "words")
        ]
        locks = administrator.locks_in(dump, envelopes)
        keys = administrator.key_files(settings.OMUZ_HOME)
        databases.fresh_copy(database_server, databases.migrated_template(database_server), name).use()
    return Loot(dump, in_files, keys, locks, right_keys)


def test_what_was_planted_is_there(loot):
    assert len(loot.dump["sample_spoken"]) == len(WORDS) == 100
    assert len(loot.dump["vault_datakey"]) == 100
    assert len(administrator.sessions_in(loot.dump)) == 1


def test_no_answer_and_no_word_is_in_the_dump(loot):
    content = administrator.told(loot.dump)
    assert administrator.found_in(content, [SECRET, *WORDS, *CODES]) == []
    assert administrator.found_in(content, [OPEN]), "the search must find what is not sealed"


def test_no_answer_and_no_word_is_in_any_file_of_the_database(loot):
    assert [hit for hit in loot.in_files if SECRET in hit] == []
    places = {hit.split(" in ")[1].split("/data/")[-1].split("/")[0] for hit in loot.in_files}
    assert {"base", "pg_wal"} <= places, "the search must find what is not sealed, in tables and in the log"


def test_the_session_row_says_nothing_but_whose_it_is(loot):
    (kept,) = administrator.sessions_in(loot.dump)
    assert set(kept) == {"staff", "opening", "sealed"}


def keys_at_hand(loot: Loot) -> set[bytes]:
    few = {name: rows[:12] for name, rows in loot.dump.items()}
    few |= {name: loot.dump[name] for name in ("vault_staffkey", "vault_centrekey", "vault_centrekeygrant")}
    sessions = [administrator.unpacked_session(row["session_data"]) for row in loot.dump["people_session"]]
    material = [administrator.settings_at_hand(), loot.key_files, sessions, [list(rows) for rows in few.values()]]
    return set(keys_within(material))


def test_no_key_at_hand_opens_anything(loot):
    keys = keys_at_hand(loot)
    assert len(keys) > 2000
    assert set(loot.key_files) <= keys
    assert {what for key in keys for what in loot.locks.opened_with(key)} == set()


def test_the_right_key_would_have_been_noticed(loot):
    opened = {name: loot.locks.opened_with(key) for name, key in loot.right_keys.items()}
    assert opened == {
        "key of the centre": {"data key", "signing", "mark"},
        "recovery sheet": {"grant"},
        "password of Ayşe": {"private half"},
        "private half of Ayşe": {"grant"},
        "cookie of Ayşe": {"session"},
        "key of one record": {"envelope"},
    }


def test_none_of_the_right_keys_is_anywhere_at_rest(loot):
    content = administrator.told(loot.dump) + b"".join(loot.key_files)
    for key in loot.right_keys.values():
        assert key not in content
        assert key.hex().encode() not in content
    assert not set(loot.right_keys.values()) & keys_at_hand(loot)


def test_the_administrator_signs_in_with_his_own_password_and_opens_nothing(db):
    see_as([KONAK])
    for staff_id in (AYSE, CAN):
        actions.create_staff_key(by=nermin, staff_id=staff_id, password=password_of(staff_id))
    actions.create_centre_key(by=nermin, centre_id=KONAK, holder_ids=[AYSE])
    assert open_with_password(CAN, password_of(CAN)).centres == frozenset()


def test_the_cost_of_guessing_a_password_is_what_was_promised():
    cost = import_module("omuz.site.settings").OMUZ_KEY_COST  # the suite itself runs with a cheap one
    assert cost["memory_cost"] >= 64 * 1024
    assert cost["time_cost"] >= 3
