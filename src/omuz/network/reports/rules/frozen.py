"""The texts an edition was made with, kept inside it: its report type, and the definitions its figures are told by."""

import hashlib
import json
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final

from omuz.foundation.catalogue.place import catalogue_folder, catalogues_at
from omuz.foundation.privacy.safe import canonical
from omuz.insight.reports.content.report_types import ReportType, report_texts, report_type_in, sources_in
from omuz.insight.reports.content.source_keys import Source

FORMAT: Final = 1
_REPORTS: Final = "reports/"
_DEFINED: Final = ("facts/*.toml", "lists/*.csv", "units/*.toml", "geo/*", "published.toml")
"""What puts figures into words and pictures besides the definitions of the indicators shown."""


def freeze(report: str, indicators: Iterable[str]) -> str:
    """Everything a document of this report type is put into words with, as one text.

    `indicators` are the codes of the definitions its tables were counted by. Raises CatalogueError.
    """
    root = catalogue_folder()
    files = {f"{_REPORTS}{name}": text for name, text in report_texts(report).items()}
    named = {f"indicators/{code}.toml" for code in indicators}
    for pattern in (*_DEFINED, "indicators/*.toml"):
        for path in sorted(root.glob(pattern)):
            name = path.relative_to(root).as_posix()
            if path.is_file() and (pattern in _DEFINED or name in named):
                files[name] = path.read_bytes().decode("utf-8")
    return canonical({"format": FORMAT, "report": report, "files": files})


def digest_of(content: str) -> str:
    """SHA-256 (hex) of a frozen text."""
    return hashlib.sha256(content.encode()).hexdigest()


@lru_cache(maxsize=8)
def texts_in(content: str) -> Mapping[str, str]:
    """Name of a file below the folder of catalogues → its text."""
    found: dict[str, str] = json.loads(content)["files"]
    return found


def _of_type(content: str) -> dict[str, str]:
    return {name.removeprefix(_REPORTS): text for name, text in texts_in(content).items() if name.startswith(_REPORTS)}


@lru_cache(maxsize=8)
def type_in(content: str) -> ReportType:
    """The report type as it was frozen."""
    return report_type_in(json.loads(content)["report"], _of_type(content))


@lru_cache(maxsize=8)
def sources_frozen(content: str) -> Mapping[str, Source]:
    """The list of sources as it was frozen."""
    return sources_in(_of_type(content))


@contextmanager
def as_defined(content: str) -> Iterator[None]:
    """Inside this block figures are put into words as they were when the edition was made, whatever came since."""
    if _as_today(content):
        yield
        return
    folder = _laid_out(content)
    with catalogues_at(folder.path):
        yield


def _as_today(content: str) -> bool:
    root = catalogue_folder()
    for name, text in texts_in(content).items():
        path = root / name
        if not name.startswith(_REPORTS) and not (path.is_file() and path.read_bytes() == text.encode()):
            return False
    return True


class _Folder:
    """Texts laid out as files for as long as somebody reads them."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="omuz-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)
        for name, text in texts.items():
            path = self.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())


@lru_cache(maxsize=4)
def _laid_out(content: str) -> _Folder:
    return _Folder(texts_in(content))
