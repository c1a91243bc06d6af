"""A power cut at any point: what was said to be kept is on the disk, as far as our own files go."""

import random
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from omuz.foundation.vault import shreds
from omuz.site.postgres import cluster
from tests.trust.disks import Recorder
from tests.trust.promised import Line

BOOKS, SHREDS = 3, 200


@pytest.fixture
def disk(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """A recorder in the place of the system's calls, over an empty folder of shreds."""
    settings.OMUZ_SHREDS = tmp_path / "shreds"  # type: ignore[attr-defined]  # the fixture of the framework
    (tmp_path / "shreds").mkdir()
    recorder = Recorder()
    monkeypatch.setattr(shreds, "os", recorder)
    monkeypatch.setattr(shreds, "_waiting", {})
    return recorder


def test_a_power_cut_takes_no_shred_that_was_handed_out(
    disk: Recorder, seed: int, times: Callable[..., int], promised: Callable[[Line], None]
) -> None:
    chance, centres = random.Random(seed), [uuid4() for _ in range(BOOKS)]
    for _ in range(SHREDS):
        centre = chance.choice(centres)
        disk.said((str(shreds.book_of(centre)), *shreds.take(centre)))
    number, lost = times(10_000, least=200), 0
    for _ in range(number):
        there, said = disk.cut(chance.randrange(len(disk.steps) + 1), chance)
        size = shreds.SHRED_BYTES
        lost += any(there.get(path, b"")[place * size : (place + 1) * size] != shred for path, place, shred in said)
    what = "power cuts at random points of laying down shreds, sectors not waited for kept by chance"
    promised(Line("R1", what, number, number - lost, f"{lost} cuts lost a shred in use", "0 acknowledged saves lost"))


def test_a_destroyed_shred_stays_destroyed(disk: Recorder, seed: int) -> None:
    chance, centre = random.Random(seed), uuid4()
    place, shred = shreds.take(centre)
    begin = len(disk.steps)
    shreds.destroy(centre, place)
    for at in range(begin, len(disk.steps) + 1):
        there, _said = disk.cut(at, chance)
        book = there[str(shreds.book_of(centre))]
        if at == len(disk.steps):
            assert book[: shreds.SHRED_BYTES] == bytes(shreds.SHRED_BYTES) != shred


def test_the_database_waits_for_the_disk_and_checks_its_pages() -> None:
    told = {line.split("=")[0].strip(): line.split("=")[1].split("#")[0].strip() for line in
            cluster.SETTINGS.splitlines() if "=" in line and not line.startswith("#")}  # fmt: skip
    assert {name: told[name] for name in ("fsync", "synchronous_commit", "full_page_writes")} == {
        "fsync": "on", "synchronous_commit": "on", "full_page_writes": "on",
    }  # fmt: skip
    assert '"--data-checksums"' in Path(cluster.__file__).read_text(encoding="utf-8")
