"""Orders and their steps, aid, notification decisions, requests by authorities: all sealed under the file's key."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.casework.cases.models import CaseRecord
from omuz.foundation.audit.models import RecordedModel


class ProtectionOrder(CaseRecord):
    """One protection order from its asking to its end; what it says is in its steps.

    `state` tells only whether somebody still has to look (`running`, `over`), `due_on` the next day to look at it.
    """

    RUNNING = "running"
    OVER = "over"

    class Meta(CaseRecord.Meta):
        pass


class OrderStep(CaseRecord):
    """One step of an order, never edited: a mistaken one is taken back by another step. `words` holds a `note`."""

    order = models.ForeignKey(ProtectionOrder, on_delete=models.CASCADE, related_name="steps", db_index=False)

    class Privacy:
        operational: Collection[str] = [*CaseRecord.Privacy.operational, "order"]
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]

    class Meta(CaseRecord.Meta):
        pass


class AidRequest(CaseRecord):
    """Childcare or temporary aid asked for; `answers` as in rules.aid.Aid, `words` holds a `note`."""

    class Meta(CaseRecord.Meta):
        pass


class NotificationDecision(CaseRecord):
    """Two workers weighed a duty to notify: its ground, what she was told and wanted, the least, and when.

    `state` is waiting, agreed, returned or done. Nothing here sends anything.
    """

    class Meta(CaseRecord.Meta):
        pass


class LegalRequest(CaseRecord):
    """An authority asked about a woman: who, its paper, the legal review, what was given, whether she was told.

    `state` is open or settled; `due_on` the day an answer is expected.
    """

    OPEN = "open"
    SETTLED = "settled"

    class Meta(CaseRecord.Meta):
        pass


class LegalAnswer(CaseRecord):
    """The least answer to a request, as it would leave: written by one, agreed by a second, kept sealed."""

    request = models.ForeignKey(LegalRequest, on_delete=models.CASCADE, related_name="letters", db_index=False)

    class Privacy:
        operational: Collection[str] = [*CaseRecord.Privacy.operational, "request"]
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]

    class Meta(CaseRecord.Meta):
        pass


class WageFigure(RecordedModel):
    """The monthly net minimum wage from a day on, as the centre entered it with its source; says nothing of anybody.

    Never edited: a later entry for the same day corrects an earlier one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    valid_from = models.DateField()
    monthly_net = models.DecimalField(max_digits=12, decimal_places=2)
    source = models.CharField(max_length=200)
    entered_at = models.DateTimeField()
    entered_by = models.UUIDField()

    class Privacy:
        operational: Collection[str] = "id centre_id valid_from monthly_net source entered_at entered_by".split()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(monthly_net__gt=0), name="orders_wage_above_nothing"),
        ]
        indexes = [models.Index(fields=["centre_id", "valid_from"], name="orders_wage_from")]
