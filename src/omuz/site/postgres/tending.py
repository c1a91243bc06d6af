"""Looks after the embedded server for a process that serves for weeks: begins it anew when its keeper was killed.

The keeper restarts a server that ended. Nobody restarts the keeper: without this, pages would be refused until
somebody noticed and started everything again by hand.
"""

import contextlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from omuz.site.postgres import locks
from omuz.site.postgres.addresses import home_folder
from omuz.site.postgres.errors import DatabaseTrouble
from omuz.site.postgres.launcher import start_unless_alive
from omuz.site.postgres.place import Place
from omuz.site.postgres.server import named_server

LOOKED = 0.25
"""Seconds between two looks; a look is one file and one question to the kernel while all is well."""
_LEAVING = 5.0
_starting = threading.Lock()
# A process forked while the locks are in our hands would hold them for as long as it lives.
os.register_at_fork(before=_starting.acquire, after_in_parent=_starting.release, after_in_child=_starting.release)


@contextmanager
def tended(home: Path | None = None) -> Iterator[None]:
    """While the block runs, a thread of this process looks after the embedded server under `home` (OMUZ_HOME).

    To be entered inside `running`, which holds the server for us. Does nothing where DATABASE_URL names a server.
    """
    if named_server() is not None:
        yield
        return
    place, over, mine = Place((home or home_folder()).absolute()), threading.Event(), os.getpid()
    thread = threading.Thread(target=_tend, args=(place, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        if os.getpid() == mine:  # a forked worker unwinds through here too, and has no such thread
            thread.join(_LEAVING)


def _tend(place: Place, over: threading.Event) -> None:
    while not over.wait(LOOKED):
        if _there(place):
            continue
        with (
            contextlib.suppress(locks.Busy, DatabaseTrouble, OSError), _starting, locks.held(place.locks / "gate")
        ):  # fmt: skip
            if not over.is_set() and locks.free(place.locks / "alive"):
                start_unless_alive(place, durable=True)


def _there(place: Place) -> bool:
    """Whether the process the server noted lives."""
    try:
        os.kill(int((place.data / "postmaster.pid").read_text("ascii", "replace").split()[0]), 0)
    except PermissionError:
        return True  # it lives under another name
    except (OSError, ValueError, IndexError):
        return False
    return True
