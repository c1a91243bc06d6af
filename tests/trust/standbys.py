"""Two PostgreSQL servers of a test, one following the other by streaming, as an operator would set them up."""

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from omuz.site.postgres import Server, binaries, roles
from omuz.site.postgres.addresses import django_database
from omuz.site.postgres.binaries import Binaries
from omuz.site.postgres.identity import Identity, identity_for
from omuz.site.postgres.place import write_private

ADMIN = "operator"
CONFIGURATION = """\
listen_addresses = ''
password_encryption = 'scram-sha-256'
max_connections = 40
shared_buffers = '16MB'
wal_level = replica
hot_standby = on
max_slot_wal_keep_size = '1GB'
wal_receiver_status_interval = '1s'
timezone = 'UTC'
log_min_messages = 'warning'
"""
ACCESS = "local all all scram-sha-256\nlocal replication all scram-sha-256\n"
SECONDS = 60.0


@dataclass
class Instance:
    """One server with its own data folder; both of a pair listen in one private folder, under their own numbers."""

    programs: Binaries
    identity: Identity
    folder: Path
    name: str
    port: int
    password: str
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def data(self) -> Path:
        return self.folder / self.name

    @property
    def admin(self) -> dict[str, Any]:
        """The administrator's entry."""
        return django_database(
            name="postgres", user=ADMIN, password=self.password, host=str(self.folder), port=str(self.port)
        )

    def make(self) -> None:
        """A new empty server."""
        secret = self.folder / "secret"
        write_private(secret, self.password)
        self.identity.give(secret)
        argv = ["initdb", f"--pgdata={self.data}", f"--username={ADMIN}", f"--pwfile={secret}", "--no-sync"]
        self.run([*argv, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"])
        for name, text in (("postgresql.conf", CONFIGURATION), ("pg_hba.conf", ACCESS)):
            (self.data / name).write_text(text, "utf-8")

    def follow(self, first: "Instance") -> None:
        """A copy of `first` that goes on following it; it keeps a slot there."""
        shutil.rmtree(self.data, ignore_errors=True)
        told = f"host={first.folder} port={first.port} user={ADMIN} password={first.password}"
        argv = ["pg_basebackup", f"--pgdata={self.data}", f"--dbname={told} application_name={self.name}", "--no-sync"]
        self.run([*argv, "--write-recovery-conf", "--create-slot", f"--slot={self.name}", "--checkpoint=fast"])

    def start(self) -> None:
        """Start it and wait until it answers."""
        argv = [self.programs.tool("postgres"), "-D", str(self.data), "-k", str(self.folder), "-p", str(self.port)]
        with (self.folder / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*self.identity.prefix, *argv], stdout=log, stderr=log, cwd=self.folder, user=self.identity.uid,
                group=self.identity.gid, extra_groups=None if self.identity.uid is None else [],
            )  # fmt: skip
        process = self.process
        roles.wait_until_open(self.admin, name="postgres", seconds=SECONDS, still_there=lambda: process.poll() is None)

    def stop(self, number: int = signal.SIGQUIT) -> None:
        """End it: at once without a word (SIGQUIT), or as a power cut would (SIGKILL)."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(number)
        self.process.wait(timeout=SECONDS)
        self.process = None

    def run(self, argv: list[str]) -> str:
        """Run one of the server's programs; raises AssertionError with what it said."""
        said = self.identity.run([self.programs.tool(argv[0]), *argv[1:]], cwd=self.folder, timeout=120)
        assert said.returncode == 0, said.stderr
        return said.stdout

    def ask(self, statement: str) -> Any:
        """The first value of the administrator's question."""
        with roles.connected(self.admin) as connection:
            row = connection.execute(statement).fetchone()
            return row[0] if row else None


@dataclass
class Pair:
    """The first server, the one behind it, and the database of the program on them."""

    first: Instance
    second: Instance
    server: Server = field(repr=False)

    def at(self, instance: Instance) -> dict[str, Any]:
        """The serving role's entry at one of the two."""
        return {**self.server.app, "HOST": str(instance.folder), "PORT": str(instance.port)}

    def at_whichever_writes(self) -> dict[str, Any]:
        """The entry with both addresses, of which the driver takes the one that writes."""
        both = (self.first, self.second)
        entry = {**self.server.app, "HOST": ",".join(str(each.folder) for each in both)}
        options = {**entry["OPTIONS"], "target_session_attrs": "read-write"}
        return {**entry, "PORT": ",".join(str(each.port) for each in both), "OPTIONS": options}

    def confirm_by_both(self) -> None:
        """From here on a commit is confirmed only after the second server has it on its disk."""
        with roles.connected(self.first.admin) as admin:
            admin.execute("ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 (*)'")
            admin.execute("SELECT pg_reload_conf()")
        self.wait(lambda: self.first.ask("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == 1)

    def caught_up(self) -> None:
        """Wait until the second server shows everything the first one has."""
        end = self.first.ask("SELECT pg_current_wal_lsn()::text")
        self.wait(lambda: self.second.ask(f"SELECT pg_last_wal_replay_lsn() >= '{end}'::pg_lsn"))

    def fail_over(self) -> None:
        """The first server dies without a word; the second one takes its place, and a new one follows it."""
        self.first.stop(signal.SIGKILL)
        assert self.second.ask("SELECT pg_promote(true, 60)")
        self.first, self.second = self.second, self.first

    def follow_again(self) -> None:
        """The server that died comes back as a copy of the one that took its place."""
        self.second.follow(self.first)
        self.second.start()

    @staticmethod
    def wait(what: Any) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + SECONDS
        while not what():
            assert time.monotonic() < deadline, "not so in time"
            time.sleep(0.02)


@contextmanager
def instances(names: tuple[str, ...], programs: Binaries | None = None) -> Iterator[list[Instance]]:
    """Servers that are not made yet, in a private folder of a short name; ended and gone after the block."""
    programs = programs or binaries.find()
    folder = Path(tempfile.mkdtemp(prefix="omuz-pair-"))
    folder.chmod(0o700)
    made = []
    try:
        identity = identity_for(folder, programs)
        password = secrets.token_urlsafe(24)
        for number, name in enumerate(names):
            made.append(Instance(programs, identity, folder, name, 5432 + number, password))
        yield made
    finally:
        for instance in made:
            instance.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def pair(source: Server) -> Iterator[Pair]:
    """Two servers with a copy of the database of `source`, its roles and its rights."""
    with instances(("first", "second")) as (first, second):
        first.make()
        first.start()
        server = copied(source, first)
        second.follow(first)
        second.start()
        yield Pair(first, second, server)


def copied(source: Server, to: Instance) -> Server:
    """The same roles and database at another server: carried over by PostgreSQL's own dump."""
    entries = {}
    with roles.connected(to.admin) as admin:
        for kind, entry, waits in (("owner", source.owner, roles.OWNING), ("app", source.app, roles.SERVING)):
            roles.ensure_role(admin, entry["USER"], entry["PASSWORD"], renew=True, waits=waits)
            entries[kind] = {
                **to.admin,
                "USER": entry["USER"],
                "PASSWORD": entry["PASSWORD"],
                "NAME": source.app["NAME"],
            }
    server = Server(app=entries["app"], owner=entries["owner"], admin=to.admin)
    server.create_database(source.app["NAME"])
    environment = {**os.environ, "PGPASSWORD": source._admin()["PASSWORD"]}
    argv = [to.programs.tool("pg_dump"), *_where(source._admin()), "--no-sync", source.app["NAME"]]
    dump = subprocess.run(argv, env=environment, capture_output=True, check=True).stdout
    # Made already by `create_database`, by whoever owns it there.
    dump = dump.replace(b"CREATE SCHEMA public;", b"")
    argv = [to.programs.tool("psql"), *_where(to.admin), "-q", "-X", "-v", "ON_ERROR_STOP=1", source.app["NAME"]]
    said = subprocess.run(
        argv, env={**os.environ, "PGPASSWORD": to.password}, input=dump, capture_output=True, check=False
    )
    assert said.returncode == 0, said.stderr.decode()
    return server


def _where(entry: dict[str, Any]) -> list[str]:
    return ["-h", str(entry["HOST"]), "-p", str(entry["PORT"]), "-U", str(entry["USER"])]
