"""Makes an installation out of a backup: its keys, its tables as they were then, and every row.

The process that calls this has OMUZ_HOME pointing at a folder of its own making, and no settings loaded before `keys`
were laid there. Who called decides what becomes of the folder.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from omuz.foundation.vault import crypto
from omuz.site.backup import laying, tables
from omuz.site.backup.errors import BackupTrouble
from omuz.site.backup.frames import FrameReader, Note
from omuz.site.backup.sealing import opened_chunks, read_head
from omuz.site.backup.taking import DATABASE
from omuz.site.postgres import Server, cluster, roles, running
from omuz.site.postgres.place import Place
from omuz.site.words import _


@dataclass(frozen=True)
class Restored:
    """What lies in the restored database: tables, rows, chains of the log, events, and breaks in them."""

    tables: int
    rows: int
    chains: int
    events: int
    breaks: int


@dataclass(frozen=True, repr=False)
class Source:
    """A backup of a database and the key of its file."""

    path: Path
    file_key: bytes

    @contextmanager
    def reader(self) -> Iterator[FrameReader]:
        """Its frames, from the first one on."""
        with self.path.open("rb") as file:
            head = read_head(file)
            yield FrameReader(opened_chunks(file, head, self.file_key))

    def demand_whole(self) -> None:
        """Raise BackupTrouble unless the file opens to its end: known before anything is made for it."""
        with self.path.open("rb") as file:
            head = read_head(file)
            for _chunk in opened_chunks(file, head, self.file_key):
                continue

    def about(self) -> tuple[Note, dict[str, bytes]]:
        """What the backup says of itself, and the server's own keys in it; the rest is not read."""
        told: Note = {}
        keys: dict[str, bytes] = {}
        with self.reader() as reader:
            for note, content in reader.notes():
                if not told:
                    told = _of_a_database(note)
                elif "key" in note:
                    keys[Path(note["key"]).name] = b"".join(content())
                else:
                    break
        return told, keys


def source_for(path: Path, pair: crypto.Pair) -> Source:
    """The backup at `path` opened with the private key of the sheet; raises BackupTrouble where it does not open."""
    with path.open("rb") as file:
        return Source(path, read_head(file).key_for(pair))


def put_keys(home: Path, keys: dict[str, bytes]) -> None:
    """Lay the server's own keys into the new home."""
    folder = home / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, content in keys.items():
        with _private(folder / name) as file:
            file.write(content)


@contextmanager
def filling(home: Path) -> Iterator[Server]:
    """The database of a home that is being made, both Django aliases pointed at it.

    An embedded one does not wait for the disk while it is filled: nothing of it counts before it is whole, and
    then everything is on the disk when this block has ended.
    """
    from django.db import connections

    with running(home, durable=False) as server:
        server.use()
        try:
            yield server
        finally:
            connections.close_all()
    if server.embedded:
        cluster.flush_cluster(Place(home))


def make_tables(server: Server, applied: list[list[str]]) -> None:
    """Make the tables as they were when these migrations had been applied, by the program's own migrations.

    Raises BackupTrouble where the database has tables already or this version does not know one of the migrations.
    """
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    with roles.connected(server.owner) as connection:
        if tables.tables(connection):
            raise BackupTrouble(
                _("Bu veritabanında tablolar var; hiçbir şey değişmedi. Boş bir veritabanı hazırlayıp yeniden deneyin.")
            )
        roles.grant_in_advance(connection, server.owner["NAME"], server.app["USER"])
    executor = MigrationExecutor(connections["owner"])
    then = {(app, name) for app, name in applied}
    if then - set(executor.loader.disk_migrations):
        raise BackupTrouble(
            _("Yedek, kurulu olandan daha yeni bir sürümle alınmış; hiçbir şey değişmedi. Önce o sürümü kurun.")
        )
    graph = executor.loader.graph
    inside = [node for node in sorted(then) if node in graph.nodes]
    before = {parent.key for node in inside for parent in graph.node_map[node].parents if parent.key[0] == node[0]}
    ends = [node for node in inside if node not in before]
    executor.migrate(ends)
    call_command("createcachetable", database="owner", verbosity=0)
    connections.close_all()


def fill(server: Server, source: Source, told: Note) -> Restored:
    """Lay every row in and hold everything against what the backup says of itself; then walk the log.

    Raises BackupTrouble where anything differs; breaks that were in the log already are counted, not refused.
    """
    from django.db import connections

    from omuz.foundation.audit.verify import chains, verified

    with source.reader() as reader:
        sums = laying.lay_in(server.owner, reader)
    with roles.connected(server.owner) as connection:
        if set(told["walled"]) - set(tables.walled(connection)):
            raise BackupTrouble(_("Bir tabloda satır güvenliği eksik kaldı; hiçbir şey değişmedi. Bu sürümü bildirin."))
    found = [verified(chain) for chain in chains()]
    connections.close_all()
    return Restored(
        tables=len(sums),
        rows=sum(each.rows for each in sums.values()),
        chains=len(found),
        events=sum(each.count for each in found),
        breaks=sum(len(each.breaks) for each in found),
    )


def demand_same_kind(told: Note) -> None:
    """Raise BackupTrouble where the backup is of another kind of installation than the settings name."""
    from django.conf import settings

    if told["installation"] != settings.OMUZ_KIND:
        raise BackupTrouble(
            _("Yedek OMUZ_KIND=%(then)s bir kurulumun, ayarda %(now)s var; hiçbir şey değişmedi. Ayarı düzeltin.")
            % {"then": told["installation"], "now": settings.OMUZ_KIND}
        )


def _of_a_database(note: Note) -> Note:
    if note.get("kind") != DATABASE:
        raise BackupTrouble(_("Bu dosyada bir veritabanı yok; hiçbir şey değişmedi. Dosyaları değiştirip deneyin."))
    return note


@contextmanager
def _private(path: Path) -> Iterator[IO[bytes]]:
    path.touch(mode=0o600, exist_ok=False)
    with path.open("wb") as file:
        yield file
