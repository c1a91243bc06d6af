"""Starts the embedded server of one installation, or joins the one that already runs there.

Everyone who uses the server holds the `users` lock; the keeper stops the server when nobody does. So it does not
matter who started it: `omuz count` beside `omuz serve`, either one first, and a killed program leaves nothing behind.
"""

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from omuz.site.postgres import binaries, cluster, locks, roles
from omuz.site.postgres.addresses import ADMIN_ROLE, APP_ROLE, DATABASE, OWNER_ROLE, PORT, django_database, home_folder
from omuz.site.postgres.errors import DatabaseTrouble
from omuz.site.postgres.identity import identity_for
from omuz.site.postgres.place import Place, plain_errors
from omuz.site.postgres.server import Server, named_server
from omuz.site.words import _

KEEPER = Path(__file__).with_name("keeper.py")
GATE_SECONDS = 150.0  # somebody else may be making the database or recovering it right now
READY_SECONDS = 120.0  # recovery after a power cut reads at most max_wal_size
LEAVE_SECONDS = 90.0  # the keeper's own patience with a stopping server, and a little more


@contextmanager
def running(home: Path | None = None, *, durable: bool = True) -> Iterator[Server]:
    """The installation's database server, running while the block runs.

    With DATABASE_URL set nothing is started. Otherwise the embedded server under `home` (OMUZ_HOME) is joined or
    started; after the block it is stopped if nobody else uses it. Raises DatabaseTrouble with a sentence.
    """
    operators = named_server()
    if operators is not None:
        yield operators
        return
    place = Place((home or home_folder()).absolute())
    place.make()
    mine = os.getpid()
    using, keeper = _join(place, durable=durable)
    try:
        yield _server(place)
    finally:
        if os.getpid() == mine:  # a forked worker unwinds through here too: the server is not its to stop
            os.close(using)
            _wait_if_last(place, keeper)


def is_running(home: Path | None = None) -> bool:
    """Whether the embedded server under `home` lives; starts nothing."""
    alive = Place((home or home_folder()).absolute()).locks / "alive"
    return alive.exists() and not locks.free(alive)


def _join(place: Place, *, durable: bool) -> tuple[int, int | None]:
    """Take a user's lock and have the server running; answers the lock and the keeper, if this call started it."""
    try:
        with plain_errors(place.home), locks.held(place.locks / "gate", seconds=GATE_SECONDS):
            using = locks.take(place.locks / "users", shared=True, seconds=GATE_SECONDS)
            try:
                return using, start_unless_alive(place, durable=durable)
            except BaseException:
                os.close(using)
                raise
    except locks.Busy as error:
        raise DatabaseTrouble(
            _(
                "Veritabanını şu anda başka bir omuz süreci başlatıyor ya da durduruyor; hiçbir şey değişmedi. "
                "Birazdan yeniden deneyin."
            )
        ) from error


def start_unless_alive(place: Place, *, durable: bool) -> int | None:
    """Join a living server or start one; the keeper's number where this call started it. For holders of the gate."""
    if not locks.free(place.locks / "alive"):
        try:
            _wait_until_open(place, lambda: not locks.free(place.locks / "alive"))
            return None
        except DatabaseTrouble:
            if not locks.free(place.locks / "alive"):
                raise  # it lives and does not answer: not ours to kill
    keeper = _start(place, durable=durable)
    _ensure_roles(place)
    return keeper


def _start(place: Place, *, durable: bool) -> int:
    """Make the database if there is none, start keeper and server, wait until it answers; the keeper's number."""
    programs = binaries.find(place.made_with())
    identity = identity_for(place.folder, programs)
    if place.made_with() is None:
        cluster.make_cluster(place, programs, identity, durable=durable)
    socket = place.choose_socket(identity)
    cluster.write_settings(place)
    spec: dict[str, object] = {
        "argv": cluster.server_argv(place, programs, identity, socket, durable=durable),
        "uid": identity.uid,
        "gid": identity.gid,
        "cwd": str(place.folder),
        "data": str(place.data),
        "socket": str(socket),
        "locks": str(place.locks),
    }
    before = place.log.stat().st_size if place.log.exists() else 0
    keeper = _spawn(place, spec)
    try:
        _wait_until_open(place, lambda: _lives(keeper))
    except DatabaseTrouble as trouble:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(keeper, 15)
        raise cluster.why_it_ended(_log_since(place, before)) from trouble
    (place.locks / "ready").touch(mode=0o600)
    return keeper


def _lives(keeper: int) -> bool:
    try:
        return os.waitpid(keeper, os.WNOHANG)[0] == 0
    except ChildProcessError:
        return False  # it ended, and the web server that waits for its own children has met it first


def _spawn(place: Place, spec: dict[str, object]) -> int:
    """Start the keeper as a process of its own; it outlives us when others still use the server."""
    log = os.open(place.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    silence = os.open(os.devnull, os.O_RDWR)
    try:
        return os.posix_spawn(
            sys.executable,
            [sys.executable, "-I", "-S", str(KEEPER), json.dumps(spec)],
            {key: value for key, value in os.environ.items() if key in ("PATH", "TZ", "TMPDIR", "LD_LIBRARY_PATH")},
            file_actions=[
                (os.POSIX_SPAWN_DUP2, silence, 0),
                (os.POSIX_SPAWN_DUP2, log, 1),
                (os.POSIX_SPAWN_DUP2, log, 2),
            ],
        )
    finally:
        os.close(log)
        os.close(silence)


def _ensure_roles(place: Place) -> None:
    """Make what is missing of roles and database; a no-op on every start but the first."""
    admin = _entry(place, ADMIN_ROLE, "postgres")
    with roles.connected(admin) as connection:
        for role, waits in ((OWNER_ROLE, roles.OWNING), (APP_ROLE, roles.SERVING)):
            password, new = place.password(role)
            roles.ensure_role(connection, role, password, renew=new, waits=waits)
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
    if not found:
        roles.ensure_database(admin, DATABASE, OWNER_ROLE, APP_ROLE, "template0")


def _wait_until_open(place: Place, still_there: Any) -> None:
    admin = _entry(place, ADMIN_ROLE, "postgres")
    roles.wait_until_open(admin, name="postgres", seconds=READY_SECONDS, still_there=still_there)


def _wait_if_last(place: Place, keeper: int | None) -> None:
    """After the last user's leaving, wait until the server has stopped; return at once while others use it."""
    users, alive = place.locks / "users", place.locks / "alive"
    deadline = time.monotonic() + LEAVE_SECONDS
    while time.monotonic() < deadline and not locks.free(alive):
        others = locks.free(users, shared=True) and not locks.free(users)
        if others:
            return
        time.sleep(0.02)
    if keeper is not None:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(keeper, os.WNOHANG)


def _server(place: Place) -> Server:
    return Server(
        app=_entry(place, APP_ROLE, DATABASE),
        owner=_entry(place, OWNER_ROLE, DATABASE),
        admin=_entry(place, ADMIN_ROLE, "postgres"),
        embedded=True,
    )


def _entry(place: Place, role: str, name: str) -> dict[str, Any]:
    password, _made = place.password(role)
    return django_database(name=name, user=role, password=password, host=str(place.socket()), port=PORT)


def _log_since(place: Place, position: int) -> str:
    with place.log.open("rb") as log:
        log.seek(position)
        return log.read()[-4000:].decode("utf-8", "replace")
