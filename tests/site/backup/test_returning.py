"""The way back from a restore: the installation before is whole again, and what was destroyed since stays destroyed."""

import secrets

import pytest

from omuz.foundation.vault.shreds import SHRED_BYTES
from omuz.site.backup import returning

BOOK = "00000000-0000-0000-0000-0000000000a1.shreds"


def _home(folder, halves):
    (folder / "shreds").mkdir(parents=True)
    (folder / "shreds" / BOOK).write_bytes(b"".join(halves))
    return folder


def test_what_was_destroyed_after_the_restore_is_destroyed_in_the_older_halves_and_nothing_else(tmp_path):
    halves = [secrets.token_bytes(SHRED_BYTES) for _ in range(6)]
    then = _home(tmp_path / "home.before-1", halves)
    now = _home(tmp_path / "home", halves[:4])
    returning.note_books(now, now / "shreds")
    gone = bytes(SHRED_BYTES)
    # The second was destroyed; the fifth is one the new installation took and destroyed, and no half of the old one.
    (now / "shreds" / BOOK).write_bytes(b"".join([halves[0], gone, *halves[2:4], gone]))
    assert returning.carry_destructions(now, now / "shreds", then, then / "shreds") == 1
    assert (then / "shreds" / BOOK).read_bytes() == b"".join([halves[0], gone, *halves[2:]])
    assert returning.carry_destructions(now, now / "shreds", then, then / "shreds") == 0


def test_both_ways_are_open_and_the_newest_is_taken(tmp_path):
    home = _home(tmp_path / "home", [])
    for stamp in ("2026-01-01T000000Z", "2026-02-01T000000Z"):
        (tmp_path / f"home{returning.MARK}{stamp}").mkdir()
    mark = home.stat().st_ino
    aside = returning.newest_aside(home, None)
    assert aside is not None
    assert aside.home.name.endswith("2026-02-01T000000Z")
    out = returning.swap(aside, "2026-03-01T000000Z")
    assert out[0].stat().st_ino == mark
    assert not aside.home.exists()
    again = returning.newest_aside(home, None)
    assert again is not None
    returning.swap(again, "2026-04-01T000000Z")
    assert home.stat().st_ino == mark


def test_halves_that_lie_elsewhere_come_back_with_their_home_or_nothing_moves(tmp_path, monkeypatch):
    home, apart = _home(tmp_path / "home", []), tmp_path / "disk" / "shreds"
    apart.mkdir(parents=True)
    then, then_apart = (each.with_name(f"{each.name}{returning.MARK}1") for each in (home, apart))
    then.mkdir()
    then_apart.mkdir()
    aside = returning.newest_aside(home, apart)
    assert aside is not None
    before = [each.stat().st_ino for each in (home, apart, then, then_apart)]
    then_apart.rmdir()
    with pytest.raises(OSError, match="No such file"):
        returning.swap(aside, "2")
    assert [each.stat().st_ino for each in (home, apart, then)] == before[:3]
    then_apart.mkdir()
    assert len(returning.swap(aside, "2")) == 2
    assert home.stat().st_ino == before[2]


def test_without_one_aside_there_is_nothing_to_go_back_to(tmp_path):
    assert returning.newest_aside(tmp_path / "home", None) is None
