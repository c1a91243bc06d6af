"""`omuz demo` as a visitor starts it: a process of its own, on a free port, with a home that is thrown away."""

import os
import re
import signal
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
OMUZ = "from omuz.site.cli import main; raise SystemExit(main())"
AT = "import time_machine; time_machine.travel({!r}, tick=True).start(); " + OMUZ
MADE_WITHIN = 900.0
"""Seconds after which a demonstration that has not said its address is given up."""
STOPPED_WITHIN = 60.0
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONUTF8", "PYTHONPATH", "OMUZ_POSTGRES_BIN")


@dataclass(frozen=True)
class Site:
    """The served demonstration: where it is, where it lives, and what it wrote to standard error."""

    address: str
    home: Path
    complaints: Path

    @cached_property
    def invented(self) -> dict[str, Any]:
        """The people and places of demo/network.toml."""
        return tomllib.loads((ROOT / "demo" / "network.toml").read_text(encoding="utf-8"))

    @property
    def password(self) -> str:
        """The one password of everybody in the demonstration."""
        return str(self.invented["password"])

    def centre_of(self, username: str) -> str:
        """The code of the centre at which one of the six works."""
        return str(next(each for each in self.invented["person"] if each["username"] == username)["centre"])


@contextmanager
def demonstration(folder: Path, at: str = "") -> Iterator[Site]:
    """Start it under `folder`, wait for the printed address, and stop it by its own process number.

    `at` sets its clock (2026-11-25T10:12+03:00), so that pictures taken at night show a working morning.
    """
    home, complaints = folder / "home", folder / "complaints.txt"
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    with complaints.open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-c", AT.format(at) if at else OMUZ, "demo", "--port", "0"],
            # A person whose session the stories keep may have nothing to do for longer than a lunch.
            env={**environment, "OMUZ_HOME": str(home), "OMUZ_LANG": "tr", "OMUZ_IDLE_SERVER_SECONDS": "14400"},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    try:
        yield Site(_printed_address(process, complaints), home, complaints)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=STOPPED_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def _printed_address(process: "subprocess.Popen[str]", complaints: Path) -> str:
    """The address once it is said. Waiting ends after MADE_WITHIN seconds, because then the process is ended."""
    limit = threading.Timer(MADE_WITHIN, process.kill)
    limit.start()
    said = ""
    try:
        for line in process.stdout or ():
            said += line
            told = re.search(r"http://127\.0\.0\.1:\d+", line)
            if told:
                return told.group()
    finally:
        limit.cancel()
    raise AssertionError(f"no demonstration: {said}\n{complaints.read_text(encoding='utf-8')}")
