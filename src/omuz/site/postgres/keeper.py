"""The parent of the embedded server: starts it, owns it, restarts it after a crash, stops it after its last user.

Run as a file of its own by the launcher and imports the standard library only, because it lives as long as the
server does. It never reads a password and never connects to the database.
"""

import contextlib
import ctypes
import fcntl
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

PR_SET_PDEATHSIG = 1
RESTARTS = 8  # of servers that did not stay, within RESTART_WINDOW seconds; after that the trouble is not a passing one
RESTART_WINDOW = 300.0
STAYED = 1.0  # seconds a server lives that had come up; whatever ended it, the next one may begin at once
FAST, IMMEDIATE = signal.SIGINT, signal.SIGQUIT
PATIENCE = ((FAST, 60.0), (IMMEDIATE, 15.0), (signal.SIGKILL, 5.0))


class Keeper:
    """One server process and the locks that say who lives (`alive`), who uses it (`users`), who decides (`gate`)."""

    def __init__(self, spec: dict[str, object]) -> None:
        self.spec = spec
        self.argv = [str(word) for word in spec["argv"]] if isinstance(spec["argv"], list) else []
        self.locks = Path(str(spec["locks"]))
        self.alive = os.open(self.locks / "alive", os.O_RDWR | os.O_CREAT, 0o600)
        self.stopping = threading.Event()
        self.server: subprocess.Popen[bytes] | None = None

    def keep(self) -> int:
        """Run until the last user has left; 0 after an orderly end, 3 when another keeper lives, 1 after crashes."""
        try:
            fcntl.flock(self.alive, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 3
        for number in (signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_: self.stop())
        threading.Thread(target=self.wait_for_last_user, daemon=True).start()
        try:
            return self.supervise()
        finally:
            self.remove_temporary_socket()

    def supervise(self) -> int:
        """Start the server, and start it again when it ends without having been told to."""
        (self.locks / "ready").unlink(missing_ok=True)
        starts: list[float] = []
        while not self.stopping.is_set():
            starts = [moment for moment in starts if time.monotonic() - moment < RESTART_WINDOW]
            if len(starts) >= RESTARTS:
                return 1
            starts.append(time.monotonic())
            self.clear_leftovers()
            self.server = self.start()
            if self.stopping.is_set():
                self.stop()
            code = self.server.wait()
            if code != 0 and len(starts) == 1 and not (self.locks / "ready").exists():
                return 1  # it never came up: the launcher reads the log and says why
            if self.came_up() and time.monotonic() - starts[-1] >= STAYED:
                starts = []  # people are waiting: killed or crashed at work is not a start that fails
                continue
            self.stopping.wait(min(0.1 * 2 ** len(starts), 10.0))
        return 0

    def came_up(self) -> bool:
        """Whether the server that just ended had been ready; its lock file says so, and a kill leaves it behind."""
        try:
            return "ready" in (Path(str(self.spec["data"])) / "postmaster.pid").read_text("utf-8", "replace")
        except OSError:
            return False  # it ended in good order without having been asked to by us

    def start(self) -> "subprocess.Popen[bytes]":
        """Start the server as the given identity; it and all its children inherit the `alive` lock."""
        uid, gid = self.spec["uid"], self.spec["gid"]
        return subprocess.Popen(
            self.argv,
            stdin=subprocess.DEVNULL,
            cwd=str(self.spec["cwd"]),
            user=uid if isinstance(uid, int) else None,
            group=gid if isinstance(gid, int) else None,
            extra_groups=[] if isinstance(uid, int) else None,
            pass_fds=(self.alive,),
            preexec_fn=end_with_parent,  # noqa: PLW1509 - one system call, no lock taken; no other way to say it
        )

    def clear_leftovers(self) -> None:
        """Remove what a killed server left: holding `alive` proves that nothing of it runs any more.

        A process number in the old lock file may belong to a stranger by now, so PostgreSQL's own check of it
        would refuse to start. Its second check, on shared memory, stays in force.
        """
        for leftover in (Path(str(self.spec["data"])) / "postmaster.pid", *Path(str(self.spec["socket"])).glob(".s.*")):
            leftover.unlink(missing_ok=True)

    def remove_temporary_socket(self) -> None:
        """Leave no empty folder behind in the system's temporary folder."""
        socket = Path(str(self.spec["socket"]))
        if socket.parent != Path(str(self.spec["cwd"])):
            with contextlib.suppress(OSError):
                socket.rmdir()

    def wait_for_last_user(self) -> None:
        """Block until nobody holds `users`, then stop, unless somebody is at the gate about to join."""
        users = os.open(self.locks / "users", os.O_RDWR | os.O_CREAT, 0o600)
        gate = os.open(self.locks / "gate", os.O_RDWR | os.O_CREAT, 0o600)
        while True:
            fcntl.flock(users, fcntl.LOCK_EX)
            try:
                fcntl.flock(gate, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                fcntl.flock(users, fcntl.LOCK_UN)
                time.sleep(0.05)
                continue
            self.stop()
            return  # both locks stay held until this process has ended, so nobody joins a stopping server

    def stop(self) -> None:
        """Ask the server to end, ever more firmly; returns at once, the waiting is bounded."""
        self.stopping.set()
        threading.Thread(target=self.press, daemon=True).start()

    def press(self) -> None:
        """Send each signal in turn and give the server its time to obey."""
        for number, seconds in PATIENCE:
            server = self.server
            if server is None or server.poll() is not None:
                return
            server.send_signal(number)
            deadline = time.monotonic() + seconds
            while server.poll() is None and time.monotonic() < deadline:
                time.sleep(0.02)


def end_with_parent() -> None:
    """Have the kernel end the server, in good order, should its keeper be killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(FAST), 0, 0, 0)


def main() -> int:
    """Read the launcher's instructions from the first argument and keep the server."""
    os.setsid()
    os.umask(0o077)
    return Keeper(json.loads(sys.argv[1])).keep()


if __name__ == "__main__":
    sys.exit(main())
