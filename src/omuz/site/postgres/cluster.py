"""Makes the embedded database folder once, and writes its settings before every start."""

import shutil
import subprocess
from pathlib import Path

from omuz.site.postgres.addresses import ADMIN_ROLE
from omuz.site.postgres.binaries import Binaries, find
from omuz.site.postgres.errors import DatabaseTrouble
from omuz.site.postgres.identity import Identity, identity_for
from omuz.site.postgres.place import Place, plain_errors
from omuz.site.words import _

SETTINGS = """\
# Written by omuz before every start: changes here are lost. Each line says why it differs from PostgreSQL's default.

listen_addresses = ''            # no network port at all: the only way in is the socket in a private folder
unix_socket_permissions = 0700   # and only the account that runs omuz may use it
password_encryption = 'scram-sha-256'

max_connections = 100            # up to eight web processes of 8 threads, the command line, a backup: known
shared_buffers = '48MB'          # a centre's whole database is about this size; the system caches the rest
work_mem = '8MB'
maintenance_work_mem = '32MB'
max_wal_size = '256MB'           # a small office's disk is small
jit = off                        # every query here is short: compiling it would cost more than running it
max_parallel_workers_per_gather = 0   # two-core machines: leave the second core to the web process

fsync = on                       # what was confirmed survives a power cut: these three are never traded for speed
synchronous_commit = on
full_page_writes = on

idle_in_transaction_session_timeout = '10min'   # a forgotten transaction must not hold rows for ever

log_min_messages = 'log'         # refused statements are reported to the program, not written to a file:
log_min_error_statement = 'panic'   # a statement may carry what somebody said
log_error_verbosity = 'terse'    # and so may the detail lines
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_line_prefix = '%m '
timezone = 'UTC'
"""

ACCESS = """\
# Written by omuz before every start. Password required even on the private socket; no other way in exists.
local all all scram-sha-256
"""


def make_cluster(place: Place, binaries: Binaries, identity: Identity, *, durable: bool) -> None:
    """Make the database folder; an interrupted attempt leaves only a draft, which the next one replaces.

    `durable=False` does not wait for the disk: for throw-away test data only.

    Raises DatabaseTrouble with a sentence when the disk is full or the program refuses.
    """
    draft = place.folder / "data.draft"
    shutil.rmtree(draft, ignore_errors=True)
    password, _made = place.password(ADMIN_ROLE)
    secret = place.folder / "initdb.secret"
    with plain_errors(place.folder):
        secret.touch(mode=0o600)
        secret.write_text(password, "ascii")
        identity.give(secret)
    try:
        argv = _initdb(binaries, draft, secret) + ([] if durable else ["--no-sync"])
        said = identity.run(argv, cwd=place.folder, timeout=300)
    except subprocess.TimeoutExpired as error:
        raise _not_made("initdb: timeout") from error
    finally:
        secret.unlink(missing_ok=True)
    if said.returncode != 0:
        shutil.rmtree(draft, ignore_errors=True)
        place.log.write_text(said.stdout + said.stderr, "utf-8")
        raise _not_made(said.stderr)
    draft.rename(place.data)


def _initdb(binaries: Binaries, draft: Path, secret: Path) -> list[str]:
    # Locale C on every machine: sorting and folding of Turkish is done in Python, the same everywhere.
    return [
        binaries.tool("initdb"),
        f"--pgdata={draft}",
        f"--username={ADMIN_ROLE}",
        f"--pwfile={secret}",
        "--auth=scram-sha-256",
        "--data-checksums",
        "--encoding=UTF8",
        "--locale=C",
    ]


def write_settings(place: Place) -> None:
    """Write the settings and access files for the coming start."""
    with plain_errors(place.data):
        (place.data / "postgresql.conf").write_text(SETTINGS, "utf-8")
        (place.data / "pg_hba.conf").write_text(ACCESS, "utf-8")


def flush_cluster(place: Place) -> None:
    """Wait until every file of a stopped database is on the disk, after it was filled without waiting.

    Raises DatabaseTrouble where the disk refuses.
    """
    programs = find(place.made_with())
    argv = [programs.tool("initdb"), "--sync-only", f"--pgdata={place.data}"]
    said = identity_for(place.folder, programs).run(argv, cwd=place.folder, timeout=3600)
    if said.returncode != 0:
        raise _not_made(said.stderr)


def server_argv(place: Place, binaries: Binaries, identity: Identity, socket: Path, *, durable: bool) -> list[str]:
    """The command that runs the server in the foreground; `durable=False` is for throw-away test data only."""
    argv = [*identity.prefix, binaries.tool("postgres"), "-D", str(place.data), "-k", str(socket)]
    if not durable:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            argv += ["-c", f"{name}=off"]
    return argv


def why_it_ended(log_tail: str) -> DatabaseTrouble:
    """The sentence for a server that did not come up, from the end of its log."""
    if "No space left on device" in log_tail:
        return DatabaseTrouble(
            _("Disk dolu: veritabanı başlatılamadı, kayıtlara dokunulmadı. Yer açıp yeniden deneyin.")
        )
    return DatabaseTrouble(
        _("Veritabanı başlatılamadı; kayıtlara dokunulmadı. Nedeni log/postgres.log dosyasının sonunda: %(reason)s"),
        reason=_last_line(log_tail),
    )


def _not_made(said: str) -> DatabaseTrouble:
    if "No space left on device" in said:
        return DatabaseTrouble(_("Disk dolu: veritabanı kurulamadı, geride bir şey kalmadı. Yer açıp yeniden deneyin."))
    return DatabaseTrouble(
        _("Veritabanı kurulamadı; geride bir şey kalmadı. Nedeni log/postgres.log dosyasında: %(reason)s"),
        reason=_last_line(said),
    )


def _last_line(text: str) -> str:
    telling = [line for line in text.splitlines() if any(word in line for word in ("FATAL", "PANIC", "error:"))]
    lines = telling or [line for line in text.splitlines() if line.strip()] or ["?"]
    return lines[-1].strip()[:300]
