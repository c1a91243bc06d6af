"""P11: a backup that is restored in the same command, and a restore, beside pg_dump, an AES stream and pg_restore."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import IO, Any

from tests.bench.installation import shared
from tests.bench.rows import Amount, Row
from tests.bench.served import OMUZ

ROWS = shared(1_000_000)
"""Contacts; about 700 MB with their data keys."""
RUNS = 3
METERED = [sys.executable, "-m", "tests.bench.metered"]
_CHUNK = 1 << 20

_PLANT = """
INSERT INTO vault_centrekey (id, centre_id, generation, verify_public, signing_sealed, mark_sealed, letters_sealed,
                             made_at)
SELECT gen_random_uuid(), %(centre)s, 1, '', '', '', '', now();
INSERT INTO vault_datakey (id, centre_id, generation, wrapped)
SELECT gen_random_uuid(), %(centre)s, 1, decode(repeat(md5(random()::text), 4) || md5(random()::text), 'hex')
FROM generate_series(1, %(rows)s);
INSERT INTO contacts_contact (id, centre_id, code, worker_id, state, revision, changed_at, changed_by, data_key_id,
                              answers, words, identity)
SELECT gen_random_uuid(), centre_id, 'B-' || row_number() OVER (), id, 'recorded', 1, now(), id, id,
       decode(repeat(md5(random()::text), 16) || repeat('0', 58), 'hex'), decode(repeat('ab', 29), 'hex'),
       decode(repeat('cd', 29), 'hex')
FROM vault_datakey
"""


def measure() -> Iterator[Row]:
    """Wall seconds: most of the work is done by database servers, whose processor time is not this process's."""
    home = Path(os.environ["OMUZ_HOME"]).parent / f"backup-{os.getpid()}"
    try:
        yield from _measured(home)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _measured(top: Path) -> Iterator[Row]:
    home, days, halves, sheet = top / "home", top / "days", top / "halves", top / "sheet"
    for folder in (days, halves):
        folder.mkdir(parents=True)
    _omuz(home, "migrate")
    sheet.write_text(_omuz(home, "backup-key"))
    (home / "shreds").mkdir()
    from omuz.site.postgres import running

    with running(home) as server:
        _plant(server)
        ours = _wall(lambda: _omuz(home, "backup", "--to", days, "--halves", halves))
        held = float(_omuz(home, "backup", "--to", days, program=METERED, answer="stderr").splitlines()[-1])
        size = max(days.iterdir()).stat().st_size / 1e6
        dumped, restored = _peer(server, top)
    fresh = iter(range(RUNS + 1))
    asked = ("restore", "--from", days, "--halves", halves, "--key", sheet)
    again = _wall(lambda: _omuz(top / f"again-{next(fresh)}", *asked))
    peer, told = (
        "pg_dump, AES stream, and back by pg_restore into an empty database",
        f"{ROWS:,} contacts, {size:,.0f} MB",
    )
    both = Amount(dumped.value + restored.value, "s")
    yield Row("P11 backup, restored and compared in the same command", ours, peer, both, "≤ the peer both ways", told)
    yield Row(
        "P11 restore to a clean folder", again, "AES stream, pg_restore", restored, "≤ the peer", "every hash equal"
    )
    yield Row("P11 memory of the process that backs up", Amount(held, "MB"), "", None, "–", "the same file")
    yield Row("P11 the peer's backup alone", dumped, "", None, "–", "nobody has restored it")


def _plant(server: Any) -> None:
    from uuid import uuid4

    from omuz.site.postgres.roles import connected

    centre = uuid4()
    with connected({**server.admin, "NAME": server.owner["NAME"]}) as admin:
        for statement in _PLANT.split(";"):
            given = {"centre": centre, "rows": ROWS} if "%(centre)s" in statement else None
            admin.execute(statement, given)
        admin.execute("ANALYZE")


def _peer(server: Any, top: Path) -> tuple[Amount, Amount]:
    """What pg_dump and pg_restore take with the same cipher between them and the disk."""
    from omuz.foundation.vault import crypto
    from omuz.site.backup import sealing
    from omuz.site.postgres import binaries
    from omuz.site.postgres.place import Place

    tools = binaries.find(Place(top / "home").made_with())
    admin, key, file = server.admin, crypto.new_key(), top / "peer"
    head = sealing.new_head(key, (crypto.new_pair().public,))
    where = ["-h", admin["HOST"], "-p", str(admin["PORT"]), "-U", admin["USER"]]
    given = {**os.environ, "PGPASSWORD": admin["PASSWORD"]}

    def dump() -> None:
        argv = [tools.tool("pg_dump"), *where, "-Fc", "-Z0", server.owner["NAME"]]
        with subprocess.Popen(argv, stdout=subprocess.PIPE, env=given) as dumping, file.open("wb") as out:
            sealed = sealing.SealedWriter(out, head, key)
            for block in _blocks(dumping.stdout):
                sealed.write(block)
            sealed.close()
            out.flush()
            os.fsync(out.fileno())
        assert dumping.returncode == 0

    def restore() -> None:
        name = "omuz_bench_peer"
        server.drop_database(name)
        server.create_database(name)
        argv = [tools.tool("pg_restore"), *where, "-d", name, "--no-owner"]
        with subprocess.Popen(argv, stdin=subprocess.PIPE, env=given) as restoring, file.open("rb") as read:
            assert restoring.stdin is not None
            for chunk in sealing.opened_chunks(read, sealing.read_head(read), key):
                restoring.stdin.write(chunk)
            restoring.stdin.close()
        assert restoring.returncode == 0
        server.drop_database(name)

    return _wall(dump), _wall(restore)


def _blocks(file: IO[bytes] | None) -> Iterator[bytes]:
    assert file is not None
    while block := file.read(_CHUNK):
        yield block


def _wall(work: Callable[[], object]) -> Amount:
    walls = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        walls.append(time.perf_counter() - began)
        time.sleep(1)  # two backups of one second would bear one name
    return Amount(median(walls), "s")


def _omuz(home: Path, *arguments: object, program: list[str] = OMUZ, answer: str = "stdout") -> str:
    said = subprocess.run(
        [*program, *map(str, arguments)],
        env={**os.environ, "OMUZ_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    if said.returncode:
        sys.exit(said.stderr)
    return str(getattr(said, answer))
