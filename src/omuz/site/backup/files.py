"""A file that is written beside its place, checked there, and only then given its name."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_ZEROS = bytes(1 << 20)


_ENDING = ".part"
_STALE = 24 * 3600
"""Seconds after which a draft cannot be of a command that still runs."""


@contextmanager
def drafted(place: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """A draft beside `place`, open for writing, gone after the block unless `settle` gave it its name.

    Drafts of commands that were killed go when the next one comes.
    """
    for left in place.parent.glob(f".omuz-*{_ENDING}"):
        if time.time() - left.stat().st_mtime > _STALE:
            left.unlink(missing_ok=True)
    draft = place.with_name(f".{place.name}.{os.getpid()}{_ENDING}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            yield file, draft
    finally:
        draft.unlink(missing_ok=True)


def flushed(file: IO[bytes]) -> None:
    """Wait until the disk has it."""
    file.flush()
    os.fsync(file.fileno())


def settle(draft: Path, place: Path) -> None:
    """Give the draft its name in one step; what had the name before is overwritten on the disk, then let go."""
    try:
        before = os.open(place, os.O_WRONLY)
    except FileNotFoundError:
        before = None
    draft.replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    if before is not None:
        _wipe(before)


def _wipe(handle: int) -> None:
    try:
        left = os.fstat(handle).st_size
        while left > 0:
            left -= os.write(handle, _ZEROS[:left])
        os.fsync(handle)
    finally:
        os.close(handle)
