"""Seals, wraps, derives and signs with primitives of `cryptography` and `argon2-cffi`; knows no table and no person.

Every sealed value begins with a version byte and a random nonce, and is bound to the place it was sealed for:
moved to another row, field, centre or holder it does not open.
"""

import hashlib
import hmac
import json
import os
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID, uuid4

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
VERSION = b"\x01"
SALT_BYTES = 16
STEP = 256
"""Payloads are filled up to a multiple of this many bytes, so that the length of an envelope says little."""

_WIDE_STEP = 1024
_WIDE_FROM = 4096

Payload: TypeAlias = dict[str, Any] | str
Blob: TypeAlias = bytes | bytearray | memoryview


class SealBroken(Exception):
    """The value was not sealed with this key for this place, or was changed since."""


class Unsealable(ValueError):
    """The payload is neither text nor a dictionary that JSON can carry."""


def new_key() -> bytes:
    """32 random bytes."""
    return os.urandom(KEY_BYTES)


def new_nonce() -> bytes:
    """12 random bytes, used once."""
    return os.urandom(NONCE_BYTES)


def new_holder_id() -> UUID:
    """A random name for a holder who is no member of staff."""
    return uuid4()


def bound_to(purpose: str, *parts: str | bytes | UUID | int) -> bytes:
    """Bytes that name a place unambiguously: every part carries its length."""
    told = bytearray()
    for part in (f"omuz/{purpose}/1", *parts):
        match part:
            case str():
                raw = part.encode()
            case UUID():
                raw = part.bytes
            case int():
                raw = part.to_bytes(8, "big")
            case _:
                raw = part
        told += len(raw).to_bytes(2, "big") + raw
    return bytes(told)


def derive(secret: bytes, purpose: bytes, salt: bytes | None = None) -> bytes:
    """A 32-byte key for one purpose from a secret that is already strong (HKDF-SHA256)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=purpose).derive(secret)


def seal_bytes(key: bytes, plain: bytes, place: bytes) -> bytes:
    """Seal `plain` for `place`: version, nonce, ciphertext with its tag."""
    nonce = new_nonce()
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plain, place)


def open_bytes(key: bytes, blob: Blob, place: bytes) -> bytes:
    """The plain bytes of `blob`; raises SealBroken."""
    return opened_by(AESGCM(key), bytes(blob), place)


def opened_by(cipher: AESGCM, blob: bytes, place: bytes) -> bytes:
    """As `open_bytes`, with a cipher made once for many values."""
    if blob[:1] != VERSION:
        raise SealBroken("unknown version of a sealed value")
    try:
        return cipher.decrypt(blob[1:13], blob[13:], place)
    except (InvalidTag, ValueError) as broken:
        raise SealBroken("a sealed value does not open here") from broken


def envelope_place(table: str, field: str) -> bytes:
    """Where an envelope of this table and field belongs; the record's 16 bytes follow it."""
    return bound_to("envelope", table, field)


_WRITE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_READ = json.JSONDecoder().decode


def packed(payload: Payload) -> bytes:
    """`payload` as compact JSON in UTF-8, filled up with spaces, which JSON ignores; raises Unsealable."""
    if not isinstance(payload, str | dict):
        raise Unsealable("only text or a dictionary is sealed")
    try:
        raw = _WRITE(payload).encode()
    except (TypeError, ValueError, RecursionError) as refused:
        raise Unsealable("the payload cannot be written as JSON") from refused
    step = STEP if len(raw) <= _WIDE_FROM else _WIDE_STEP
    return raw + b" " * (-len(raw) % step)


def unpacked(plain: bytes) -> Any:
    """The payload that `packed` filled up."""
    return _READ(plain.decode())


def looks_sealed(blob: bytes) -> bool:
    """Whether `blob` has the shape of an envelope, so that plain text never lands in a sealed column."""
    body = len(blob) - 1 - NONCE_BYTES - TAG_BYTES
    return blob[:1] == VERSION and body > 0 and body % STEP == 0


@dataclass(frozen=True)
class Cost:
    """Argon2id cost: passes, KiB of memory, lanes."""

    time_cost: int
    memory_cost: int
    parallelism: int


def stretched(password: str, salt: bytes, cost: Cost) -> bytes:
    """The key that only this password opens (Argon2id)."""
    return hash_secret_raw(
        secret=password.encode("utf-8", "surrogatepass"),
        salt=salt,
        time_cost=cost.time_cost,
        memory_cost=cost.memory_cost,
        parallelism=cost.parallelism,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


@dataclass(frozen=True, repr=False)
class Pair:
    """An X25519 key pair as raw bytes."""

    private: bytes
    public: bytes


def new_pair() -> Pair:
    """A fresh X25519 key pair."""
    return pair_of(X25519PrivateKey.generate().private_bytes_raw())


def pair_of(private: bytes) -> Pair:
    """The pair that belongs to a private half."""
    return Pair(private, X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw())


def wrap_for(public: bytes, secret: bytes, place: bytes) -> bytes:
    """Wrap `secret` so that only the private half of `public` opens it, and only for `place`.

    Ephemeral X25519, HKDF-SHA256 over both public halves, AES-256-GCM. Layout: ephemeral public half, sealed value.
    """
    once = X25519PrivateKey.generate()
    mine = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    return mine + seal_bytes(derive(shared, b"omuz/wrap/1", mine + public), secret, place)


def unwrap(pair: Pair, wrapped: Blob, place: bytes) -> bytes:
    """The secret that `wrap_for` wrapped; raises SealBroken."""
    raw = bytes(wrapped)
    theirs = raw[:KEY_BYTES]
    try:
        own = X25519PrivateKey.from_private_bytes(pair.private)
        shared = own.exchange(X25519PublicKey.from_public_bytes(theirs))
    except ValueError as broken:
        raise SealBroken("a wrapped key does not open here") from broken
    return open_bytes(derive(shared, b"omuz/wrap/1", theirs + pair.public), raw[KEY_BYTES:], place)


def new_signing_key() -> bytes:
    """The private half (32 bytes) of a fresh Ed25519 key."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def verify_key_of(signing_key: bytes) -> bytes:
    """The public half (32 bytes) of an Ed25519 key."""
    return Ed25519PrivateKey.from_private_bytes(signing_key).public_key().public_bytes_raw()


def signed(signing_key: bytes, message: bytes) -> bytes:
    """The 64-byte Ed25519 signature of `message`."""
    return Ed25519PrivateKey.from_private_bytes(signing_key).sign(message)


def signature_holds(verify_key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether `signature` of `message` was made by the holder of this key; never raises."""
    try:
        Ed25519PublicKey.from_public_bytes(verify_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def mark_of(secret: bytes, value: bytes) -> bytes:
    """32 bytes by which the same value is known again and nothing about it is learned without the secret."""
    return hmac.new(secret, value, hashlib.sha256).digest()


def fingerprint(public: bytes) -> str:
    """A public key as six groups of four digits that two people can read to each other."""
    number = int.from_bytes(hashlib.sha256(b"omuz/fingerprint/1" + public).digest()[:16], "big") % 10**24
    text = f"{number:024d}"
    return " ".join(text[at : at + 4] for at in range(0, 24, 4))
