"""Something leaves, by a press of its own: the second gate asks her yes again, and again each time a copy is taken."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from omuz.casework.cases.actions.writing import step_taken
from omuz.casework.cases.rules.steps import NotNow
from omuz.casework.cases.rules.steps import State as FileState
from omuz.casework.consents.queries.given import Coverage
from omuz.casework.referrals.actions.drafting import gate, put_answers, put_step, under_lock
from omuz.casework.referrals.models import LetterboxCard, Packet, Referral
from omuz.casework.referrals.queries.told import OpenedReferral, payload_now, referral_of
from omuz.casework.referrals.rules.parcels import place_of, written_letter
from omuz.casework.referrals.rules.states import FINAL, HERSELF, Act, Result, Stage, may_become
from omuz.foundation.audit.chain import looked, recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.letters import seal_letter
from omuz.foundation.vault.opened import OpenedVault
from omuz.foundation.vault.queries import letterbox_of

NO_OBSTACLE = "none"
"""The code that says there was none; any obstacle told later drives it out."""


class NoLetterbox(Exception):
    """The other centre has no key yet, or its card was not confirmed; nothing was sent."""


def send_referral(*, by: Person, vault: OpenedVault, referral_id: UUID, revision: int, on: date) -> Referral:
    """Send what was prepared; one where she goes herself and nothing is told needs no preparing.

    Raises ConsentMissing, TextRefused, NoLetterbox, Conflict, NotNow.
    """
    with recorded(by=by, event="referral.sent") as record:
        referral = under_lock(by, vault, referral_id, revision)
        file, told = referral.file, referral.told
        record.centre, record.about = file.centre_id, f"case:{file.code}"
        if referral.row.state == Stage.SENT or not may_become(referral.row.state, Stage.SENT):
            raise NotNow(referral.row.state, Stage.SENT)
        if told.way != HERSELF and referral.row.state != Stage.PREPARED:
            raise NotNow(referral.row.state, Stage.SENT)
        found = gate(referral, on)
        changes: dict[str, Any] = {"sent_on": on.isoformat(), "excepted": found.excepted}
        changes |= {"until": found.until.isoformat()} if found.until else {}
        if told.way == "packet":
            changes["packet"] = str(_packet(referral, found, by=by, vault=vault).id)
        elif told.way == "file":
            card_for(referral)
            changes["letter_id"] = str(uuid4())
        changes["result"] = (Result.SUGGESTED if told.way == HERSELF else Result.CONSENTED).value
        referral.row.state, referral.row.due_on = Stage.SENT.value, told.answer_by
        put_answers(referral, by, **changes)
        put_step(referral, by=by, on=on, act=Act.SENT)
        step_taken(file, FileState.SUPPORT, by=by, on=on)
    return referral.row


def _packet(referral: OpenedReferral, found: Coverage, *, by: Person, vault: OpenedVault) -> Packet:
    centre_id, told = referral.file.centre_id, referral.told
    box = letterbox_of(told.recipient.id)
    if box is None or not found.marks:
        raise NoLetterbox
    now = timezone.now()
    packet = Packet(
        centre_id=centre_id,
        to_centre_id=told.recipient.id,
        due_on=told.answer_by,
        ends_on=found.until,
        marks=list(found.marks),
        sent_at=now,
        sent_by=by.staff_id,
        changed_at=now,
    )
    payload = payload_now(referral.file, told, found.until)
    packet.content = seal_letter(vault.centre(centre_id), bytes(box.public), payload, place_of(packet.id))
    packet.save(force_insert=True)
    return packet


def card_for(referral: OpenedReferral) -> LetterboxCard:
    """The confirmed card of the centre it goes to. Raises NoLetterbox."""
    cards = LetterboxCard.objects.filter(centre_id=referral.file.centre_id, confirmed_at__isnull=False)
    card: LetterboxCard | None = cards.filter(id=referral.told.recipient.id).first()
    if card is None:
        raise NoLetterbox
    return card


def take_letter_file(*, by: Person, vault: OpenedVault, referral_id: UUID, on: date) -> bytes:
    """The encrypted file for a centre elsewhere; her yes is asked again each time one is made.

    Raises ConsentMissing, TextRefused, NoLetterbox, NotNow unless it was sent by file and not taken back.
    """
    referral = referral_of(by, referral_id, vault=vault, permission="cases.write")
    told, centre_id = referral.told, referral.file.centre_id
    if referral.row.state != Stage.SENT or told.letter_id is None or told.withdrawn_on:
        raise NotNow(referral.row.state, "file")
    found = gate(referral, on)
    card = card_for(referral)
    payload = payload_now(referral.file, told, found.until)
    sealed = seal_letter(vault.centre(centre_id), bytes(card.public), payload, place_of(told.letter_id))
    looked(by=by, event="referral.file_taken", centre=centre_id, about=f"case:{referral.file.code}")
    return written_letter(told.letter_id, sealed)


def letter_of(*, by: Person, vault: OpenedVault, referral_id: UUID, on: date) -> dict[str, Any]:
    """What a letter says, for its page and its PDF; the gate is asked each time and the look is written down.

    Raises ConsentMissing, TextRefused, NotNow before it was prepared or once it was taken back.
    """
    referral = referral_of(by, referral_id, vault=vault, permission="cases.write")
    told = referral.told
    if told.way != "letter" or referral.row.state not in (Stage.PREPARED, Stage.SENT) or told.withdrawn_on:
        raise NotNow(referral.row.state, "letter")
    found = gate(referral, on)
    about = f"case:{referral.file.code}"
    looked(by=by, event="referral.letter_taken", centre=referral.file.centre_id, about=about)
    return payload_now(referral.file, told, found.until)


def note_result(
    *,
    by: Person,
    vault: OpenedVault,
    referral_id: UUID,
    revision: int,
    result: Result,
    on: date,
    obstacles: tuple[str, ...] = (),
    note: str = "",
    answer_by: date | None = None,
) -> Referral:
    """What came of it, as a line of its history. Raises Conflict, NotNow before it left."""
    with recorded(by=by, event="referral.result_noted") as record:
        referral = under_lock(by, vault, referral_id, revision)
        record.centre, record.about = referral.file.centre_id, f"case:{referral.file.code}"
        if referral.row.state not in (Stage.SENT, Stage.CLOSED):
            raise NotNow(referral.row.state, result)
        changes: dict[str, Any] = {"result": result.value}
        if obstacles:
            met = {*referral.told.obstacles, *obstacles}
            changes["obstacles"] = sorted(met - {NO_OBSTACLE} or met)
        if answer_by:
            changes["answer_by"] = answer_by.isoformat()
        final = result in FINAL
        referral.row.state = (Stage.CLOSED if final else Stage.SENT).value
        referral.row.due_on = None if final else answer_by or referral.told.answer_by
        put_answers(referral, by, **changes)
        put_step(referral, by=by, on=on, result=result, obstacles=obstacles, note=note)
    return referral.row
