"""The server's own keys, kept outside the database; none of them opens anything a woman said."""

import os
import secrets
import time
from datetime import timedelta
from pathlib import Path
from typing import Final

RENEWED: Final = "pages.key"
"""Signs cookies and forms; the one that can be renewed while people are signed in."""
SERVER_KEYS: Final = ("audit.key", RENEWED)
OVERLAP: Final = timedelta(days=2)
"""How long a key is still taken after it was renewed; longer than any session."""
_BEFORE: Final = ".before"


def server_key(home: Path, name: str, length: int = 32) -> bytes:
    """The key `name` of this installation, made on first use with mode 0600 under a 0700 folder.

    Raises OSError when the folder cannot be written.
    """
    folder = home / "keys"
    path = folder / name
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    for private in (home, folder):
        private.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = _drafted(folder, name, secrets.token_bytes(length))
    try:
        # A hard link is refused when another process was first, so two starts at once agree on one key.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_bytes()


def _drafted(folder: Path, name: str, content: bytes) -> Path:
    """A private file beside its place, on the disk."""
    draft = folder / f".{name}.{os.getpid()}.{secrets.token_hex(4)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return draft


def renew_server_key(home: Path, name: str) -> None:
    """A fresh key in the place of `name`; the one before is kept beside it for `earlier_keys`.

    Killed in between, the key is the old one or the new one, never none. Raises OSError when the folder cannot be
    written.
    """
    folder = home / "keys"
    before = server_key(home, name)
    _drafted(folder, name, before).replace(folder / f"{name}{_BEFORE}")
    _drafted(folder, name, secrets.token_bytes(len(before))).replace(folder / name)


def earlier_keys(home: Path, name: str) -> list[bytes]:
    """The key before `name`, while it is still to be taken."""
    path = home / "keys" / f"{name}{_BEFORE}"
    try:
        young = time.time() - path.stat().st_mtime < OVERLAP.total_seconds()
        return [path.read_bytes()] if young else []
    except FileNotFoundError:
        return []


def age_of(home: Path, name: str) -> timedelta:
    """How long ago this key was made."""
    return timedelta(seconds=max(0.0, time.time() - (home / "keys" / name).stat().st_mtime))
