"""The copy of the halves of data keys: always one, always the newest, in a folder of its own.

A half that was destroyed is gone from the next copy, and the copy before it is overwritten: so forgetting reaches
every backup of the database, however old. Nothing here ever keeps two.
"""

import fcntl
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from omuz.foundation.vault import crypto, shreds
from omuz.site.backup import files
from omuz.site.backup.errors import BackupTrouble
from omuz.site.backup.frames import FrameReader, FrameWriter
from omuz.site.backup.sealing import SealedWriter, damaged, new_head, opened_chunks, read_head
from omuz.site.words import _

HALVES: Final = "halves"
NAME: Final = "omuz-halves.backup"
_BLOCK: Final = 1 << 18


def keep_newest(folder: Path, sealed_for: tuple[bytes, ...]) -> int:
    """Replace the copy in `folder` by one of this moment, read back before it takes the name; returns its halves."""
    place, file_key = folder / NAME, crypto.new_key()
    with files.drafted(place) as (file, draft):
        frames = FrameWriter(SealedWriter(file, new_head(file_key, sealed_for), file_key))
        frames.note({"kind": HALVES, "made_at": datetime.now(UTC).isoformat(timespec="seconds")})
        told = {}
        for book in sorted(shreds.folder().glob("*.shreds")):
            mark = hashlib.sha256()
            frames.note({"book": book.name})
            frames.content(_marked(_read(book), mark))
            told[book.name] = mark.hexdigest()
        frames.note({"books": told})
        frames.close()
        files.flushed(file)
        with draft.open("rb") as again:
            bytes_read = _checked(FrameReader(opened_chunks(again, read_head(again), file_key)), None)
        files.settle(draft, place)
    return bytes_read // shreds.SHRED_BYTES


def lay_down(file_path: Path, pair: crypto.Pair, into: Path) -> int:
    """Write the halves of a copy into an empty folder; returns how many. Raises BackupTrouble for a damaged file."""
    with file_path.open("rb") as file:
        head = read_head(file)
        into.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(into.iterdir()):
            raise BackupTrouble(
                _("%(folder)s boş değil; hiçbir şey değişmedi. Anahtar yarıları yalnız boş bir klasöre konur.")
                % {"folder": into}
            )
        return _checked(FrameReader(opened_chunks(file, head, head.key_for(pair))), into) // shreds.SHRED_BYTES


def _read(book: Path) -> Iterator[bytes]:
    """A book as it is while nobody destroys a half in it."""
    with book.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        while block := file.read(_BLOCK):
            yield block


def _marked(blocks: Iterator[bytes], mark: "hashlib._Hash") -> Iterator[bytes]:
    for block in blocks:
        mark.update(block)
        yield block


def _checked(reader: FrameReader, into: Path | None) -> int:
    """Read a copy to its end and hold each book against its digest; writes the books where a folder is given."""
    found: dict[str, str] = {}
    size, told = 0, None
    for note, content in reader.notes():
        if "kind" in note and note["kind"] != HALVES:
            raise BackupTrouble(
                _("Bu dosyada anahtar yarıları yok; hiçbir şey değişmedi. Dosyaları değiştirip deneyin.")
            )
        told = note.get("books", told)
        if "book" not in note:
            continue
        mark = hashlib.sha256()
        name = Path(note["book"]).name
        if into is None:
            size += sum(len(block) for block in _marked(content(), mark))
        else:
            with (into / name).open("xb") as file:
                (into / name).chmod(0o600)
                size += sum(file.write(block) for block in _marked(content(), mark))
                files.flushed(file)
        found[name] = mark.hexdigest()
    if found != told:
        raise damaged()
    return size
