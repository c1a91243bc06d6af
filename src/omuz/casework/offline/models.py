"""Which centre allows it, on which computers it is on, what arrived from them, and what waits to be chosen."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.casework.cases.models import Case
from omuz.casework.cases.models.record import Sealing
from omuz.casework.interviews.models import Interview
from omuz.casework.offline.rules import HOURS_AT_FIRST
from omuz.foundation.audit.models import RecordedModel
from omuz.foundation.vault.fields import SealedField
from omuz.foundation.vault.models import DataKey
from omuz.foundation.vault.opened import OpenedKey, OpenedVault


class OfflineCentre(RecordedModel):
    """A centre whose coordinator lets her people write while the line is cut, and for how many hours it may lie."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField(unique=True)
    allowed = models.BooleanField(default=False)
    hours = models.PositiveSmallIntegerField(default=HOURS_AT_FIRST)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()

    class Privacy:
        operational: Collection[str] = "id centre_id allowed hours changed_at changed_by".split()


class OfflineDevice(Sealing):
    """One computer somebody switched it on for.

    `half` is the part of its key that never lies on that computer. Its data key is destroyed when the computer is
    switched off or withdrawn: what lies there opens nowhere any more, from no backup either.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    staff_id = models.UUIDField()
    machine = models.CharField(max_length=20)
    on_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=20, blank=True)
    # Entries destroyed on the computer because nobody sent them in time.
    expired = models.PositiveIntegerField(default=0)
    data_key = models.ForeignKey(DataKey, on_delete=models.SET_NULL, null=True, related_name="+")
    half = SealedField(kind="identity")

    class Privacy:
        operational: Collection[str] = "id centre_id staff_id machine on_at ended_at ended_why expired data_key".split()
        identity: Collection[str] = ["half"]

    class Meta:
        indexes = [models.Index(fields=["centre_id", "staff_id"], name="offline_devices")]

    def key(self, vault: OpenedVault) -> OpenedKey:
        """The key of its half; raises NotGranted without the centre's key, DataKey.DoesNotExist once it ended."""
        if self.data_key is None:
            raise DataKey.DoesNotExist("this computer was switched off")
        return vault.centre(self.centre_id).data_key(self.data_key.id, self.data_key.wrapped)


class OfflineDelivery(RecordedModel):
    """One entry that arrived, known again by the name her computer gave it, so that it is written once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    delivered = models.UUIDField()
    device = models.ForeignKey(OfflineDevice, on_delete=models.CASCADE, related_name="+", db_index=False)
    staff_id = models.UUIDField()
    kind = models.CharField(max_length=10)
    written_at = models.DateTimeField()
    arrived_at = models.DateTimeField()
    outcome = models.CharField(max_length=10)
    target = models.UUIDField()

    class Privacy:
        operational: Collection[str] = (
            "id centre_id delivered device staff_id kind written_at arrived_at outcome target".split()
        )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre_id", "delivered"], name="offline_delivered_once")]


class OfflineConflict(Sealing):
    """Fields of one interview that two people changed apart; sealed under the file's key until somebody chose.

    `answers` and `words` hold, field by field, what she wrote and what stood there when it arrived.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", db_index=False)
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="+")
    staff_id = models.UUIDField()
    written_at = models.DateTimeField()
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.UUIDField(null=True, blank=True)
    answers = SealedField(kind="answers")
    words = SealedField(kind="words")

    class Privacy:
        operational: Collection[str] = (
            "id centre_id case interview staff_id written_at made_at settled_at settled_by".split()
        )
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]

    class Meta:
        indexes = [models.Index(fields=["centre_id", "case"], name="offline_conflict_of_file")]
