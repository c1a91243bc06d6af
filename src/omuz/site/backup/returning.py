"""The way back from a restore: the installation that was put aside takes its place again, and stays forgetful.

What was destroyed since must not come back with the older halves, so those are overwritten first. Which places of the
books both installations share is noted by the restore; places taken later by either have nothing to do with each other.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from omuz.foundation.vault.shreds import SHRED_BYTES

MARK: Final = ".before-"
_NOTE: Final = "restored.json"
_GONE: Final = bytes(SHRED_BYTES)


@dataclass(frozen=True)
class Aside:
    """An installation that was put aside: the places its folders have now, and those they come back to."""

    home: Path
    moves: tuple[tuple[Path, Path], ...]


def note_books(home: Path, shreds: Path) -> None:
    """Note in a restored home how many halves of each book came with the copy."""
    told = {book.name: book.stat().st_size // SHRED_BYTES for book in sorted(shreds.glob("*.shreds"))}
    path = home / _NOTE
    path.touch(mode=0o600)
    path.write_text(json.dumps(told), encoding="utf-8")


def newest_aside(home: Path, shreds_elsewhere: Path | None) -> Aside | None:
    """The installation that was put aside last; None where none is."""
    found = sorted(home.parent.glob(f"{home.name}{MARK}*"))
    if not found:
        return None
    stamp = found[-1].name.removeprefix(f"{home.name}{MARK}")
    moves = [(found[-1], home)]
    if shreds_elsewhere:
        apart = shreds_elsewhere.with_name(f"{shreds_elsewhere.name}{MARK}{stamp}")
        moves += [(apart, shreds_elsewhere)] if apart.exists() else []
    return Aside(found[-1], tuple(moves))


def carry_destructions(now: Path, now_shreds: Path, then: Path, then_shreds: Path) -> int:
    """Overwrite in the halves of `then` what was destroyed in those of `now`; returns how many. Raises OSError."""
    shared = _shared(now, then)
    return sum(
        _carried(now_shreds / name, then_shreds / name, places)
        for name, places in shared.items()
        if (now_shreds / name).exists() and (then_shreds / name).exists()
    )


def _shared(*homes: Path) -> dict[str, int]:
    """Book → how many places both share: of two restores, the later one tells more."""
    found: dict[str, int] = {}
    for home in homes:
        if (home / _NOTE).exists():
            for name, places in json.loads((home / _NOTE).read_text(encoding="utf-8")).items():
                found[Path(name).name] = max(found.get(Path(name).name, 0), int(places))
    return found


def _carried(now: Path, then: Path, places: int) -> int:
    here, there, count = now.read_bytes(), then.read_bytes(), 0
    handle = os.open(then, os.O_RDWR)
    try:
        for place in range(min(places, len(here) // SHRED_BYTES, len(there) // SHRED_BYTES)):
            part = slice(place * SHRED_BYTES, (place + 1) * SHRED_BYTES)
            if here[part] == _GONE and there[part] != _GONE:
                for content in (os.urandom(SHRED_BYTES), _GONE):
                    os.pwrite(handle, content, part.start)
                    os.fsync(handle)
                count += 1
    finally:
        os.close(handle)
    return count


def swap(aside: Aside, stamp: str) -> list[Path]:
    """Put the installation in its place again and the one there aside; returns where that is now. All or nothing."""
    done: list[tuple[Path, Path]] = []
    try:
        for now, place in aside.moves:
            out = place.with_name(f"{place.name}{MARK}{stamp}")
            for one, other in ((place, out), (now, place)):
                one.rename(other)
                done.append((one, other))
    except OSError:
        for one, other in reversed(done):
            other.rename(one)
        raise
    return [place.with_name(f"{place.name}{MARK}{stamp}") for _now, place in aside.moves]
