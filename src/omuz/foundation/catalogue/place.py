"""Finds the folder with the catalogues: named by the environment, in the clone, or beside the package."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from omuz.foundation.catalogue.errors import CatalogueError

_PACKAGE = Path(__file__).resolve().parents[2]
_CLONE = _PACKAGE.parents[1] / "catalogues"
_PACKED = _PACKAGE / "catalogues"
_INSTALLED = Path(sys.prefix) / "share" / "omuz" / "catalogues"
_instead: ContextVar[Path | None] = ContextVar("omuz_catalogues", default=None)


def catalogue_folder() -> Path:
    """The folder holding `lists/`, `facts/`, `indicators/` and `mappings/`.

    OMUZ_CATALOGUES wins, so that a network can keep its own. Raises CatalogueError when it is not there.
    """
    return _instead.get() or _found(os.environ.get("OMUZ_CATALOGUES"))


@contextmanager
def catalogues_at(folder: Path) -> Iterator[None]:
    """Inside this block catalogues are read from `folder`: what was kept with a document made from older ones."""
    token = _instead.set(folder)
    try:
        yield
    finally:
        _instead.reset(token)


@lru_cache(maxsize=8)
def _found(named: str | None) -> Path:
    """Looked for once: a page asks for hundreds of labels."""
    candidates = [Path(named)] if named else [_CLONE, _PACKED, _INSTALLED]
    for folder in candidates:
        if (folder / "lists").is_dir():
            return folder
    raise CatalogueError(
        _("Katalog klasörü bulunamadı: %(folder)s. OMUZ_CATALOGUES ile yerini gösterin.") % {"folder": candidates[0]}
    )
