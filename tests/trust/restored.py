"""A backup of the test's own database and the copy of its halves, for the promises about restoring them."""

import io
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from omuz.foundation.vault import crypto
from omuz.site.backup import halves, laying, tables, taking
from omuz.site.backup.frames import FrameReader
from omuz.site.backup.sealing import opened_chunks, read_head
from omuz.site.backup.tables import Sum, Table
from omuz.site.postgres import roles
from tests import databases
from tests.cast import Cast, assemble
from tests.site.backup.whole import record

PAIR = crypto.new_pair()


@dataclass(frozen=True)
class Kept:
    """A backup, the copy of the halves, and what the database held: table → count and digest."""

    cast: Cast
    raw: bytes
    halves: bytes
    sums: dict[str, Sum]

    def reader(self, raw: bytes | None = None) -> FrameReader:
        """The frames of the backup, or of `raw` in its place, opened by the paper."""
        file = io.BytesIO(self.raw if raw is None else raw)
        head = read_head(file)
        return FrameReader(opened_chunks(file, head, head.key_for(PAIR)))


def keep(server: Any, folder: Path) -> Kept:
    """A centre with records in the database of this test, backed up as `omuz backup` does it."""
    cast = assemble()
    for number in range(6):
        record(cast.ayse, f"söz {number}")
    entry = {**server._admin(), "NAME": f"omuz_test_{os.getpid()}"}
    file = io.BytesIO()
    with taking.one_moment(entry) as connection:
        options: dict[str, Any] = {"file_key": crypto.new_key(), "sealed_for": (PAIR.public,)}
        taking.write(file, connection, home=Path(settings.OMUZ_HOME), **options)
        every = [each for each in tables.tables(connection) if each.name not in tables.LEFT_OUT]
        sums = {each.name: tables.summed(connection, each) for each in every}
    halves.keep_newest(folder, (PAIR.public,))
    return Kept(cast, file.getvalue(), (folder / halves.NAME).read_bytes(), sums)


@contextmanager
def laid_elsewhere(server: Any, kept: Kept) -> Iterator[tuple[Any, dict[str, Sum]]]:
    """The backup laid into a database of its own: its server, and what lies in it now. Dropped after the block."""
    name = f"omuz_test_{secrets.token_hex(4)}"
    elsewhere = server.create_database(name, template=databases.migrated_template(server))
    try:
        yield elsewhere, laying.lay_in(elsewhere.owner, kept.reader())
    finally:
        connections.close_all()
        server.named(f"omuz_test_{os.getpid()}").use()
        server.drop_database(name)


def halves_open(raw: bytes) -> int:
    """Read a copy of the halves to its end, as a restore does before it lays anything down; how many there are."""
    file = io.BytesIO(raw)
    head = read_head(file)
    return halves._checked(FrameReader(opened_chunks(file, head, head.key_for(PAIR))), None)


def columns_of(server: Any, name: str) -> dict[str, Table]:
    """Every table of a database with its columns, read by whoever may read all."""
    with roles.connected({**server._admin(), "NAME": name}) as connection:
        return {each.name: each for each in tables.tables(connection)}


def sums_of(server: Any, name: str, wanted: dict[str, Table]) -> dict[str, Sum]:
    """Count and digest of tables over exactly the columns that are named."""
    with roles.connected({**server._admin(), "NAME": name}) as connection:
        return {each: tables.summed(connection, wanted[each]) for each in sorted(wanted)}


def common(one: dict[str, Table], other: dict[str, Table]) -> dict[str, Table]:
    """The tables of both, with the columns of both."""
    found = {}
    for name in one.keys() & other.keys():
        kept = [each for each in zip(one[name].columns, one[name].types, strict=True) if each[0] in other[name].columns]
        found[name] = Table(name, tuple(column for column, _type in kept), tuple(kind for _column, kind in kept))
    return found
