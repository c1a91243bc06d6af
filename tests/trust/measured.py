"""How much memory something took at its most, and which files it opened for writing."""

import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MEGABYTE = 2**20
_STATUS, _FORGET = Path("/proc/self/status"), Path("/proc/self/clear_refs")
_TICKS = os.sysconf("SC_CLK_TCK")


def served_seconds(connection: Any) -> float:
    """Processor seconds so far of the server's process behind a connection of Django; 0 where it runs elsewhere."""
    connection.ensure_connection()
    place = Path(f"/proc/{connection.connection.info.backend_pid}/stat")
    name, _closed, told = place.read_text().rpartition(")") if place.exists() else ("", "", "")
    spent = told.split()[11:13] if "postgres" in name else []
    return sum(int(each) for each in spent) / _TICKS


@dataclass
class Taken:
    """What a stretch of work took: bytes at its most beyond what was there before, files opened for writing."""

    memory: int = 0
    written: list[str] = field(default_factory=list)


_listening: list[Taken] = []


def _heard(event: str, args: tuple[Any, ...]) -> None:
    if event == "open" and _listening and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR):
        _listening[-1].written.append(str(args[0]))


_hooked: list[bool] = []


@contextmanager
def taken() -> Iterator[Taken]:
    """Measure what is done inside; the answer is whole when the block ends."""
    if not _hooked:
        sys.addaudithook(_heard)
        _hooked.append(True)
    told, before = Taken(), _resident("VmRSS")
    _forget_the_most()
    _listening.append(told)
    try:
        yield told
    finally:
        _listening.pop()
        told.memory = max(0, _resident("VmHWM") - before)


def _forget_the_most() -> None:
    if _FORGET.exists():
        _FORGET.write_text("5")  # the kernel's word for: begin the peak of this process anew


def _resident(what: str) -> int:
    if not _STATUS.exists():  # no Linux: only what grew beyond the peak of the whole run is seen
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    line = next(line for line in _STATUS.read_text().splitlines() if line.startswith(what))
    return int(line.split()[1]) * 1024
