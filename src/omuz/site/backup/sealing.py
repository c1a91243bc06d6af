"""Seals a stream for whoever holds one of several private keys, and opens it again; both with little memory.

The construction is the one known as STREAM: chunks of AES-256-GCM, each numbered, the last one marked, under a key
derived from the file's own key and from everything that stands before the chunks. So a chunk that was changed,
moved, left out or added does not open, and a file that was cut short has no end.
"""

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import IO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from omuz.foundation.vault import crypto
from omuz.site.backup.errors import BackupTrouble
from omuz.site.words import _

MAGIC: Final = b"omuz-backup/1\n"
CHUNK: Final = 1 << 20
"""Plain bytes of every chunk but the last."""

_LONGEST_HEAD: Final = 1 << 16
_PURPOSE: Final = b"omuz/backup/1"


@dataclass(frozen=True, repr=False)
class Head:
    """What stands before the chunks: the file's key, wrapped for each recipient."""

    raw: bytes
    salt: bytes
    wrapped: tuple[bytes, ...]

    def key_for(self, pair: crypto.Pair) -> bytes:
        """The file's key; raises BackupTrouble where it was not wrapped for this pair."""
        for each in self.wrapped:
            try:
                return crypto.unwrap(pair, each, _place(self.salt))
            except crypto.SealBroken:
                continue
        raise BackupTrouble(_("Bu anahtar bu yedeği açmıyor; hiçbir şey değişmedi. Yedeğin alındığı kâğıdı kullanın."))


def new_head(file_key: bytes, recipients: Sequence[bytes]) -> Head:
    """The head of a new file whose key only the recipients' private halves open."""
    salt = crypto.new_key()
    wrapped = tuple(crypto.wrap_for(public, file_key, _place(salt)) for public in recipients)
    told = {"salt": _text(salt), "keys": [_text(each) for each in wrapped]}
    body = json.dumps(told).encode()
    return Head(MAGIC + len(body).to_bytes(4, "big") + body, salt, wrapped)


def read_head(file: IO[bytes]) -> Head:
    """The head of a file, which stands at its first chunk afterwards; raises BackupTrouble for any other file."""
    opening = file.read(len(MAGIC) + 4)
    length = int.from_bytes(opening[len(MAGIC) :], "big")
    if opening[: len(MAGIC)] != MAGIC or not 0 < length <= _LONGEST_HEAD:
        raise BackupTrouble(_("Bu dosya bir Omuz yedeği değil ya da başı bozulmuş; hiçbir şey değişmedi."))
    body = file.read(length)
    try:
        told = json.loads(body)
        wrapped = tuple(base64.b64decode(each, validate=True) for each in told["keys"])
        return Head(opening + body, base64.b64decode(told["salt"], validate=True), wrapped)
    except (ValueError, KeyError, TypeError) as broken:
        raise damaged() from broken


def damaged() -> BackupTrouble:
    """The sentence for a file that does not open all the way to its end."""
    return BackupTrouble(
        _("Yedek bozulmuş ya da yarım: hiçbir şey geri yüklenmedi, hiçbir şey değişmedi. Başka bir yedek deneyin.")
    )


class SealedWriter:
    """Writes a sealed file: `write` any number of times, then `close` once. The caller flushes the disk."""

    def __init__(self, file: IO[bytes], head: Head, file_key: bytes) -> None:
        self._file = file
        self._cipher = _cipher(head, file_key)
        self._number = 0
        self._waiting = bytearray()
        file.write(head.raw)

    def write(self, content: bytes) -> None:
        """Seal and write what fills a chunk; the rest waits."""
        self._waiting += content
        while len(self._waiting) > CHUNK:
            self._put(bytes(memoryview(self._waiting)[:CHUNK]), last=False)
            del self._waiting[:CHUNK]

    def close(self) -> None:
        """Write the last chunk, by which a reader knows that nothing is missing."""
        self._put(bytes(self._waiting), last=True)

    def _put(self, plain: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last=last), plain, None))
        self._number += 1


def opened_chunks(file: IO[bytes], head: Head, file_key: bytes) -> Iterator[bytes]:
    """The plain chunks after the head, each checked before it is given; raises BackupTrouble at the first that fails.

    Whoever acts on them waits for the last: only it proves that nothing was cut off.
    """
    cipher, number, sealed = _cipher(head, file_key), 0, CHUNK + crypto.TAG_BYTES
    here = file.read(sealed)
    while True:
        following = file.read(sealed) if len(here) == sealed else b""
        try:
            yield cipher.decrypt(_nonce(number, last=not following), here, None)
        except (InvalidTag, ValueError) as broken:
            raise damaged() from broken
        if not following:
            return
        here, number = following, number + 1


def _cipher(head: Head, file_key: bytes) -> AESGCM:
    return AESGCM(crypto.derive(file_key, _PURPOSE, sha256(head.raw).digest()))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _place(salt: bytes) -> bytes:
    return crypto.bound_to("backup", salt)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


class Pieces:
    """Bytes taken from chunks in any length."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._here = memoryview(b"")

    def take(self, length: int) -> bytes:
        """Exactly `length` bytes; raises BackupTrouble where the stream ends before."""
        found = []
        while length:
            if not self._here:
                self._here = memoryview(next(self._chunks, b""))
                if not self._here:
                    raise damaged()
            part = self._here[:length]
            found.append(part)
            self._here, length = self._here[len(part) :], length - len(part)
        return b"".join(found)

    def demand_end(self) -> None:
        """Raise BackupTrouble unless every byte was taken; reads on to the mark of the last chunk."""
        if self._here or any(self._chunks):
            raise damaged()
