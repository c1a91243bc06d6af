"""The server's own keys, kept outside the database; none of them opens anything a woman said."""

import os
import secrets
from pathlib import Path


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
    draft = folder / f".{name}.{os.getpid()}.{secrets.token_hex(4)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(length))
    try:
        # A hard link is refused when another process was first, so two starts at once agree on one key.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_bytes()
