"""Institutions, letterboxes elsewhere, referrals and their history, packets between centres, recalls."""

import uuid
from collections.abc import Collection

from django.contrib.postgres.fields import ArrayField
from django.db import models

from omuz.casework.cases.models import CaseRecord
from omuz.casework.cases.models.record import Sealing
from omuz.casework.referrals.rules.book import SHELTERS
from omuz.casework.referrals.rules.states import PacketState
from omuz.foundation.audit.models import RecordedModel
from omuz.foundation.vault.fields import SealedField
from omuz.foundation.vault.models import DataKey


class Institution(RecordedModel):
    """An entry of the centre's own address book: places anybody may know, and shelters without any address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    kind = models.CharField(max_length=50)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    public_address = models.CharField(max_length=200, blank=True)
    confidential = models.BooleanField(default=False)
    verified_on = models.DateField(null=True, blank=True)
    closed = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()

    class Privacy:
        operational: Collection[str] = (
            "id centre_id kind name phone public_address confidential verified_on closed revision changed_at changed_by"
        ).split()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="institution_confidential_without_address",
                condition=models.Q(confidential=False) | models.Q(public_address=""),
            ),
            models.CheckConstraint(
                name="institution_shelter_confidential",
                condition=~models.Q(kind__in=sorted(SHELTERS)) | models.Q(confidential=True),
            ),
            models.UniqueConstraint(fields=["centre_id", "kind", "name"], name="institution_once"),
        ]

    def __str__(self) -> str:
        return self.name


class LetterboxCard(RecordedModel):
    """A centre of another installation: the public halves of its keys, trusted once two people read the fingerprint."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    their_centre_id = models.UUIDField()
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    public = models.BinaryField(max_length=32)
    verify_public = models.BinaryField(max_length=32)
    confirmed_by = models.UUIDField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        operational: Collection[str] = (
            "id centre_id their_centre_id name phone public verify_public confirmed_by confirmed_at".split()
        )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre_id", "public", "verify_public"], name="letterboxcard_once")
        ]

    def __str__(self) -> str:
        return self.name


class Referral(CaseRecord):
    """She is sent on: to whom, by which way, with what; a draft until it is prepared, and sent by a press of its own.

    `answers`: on, number, way, recipient, purpose, urgent, answer_by, carried, sent_on, result, obstacles, excepted,
    packet, until. `words` and `identity`: the text of each group, by its class.
    """

    identity = SealedField(kind="identity")

    class Privacy:
        operational: Collection[str] = CaseRecord.Privacy.operational
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]
        identity: Collection[str] = ["identity"]

    class Meta(CaseRecord.Meta):
        pass


class ReferralStep(CaseRecord):
    """One line of a referral's history, never edited. `answers`: on, act or result, obstacles. `words`: note."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="history", db_index=False)

    class Privacy:
        operational: Collection[str] = [*CaseRecord.Privacy.operational, "referral"]
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]

    class Meta(CaseRecord.Meta):
        pass


class Packet(RecordedModel):
    """A sealed letter from one centre to another; only the receiving centre opens `content`, only the sender `reply`.

    One from elsewhere came as a file: both centres are then the receiving one. No file is named on either side.
    """

    class States(models.TextChoices):
        SENT = PacketState.SENT.value
        ACCEPTED = PacketState.ACCEPTED.value
        REFUSED = PacketState.REFUSED.value
        DONE = PacketState.DONE.value
        REVOKED = PacketState.REVOKED.value

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    to_centre_id = models.UUIDField()
    elsewhere = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=States.choices, default=States.SENT)
    due_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    # The marks of her consents, so that opening asks again whether they stand.
    marks = ArrayField(models.UUIDField(), default=list, blank=True)
    # A file was opened here for it: whoever may not see that file may not see the packet either.
    in_file = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    sent_at = models.DateTimeField()
    sent_by = models.UUIDField(null=True, blank=True)
    changed_at = models.DateTimeField()
    answered_by = models.UUIDField(null=True, blank=True)
    # Sealed for a letterbox, not under a data key: no envelope of ours.
    content = models.BinaryField(null=True)
    reply = models.BinaryField(null=True)

    class Privacy:
        operational: Collection[str] = (
            "id centre_id to_centre_id elsewhere state due_on ends_on marks in_file revision sent_at sent_by changed_at"
            " answered_by content reply"
        ).split()

    class Meta:
        indexes = [
            models.Index(fields=["to_centre_id", "state"], name="packet_inbox"),
            models.Index(fields=["centre_id", "state"], name="packet_sent"),
        ]


class Arrival(CaseRecord):
    """A file that was opened for a packet, or taken up again for it. `answers`: on, packet, number."""

    class Privacy:
        operational: Collection[str] = CaseRecord.Privacy.operational
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]

    class Meta(CaseRecord.Meta):
        pass


class Recall(Sealing):
    """Somebody outside is to be told that she took her yes back; it outlives her file and says nothing about her.

    `answers`: recipient, phone, number, sent_on.
    """

    class States(models.TextChoices):
        OPEN = "open"
        TOLD = "told"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    state = models.CharField(max_length=5, choices=States.choices, default=States.OPEN)
    worker_id = models.UUIDField(null=True, blank=True)
    due_on = models.DateField()
    told_by = models.UUIDField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    data_key = models.ForeignKey(DataKey, on_delete=models.CASCADE, related_name="+", db_index=False)
    answers = SealedField(kind="answers")

    class Privacy:
        operational: Collection[str] = "id centre_id state worker_id due_on told_by told_at data_key".split()
        answers: Collection[str] = ["answers"]

    class Meta:
        indexes = [models.Index(fields=["centre_id", "state"], name="recall_open")]
