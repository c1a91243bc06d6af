"""She takes her yes back: what lies open at another centre closes, and everybody else is to be told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from omuz.casework.cases.queries.files import OpenedCase, open_case
from omuz.casework.cases.rules.steps import NotNow
from omuz.casework.consents.actions.giving import take_back
from omuz.casework.consents.models import Consent
from omuz.casework.consents.rules.recipients import CARD, INSTITUTION
from omuz.casework.referrals.actions.drafting import put_answers, put_step, under_lock
from omuz.casework.referrals.models import Institution, LetterboxCard, Packet, Recall, Referral
from omuz.casework.referrals.queries.told import OpenedReferral, referrals_of
from omuz.casework.referrals.rules.states import HERSELF, Act, PacketState, Stage
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

TELL_WITHIN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal did: items taken back, packets closed at other centres, recipients still to be told."""

    consents: int
    packets: int
    recalls: int


def withdraw_from_recipients(
    *,
    by: Person,
    vault: OpenedVault,
    case_id: UUID,
    on: date,
    consent_ids: Collection[UUID] | None = None,
    recipient: str | None = None,
    groups: Collection[str] | None = None,
) -> Withdrawn:
    """Take back her yes and reach everybody who received something under it, in one act.

    Without `consent_ids`, `recipient` (a key) and `groups` everything of the file is taken back: a restriction, an
    erasure. Packets of this installation close at once; for files, letters and calls a task to tell them appears,
    which names no woman and outlives her file.
    """
    file = open_case(by, case_id, vault=vault, permission="cases.write")
    everything = consent_ids is None and recipient is None and groups is None
    with recorded(by=by, event="consent.withdrawn", centre=file.centre_id, about=f"case:{file.code}"):
        taken = take_back(file, by=by, on=on, consent_ids=consent_ids, recipient=recipient, groups=groups)
        items = {_item(row, file) for row in taken}
        reached = [each for each in referrals_of(file) if _left(each) and (everything or _stands_on(each, items))]
        packets = sum(_reach(each, by=by, vault=vault, on=on) for each in reached)
    return Withdrawn(len(taken), packets, len(reached) - packets)


def _item(row: Consent, file: OpenedCase) -> tuple[str, str, str, str]:
    answers = row.opened(file.key, "answers")
    recipient = answers["recipient"]
    return f"{recipient['shape']}:{recipient['id']}", answers["purpose"], answers["group"], answers["channel"]


def _left(referral: OpenedReferral) -> bool:
    """Whether something went out and was not taken back yet."""
    told = referral.told
    gone = referral.row.state in (Stage.SENT, Stage.CLOSED)
    return gone and told.way != HERSELF and bool(told.groups) and told.withdrawn_on is None


def _stands_on(referral: OpenedReferral, items: Collection[tuple[str, str, str, str]]) -> bool:
    told = referral.told
    return any((told.recipient.key, told.purpose, group, told.way) in items for group in told.groups)


def revoke_referral(*, by: Person, vault: OpenedVault, referral_id: UUID, revision: int, on: date) -> Referral:
    """Take one referral back without touching her consents. Raises Conflict, NotNow when nothing of it left."""
    with recorded(by=by, event="referral.revoked") as record:
        referral = under_lock(by, vault, referral_id, revision)
        record.centre, record.about = referral.file.centre_id, f"case:{referral.file.code}"
        if not _left(referral):
            raise NotNow(referral.row.state, "revoked")
        _reach(referral, by=by, vault=vault, on=on)
    return referral.row


def _reach(referral: OpenedReferral, *, by: Person, vault: OpenedVault, on: date) -> bool:
    """Close its packet (True), or leave the task to tell the recipient (False)."""
    told, row = referral.told, referral.row
    row.state, row.due_on = Stage.CLOSED.value, None
    put_answers(referral, by, withdrawn_on=on.isoformat())
    put_step(referral, by=by, on=on, act=Act.REVOKED)
    if told.packet is not None:
        found = Packet.objects.filter(id=told.packet, centre_id=row.centre_id)
        # The sealed content goes too: there is nothing left that could be opened.
        found.update(state=PacketState.REVOKED.value, content=None, due_on=None, changed_at=timezone.now())
        return True
    data_key, key = vault.centre(row.centre_id).new_data_key()
    data_key.save(force_insert=True)
    recall = Recall(centre_id=row.centre_id, worker_id=by.staff_id, due_on=on + TELL_WITHIN, data_key=data_key)
    answers: dict[str, Any] = {
        "recipient": told.recipient.name,
        "phone": _phone(referral),
        "number": told.number,
        "sent_on": told.sent_on.isoformat() if told.sent_on else "",
    }
    recall.put(key, answers=answers)
    recall.save(force_insert=True)
    return False


def _phone(referral: OpenedReferral) -> str:
    recipient, centre_id = referral.told.recipient, referral.file.centre_id
    books: dict[str, Any] = {INSTITUTION: Institution, CARD: LetterboxCard}
    if recipient.shape not in books:
        return ""
    found = books[recipient.shape].objects.filter(id=recipient.id, centre_id=centre_id)
    return found.values_list("phone", flat=True).first() or ""


def tell_recipient(*, by: Person, recall_id: UUID) -> Recall:
    """The recipient was told, and asked to destroy what was sent. Raises Http404, NotNow when it was told already."""
    with recorded(by=by, event="referral.recipient_told") as record:
        row = Recall.objects.select_for_update().filter(id=recall_id, centre_id__in=by.centres).first()
        if row is None:
            raise Http404
        by.require("cases.write", row.centre_id)
        if row.state != Recall.States.OPEN:
            raise NotNow(row.state, "told")
        record.centre = row.centre_id
        row.state, row.told_by, row.told_at = Recall.States.TOLD, by.staff_id, timezone.now()
        row.save(force_update=True)
    told: Recall = row
    return told
