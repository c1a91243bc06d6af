"""Letters between centres: only the receiving centre opens one, and it knows which centre wrote it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from omuz.foundation.vault import crypto
from omuz.foundation.vault.crypto import Blob, SealBroken
from omuz.foundation.vault.opened import OpenedCentre

SIGNATURE_BYTES = 64


@dataclass(frozen=True, slots=True)
class Letter:
    """An opened letter: what it says, the centre that says it wrote it, and the key that proves who did."""

    payload: dict[str, Any]
    sender: UUID
    verify_public: bytes


def seal_letter(sender: OpenedCentre, to_public: bytes, payload: dict[str, Any], place: bytes) -> bytes:
    """`payload` signed by `sender` and sealed for the letterbox `to_public`, only for `place` (an id, a purpose)."""
    body = sender.centre_id.bytes + crypto.verify_key_of(sender.secrets.signing_key) + crypto.packed(payload)
    signature = sender.sign(_signed(body, to_public, place))
    return crypto.wrap_for(to_public, signature + body, crypto.bound_to("letter", place))


def open_letter(receiver: OpenedCentre, blob: Blob, place: bytes) -> Letter:
    """The letter; raises SealBroken when it was not written to this centre for this place, or was changed.

    Whether `verify_public` is that centre's own is for the caller to compare with its letterbox or its card.
    """
    for pair in receiver.letterboxes():
        try:
            plain = crypto.unwrap(pair, blob, crypto.bound_to("letter", place))
        except SealBroken:
            continue
        signature, body = plain[:SIGNATURE_BYTES], plain[SIGNATURE_BYTES:]
        sender, verify = UUID(bytes=body[:16]), body[16:48]
        if not crypto.signature_holds(verify, signature, _signed(body, pair.public, place)):
            raise SealBroken("the signature of a letter does not hold")
        return Letter(crypto.unpacked(body[48:]), sender, verify)
    raise SealBroken("a letter does not open here")


def _signed(body: bytes, to_public: bytes, place: bytes) -> bytes:
    return crypto.bound_to("letter/signature", to_public, place) + body
