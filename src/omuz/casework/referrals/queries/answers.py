"""What the other centre answered to a packet; only the sending centre reads it."""

from dataclasses import dataclass
from datetime import date

from omuz.casework.referrals.models import Packet
from omuz.casework.referrals.rules.parcels import reply_place
from omuz.foundation.vault.crypto import SealBroken
from omuz.foundation.vault.letters import open_letter
from omuz.foundation.vault.opened import OpenedVault


@dataclass(frozen=True, slots=True)
class Answered:
    """The day and the words of an answer."""

    on: date
    text: str


def answer_of(packet: Packet, *, vault: OpenedVault) -> Answered | None:
    """The answer, None while there is none or when it was not written by the centre the packet went to."""
    if packet.reply is None:
        return None
    try:
        letter = open_letter(vault.centre(packet.centre_id), packet.reply, reply_place(packet.id))
        if letter.sender != packet.to_centre_id:
            return None
        return Answered(date.fromisoformat(letter.payload["on"]), str(letter.payload["text"]))
    except (SealBroken, KeyError, ValueError):
        return None
