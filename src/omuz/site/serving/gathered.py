"""Static files gathered once under names that carry their hash, compressed, so that a browser asks for each once."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from whitenoise.storage import CompressedManifestStaticFilesStorage


class GatheredFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise ships no types
    """Names with a hash where files were gathered; plain names elsewhere, as in tests."""

    manifest_strict = False

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        """The name under which browsers may keep the file for good, or the plain one when it was not gathered."""
        try:
            return str(super().hashed_name(name, content, filename))
        except ValueError:
            return name


def _sources() -> Iterator[Path]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield Path(storage.path(name))


def gather() -> None:
    """Gather the static files into STATIC_ROOT when one of them changed since the last time."""
    from django.core.management import call_command

    told = hashlib.sha256()
    for path in sorted(_sources()):
        state = path.stat()
        told.update(f"{path}:{state.st_size}:{state.st_mtime_ns}\n".encode())
    mark = settings.STATIC_ROOT / ".gathered"
    if mark.exists() and mark.read_text() == told.hexdigest():
        return
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(told.hexdigest())
