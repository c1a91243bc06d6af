"""Her yes for one item, the mark by which another centre knows that it still holds, and exceptions by two people."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.casework.cases.models import CaseRecord
from omuz.foundation.audit.models import RecordedModel


class Consent(CaseRecord):
    """One item said aloud and her answer to it; a withdrawal is written into the same row and never taken back.

    `answers`: on, recipient, purpose, group, channel, yes, until, form, how, alone, mark, withdrawn_on. `words`: note.
    """

    class Privacy:
        operational: Collection[str] = CaseRecord.Privacy.operational
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]

    class Meta(CaseRecord.Meta):
        pass


class ConsentMark(RecordedModel):
    """All another centre of this installation may know of a yes: that it stands, and until when.

    It names neither her nor her file; the packet lists the marks it was sent under, and the file's own sealed
    record knows them too.
    """

    class States(models.TextChoices):
        STANDS = "stands"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    to_centre_id = models.UUIDField()
    state = models.CharField(max_length=10, choices=States.choices, default=States.STANDS)
    ends_on = models.DateField()

    class Privacy:
        operational: Collection[str] = "id centre_id to_centre_id state ends_on".split()

    class Meta:
        indexes = [models.Index(fields=["centre_id"], name="consentmark_centre")]


class ConsentOverride(CaseRecord):
    """Something is passed on without her yes: asked by one person, agreed by another, read by the coordinator.

    `answers`: on, recipient, purpose, groups, channel, until, agreed_on, marks. `words`: reason, answer.
    """

    agreed_by = models.UUIDField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.UUIDField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        operational: Collection[str] = [
            *CaseRecord.Privacy.operational, "agreed_by", "agreed_at", "reviewed_by", "reviewed_at"
        ]  # fmt: skip
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]

    class Meta(CaseRecord.Meta):
        constraints = [
            models.CheckConstraint(
                name="consentoverride_two_people",
                condition=models.Q(agreed_by__isnull=True) | ~models.Q(agreed_by=models.F("made_by")),
            ),
            models.CheckConstraint(
                name="consentoverride_agreed_by_somebody",
                condition=~models.Q(state="agreed") | models.Q(agreed_by__isnull=False),
            ),
        ]
