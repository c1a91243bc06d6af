"""Decides as whom the database server runs: PostgreSQL refuses to run as root, and so do we."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from omuz.site.postgres.binaries import Binaries
from omuz.site.postgres.errors import DatabaseTrouble
from omuz.site.words import _

NOBODY = 65534
_PROBE = 'test "$(id -u)" != 0 && "$1" --version >/dev/null && test -w "$2" && test -x "$2"'


@dataclass(frozen=True)
class Identity:
    """`prefix` goes before every server program; `uid` and `gid` are taken on first, where given."""

    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    def give(self, path: Path) -> None:
        """Hand a file or folder to this identity."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def run(self, argv: list[str], cwd: Path, timeout: float) -> subprocess.CompletedProcess[str]:
        """Run one short-lived program under this identity; its output is captured as text."""
        return subprocess.run(
            [*self.prefix, *argv],
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
            cwd=cwd,
            timeout=timeout,
            user=self.uid,
            group=self.gid,
            extra_groups=None if self.uid is None else [],
        )


def identity_for(folder: Path, binaries: Binaries) -> Identity:
    """The identity that may run `binaries` inside `folder`, which it then owns.

    As root, in this order: whoever owns the folder already, a user namespace (nothing changes hands), the owner
    of the enclosing folder, `nobody`. Raises DatabaseTrouble when none of them can.
    """
    if os.geteuid() != 0:
        return Identity()
    for identity in _for_root(folder):
        identity.give(folder)
        if _works(identity, folder, binaries):
            return identity
        os.chown(folder, 0, 0)
    raise DatabaseTrouble(
        _(
            "Veritabanı root olarak çalıştırılamaz ve bu makine başka bir kimliğe geçmeye izin vermiyor; hiçbir şey "
            "başlatılmadı. Omuz'u sıradan bir kullanıcıyla çalıştırın ya da kendi PostgreSQL sunucunuzu "
            "DATABASE_URL ile gösterin."
        )
    )


def _for_root(folder: Path) -> Iterator[Identity]:
    owner = folder.stat().st_uid
    if owner != 0:
        yield _dropped(owner)
        return
    unshare = shutil.which("unshare")
    if unshare:
        yield Identity(prefix=(unshare, "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "--"))
    enclosing = folder.parent.stat().st_uid
    if enclosing != 0:
        yield _dropped(enclosing)
    yield _dropped(NOBODY)


def _dropped(uid: int) -> Identity:
    try:
        gid = pwd.getpwuid(uid).pw_gid
    except KeyError:
        gid = uid
    return Identity(uid=uid, gid=gid)


def _works(identity: Identity, folder: Path, binaries: Binaries) -> bool:
    probe = ["/bin/sh", "-c", _PROBE, "sh", binaries.tool("postgres"), str(folder)]
    try:
        return identity.run(probe, cwd=Path("/"), timeout=20).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False
