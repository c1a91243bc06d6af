"""Finds out how the letters of a text file were written, without turning a whole file into wrong letters."""

import codecs
import re
from typing import BinaryIO, Final

ENCODINGS: Final = ("utf-8", "utf-16", "windows-1254", "iso-8859-9", "windows-1252", "iso-8859-1")
"""Encodings a mapping may name."""

BROKEN = re.compile("[\udc80-\udcff]")
"""Bytes that are no letter in the encoding, as `surrogateescape` leaves them."""

_CHUNK = 1 << 20


def encoding_of(stream: BinaryIO, hint: str = "") -> str:
    """The encoding of a stream, which is left at its start. A byte order mark outweighs the hint."""
    stream.seek(0)
    start = stream.read(4096)
    stream.seek(0)
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if hint:
        return {"utf-8": "utf-8-sig", "utf-16": "utf-16-le"}.get(hint, hint)
    if start.count(0) > len(start) * 0.3:
        return "utf-16-le" if start[1::2].count(0) > start[0::2].count(0) else "utf-16-be"
    return _utf8_or_turkish(stream)


def _utf8_or_turkish(stream: BinaryIO) -> str:
    """UTF-8 unless more bytes are damage than letters in it, then the Turkish code page of Windows.

    A UTF-8 file with a few damaged bytes stays UTF-8, and only the damaged lines are reported.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    letters = damage = 0
    while chunk := stream.read(_CHUNK):
        text = decoder.decode(chunk)
        if not text.isascii():
            broken = len(BROKEN.findall(text))
            damage += broken
            letters += len(text) - len(text.encode("ascii", "ignore")) - broken
    damage += len(BROKEN.findall(decoder.decode(b"", final=True)))
    stream.seek(0)
    return "utf-8" if letters >= damage else "windows-1254"
