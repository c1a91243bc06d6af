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

    class Privacy:
        operational: Collection[str] = (
            "id centre_id quarter version payload digest organisation_id state signature"
            " prepared_by prepared_at sent_by sent_at".split()
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


class ReceivedReturn(Payload):
    """A return as it arrived at the network, signature kept; the newest version of a quarter counts."""

    signature = models.BinaryField(max_length=64)
    key = models.BinaryField(max_length=32)
    received_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = "id centre_id quarter version payload digest signature key received_at".split()

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
