"""What Can, the IT administrator, can lay his hands on, and everything he can try with it."""

import base64
import binascii
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core import signing

from omuz.foundation.vault import crypto

Row = dict[str, Any]


def sees_everything(admin: Any) -> bool:
    """Whether this connection looks past row-level security and may ask where the files are."""
    return bool(admin.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()[0])


def tables(admin: Any) -> dict[str, list[Row]]:
    """Every row of every table of one database, read as a superuser, past row-level security."""
    names = [
        row[0]
        for row in admin.execute(
            "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relkind IN ('r', 'm', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')"
        )
    ]
    dump = {}
    for name in [*names, "pg_stat_activity"]:
        cursor = admin.execute(f"SELECT * FROM {name}")
        columns = [column.name for column in cursor.description]
        dump[name] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return dump


def written(text: str) -> dict[str, bytes]:
    """How a text may stand in a file: plain, as a wide string, in hexadecimal, in base64 at each alignment."""
    raw = text.encode()
    ways = {"utf-8": raw, "utf-16": text.encode("utf-16-le"), "windows-1254": text.encode("cp1254", "ignore")}
    ways["hex"] = raw.hex().encode()
    ways["HEX"] = raw.hex().upper().encode()
    ways["escaped"] = json.dumps(text)[1:-1].encode()
    for shift in range(3):
        whole = base64.b64encode(bytes(shift) + raw)
        ways[f"base64/{shift}"] = whole[4 if shift else 0 : -4]
    return ways


def found_in(content: bytes, texts: Iterable[str]) -> list[str]:
    """Which of the texts stand in `content`, in whichever writing."""
    return [f"{text} ({way})" for text in texts for way, raw in written(text).items() if raw and raw in content]


def search_files(folders: Iterable[Path], texts: Iterable[str]) -> list[str]:
    """Which of the texts stand in any file under these folders."""
    wanted, hits = list(texts), []
    for folder in folders:
        for path in folder.rglob("*"):
            # A file of a living server may be gone before it is read.
            with suppress(FileNotFoundError):
                if path.is_file():
                    hits += [f"{hit} in {path}" for hit in found_in(path.read_bytes(), wanted)]
    return hits


def told(dump: dict[str, list[Row]]) -> bytes:
    """The whole dump as one text, with what sessions hold unpacked."""
    pieces = []
    for rows in dump.values():
        for row in rows:
            pieces += [value if isinstance(value, bytes) else str(value).encode() for value in row.values()]
            if "session_data" in row:
                pieces.append(json.dumps(unpacked_session(row["session_data"]), ensure_ascii=False).encode())
    return b"\n".join(pieces)


def unpacked_session(text: str) -> Any:
    """What a session row says to whoever has the server's own key."""
    return signing.loads(text, salt="django.contrib.sessions.SessionStore")


def settings_at_hand() -> list[Any]:
    """Every setting of this installation and every variable of its environment."""
    return [getattr(settings, name) for name in dir(settings) if name.isupper()] + [dict(os.environ)]


def key_files(home: Path) -> list[bytes]:
    """The server’s own keys and the halves of data keys beside the database."""
    keys = [path.read_bytes() for path in sorted((home / "keys").iterdir())]
    shreds = b"".join(path.read_bytes() for path in sorted((home / "shreds").iterdir()))
    return keys + [shreds[at : at + 32] for at in range(0, len(shreds), 32)]


def keys_within(thing: Any) -> Iterator[bytes]:
    """Every 32 bytes that stand anywhere in a value: in bytes, in text, in hexadecimal, in base64, packed."""
    match thing:
        case bytes() | bytearray() | memoryview():
            raw = bytes(thing)
            for start in range(len(raw) - 31):
                yield raw[start : start + 32]
        case str():
            yield from keys_within(thing.encode("utf-8", "replace"))
            for raw in _decodings(thing):
                yield from keys_within(raw)
        case dict():
            for name, value in thing.items():
                yield from keys_within(name)
                yield from keys_within(value)
        case list() | tuple() | set() | frozenset():
            for value in thing:
                yield from keys_within(value)
        case UUID():
            yield thing.bytes * 2


def _decodings(text: str) -> Iterator[bytes]:
    for decode in (bytes.fromhex, base64.b64decode, base64.urlsafe_b64decode, base64.b32decode):
        try:
            raw = decode(text)
        except (ValueError, binascii.Error):
            continue
        yield raw
        with_zlib = zlib.decompressobj()
        try:
            yield with_zlib.decompress(raw)
        except zlib.error:
            continue


@dataclass
class Locks:
    """Everything sealed that he found, each with the place he knows it belongs to from our published source."""

    symmetric: list[tuple[str, bytes, bytes]] = field(default_factory=list)
    """What it is, sealed bytes, place."""
    derived: dict[bytes, list[tuple[str, bytes, bytes]]] = field(default_factory=dict)
    """Purpose → the same, sealed under a key derived for that purpose."""
    wrapped: list[tuple[str, bytes, bytes, bytes]] = field(default_factory=list)
    """Grants: what it is, wrapped bytes, place, the public half it was wrapped for."""

    def opened_with(self, key: bytes) -> set[str]:
        """What this key opens, used in every way our code uses a key."""
        opened = _opened(AESGCM(key), self.symmetric)
        for purpose, locks in self.derived.items():
            opened |= _opened(AESGCM(crypto.derive(key, purpose)), locks)
        pair = crypto.pair_of(key)
        for what, wrapped, place, public in self.wrapped:
            # A private half that does not make the public half it was wrapped for cannot open it.
            if pair.public == public and crypto.unwrap(pair, wrapped, place):
                opened.add(what)
        return opened


def _opened(cipher: AESGCM, locks: list[tuple[str, bytes, bytes]]) -> set[str]:
    return {what for what, sealed, place in locks if _opens(cipher, sealed, place)}


def _opens(cipher: AESGCM, sealed: bytes, place: bytes) -> bool:
    try:
        crypto.opened_by(cipher, sealed, place)
    except crypto.SealBroken:
        return False
    return True


def locks_in(dump: dict[str, list[Row]], envelopes: list[tuple[bytes, bytes]], *, most: int = 4) -> Locks:
    """The locks of a dump; of data keys and envelopes only the first few, for all are made alike."""
    locks = Locks()
    for sealed, place in envelopes[:most]:
        locks.symmetric.append(("envelope", sealed, place))
    for row in dump["vault_datakey"][:most]:
        shred, half = row["wrapped"][1:9], row["wrapped"][9:]
        place = crypto.bound_to("data-key", row["centre_id"]) + row["id"].bytes + shred
        locks.symmetric.append(("data key", half, place))
        purpose = crypto.bound_to("centre/data-keys", row["centre_id"])
        locks.derived.setdefault(purpose, []).append(("data key", half, place))
    for row in dump["vault_staffkey"]:
        locks.symmetric.append(("private half", row["private_sealed"], crypto.bound_to("staff", row["staff_id"])))
    for row in dump["vault_centrekey"]:
        for what, column in (("signing", "signing_sealed"), ("mark", "mark_sealed")):
            place = crypto.bound_to(what, row["centre_id"], row["generation"])
            locks.symmetric.append((what, row[column], place))
    for row in dump["vault_centrekeygrant"]:
        holder = (row["centre_id"], row["holder_kind"], row["holder_id"], row["generation"])
        locks.wrapped.append(("grant", row["wrapped"], crypto.bound_to("grant", *holder), row["public"]))
    for kept in sessions_in(dump):
        place = crypto.bound_to("session", UUID(kept["staff"]), kept["opening"])
        locks.symmetric.append(("session", base64.b64decode(kept["sealed"]), place))
    return locks


def sessions_in(dump: dict[str, list[Row]]) -> list[Any]:
    """What open sessions keep of their vaults."""
    rows = [row for rows in dump.values() for row in rows if "session_data" in row]
    contents = [unpacked_session(row["session_data"]) for row in rows]
    return [content["vault"] for content in contents if "vault" in content]
