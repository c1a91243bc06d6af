"""The copy of the halves: one, the newest, and what it replaced is overwritten."""

import secrets
from contextlib import contextmanager

import pytest

from omuz.foundation.vault import crypto, shreds
from omuz.site.backup import halves
from omuz.site.backup.errors import BackupTrouble
from tests.foundation.vault.conftest import KONAK

PAIR = crypto.new_pair()


@pytest.fixture
def folders(tmp_path, settings):
    """The halves of an installation, and the folder of their copy."""
    settings.OMUZ_SHREDS = tmp_path / "shreds"
    copy = tmp_path / "copy"
    copy.mkdir()
    shreds.take(KONAK)
    return settings.OMUZ_SHREDS, copy


def test_a_copy_gives_back_every_half_as_it_was(folders, tmp_path):
    living, copy = folders
    assert halves.keep_newest(copy, (PAIR.public,)) == shreds.AT_ONCE
    assert halves.lay_down(copy / halves.NAME, PAIR, tmp_path / "again") == shreds.AT_ONCE
    book = shreds.book_of(KONAK).name
    assert (tmp_path / "again" / book).read_bytes() == (living / book).read_bytes()
    assert (tmp_path / "again" / book).stat().st_mode & 0o077 == 0


def test_a_destroyed_half_is_in_the_next_copy_no_more_and_the_last_copy_is_overwritten(folders, tmp_path):
    _living, copy = folders
    half = shreds.shred_at(KONAK, 3)
    halves.keep_newest(copy, (PAIR.public,))
    with (copy / halves.NAME).open("rb") as last:
        shreds.destroy(KONAK, 3)
        halves.keep_newest(copy, (PAIR.public,))
        assert set(last.read()) == {0}
    halves.lay_down(copy / halves.NAME, PAIR, tmp_path / "again")
    again = (tmp_path / "again" / shreds.book_of(KONAK).name).read_bytes()
    assert again[96:128] == bytes(32)
    assert half not in again
    assert [path.name for path in copy.iterdir()] == [halves.NAME]  # hidden ones too


def test_a_copy_that_could_not_be_written_leaves_the_last_one(folders, monkeypatch):
    _living, copy = folders
    halves.keep_newest(copy, (PAIR.public,))
    before = (copy / halves.NAME).read_bytes()
    monkeypatch.setattr(halves.files, "flushed", _full)
    with pytest.raises(OSError, match="No space"):
        halves.keep_newest(copy, (PAIR.public,))
    assert (copy / halves.NAME).read_bytes() == before
    assert [path.name for path in copy.iterdir()] == [halves.NAME]  # hidden ones too


def test_a_disk_that_fails_at_any_write_leaves_the_last_copy(folders, monkeypatch):
    """R4: the k-th write of a backup fails, for every k."""
    _living, copy = folders
    halves.keep_newest(copy, (PAIR.public,))
    before, real, failed = (copy / halves.NAME).read_bytes(), halves.files.drafted, 0

    class Failing:
        def __init__(self, file, good):
            self.file, self.good = file, good

        def write(self, content):
            if not self.good:
                _full(self.file)
            self.good -= 1
            return self.file.write(content)

        def __getattr__(self, name):
            return getattr(self.file, name)

    for good in range(50):
        with monkeypatch.context() as disk:

            @contextmanager
            def drafted(place, good=good):
                with real(place) as (file, draft):
                    yield Failing(file, good), draft

            disk.setattr(halves.files, "drafted", drafted)
            try:
                halves.keep_newest(copy, (PAIR.public,))
                break
            except OSError:
                failed += 1
        assert (copy / halves.NAME).read_bytes() == before
        assert [path.name for path in copy.iterdir()] == [halves.NAME]  # hidden ones too
    assert failed == good >= 2


def test_a_damaged_copy_and_a_folder_in_use_are_refused(folders, tmp_path):
    living, copy = folders
    halves.keep_newest(copy, (PAIR.public,))
    with pytest.raises(BackupTrouble, match="boş değil"):
        halves.lay_down(copy / halves.NAME, PAIR, living)
    raw = bytearray((copy / halves.NAME).read_bytes())
    raw[secrets.randbelow(len(raw))] ^= 1
    (copy / halves.NAME).write_bytes(raw)
    with pytest.raises(BackupTrouble):
        halves.lay_down(copy / halves.NAME, PAIR, tmp_path / "again")


def _full(_file):
    raise OSError(28, "No space left on device")
