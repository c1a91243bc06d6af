"""What the receiving centre does with a packet: takes it up, with a file or without, sends it back, is done."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from omuz.casework.cases.actions.opening import FirstPage, open_file
from omuz.casework.cases.actions.writing import new_record
from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.cases.rules.steps import Conflict, NotNow
from omuz.casework.consents.rules.groups import PSEUDONYM
from omuz.casework.referrals.models import Arrival, Packet
from omuz.casework.referrals.queries.inbox import EXPIRED, PacketClosed, Received, open_packet, packet_of
from omuz.casework.referrals.rules.parcels import NoLetter, place_of, read_letter, reply_place
from omuz.casework.referrals.rules.states import PacketState, packet_may_become
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.crypto import SealBroken
from omuz.foundation.vault.letters import open_letter, seal_letter
from omuz.foundation.vault.opened import OpenedVault
from omuz.foundation.vault.queries import letterbox_of

REASON_LONGEST = 500


class NotForUs(Exception):
    """A letter file does not open with this centre's key: meant for another centre, cut or changed."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A packet that was taken up, and the file that was opened for it, if any."""

    packet: Packet
    file: OpenedCase | None


def accept_packet(
    *, by: Person, vault: OpenedVault, packet_id: UUID, revision: int, on: date, with_file: bool
) -> Accepted:
    """Take it up; with a file, one is opened under the pseudonym she let pass on.

    Two acts where a file is opened: the opening and the taking up, both or neither. Raises PacketClosed, NotNow,
    Conflict.
    """
    packet = packet_of(by, packet_id, vault=vault, permission="cases.write")
    if not packet_may_become(packet.state, PacketState.ACCEPTED):
        raise NotNow(packet.state, PacketState.ACCEPTED)
    received = open_packet(by, packet, vault=vault, on=on)
    with transaction.atomic():
        file = None
        if with_file:
            first = _first_page(received, on)
            file = open_file(by=by, vault=vault, centre_id=packet.to_centre_id, first=first)
        about = f"case:{file.code}" if file else f"packet:{packet.id}"
        with recorded(by=by, event="packet.accepted", centre=packet.to_centre_id, about=about):
            row = _locked(packet, revision, PacketState.ACCEPTED, by)
            row.in_file = file is not None
            row.save(force_update=True)
            if file is not None:
                _arrive(file, row, received, by=by, on=on)
    return Accepted(row, file)


def _first_page(received: Received, on: date) -> FirstPage:
    pseudonym = dict(received.payload["groups"]).get(PSEUDONYM, "")
    identity = {"pseudonym": pseudonym} if pseudonym else {}
    return FirstPage(on=on, identity=identity, presented={"channel": "institution_letter"})


def _arrive(file: OpenedCase, packet: Packet, received: Received, *, by: Person, on: date) -> None:
    row = new_record(Arrival, file, by=by)
    answers = {"on": on.isoformat(), "packet": str(packet.id), "number": received.payload["number"]}
    row.put(file.key, answers=answers, words={})
    row.save(force_insert=True)


def _locked(packet: Packet, revision: int, then: PacketState, by: Person) -> Packet:
    row: Packet = Packet.objects.select_for_update().get(id=packet.id)
    if row.revision != revision:
        raise Conflict(row)
    if not packet_may_become(row.state, then):
        raise NotNow(row.state, then)
    row.state, row.answered_by = then.value, by.staff_id
    row.revision += 1
    row.changed_at = timezone.now()
    return row


def refuse_packet(*, by: Person, vault: OpenedVault, packet_id: UUID, revision: int, on: date, reason: str) -> Packet:
    """Send it back with a reason only the sending centre reads. Raises ValueError without one, NotNow, Conflict."""
    if not reason.strip():
        raise ValueError("a refusal says why")
    return _answer(by, vault, packet_id, revision, PacketState.REFUSED, on, reason.strip()[:REASON_LONGEST])


def finish_packet(
    *, by: Person, vault: OpenedVault, packet_id: UUID, revision: int, on: date, note: str = ""
) -> Packet:
    """Say that what was asked is done; the sender is told no more than the note. Raises NotNow, Conflict."""
    return _answer(by, vault, packet_id, revision, PacketState.DONE, on, note.strip()[:REASON_LONGEST])


def _answer(
    by: Person, vault: OpenedVault, packet_id: UUID, revision: int, then: PacketState, on: date, text: str
) -> Packet:
    packet = packet_of(by, packet_id, vault=vault, permission="cases.write")
    with recorded(by=by, event=f"packet.{then.value}", centre=packet.to_centre_id, about=f"packet:{packet.id}"):
        row = _locked(packet, revision, then, by)
        box = None if row.elsewhere else letterbox_of(row.centre_id)
        if box is not None:
            payload: dict[str, Any] = {"state": then.value, "on": on.isoformat(), "text": text}
            centre = vault.centre(row.to_centre_id)
            row.reply = seal_letter(centre, bytes(box.public), payload, reply_place(row.id))
        row.due_on = None
        row.save(force_update=True)
    return row


def take_in(*, by: Person, vault: OpenedVault, centre_id: UUID, raw: bytes, on: date) -> Packet:
    """Bring a letter file of a centre elsewhere into the inbox; the same file a second time is the same packet.

    Raises NoLetter for another kind of file, NotForUs when it does not open here, PacketClosed when her yes ran out.
    """
    by.require("cases.write", centre_id)
    letter_id, sealed = read_letter(raw)
    known: Packet | None = Packet.objects.filter(id=letter_id).first()
    if known is not None:
        return packet_of(by, known.id, vault=vault)
    try:
        open_letter(vault.centre(centre_id), sealed, place_of(letter_id))
    except SealBroken as broken:
        raise NotForUs from broken
    now = timezone.now()
    packet = Packet(
        id=letter_id, centre_id=centre_id, to_centre_id=centre_id, elsewhere=True, sent_at=now, changed_at=now,
        content=sealed,
    )  # fmt: skip
    received = open_packet(by, packet, vault=vault, on=on)
    packet.ends_on = _day(received.payload["until"])
    packet.due_on = _day(received.payload["answer_by"])
    if packet.ends_on is not None and packet.ends_on < on:
        raise PacketClosed(EXPIRED)
    with recorded(by=by, event="packet.taken_in", centre=centre_id, about=f"packet:{packet.id}"):
        packet.save(force_insert=True)
    return packet


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


__all__ = [
    "Accepted", "NoLetter", "NotForUs", "accept_packet", "finish_packet", "refuse_packet", "take_in",
]  # fmt: skip
