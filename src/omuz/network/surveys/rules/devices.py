"""Tokens of field devices: long enough to need no slow digest, written so that they can be typed from a screen."""

import hashlib
import hmac
import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Nothing that looks like something else."""

TOKEN_GROUPS = 6
GROUP = 5
WORD = 6

MOST_BYTES = 5_000_000
"""What a device may send at once; answers are words and numbers."""

MOST_PER_MINUTE = 120
"""Requests of one device a minute; a telephone that fetches ten forms and sends thirty stays far below."""

MOST_REFUSED = 20
"""Wrong tokens a quarter of an hour from one address, before it is told to wait."""


def new_token() -> str:
    """A token of 148 bits, in groups that can be read out."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(TOKEN_GROUPS))


def new_word() -> str:
    """The random word at the end of a device's code, or the code of a round."""
    return "".join(secrets.choice(ALPHABET) for _ in range(WORD))


def digest_of(token: str) -> bytes:
    """What is kept of a token; letter case and blanks around it are forgiven."""
    return hashlib.sha256(token.strip().lower().encode()).digest()


def fits(token: str, digest: bytes) -> bool:
    """Whether `token` is the one behind `digest`, in a time that does not tell how nearly."""
    return hmac.compare_digest(digest_of(token), digest)


def centre_code(device_code: str) -> str:
    """The code of the centre a device says it belongs to; empty when it says none."""
    return device_code.strip().lower().rpartition(".")[0]
