"""After erasure, with yesterday's backup, every file and the centre's key in hand: nothing of hers opens.

The attacker keeps a copy of the cluster from before, restores it, reads every row of it and of the living database,
and tries every data key with every shred that still lies anywhere. Another woman's records must open for him, and
hers must have opened with the shreds the disk has overwritten, so that the test can fail.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connections

from omuz.foundation.vault import crypto, shreds
from omuz.site.postgres import binaries, roles, running
from tests import databases
from tests.foundation.vault import administrator
from tests.foundation.vault.administrator import Row

WHO = "leylakgizli"
OTHER = "papatyagizli"

Place = tuple[str, UUID, str]
"""Table, row, column."""


@dataclass
class Loot:
    """Three pictures of the database, every file, and what the test itself knows to check the attack."""

    yesterday: dict[str, list[Row]]
    dumped: dict[str, list[Row]]
    before: dict[str, list[Row]]
    after: dict[str, list[Row]]
    secrets: Any
    book_before: bytes
    book_after: bytes
    folders: list[Path] = field(default_factory=list)
    hers: set[Place] = field(default_factory=set)
    others: set[Place] = field(default_factory=set)
    her_keys: set[UUID] = field(default_factory=set)

    @property
    def pictures(self) -> dict[str, dict[str, list[Row]]]:
        told = {"yesterday's files": self.yesterday, "yesterday's dump": self.dumped}
        return {**told, "before": self.before, "after": self.after}


def envelopes(dump: dict[str, list[Row]]) -> Iterator[tuple[Place, bytes]]:
    """Every sealed value of a dump with the place it was sealed for, known from our published source."""
    for table, rows in dump.items():
        for row in rows:
            if not isinstance(row.get("id"), UUID) or table.startswith("vault_"):
                continue
            for column, value in row.items():
                if isinstance(value, bytes) and crypto.looks_sealed(value):
                    yield (table, row["id"], column), value


def data_keys(dump: dict[str, list[Row]], secrets: Any, book: bytes, *, every_shred: bool) -> Iterator[bytes]:
    """Every data key of a dump, opened with the centre's key and whatever shreds are at hand."""
    slots = [book[start : start + 32] for start in range(0, len(book), 32)]
    for row in dump["vault_datakey"]:
        raw, centre = row["wrapped"], row["centre_id"]
        if centre != secrets.centre_id:
            continue
        place = crypto.bound_to("data-key", centre) + row["id"].bytes + raw[1:9]
        wrapping = crypto.derive(secrets.keys[1], crypto.bound_to("centre/data-keys", centre))
        half = crypto.open_bytes(wrapping, raw[9:], place)
        yield half
        own = int.from_bytes(raw[1:9], "big")
        for slot in slots if every_shred else slots[own : own + 1]:
            yield bytes(a ^ b for a, b in zip(half, slot, strict=True))


def opened_by(keys: Iterator[bytes], locks: list[tuple[Place, bytes]]) -> set[Place]:
    """What these keys open, each tried on each envelope."""
    found = set()
    places = {
        place: crypto.envelope_place(place[0], place[2]) + place[1].bytes for place in {place for place, _ in locks}
    }
    for key in keys:
        cipher = AESGCM(key)
        for place, blob in locks:
            if place in found:
                continue
            try:
                crypto.opened_by(cipher, blob, places[place])
            except crypto.SealBroken:
                continue
            found.add(place)
    return found


def of_file(dump: dict[str, list[Row]], case_id: UUID, contact_id: UUID) -> set[Place]:
    """The envelopes that belong to one file, its records, the contact it grew out of and its corrections."""
    hers = set()
    for table, rows in dump.items():
        for row in rows:
            mine = case_id in (row.get("case_id"), row.get("id")) or contact_id in (
                row.get("contact_id"),
                row.get("id"),
            )
            if mine and isinstance(row.get("id"), UUID):
                told = {(table, row["id"], column) for column, value in row.items() if _sealed(value)}
                hers |= told
                parts = {"interviews_interviewversion": "interview_id"}
                for part, name in parts.items():
                    for each in dump.get(part, ()):
                        if each[name] == row["id"]:
                            hers |= {(part, each["id"], column) for column, value in each.items() if _sealed(value)}
    return hers


def _sealed(value: Any) -> bool:
    return isinstance(value, bytes) and crypto.looks_sealed(value)


def copied_cluster(folder: Path, home: Path) -> Path:
    """The files of the living cluster as a nightly copy takes them."""
    shutil.copytree(folder, home / "postgres", ignore=shutil.ignore_patterns("postmaster.pid", "socket", "locks"))
    return home


@pytest.fixture(scope="module")
def loot(django_db_setup, django_db_blocker, database_server, tmp_path_factory) -> Loot:
    """A day in the centre: a backup at night, work by day, a woman forgotten in the afternoon."""
    name = f"omuz_test_{os.getpid()}"
    if not database_server.embedded:
        pytest.skip("not run: the files of an operator's own server are out of reach")
    with django_db_blocker.unblock(), roles.connected(database_server._admin(), name=name) as admin:
        connections.close_all()
        try:
            return _a_day(admin, database_server, name, tmp_path_factory.mktemp("backup"))
        finally:
            connections.close_all()
            database_server.drop_database(f"{name}_restored")
            databases.fresh_copy(database_server, databases.migrated_template(database_server), name).use()


def dumped(server: Any, name: str, file: Path) -> None:
    """A nightly dump of one database, by PostgreSQL's own tool."""
    _postgres(server, "pg_dump", "--format=custom", f"--file={file}", name)


def restored(server: Any, name: str, file: Path) -> dict[str, list[Row]]:
    """Every row of a dump, restored into a database of its own."""
    fresh = f"{name}_restored"
    server.create_database(fresh)
    _postgres(server, "pg_restore", f"--dbname={fresh}", "--no-owner", "--no-privileges", str(file))
    with roles.connected(server._admin(), name=fresh) as admin:
        return administrator.tables(admin)


def _has_tools() -> bool:
    """Whether the programs of this machine bring the dumping tools along; the wheel's may not."""
    return all(Path(binaries.find().tool(tool)).exists() for tool in ("pg_dump", "pg_restore"))


def _postgres(server: Any, tool: str, *words: str) -> None:
    entry = server._admin()
    told = {"PGHOST": entry["HOST"], "PGPORT": str(entry["PORT"]), "PGUSER": entry["USER"]}
    subprocess.run(
        [binaries.find().tool(tool), *words],
        check=True,
        capture_output=True,
        env={**os.environ, **told, "PGPASSWORD": entry["PASSWORD"]},
    )


def _a_day(admin: Any, server: Any, name: str, backup: Path) -> Loot:
    from django.db import transaction

    from omuz.casework.rights.actions.erasure import erase_file
    from omuz.casework.rights.rules.destruction import Ground, Signature
    from omuz.foundation.people.access import acting
    from tests.casework.rights.whole import DAY, whole_file
    from tests.cast import cast_for_one_test

    with transaction.atomic():
        cast = cast_for_one_test()
    hers, other = whole_file(cast, WHO), whole_file(cast, OTHER)
    nermin = cast.nermin
    secrets = nermin.vault.centre(cast.konak.id).secrets
    admin.execute("CHECKPOINT")
    folder = Path(admin.execute("SHOW data_directory").fetchone()[0])
    home = copied_cluster(folder.parent, backup / "files")
    if _has_tools():
        dumped(server, name, backup / "nightly.dump")
    _work(cast, hers)
    before, book = administrator.tables(admin), shreds.book_of(cast.konak.id).read_bytes()
    contacts = {row["case_id"]: row["contact_id"] for row in before["cases_presentation"]}
    with acting(nermin.person):
        erase_file(
            by=nermin.person,
            vault=nermin.vault,
            case_id=hers.id,
            ground=Ground.HER_WISH,
            signature=Signature("Nermin Aksoy", "Merkez koordinatörü", hers.code),
            on=DAY,
            asked_how="said",
        )
    admin.execute("CHECKPOINT")
    after = administrator.tables(admin)
    with running(home, durable=False) as old, roles.connected(old._admin(), name=name) as woken:
        yesterday = administrator.tables(woken)
    return Loot(
        yesterday=yesterday,
        dumped=restored(server, name, backup / "nightly.dump") if _has_tools() else yesterday,
        before=before,
        after=after,
        secrets=secrets,
        book_before=book,
        book_after=shreds.book_of(cast.konak.id).read_bytes(),
        folders=[Path(settings.OMUZ_HOME), folder, backup],
        hers=of_file(before, hers.id, contacts[hers.id]) | of_file(yesterday, hers.id, contacts[hers.id]),
        others=of_file(before, other.id, contacts[other.id]),
        her_keys=_keys_of(before, hers.id, contacts[hers.id]),
    )


def _keys_of(dump: dict[str, list[Row]], case_id: UUID, contact_id: UUID) -> set[UUID]:
    rows = [*dump["cases_case"], *dump["contacts_contact"]]
    return {row["data_key_id"] for row in rows if row["id"] in (case_id, contact_id)}


def _work(cast: Any, case: Any) -> None:
    """After the backup something of hers is written anew, so that envelopes exist which only the log has."""
    from omuz.casework.cases.actions.identity import About, keep_about
    from omuz.foundation.people.access import acting

    with acting(cast.ayse.person):
        about = About(pseudonym=f"{WHO} öğleden sonra", phrase=f"{WHO} söz")
        keep_about(by=cast.ayse.person, vault=cast.ayse.vault, case_id=case.id, about=about)


def test_the_day_was_worth_attacking(loot: Loot) -> None:
    tables = {table for table, _row, _column in loot.hers}
    assert len(loot.hers) >= 30
    assert tables >= {"cases_case", "cases_presentation", "contacts_contact", "contacts_contactcorrection"}
    assert len(tables) >= 12
    assert len(loot.her_keys) == 2
    kept = {place for dump in (loot.yesterday, loot.before) for place, _blob in envelopes(dump)}
    assert loot.hers <= kept


def test_her_envelopes_still_lie_in_the_files_of_the_backup_and_in_the_log(loot: Loot) -> None:
    """Nothing is wiped from there; that is why the key has to go."""
    hers = [blob for place, blob in envelopes(loot.before) if place in loot.hers]
    places = set()
    for folder in loot.folders[1:]:
        for path in folder.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                if any(blob[:200] in content for blob in hers):
                    places.add("log" if "pg_wal" in path.parts else "tables")
    assert places == {"log", "tables"}


def test_the_attack_opens_another_woman_everywhere(loot: Loot) -> None:
    for name, dump in loot.pictures.items():
        locks = [(place, blob) for place, blob in envelopes(dump) if place in loot.others]
        assert len(locks) >= 30, name
        keys = data_keys(dump, loot.secrets, loot.book_after, every_shred=False)
        assert opened_by(keys, locks) == {place for place, _blob in locks}, name


def test_the_attack_would_have_opened_her_yesterday(loot: Loot) -> None:
    for name, dump in loot.pictures.items():
        if name == "after":
            continue
        locks = [(place, blob) for place, blob in envelopes(dump) if place in loot.hers]
        keys = data_keys(dump, loot.secrets, loot.book_before, every_shred=False)
        assert opened_by(keys, locks) == {place for place, _blob in locks}, name


def test_no_envelope_of_hers_was_forgotten_by_this_test(loot: Loot) -> None:
    """What her keys opened yesterday is exactly what is called hers here."""
    rows = [row for row in loot.before["vault_datakey"] if row["id"] in loot.her_keys]
    keys = data_keys({"vault_datakey": rows}, loot.secrets, loot.book_before, every_shred=False)
    everything = list(envelopes(loot.before))
    assert opened_by(keys, everything) == {place for place, _blob in everything if place in loot.hers}


def test_nothing_of_hers_opens_from_the_database_its_log_or_yesterdays_backup(loot: Loot) -> None:
    """Every stored key of every picture, with every shred that is left, on every envelope of hers ever stored."""
    locks = list(
        {(place, blob) for dump in loot.pictures.values() for place, blob in envelopes(dump) if place in loot.hers}
    )
    assert len(locks) > len(loot.hers), "those written after the backup are among them"
    for dump in loot.pictures.values():
        assert opened_by(data_keys(dump, loot.secrets, loot.book_after, every_shred=False), locks) == set()
        her_keys = {"vault_datakey": [row for row in dump["vault_datakey"] if row["id"] in loot.her_keys]}
        assert opened_by(data_keys(her_keys, loot.secrets, loot.book_after, every_shred=True), locks) == set()


def test_her_shreds_lie_nowhere_any_more(loot: Loot) -> None:
    rows = [row for row in loot.before["vault_datakey"] if row["id"] in loot.her_keys]
    hers = []
    for row in rows:
        start = int.from_bytes(row["wrapped"][1:9], "big") * 32
        hers.append(loot.book_before[start : start + 32])
        assert loot.book_after[start : start + 32] == bytes(32)
    assert len(hers) == 2
    for folder in loot.folders:
        for path in folder.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                assert not any(shred in content for shred in hers), path


def test_her_words_were_never_in_any_file(loot: Loot) -> None:
    assert administrator.search_files(loot.folders, [WHO]) == []


def test_what_is_left_of_her_is_a_code_and_an_anonymous_count(loot: Loot) -> None:
    case_id = next(row for table, row, _column in loot.hers if table == "cases_case")
    rows = {
        table: [row for row in found if case_id in (row.get("id"), row.get("case_id"))]
        for table, found in loot.after.items()
    }
    left = {table: len(found) for table, found in rows.items() if found}
    assert left == {"cases_case": 1, "cases_casestep": 1}
    assert rows["cases_case"][0]["state"] == "destroyed"
    assert rows["cases_case"][0]["data_key_id"] is None
    assert len(loot.after["cases_keptfact"]) >= 8
    assert loot.after["vault_shredorder"] == []
