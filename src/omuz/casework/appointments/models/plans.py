"""Appointments and follow-ups of a file; their content and the slot they stand in are sealed."""

from collections.abc import Collection

from django.db import models

from omuz.casework.cases.models import CaseRecord


class Appointment(CaseRecord):
    """She and the centre agreed on a time.

    `answers` holds the slot, the time, who comes, language and access, how it is confirmed, how it ended; `words` a
    note on what was agreed.
    """

    class Privacy:
        operational: Collection[str] = [*CaseRecord.Privacy.operational]
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]

    class Meta(CaseRecord.Meta):
        pass


class FollowUp(CaseRecord):
    """A promise to ask how she is, by a way and on a day she agreed; `due_on` stands only while it is to be kept.

    `answers` holds the way, the reason and every attempt; `words` what was agreed.
    """

    worker_id = models.UUIDField()

    class Privacy:
        operational: Collection[str] = [*CaseRecord.Privacy.operational, "worker_id"]
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]

    class Meta(CaseRecord.Meta):
        indexes = [
            *CaseRecord.Meta.indexes,
            models.Index(fields=["centre_id", "due_on"], name="followup_due", condition=models.Q(due_on__isnull=False)),
        ]
