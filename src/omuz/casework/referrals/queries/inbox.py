"""What other centres sent to this one: opened only while the sender's woman still says yes."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from omuz.casework.cases.queries.index import OpenedRecord, opened_records
from omuz.casework.consents.queries.given import marks_stand
from omuz.casework.referrals.models import Arrival, LetterboxCard, Packet, Recall
from omuz.casework.referrals.rules.parcels import place_of
from omuz.casework.referrals.rules.payload import UnreadablePayload, checked
from omuz.casework.referrals.rules.states import PacketState
from omuz.foundation.people.access import Person
from omuz.foundation.vault.crypto import SealBroken
from omuz.foundation.vault.letters import open_letter
from omuz.foundation.vault.opened import OpenedVault
from omuz.foundation.vault.queries import letterbox_of

REVOKED = _("Bu yönlendirme geri alındı; kadının onayı artık yok, içeriği açılmaz.")
WITHDRAWN = _(
    "Kadının onayı artık geçerli değil; içerik kapandı. Yazdığınız ya da yazdırdığınız bir şey varsa yok edin."
)
EXPIRED = _("Kadının verdiği onayın süresi doldu; içerik kapandı. Gerekiyorsa gönderen merkezden yenisini isteyin.")
BROKEN = _("Bu mektup açılmıyor: başka bir merkeze yazılmış, kesilmiş ya da değiştirilmiş. Gönderen merkezi arayın.")


class PacketClosed(Exception):
    """A packet does not open; `sentence` says why, fit for the reader."""

    def __init__(self, sentence: Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Received:
    """A packet opened: what it says, and whose key signed it; `known` is False for a key no card of ours carries."""

    packet: Packet
    payload: dict[str, Any]
    known: bool
    fingerprint: str = ""


def inbox(person: Person, vault: OpenedVault, centre_id: UUID) -> list[Packet]:
    """Packets for a centre, waiting ones first, without those whose file here she may not see."""
    person.require("cases.read", centre_id)
    rows = Packet.objects.filter(to_centre_id=centre_id).defer("content", "reply").order_by("-sent_at")
    mine = {arrival.payload["packet"] for arrival in arrivals(person, vault, centre_id)}
    shown = [row for row in rows if not row.in_file or str(row.id) in mine]
    return sorted(shown, key=lambda row: row.state != PacketState.SENT)


def arrivals(person: Person, vault: OpenedVault, centre_id: UUID) -> list[OpenedRecord]:
    """Packets that became files here, of the files she may see."""
    return opened_records(Arrival, person=person, vault=vault, centre_id=centre_id)


def packet_of(person: Person, packet_id: UUID, *, vault: OpenedVault, permission: str = "cases.read") -> Packet:
    """A packet that came to one of her centres; Http404 elsewhere, and where she may not see the file opened for it."""
    row: Packet | None = Packet.objects.filter(id=packet_id, to_centre_id__in=person.centres).first()
    if row is None:
        raise Http404
    person.require(permission, row.to_centre_id)
    if row.in_file and case_of_packet(person, row, vault=vault) is None:
        raise Http404
    return row


def case_of_packet(person: Person, packet: Packet, *, vault: OpenedVault) -> UUID | None:
    """The file of this centre that was opened for a packet, if there is one she may see."""
    if not packet.in_file:
        return None
    found = arrivals(person, vault, packet.to_centre_id)
    return next((each.case_id for each in found if each.payload["packet"] == str(packet.id)), None)


def open_packet(person: Person, packet: Packet, *, vault: OpenedVault, on: date) -> Received:
    """The third gate: her yes is asked again when somebody opens. Raises PacketClosed with a sentence."""
    person.require("cases.read", packet.to_centre_id)
    if packet.state == PacketState.REVOKED or packet.content is None:
        raise PacketClosed(REVOKED)
    if packet.ends_on is not None and packet.ends_on < on:
        raise PacketClosed(EXPIRED)
    if not marks_stand(packet.marks, on):
        raise PacketClosed(WITHDRAWN)
    try:
        letter = open_letter(vault.centre(packet.to_centre_id), packet.content, place_of(packet.id))
        payload = checked(letter.payload)
    except (SealBroken, UnreadablePayload) as broken:
        raise PacketClosed(BROKEN) from broken
    if packet.elsewhere:
        cards = LetterboxCard.objects.filter(centre_id=packet.to_centre_id, confirmed_at__isnull=False)
        known = cards.filter(their_centre_id=letter.sender, verify_public=letter.verify_public).exists()
        return Received(packet, payload, known)
    box = letterbox_of(packet.centre_id)
    if letter.sender != packet.centre_id or box is None or bytes(box.verify_public) != letter.verify_public:
        raise PacketClosed(BROKEN)
    return Received(packet, payload, known=True)


def recalls(person: Person, vault: OpenedVault, centre_id: UUID) -> list[tuple[Recall, dict[str, Any]]]:
    """Recipients outside who are still to be told that she took her yes back, each with what the task needs."""
    person.require("cases.read", centre_id)
    rows = Recall.objects.filter(centre_id=centre_id, state=Recall.States.OPEN).select_related("data_key")
    opened = vault.centre(centre_id)
    return [
        (row, row.opened(opened.data_key(row.data_key.id, row.data_key.wrapped), "answers"))
        for row in rows.order_by("due_on", "id")
    ]
