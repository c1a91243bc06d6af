"""A disk that fails, is full, or may not be written: every call ends whole or not at all, and can be tried again."""

import errno
import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import OperationalError
from django.test import RequestFactory
from django.utils import translation

from omuz.foundation.privacy import gate
from omuz.foundation.vault import shreds
from omuz.site import faults
from omuz.site.backup import files
from omuz.site.shell.views import broken
from tests.trust.disks import Faulty, every_call
from tests.trust.promised import Line, first


@pytest.fixture
def folder(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of shreds; nothing laid by."""
    settings.OMUZ_SHREDS = tmp_path / "shreds"  # type: ignore[attr-defined]  # the fixture of the framework
    monkeypatch.setattr(shreds, "_waiting", {})
    return tmp_path


def _taking(centre: UUID, monkeypatch: pytest.MonkeyPatch) -> Callable[[Faulty], None]:
    """A centre whose book holds one shred takes another on a failing disk, then on a good one."""

    def act(faulty: Faulty) -> None:
        monkeypatch.setattr(shreds, "_waiting", {})
        first, shred = shreds.take(centre)
        monkeypatch.setattr(shreds, "_waiting", {})
        monkeypatch.setattr(shreds, "os", faulty)
        taken = []
        try:
            taken.append(shreds.take(centre))
        except OSError as fault:
            assert faults.trouble(fault) or fault.errno == errno.EIO
        finally:
            monkeypatch.setattr(shreds, "os", os)
        taken.append(shreds.take(centre))
        assert shreds.shred_at(centre, first) == shred, "an older shred changed"
        for place, fresh in taken:
            assert place != first and shreds.shred_at(centre, place) == fresh, "a shred in use is not there"

    return act


def _destroying(monkeypatch: pytest.MonkeyPatch) -> Callable[[Faulty], None]:
    def act(faulty: Faulty) -> None:
        centre = uuid4()
        monkeypatch.setattr(shreds, "_waiting", {})
        kept, gone = shreds.take(centre), shreds.take(centre)
        monkeypatch.setattr(shreds, "os", faulty)
        try:
            shreds.destroy(centre, gone[0])
        except OSError:
            monkeypatch.setattr(shreds, "os", os)
            shreds.destroy(centre, gone[0])
        finally:
            monkeypatch.setattr(shreds, "os", os)
        assert shreds.shred_at(centre, kept[0]) == kept[1], "another shred changed"
        with pytest.raises(shreds.ShredMissing):
            shreds.shred_at(centre, gone[0])

    return act


def _settling(place: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Faulty], None]:
    old, new = b"old" * 500, b"new" * 900

    def act(faulty: Faulty) -> None:
        place.write_bytes(old)
        monkeypatch.setattr(files, "os", faulty)
        try:
            with files.drafted(place) as (file, draft):
                file.write(new)
                files.flushed(file)
                files.settle(draft, place)
        except OSError:
            assert place.read_bytes() in (old, new), "half a backup bears the name"
        else:
            assert place.read_bytes() == new, "said to be there and is not"
        finally:
            monkeypatch.setattr(files, "os", os)
        assert [each.name for each in place.parent.glob(".*.part")] == [], "a draft is left"

    return act


def test_a_fault_at_any_call_leaves_nothing_half(
    folder: Path, monkeypatch: pytest.MonkeyPatch, promised: Callable[[Line], None]
) -> None:
    backup = folder / "backups" / "omuz.backup"
    backup.parent.mkdir()
    acts = {
        "laying down a shred": _taking(uuid4(), monkeypatch),
        "destroying a shred": _destroying(monkeypatch),
        "giving a backup its name": _settling(backup, monkeypatch),
    }
    told = {name: every_call(act) for name, act in acts.items()}
    number, wrong = sum(count for count, _ in told.values()), [each for _, found in told.values() for each in found]
    each = "; ".join(f"{name}: {count} calls" for name, (count, _) in told.items())
    promised(Line("R4", "an error of the disk at every call of shreds and backup files", number, number - len(wrong),
                  f"{each}{'; ' + wrong[0] if wrong else ''}", "every call, 0 corrupt"))  # fmt: skip


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[Path]:
    """A disk of its own in memory; only the administrator of a machine may make one."""
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=False)
    if made.returncode:
        pytest.skip("a disk of one's own may be made by the administrator only")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("mount") is None, reason="making a disk needs the administrator")
def test_a_disk_that_is_full_at_a_random_point_and_has_space_again(
    folder: Path, settings: Any, seed: int, times: Callable[..., int], monkeypatch: pytest.MonkeyPatch,
    promised: Callable[[Line], None],
) -> None:  # fmt: skip
    chance, number, wrong, refused = random.Random(seed), times(200, least=20), [], 0
    with small_disk(folder / "small", "256k") as place:
        settings.OMUZ_SHREDS = place / "shreds"
        for attempt in range(number):
            came = _filled(place, chance, monkeypatch)
            refused += came[0]
            wrong += [f"{attempt}: {each}" for each in came[1]]
    what = "shreds and backup files on a disk filled at random points, then with space again"
    figure = f"{refused} writes refused, each said so{first(wrong)}"
    promised(Line("R3", what, number, number - len(wrong), figure, "0 corrupt, 0 lost"))


def _filled(place: Path, chance: random.Random, monkeypatch: pytest.MonkeyPatch) -> tuple[int, list[str]]:
    """One disk filled while shreds and a backup are written; how many writes were refused, and what was wrong."""
    monkeypatch.setattr(shreds, "_waiting", {})
    for left in [*place.glob("*.backup"), *place.glob("shreds/*"), *place.glob("filling")]:
        left.unlink()
    filling, backup, centre = place / "filling", place / "one.backup", uuid4()
    filling.write_bytes(bytes(chance.randrange(150_000, 250_000)))
    held, refused, wrong, old = [], 0, [], b""
    for turn in range(12):
        if turn == 9:
            filling.unlink()
        try:
            held.append(shreds.take(centre))
            monkeypatch.setattr(shreds, "_waiting", {})
            new = bytes([turn + 1]) * chance.randrange(1_000, 40_000)
            with files.drafted(backup) as (file, draft):
                file.write(new)
                files.flushed(file)
                files.settle(draft, backup)
            old = new
        except OSError as fault:
            refused += 1
            if turn >= 9 or not faults.trouble(fault):
                wrong.append(f"{fault}")
        if (backup.read_bytes() if backup.exists() else b"") != old:
            wrong.append("the last backup is not whole")
    wrong += ["a shred in use is lost" for where, shred in held if shreds.shred_at(centre, where) != shred]
    return refused, wrong


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (psycopg.errors.DiskFull, "diski dolu"),
        (psycopg.errors.LockNotAvailable, "yetişemiyor"),
        (psycopg.errors.ReadOnlySqlTransaction, "yalnızca okunabiliyor"),
        (psycopg.OperationalError, "ulaşılamıyor"),
    ],
)
def test_a_page_says_what_the_database_suffers_from(kind: type[Exception], words: str) -> None:
    try:
        raise OperationalError("x") from kind("x")
    except OperationalError:
        with translation.override("tr"):
            answer = broken(RequestFactory().get("/"))
    assert answer.status_code == 503 and words in answer.content.decode()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_a_page_says_what_the_disk_suffers_from(number: int) -> None:
    try:
        raise OSError(number, os.strerror(number), "/x")
    except OSError:
        answer = broken(RequestFactory().get("/"))
    assert answer.status_code == 503


def test_our_own_fault_is_not_called_the_disks() -> None:
    try:
        raise OSError(errno.ENOENT, "no", "/x")
    except OSError:
        answer = broken(RequestFactory().get("/"))
    assert answer.status_code == 500


def test_what_the_gate_holds_back_is_nobodys_fault() -> None:
    try:
        raise gate.Refused(gate.Refusal.LEAKS)
    except gate.Refused:
        with translation.override("tr"):
            answer = broken(RequestFactory().get("/"))
    assert answer.status_code == 409 and "ele verirdi" in answer.content.decode()
