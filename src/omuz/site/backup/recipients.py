"""For whom backups are sealed: public keys in the home, each with its private half on a sheet of paper only."""

import os
import secrets
from pathlib import Path
from typing import Final

from omuz.foundation.vault import crypto
from omuz.foundation.vault.sheet import RecoverySheet
from omuz.site.backup.errors import BackupTrouble
from omuz.site.words import _

FILE: Final = "backup.public"


def recipients(home: Path) -> tuple[bytes, ...]:
    """Public keys of this installation's backups, oldest first; none before `omuz backup-key`.

    Raises BackupTrouble where the file holds something else.
    """
    try:
        lines = (home / "keys" / FILE).read_text("ascii").split()
        found = tuple(bytes.fromhex(line) for line in lines)
    except FileNotFoundError:
        return ()
    except ValueError as broken:
        raise _unreadable(home) from broken
    if not found or any(len(each) != crypto.KEY_BYTES for each in found):
        raise _unreadable(home)
    return found


def new_recipient(home: Path, *, beside: bool) -> RecoverySheet:
    """A fresh key pair: the public half is kept, the private half is only on the sheet that is returned.

    `beside` keeps the earlier keys too, so that either paper opens the coming backups.
    """
    sheet = RecoverySheet(crypto.new_pair().private)
    keep = recipients(home) if beside else ()
    folder = home / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f".{FILE}.{secrets.token_hex(4)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write("".join(f"{each.hex()}\n" for each in (*keep, sheet.pair.public)))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / FILE)
    return sheet


def _unreadable(home: Path) -> BackupTrouble:
    return BackupTrouble(
        _("%(file)s okunamadı; yedek alınmadı. omuz backup-key --renew ile yeni bir anahtar kurun.")
        % {"file": home / "keys" / FILE}
    )
