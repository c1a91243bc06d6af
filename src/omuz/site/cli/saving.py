"""A file a command hands over: written whole or not at all, beside its place and then renamed, never over another."""

import os
from pathlib import Path

from omuz.site.faults import Stopped
from omuz.site.words import _


def demand_place(path: Path) -> None:
    """Raise Stopped where the file could not be put: known before the work begins, not after it."""
    if path.exists() or path.is_symlink():
        raise Stopped(_("%(file)s zaten var; üzerine yazılmadı. Başka bir ad verin.") % {"file": path})
    if not path.parent.is_dir():
        raise Stopped(
            _("%(folder)s diye bir klasör yok; hiçbir şey yazılmadı. Klasörü açın ya da başka bir yer verin.")
            % {"folder": path.parent}
        )
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise Stopped(
            _("%(folder)s klasörüne yazma izni yok; hiçbir şey yazılmadı. Başka bir yer verin.")
            % {"folder": path.parent}
        )


def save(path: Path, content: bytes) -> None:
    """Put the file in its place, readable by its owner; a fault leaves nothing behind."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
