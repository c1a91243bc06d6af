"""A catalogue folder a test may break."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from omuz.foundation.catalogue.place import catalogue_folder


@pytest.fixture
def catalogues(tmp_path: Path) -> Path:
    """A copy of the catalogues; what a test writes there reaches nobody else."""
    copy = tmp_path / "catalogues"
    shutil.copytree(catalogue_folder(), copy)
    return copy


@pytest.fixture
def edited(catalogues: Path) -> Callable[[str, str, str], Path]:
    """Replaces words in a file of the copy and returns the file; the words must be there."""

    def edit(name: str, old: str, new: str) -> Path:
        path = catalogues / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return edit
