"""File locks that the kernel releases when their holder dies, so that no lock is ever left behind."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Busy(Exception):
    """The lock was held by somebody else for the whole time allowed."""


@contextmanager
def held(path: Path, *, shared: bool = False, seconds: float = 0.0) -> Iterator[None]:
    """Hold the lock at `path` inside the block; waits at most `seconds`, then raises Busy."""
    handle = take(path, shared=shared, seconds=seconds)
    try:
        yield
    finally:
        os.close(handle)


def take(path: Path, *, shared: bool = False, seconds: float = 0.0) -> int:
    """Take the lock and answer its open file; closing it (by the last process that has it) releases the lock."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    kind = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB
    deadline = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(handle, kind)
            return handle
        except BlockingIOError:
            if time.monotonic() >= deadline:
                os.close(handle)
                raise Busy(path.name) from None
            time.sleep(0.02)


def free(path: Path, *, shared: bool = False) -> bool:
    """Whether the lock could be taken this moment."""
    try:
        os.close(take(path, shared=shared))
    except Busy:
        return False
    return True
