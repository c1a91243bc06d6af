"""Shreds: the half of every data key that lies outside the database, so that forgetting reaches every backup of it.

One file a centre, 32 bytes a data key. A stored data key opens only together with its shred; overwriting the shred
is forgetting. Backups of the database do not hold it, and of the shreds only the newest copy is ever kept.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings

from omuz.foundation.vault.crypto import SealBroken

SHRED_BYTES: Final = 32
AT_ONCE: Final = 64
"""Shreds laid down in one go, so that the wait for the disk is not paid by every record."""

_GONE: Final = bytes(SHRED_BYTES)
_LAST_PLACE: Final = 1 << 48
_guard = threading.Lock()
_waiting: dict[tuple[int, Path], list[tuple[int, bytes]]] = {}


class ShredMissing(SealBroken):
    """The shred of a data key is destroyed or was never here: what the key sealed cannot be opened."""


def folder() -> Path:
    """Where the shreds of this installation lie."""
    found: Path = settings.OMUZ_SHREDS
    return found


def book_of(centre_id: UUID) -> Path:
    """The file of one centre's shreds; it need not exist yet."""
    return folder() / f"{centre_id}.shreds"


@contextmanager
def _opened(path: Path, *, exclusive: bool) -> Iterator[int]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if new:
            _name_kept(path.parent)
        fcntl.flock(handle, fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH)
        yield handle
    finally:
        os.close(handle)


def _name_kept(parent: Path) -> None:
    """Wait until the disk knows a new book by its name: what is in a file nobody finds after a power cut is lost."""
    folder_handle = os.open(parent, os.O_RDONLY)
    try:
        os.fsync(folder_handle)
    finally:
        os.close(folder_handle)


def take(centre_id: UUID) -> tuple[int, bytes]:
    """A fresh shred and its place in the centre's book; on the disk before this returns. Raises OSError (disk full)."""
    path = book_of(centre_id)
    with _guard:
        # A forked process must not hand out what its parent laid by.
        laid_by = _waiting.setdefault((os.getpid(), path), [])
        if not laid_by:
            laid_by.extend(reversed(_lay_down(path)))
        return laid_by.pop()


def _lay_down(path: Path) -> list[tuple[int, bytes]]:
    with _opened(path, exclusive=True) as handle:
        # A write cut short by a full disk or a killed process leaves no half shred in use.
        first = -(-os.fstat(handle).st_size // SHRED_BYTES)
        fresh = os.urandom(SHRED_BYTES * AT_ONCE)
        written = 0
        while written < len(fresh):
            written += os.pwrite(handle, fresh[written:], first * SHRED_BYTES + written)
        os.fsync(handle)
    return [(first + place, fresh[place * SHRED_BYTES : (place + 1) * SHRED_BYTES]) for place in range(AT_ONCE)]


def shred_at(centre_id: UUID, place: int) -> bytes:
    """The shred at one place of a centre's book; raises ShredMissing."""
    if place > _LAST_PLACE:
        raise ShredMissing("no book is that long")
    try:
        handle = os.open(book_of(centre_id), os.O_RDONLY)
    except FileNotFoundError as missing:
        raise ShredMissing(f"no book of {centre_id}") from missing
    try:
        return _checked(os.pread(handle, SHRED_BYTES, place * SHRED_BYTES))
    finally:
        os.close(handle)


def _checked(found: bytes) -> bytes:
    if len(found) != SHRED_BYTES or found == _GONE:
        raise ShredMissing("this shred is not there")
    return found


class Book:
    """A centre's shreds read once for many keys; a place beyond what was read is looked up again."""

    def __init__(self, centre_id: UUID) -> None:
        self._centre_id = centre_id
        try:
            self._read = book_of(centre_id).read_bytes()
        except FileNotFoundError:
            self._read = b""

    def at(self, place: int) -> bytes:
        """The shred at `place`; raises ShredMissing."""
        start = place * SHRED_BYTES
        found = self._read[start : start + SHRED_BYTES]
        return _checked(found) if len(found) == SHRED_BYTES else shred_at(self._centre_id, place)

    def standing(self, place: int) -> str:
        """What stood at `place` when the book was read: `there`, `destroyed`, or `missing` beyond its end."""
        found = self._read[place * SHRED_BYTES : (place + 1) * SHRED_BYTES]
        if len(found) != SHRED_BYTES:
            return "missing"
        return "destroyed" if found == _GONE else "there"


def destroy(centre_id: UUID, place: int) -> None:
    """Overwrite one shred for good; doing it again changes nothing. Raises OSError when the disk refuses."""
    with _opened(book_of(centre_id), exclusive=True) as handle:
        # Random first: a disk that only notes “zeros here” may leave the old bytes where they were.
        for content in (os.urandom(SHRED_BYTES), _GONE):
            os.pwrite(handle, content, place * SHRED_BYTES)
            os.fsync(handle)
