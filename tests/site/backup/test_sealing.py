"""A sealed file opens whole or not at all: whatever was changed, cut, moved or added in it is noticed."""

import io
import secrets

import pytest

from omuz.foundation.vault import crypto
from omuz.site.backup import sealing
from omuz.site.backup.errors import BackupTrouble
from omuz.site.backup.frames import FrameReader, FrameWriter

PAIR = crypto.new_pair()
CONTENT = bytes(range(256)) * 12


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    """Several chunks in a file small enough to try every byte of it."""
    monkeypatch.setattr(sealing, "CHUNK", 512)


def sealed(content: bytes = CONTENT, *publics: bytes) -> bytes:
    """A file with one note and its bytes, for PAIR unless others are named."""
    file, key = io.BytesIO(), crypto.new_key()
    frames = FrameWriter(sealing.SealedWriter(file, sealing.new_head(key, publics or (PAIR.public,)), key))
    frames.note({"table": "x"})
    frames.content([content])
    frames.close()
    return file.getvalue()


def opened(raw: bytes, pair: crypto.Pair = PAIR) -> bytes:
    file = io.BytesIO(raw)
    head = sealing.read_head(file)
    reader = FrameReader(sealing.opened_chunks(file, head, head.key_for(pair)))
    return b"".join(b"".join(content()) for _note, content in reader.notes())


@pytest.mark.parametrize("size", [0, 1, 500, 511, 512, 513, 1024, 5000])
def test_what_was_sealed_is_opened_whatever_its_length(size):
    content = secrets.token_bytes(size)
    assert opened(sealed(content)) == content


def test_one_changed_byte_anywhere_is_noticed():
    raw = sealed()
    assert len(raw) > 3000
    silent = []
    for place in range(len(raw)):
        broken = bytearray(raw)
        broken[place] ^= 1 << (place % 8)
        try:
            opened(bytes(broken))
            silent.append(place)
        except BackupTrouble:
            continue
    assert silent == []


def test_a_file_cut_short_anywhere_is_noticed():
    raw = sealed()
    silent = []
    for length in range(len(raw)):
        try:
            opened(raw[:length])
            silent.append(length)
        except BackupTrouble:
            continue
    assert silent == []


@pytest.mark.parametrize("length", [1, 528, 2000])
def test_what_is_added_to_a_file_is_noticed(length):
    added = secrets.token_bytes(length)
    with pytest.raises(BackupTrouble):
        opened(sealed() + added)


def test_two_chunks_cannot_change_places_or_files():
    raw, other = sealed(), sealed()
    start, size = raw.index(b"}") + 1, 528
    one, two = raw[start : start + size], raw[start + size : start + 2 * size]
    for swapped in (
        raw[:start] + two + one + raw[start + 2 * size :],
        raw[:start] + other[start : start + size] + raw[start + size :],
        raw[:start] + two + raw[start + 2 * size :],
    ):
        assert swapped != raw
        with pytest.raises(BackupTrouble):
            opened(swapped)


def test_each_paper_opens_it_and_no_other():
    second, stranger = crypto.new_pair(), crypto.new_pair()
    raw = sealed(CONTENT, PAIR.public, second.public)
    assert opened(raw) == opened(raw, second) == CONTENT
    with pytest.raises(BackupTrouble, match="kâğıdı kullanın"):
        opened(raw, stranger)


def test_it_holds_nothing_that_can_be_read():
    assert b"table" not in sealed(b"Deniz" * 400)
    assert b"Deniz" not in sealed(b"Deniz" * 400)
