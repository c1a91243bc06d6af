"""An invented year for every test of this folder: rooms that give pieces, a small report type, a second editor."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.network.reports import rooms

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.network.reports.desks import Desk

SMALL = Path(__file__).with_name("small_type")


@pytest.fixture(scope="session")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogues of this clone with one small report type more."""
    from omuz.foundation.catalogue.place import catalogue_folder

    folder = Path(shutil.copytree(catalogue_folder(), tmp_path_factory.mktemp("kept") / "catalogues"))
    shutil.copytree(SMALL, folder / "reports" / "small")
    return folder


@pytest.fixture
def year(settings: Any, monkeypatch: pytest.MonkeyPatch, catalogues: Path) -> rooms.Year:
    """The invented year the rooms tell of; a test may change it."""
    settings.REPORT_SOURCES = dict.fromkeys(("profiles", "returns"), "tests.network.reports.rooms.pieces")
    monkeypatch.setenv("OMUZ_CATALOGUES", str(catalogues))
    monkeypatch.setattr(rooms, "YEAR", rooms.Year())
    return rooms.YEAR


@pytest.fixture
def desk(cast: "Cast", year: rooms.Year) -> "Desk":
    """The cast at work on reports; Sema edits for the network, Songül leads Bornova."""
    from tests.network.reports.desks import made

    return made(cast, year)
