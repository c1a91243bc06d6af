"""Takes a backup of the database: one moment of all tables, read while people work, sealed as it is read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any, Final

from omuz.foundation.vault import crypto
from omuz.site.backup import tables
from omuz.site.backup.errors import BackupTrouble
from omuz.site.backup.frames import FrameWriter
from omuz.site.backup.sealing import SealedWriter, new_head
from omuz.site.backup.tables import Connection
from omuz.site.postgres import Server, addresses, roles
from omuz.site.words import _

DATABASE: Final = "database"
ENDING: Final = ".backup"


@dataclass(frozen=True)
class Taken:
    """What was written: tables, rows in all, bytes of the file."""

    tables: int
    rows: int
    size: int


def name_for(moment: datetime) -> str:
    """The file's name: nothing but the moment, so that names sort by age."""
    return f"omuz-{moment.astimezone(UTC):%Y-%m-%dT%H%M%SZ}{ENDING}"


def reader_of(server: Server) -> dict[str, Any]:
    """Who reads past row-level security to copy every row: the embedded server's own role, else the one named.

    Raises BackupTrouble where an operator's server names nobody.
    """
    if server.admin is not None:
        return {**server.admin, "NAME": server.owner["NAME"]}
    url = os.environ.get("OMUZ_BACKUP_DATABASE_URL")
    if not url:
        raise BackupTrouble(
            _(
                "Bütün satırları okuyabilen bir rol gerekiyor; yedek alınmadı. "
                "Sunucunuzda böyle bir rol açıp adresini OMUZ_BACKUP_DATABASE_URL ile verin."
            )
        )
    return addresses.from_url(url)


@contextmanager
def one_moment(entry: dict[str, Any]) -> Iterator[Connection]:
    """A connection that sees the database as it was at one moment and changes nothing; nobody has to wait for it."""
    with roles.connected(entry) as connection, connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        connection.execute("SET LOCAL statement_timeout = 0")
        # A row that row-level security would hold back is then an error, never silently missing.
        connection.execute("SET LOCAL row_security = off")
        asked = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        if (connection.execute(asked).fetchone() or (False,))[0] is not True:
            raise BackupTrouble(
                _("Yedeği alacak rol bütün satırları göremiyor; yedek alınmadı. Role BYPASSRLS yetkisi verin.")
            )
        yield connection


def write(
    file: IO[bytes], connection: Connection, *, file_key: bytes, sealed_for: tuple[bytes, ...], home: Path
) -> Taken:
    """Write the whole backup: what it is, the server's own keys, every table, the counters."""
    from django.conf import settings

    frames = FrameWriter(SealedWriter(file, new_head(file_key, sealed_for), file_key))
    frames.note(
        {
            "kind": DATABASE,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "version": version("omuz"),
            "installation": settings.OMUZ_KIND,
            "migrations": migrations(connection),
            "walled": tables.walled(connection),
        }
    )
    for path in sorted((home / "keys").iterdir()):
        if path.is_file() and not path.name.startswith("."):
            frames.note({"key": path.name})
            frames.content([path.read_bytes()])
    rows = 0
    every = tables.tables(connection)
    for table in every:
        if table.name in tables.LEFT_OUT:
            continue
        told = tables.summed(connection, table)
        rows += told.rows
        columns = {"columns": list(table.columns), "types": list(table.types)}
        frames.note({"table": table.name, **columns, "rows": told.rows, "digest": told.digest})
        frames.content(tables.rows_out(connection, table))
    frames.note({"counters": tables.counters(connection)})
    frames.close()
    return Taken(len(every), rows, file.tell())


def new_file_key() -> bytes:
    """A key for one file; it stays in the memory of whoever takes the backup until the file has been checked."""
    return crypto.new_key()


def migrations(connection: Connection) -> list[list[str]]:
    """Every migration that made the tables what they are, in order: app and name."""
    return [list(row) for row in connection.execute("SELECT app, name FROM django_migrations ORDER BY id")]
