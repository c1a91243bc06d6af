"""The drill: a backup restored into a throw-away server beside the living one, compared, and thrown away.

The work is done by a process of its own, because a process has one installation. It makes server and tables while
the backup is still being written, so that the comparison costs little more than laying the rows in.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, cast

from omuz.site import faults, words
from omuz.site.backup.errors import BackupTrouble
from omuz.site.backup.restoring import Restored, Source, demand_same_kind, fill, make_tables
from omuz.site.postgres import running
from omuz.site.words import _

_NOT_ITS = ("DATABASE_URL", "OMUZ_OWNER_DATABASE_URL", "OMUZ_BACKUP_DATABASE_URL", "OMUZ_SHREDS", "OMUZ_LANG")
_NAME = "drill-"
_STALE = 24 * 3600
"""Seconds after which a folder cannot be of a drill that still runs."""


class Drill:
    """A throw-away server that waits for its backup: `with drilling(home, migrations) as drill: drill.examine(…)`."""

    def __init__(self, orders: IO[str], answers: IO[str]) -> None:
        self._orders = orders
        self._answers = answers

    def examine(self, source: Source) -> Restored:
        """Restore the backup and compare it with what it says of itself; raises BackupTrouble where it differs."""
        self.say({"path": str(source.path.absolute()), "key": source.file_key.hex()})
        answer = self._answers.readline()
        if not answer:
            raise BackupTrouble(
                _("Deneme sunucusu yanıt vermedi: yedek sınanamadı ve saklanmadı. Yer açıp yeniden deneyin.")
            )
        told = json.loads(answer)
        if "trouble" in told:
            raise BackupTrouble(told["trouble"])
        return Restored(**told)

    def say(self, told: dict[str, Any]) -> None:
        """One order to the process; one that is gone already has said why, or will be found silent."""
        with contextlib.suppress(BrokenPipeError):
            self._orders.write(json.dumps(told) + "\n")
            self._orders.flush()

    def close(self) -> None:
        """No more orders: a process that still waits ends by itself."""
        for pipe in (self._orders, self._answers):
            with contextlib.suppress(OSError):
                pipe.close()


@contextmanager
def drilling(home: Path, migrations: list[list[str]]) -> Iterator[Drill]:
    """A throw-away server beside `home` with the tables these migrations make; gone after the block."""
    folder = home / f"{_NAME}{os.getpid()}"
    # A drill whose command was killed clears up by itself; one killed too leaves a folder behind.
    for left in home.glob(f"{_NAME}*"):
        if time.time() - left.stat().st_mtime > _STALE:
            shutil.rmtree(left, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_ITS}
    child = subprocess.Popen(
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**kept, "OMUZ_HOME": str(folder), "OMUZ_LANG": words.language()},
    )
    drill = Drill(cast("IO[str]", child.stdin), cast("IO[str]", child.stdout))
    try:
        drill.say({"migrations": migrations})
        yield drill
    finally:
        drill.close()
        child.wait()
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """The throw-away process: make the tables, wait for the file, restore, answer in one line, clear up."""
    words.choose(os.environ.get("OMUZ_LANG", "tr"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omuz.site.settings")
    home = Path(os.environ["OMUZ_HOME"])
    try:
        _examine(home)
    except Exception as fault:  # noqa: BLE001  # whatever it was, whoever waits gets a sentence
        os.environ["OMUZ_HOME"] = str(home.parent)  # a fault is noted where it will still be read tomorrow
        with contextlib.suppress(BrokenPipeError):
            _answer({"trouble": faults.sentence(fault)})
        return 1
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return 0


def _examine(home: Path) -> None:
    import django
    from django.utils import translation

    django.setup()
    translation.activate(words.language())
    with running(home, durable=False) as server:
        server.use()
        make_tables(server, json.loads(sys.stdin.readline())["migrations"])
        order = sys.stdin.readline()
        if not order:
            return
        told = json.loads(order)
        source = Source(Path(told["path"]), bytes.fromhex(told["key"]))
        about, keys = source.about()
        demand_same_kind(about)
        from django.conf import settings

        # The log is sealed with the key of the installation that wrote it, not with the one this folder began with.
        settings.OMUZ_AUDIT_KEY = keys["audit.key"]
        _answer(asdict(fill(server, source, about)))


def _answer(told: dict[str, Any]) -> None:
    """One line to whoever waits at the other end of the pipe."""
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
