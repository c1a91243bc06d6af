"""How long and for how many a web process waits, and how large a request may be at which address."""

import resource
from collections.abc import Callable, Mapping
from dataclasses import dataclass

FORM_BYTES = 1_000_000
"""The largest body of a request where no file is brought."""
SPARE_FILES = 256
"""Open files left to everything that is not a line: the database, the catalogues, the log."""


@dataclass(frozen=True)
class Patience:
    """Seconds, requests, lines and bytes of one web process."""

    waiting: int = 64
    """Requests that may wait for a thread; twice as many of those that bring what somebody wrote."""
    waited: float = 10.0
    """A request that waited longer for its thread is turned away: its reader has gone, or pressed again."""
    head: float = 10.0
    """A new line says what it wants within this time, and says it to the end within as much again."""
    kept: float = 15.0
    """So long a line stays open for a next request."""
    body: float = 20.0
    """A body has come within this time and what its length takes at `slowest` bytes a second."""
    slowest: float = 16_000.0
    sending: float = 30.0
    """A reader takes the whole answer within this time."""
    lines: int = 2_000
    """Open lines; a further one takes the place of the line that has been silent longest."""
    bytes: int = 96_000_000
    """Requests held in memory, whole and half."""


def with_room(patience: Patience) -> Patience:
    """Ask the system for as many open files as the lines need; with fewer lines where it gives fewer."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = patience.lines + SPARE_FILES
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    lines = max(64, min(patience.lines, soft - SPARE_FILES))
    return Patience(**{**vars(patience), "lines": lines})


def largest_at(uploads: Mapping[str, int]) -> Callable[[str], int]:
    """Path → the most bytes a body may have there; `uploads` names the pages that take a file, with their bytes."""

    def largest(path: str) -> int:
        from django.urls import Resolver404, resolve

        try:
            return uploads.get(resolve(path).view_name, FORM_BYTES)
        except Resolver404:
            return FORM_BYTES

    return largest
