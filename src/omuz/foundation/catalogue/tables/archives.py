"""Archives that do not say when or on which system they were made: the same content is the same bytes."""

import io
from collections.abc import Mapping
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment an archive can name."""
_UNIX: Final = 3
_OWNER_ONLY: Final = 0o600


class TimelessArchive(ZipFile):
    """An archive whose files carry one fixed moment and belong to nobody."""

    def writestr(
        self, zinfo_or_arcname: str | ZipInfo, data: Any, compress_type: int | None = None, *_more: object
    ) -> None:
        """Add a file by its name."""
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        entry = ZipInfo(name, EPOCH)
        entry.create_system = _UNIX
        entry.external_attr = _OWNER_ONLY << 16
        super().writestr(entry, data, ZIP_DEFLATED if compress_type is None else compress_type)


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files in one archive, in the order given."""
    out = io.BytesIO()
    with TimelessArchive(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()
