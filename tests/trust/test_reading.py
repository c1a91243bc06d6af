"""The operator cannot read: database, its log, every file and the server's own keys in hand."""

import os
import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections, transaction

from omuz.foundation.vault import crypto
from omuz.site.postgres import roles
from tests import databases
from tests.attack import conftest as attack
from tests.attack.test_erasure import envelopes
from tests.foundation.vault import administrator
from tests.foundation.vault.administrator import keys_within
from tests.trust.promised import Line

NUMBER = "0555 613 40 87"
ENVELOPES_TRIED = 40


@dataclass
class Taken:
    """What the operator took: every row, where the words were found in files, and every key within reach."""

    planted: int
    mark: str
    dump: dict[str, list[administrator.Row]]
    in_files: list[str]
    searched: int
    keys: set[bytes]


@pytest.fixture(scope="module")
def taken(django_db_setup: None, django_db_blocker: Any, database_server: Any, times: Callable[..., int]) -> Taken:
    """A centre in which so many women were listened to; afterwards the test database is empty again."""
    name = f"omuz_test_{os.getpid()}"
    with roles.connected(database_server._admin(), name=name) as admin:
        if not administrator.sees_everything(admin):
            pytest.skip("not run: this server's administrator is no superuser, so its files are out of reach")
    with django_db_blocker.unblock():
        try:
            return _take(database_server, name, times(1_000, least=25))
        finally:
            connections.close_all()
            databases.fresh_copy(database_server, databases.migrated_template(database_server), name).use()


def _take(server: Any, name: str, many: int) -> Taken:
    from tests.cast import cast_for_one_test

    mark = f"gizlisöğüt{secrets.token_hex(4)}"
    with transaction.atomic():
        cast = cast_for_one_test()
    with transaction.atomic():
        for number in range(many):
            attack.recorded(cast.ayse, note=f"{mark} söyledi {number}", number=NUMBER)
    client = cast.ayse.client()
    client.get("/temaslar/")  # a session with an opened vault is in the database too
    with roles.connected(server._admin(), name=name) as admin:
        admin.execute("CHECKPOINT")
        dump = administrator.tables(admin)
        folder = Path(admin.execute("SHOW data_directory").fetchone()[0])
    folders = {Path(settings.OMUZ_HOME), folder}
    in_files = administrator.search_files(folders, [mark, NUMBER, attack.WORD_AGREED, cast.konak.name])
    few = {table: rows[:12] for table, rows in dump.items()}
    material = [administrator.settings_at_hand(), administrator.key_files(settings.OMUZ_HOME),
                [administrator.unpacked_session(row["session_data"]) for row in dump["people_session"]],
                [list(rows) for rows in few.values()]]  # fmt: skip
    searched = sum(1 for each in folders for path in each.rglob("*") if path.is_file())
    return Taken(many, mark, dump, in_files, searched, set(keys_within(material)))


def test_a_thousand_planted_secrets_are_found_nowhere(
    taken: Taken, seed: int, promised: Callable[[Line], None]
) -> None:
    assert len(taken.dump["contacts_contact"]) == taken.planted
    hidden = (taken.mark, NUMBER, attack.WORD_AGREED)
    in_rows = administrator.found_in(administrator.told(taken.dump), hidden)
    in_files = [hit for hit in taken.in_files if hit.startswith(hidden)]
    places = {hit.split(" in ")[1].split("/data/")[-1].split("/")[0] for hit in taken.in_files}
    assert {"base", "pg_wal"} <= places, "the search must find what is not sealed, in tables and in the log"
    tried = 3 * taken.planted
    lost = tried if in_rows or in_files else 0
    figure = f"{len(taken.dump)} tables, {taken.searched:,} files of database, its log and home; each in 9 writings"
    promised(Line("S20", "words, numbers and agreed words looked for at rest", tried, tried - lost, figure, "0 found"))
    promised(_opened(taken, random.Random(seed)))


def _opened(taken: Taken, chance: random.Random) -> Line:
    """Every key within reach of the operator, tried on a sample of what is sealed about women."""
    locks = [(place, blob) for place, blob in envelopes(taken.dump) if place[0].startswith("contacts_")]
    chosen = chance.sample(locks, min(ENVELOPES_TRIED, len(locks)))
    laid = administrator.Locks()
    for (table, row, column), blob in chosen:
        laid.symmetric.append((str(row), blob, crypto.envelope_place(table, column) + row.bytes))
    opened = {what for key in taken.keys for what in laid.opened_with(key)}
    figure = f"{len(taken.keys):,} keys at hand tried on each of {len(chosen)} envelopes of {len(locks):,}"
    name = "the operator cannot read"
    return Line(
        name, "sealed records, with the server's keys", len(chosen), len(chosen) - len(opened), figure, "0 opened"
    )
