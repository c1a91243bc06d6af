"""A disk that fails, is full, or may not be written: every call ends whole or not at all, and can be tried again."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import OperationalError
from django.test import RequestFactory
from django.utils import translation

from omuz.foundation.vault import shreds
from omuz.site import faults
from omuz.site.backup import files
from omuz.site.shell.views import broken
from tests.trust.disks import Faulty, every_call
from tests.trust.promised import Line


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
            assert faults.passing(fault) or fault.errno == errno.EIO
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


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (psycopg.errors.DiskFull, "diski dolu"),
        (psycopg.errors.LockNotAvailable, "kilitli"),
        (psycopg.errors.ReadOnlySqlTransaction, "yalnızca okunabiliyor"),
        (psycopg.OperationalError, "ulaşılamadı"),
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
