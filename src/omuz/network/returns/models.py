"""Returns a centre prepared and sent, totals it released, and what the network received: protected totals only."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.foundation.audit.models import RecordedModel
from omuz.foundation.vault.crypto import fingerprint
from omuz.network.returns.rules.document import Document, read_text
from omuz.network.returns.rules.quarters import Quarter

_QUARTER = 7
_DIGEST = 64
_CODE = 40


class Payload(RecordedModel):
    """A written document about one centre and quarter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    quarter = models.CharField(max_length=_QUARTER)
    version = models.PositiveSmallIntegerField()
    payload = models.TextField()
    digest = models.CharField(max_length=_DIGEST)

    class Meta:
        abstract = True

    @property
    def period(self) -> Quarter:
        return Quarter.read(self.quarter)

    @property
    def document(self) -> Document:
        """The document as it was written; raises ReturnRefused when the row was tampered with."""
        return read_text(self.payload)


class CentreReturn(Payload):
    """One version of a centre's return, from the preview on; once sent it is never edited."""

    class State(models.TextChoices):
        PREPARED = "prepared"
        SENT = "sent"
        WITHDRAWN = "withdrawn"

    organisation_id = models.UUIDField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED)
    signature = models.BinaryField(max_length=64, null=True)
    prepared_by = models.UUIDField()
    prepared_at = models.DateTimeField()
    sent_by = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)
    declined = models.CharField(max_length=_CODE, default="")
    """The reason why nothing is sent for this quarter; empty where there are tables."""
    proof = models.JSONField(default=dict)
    """What the gate proved of these tables, without the intervals; it stays where it was made."""

    class Privacy:
        operational: Collection[str] = (
            "id centre_id quarter version payload digest organisation_id state signature"
            " prepared_by prepared_at sent_by sent_at declined proof".split()
        )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre_id", "quarter", "version"], name="returns_one_version"),
            models.CheckConstraint(
                condition=~models.Q(state="sent")
                | (models.Q(signature__isnull=False) & models.Q(sent_at__isnull=False)),
                name="returns_sent_is_signed",
            ),
        ]


class Release(Payload):
    """The same totals opened to the director of the centre's organisation; withdrawing deletes the row."""

    organisation_id = models.UUIDField()
    released_by = models.UUIDField()
    released_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = (
            "id centre_id quarter version payload digest organisation_id released_by released_at".split()
        )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre_id", "quarter"], name="returns_one_release")]
        indexes = [models.Index(fields=["organisation_id", "-quarter"], name="returns_released_to")]


class Way(models.TextChoices):
    """How a return reached the network."""

    SHARED = "shared"
    FILE = "file"
    HTTPS = "https"
    SHEET = "sheet"
    """A table filled in by a centre without Omuz; nothing is signed, somebody of the network brought it."""


class ReceivedReturn(Payload):
    """A return as it arrived at the network, signature kept; the newest version of a quarter counts."""

    signature = models.BinaryField(max_length=64)
    key = models.BinaryField(max_length=32)
    received_at = models.DateTimeField()
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.SHARED)
    declined = models.CharField(max_length=_CODE, default="")

    class Privacy:
        operational: Collection[str] = (
            "id centre_id quarter version payload digest signature key received_at way declined".split()
        )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre_id", "quarter", "version"], name="returns_received_once")
        ]


class SenderKey(RecordedModel):
    """A public key the network believes a centre by, after somebody compared its fingerprint with the centre."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    public = models.BinaryField(max_length=32)
    known_since = models.DateTimeField()
    known_by = models.UUIDField(null=True)

    class Privacy:
        operational: Collection[str] = "id centre_id public known_since known_by".split()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre_id", "public"], name="returns_key_once")]

    @property
    def fingerprint(self) -> str:
        return fingerprint(bytes(self.public))


class Hold(RecordedModel):
    """Something the network does not let out for a while: a district, a form of violence; lifted, never deleted."""

    class Breakdown(models.TextChoices):
        DISTRICT = "district"
        VIOLENCE_TYPES = "violence_types"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    breakdown = models.CharField(max_length=20, choices=Breakdown.choices)
    code = models.CharField(max_length=_CODE)
    reason = models.CharField(max_length=_CODE)
    until = models.DateField(null=True)
    placed_by = models.UUIDField()
    placed_at = models.DateTimeField()
    lifted_by = models.UUIDField(null=True)
    lifted_at = models.DateTimeField(null=True)

    class Privacy:
        operational: Collection[str] = "id breakdown code reason until placed_by placed_at lifted_by lifted_at".split()


class NetworkRelease(RecordedModel):
    """Figures of the network as they were let out: a numbered document, never edited and never taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    quarter = models.CharField(max_length=_QUARTER)
    number = models.PositiveSmallIntegerField()
    audience = models.CharField(max_length=_CODE)
    payload = models.TextField()
    digest = models.CharField(max_length=_DIGEST)
    reason = models.CharField(max_length=_CODE, default="")
    released_by = models.UUIDField()
    released_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = (
            "id quarter number audience payload digest reason released_by released_at".split()
        )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["quarter", "number"], name="returns_network_release_once")]


class LedgerEntry(RecordedModel):
    """One line of the release ledger: what went to whom, when, from which returns, by which digest; only added to.

    `centre_id` is empty for the network's own releases.
    """

    class Act(models.TextChoices):
        RELEASED = "released"
        CORRECTED = "corrected"
        WITHDRAWN = "withdrawn"
        HELD = "held"
        LIFTED = "lifted"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField(null=True)
    quarter = models.CharField(max_length=_QUARTER, default="")
    act = models.CharField(max_length=10, choices=Act.choices)
    audience = models.CharField(max_length=_CODE, default="")
    sources = models.JSONField(default=list)
    """Centre, version and digest of every return that went into it."""
    digest = models.CharField(max_length=_DIGEST, default="")
    reason = models.CharField(max_length=_CODE, default="")
    about = models.CharField(max_length=_CODE, default="")
    proof = models.JSONField(default=dict)
    """What the gate proved of what was let out, and the digest of the whole proof; empty for other acts."""
    at = models.DateTimeField()
    by = models.UUIDField()

    class Privacy:
        operational: Collection[str] = (
            "id centre_id quarter act audience sources digest reason about proof at by".split()
        )

    class Meta:
        indexes = [models.Index(fields=["centre_id", "-at"], name="returns_ledger_newest")]
