"""Files that travel: the card of a centre's letterbox, and a sealed letter for one; damaged ones are refused."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from omuz.foundation.vault.crypto import bound_to, fingerprint, signature_holds

CARD: Final = "omuz-kart/1"
LETTER: Final = b"OMUZ-MEKTUP/1\n"
LARGEST: Final = 256 * 1024
"""Bytes of a file anybody may hand in; a letter is far smaller."""
_KEY: Final = 32
_LONGEST_NAME: Final = 120


class NoCard(ValueError):
    """The file is no card of a letterbox, or it was changed."""


class NoLetter(ValueError):
    """The file is no letter of this program, or it was cut."""


@dataclass(frozen=True, slots=True)
class Card:
    """Where a centre elsewhere receives letters, and the key by which its own are known."""

    centre_id: UUID
    name: str
    phone: str
    public: bytes
    verify_public: bytes

    @property
    def fingerprint(self) -> str:
        """Both keys as groups of digits that two people read to each other before anything is sent."""
        return fingerprint(self.public + self.verify_public)


def signed_part(card: Card) -> bytes:
    """The bytes the centre signs, so that a card cannot be put together from two."""
    return bound_to("letterbox-card", card.centre_id, card.name, card.phone, card.public, card.verify_public)


def written_card(card: Card, signature: bytes) -> bytes:
    """The card as a file."""
    told = {
        "omuz": CARD,
        "centre": str(card.centre_id),
        "name": card.name,
        "phone": card.phone,
        "public": _text(card.public),
        "verify": _text(card.verify_public),
        "signature": _text(signature),
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def read_card(raw: bytes) -> Card:
    """The card in a file. Raises NoCard when it is none, was cut, or its signature does not hold."""
    if len(raw) > LARGEST:
        raise NoCard("too large")
    try:
        told: Any = json.loads(raw.decode("utf-8-sig"))
        if told["omuz"] != CARD:
            raise NoCard("another kind of file")
        card = Card(
            UUID(told["centre"]), str(told["name"]), str(told["phone"]), _raw(told["public"]), _raw(told["verify"])
        )
        signature = _raw(told["signature"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as broken:
        raise NoCard("not readable") from broken
    sized = len(card.public) == _KEY == len(card.verify_public) and 0 < len(card.name) <= _LONGEST_NAME
    if not sized or not signature_holds(card.verify_public, signature, signed_part(card)):
        raise NoCard("the signature does not hold")
    return card


def written_letter(letter_id: UUID, sealed: bytes) -> bytes:
    """A sealed letter as a file; whoever finds it learns neither from whom nor for whom."""
    return LETTER + letter_id.bytes + sealed


def read_letter(raw: bytes) -> tuple[UUID, bytes]:
    """Id and sealed part of a letter file. Raises NoLetter."""
    if not raw.startswith(LETTER) or not len(LETTER) + 16 < len(raw) <= LARGEST:
        raise NoLetter("not a letter")
    body = raw[len(LETTER) :]
    return UUID(bytes=body[:16]), body[16:]


def place_of(letter_id: UUID) -> bytes:
    """What a letter is sealed for: its own id and this room."""
    return bound_to("referral", letter_id)


def reply_place(letter_id: UUID) -> bytes:
    """What the answer to a letter is sealed for."""
    return bound_to("referral-reply", letter_id)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _raw(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as broken:
        raise ValueError("no base64") from broken
