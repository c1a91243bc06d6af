"""What a backup holds, in order: notes (JSON) and after each the bytes that belong to it."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from omuz.site.backup.sealing import Pieces, SealedWriter, damaged

BLOCK: Final = 1 << 18
"""Bytes are gathered until they are this many before they are written."""

_NOTE: Final = b"N"
_BYTES: Final = b"B"
_END: Final = b"E"

Note = dict[str, Any]


class FrameWriter:
    """Writes notes and bytes into a sealed file."""

    def __init__(self, sealed: SealedWriter) -> None:
        self._sealed = sealed

    def note(self, told: Note) -> None:
        """A note; bytes written after it belong to it."""
        self._put(_NOTE, json.dumps(told).encode())

    def content(self, parts: Iterable[bytes | bytearray | memoryview]) -> None:
        """The bytes of the last note, gathered into larger pieces."""
        waiting: list[bytes | bytearray | memoryview] = []
        size = 0
        for part in parts:
            waiting.append(part)
            size += len(part)
            if size >= BLOCK:
                self._put(_BYTES, b"".join(waiting))
                waiting, size = [], 0
        if size:
            self._put(_BYTES, b"".join(waiting))

    def close(self) -> None:
        """End the stream; without it the file is refused as cut short."""
        self._put(_END, b"")
        self._sealed.close()

    def _put(self, kind: bytes, body: bytes) -> None:
        self._sealed.write(kind + len(body).to_bytes(4, "big"))
        self._sealed.write(body)


class FrameReader:
    """Reads notes with their bytes; each note's bytes are read before the next note is asked for."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._pieces = Pieces(chunks)
        self._kind, self._length = self._opening()

    def notes(self) -> Iterator[tuple[Note, Callable[[], Iterator[bytes]]]]:
        """Each note, and what gives its bytes; raises BackupTrouble unless the stream ends where it should."""
        while self._kind == _NOTE:
            told: Note = json.loads(self._pieces.take(self._length))
            self._kind, self._length = self._opening()
            yield told, self._content
            for _unread in self._content():
                pass
        if self._kind != _END:
            raise damaged()
        self._pieces.demand_end()

    def _content(self) -> Iterator[bytes]:
        while self._kind == _BYTES:
            yield self._pieces.take(self._length)
            self._kind, self._length = self._opening()

    def _opening(self) -> tuple[bytes, int]:
        raw = self._pieces.take(5)
        return raw[:1], int.from_bytes(raw[1:], "big")
