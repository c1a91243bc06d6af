"""Tools of the launcher's tests: a database folder made once and copied, and the processes of a server."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from omuz.site.postgres import Server, is_running
from omuz.site.postgres import running as start_or_join
from omuz.site.postgres.roles import connected

Answer = TypeVar("Answer")
SECONDS = 60.0
DATABASE_COMMANDS = ("serve", "migrate", "demo", "database", "home")


running = partial(start_or_join, durable=False)
"""The launcher as the tests use it: what it starts does not wait for the disk."""


def ask(server: Server, statement: str, *, role: str = "app") -> list[tuple[object, ...]]:
    """The rows one statement answers, asked as one role on a connection of its own."""
    with connected(getattr(server, role)) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def copied(made: Path, home: Path) -> Path:
    """A copy of an installation whose server is stopped."""
    leave_out = shutil.ignore_patterns(".s.*", "socket", "locks")
    shutil.copytree(made, home, ignore=leave_out, symlinks=True)
    return home


def postmaster(home: Path) -> int:
    """The process number the running server noted."""
    return int((home / "postgres" / "data" / "postmaster.pid").read_text().split()[0])


def parent_of(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[1])


def family(home: Path) -> list[int]:
    """Keeper, server and every process of the server, in this order."""
    server = postmaster(home)
    children = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and _child(entry, server)]
    return [parent_of(server), server, *children]


def of_server(home: Path, question: Callable[[Path], Answer]) -> list[Answer]:
    """The answer of each process of the server about its folder in /proc; a connection that just ended gives none."""
    answers = []
    for process in family(home)[1:]:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            answers.append(question(Path(f"/proc/{process}")))
    assert answers
    return answers


def kill(processes: list[int]) -> None:
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def eventually(what: Callable[[], object], seconds: float = SECONDS) -> bool:
    """Whether `what` becomes true in time; a server needs a moment to notice things."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if what():
            return True
        time.sleep(0.02)
    return False


def stopped(home: Path) -> bool:
    return eventually(lambda: not is_running(home))


def python(code: str, home: Path, prefix: Sequence[str] = (), **options: object) -> "subprocess.Popen[str]":
    """A separate program using the launcher; `hold(word)` in it says the word and waits for a line from us."""
    opening = """
        import sys
        from pathlib import Path
        from omuz.site.postgres import running, DatabaseTrouble
        from omuz.site.postgres.roles import connected
        home = Path(sys.argv[1])
        def ask(settings, statement):
            with connected(settings) as connection:
                return connection.execute(statement).fetchall()
        def hold(word):
            print(word, flush=True)
            sys.stdin.readline()
    """
    return subprocess.Popen(
        [*prefix, sys.executable, "-c", textwrap.dedent(opening) + textwrap.dedent(code), str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,  # type: ignore[call-overload]  # passed on as they are
    )


def _child(entry: Path, server: int) -> bool:
    try:
        return parent_of(int(entry.name)) == server
    except OSError:
        return False
