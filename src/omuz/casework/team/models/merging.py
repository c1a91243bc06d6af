"""Two files put together, and everything needed to take them apart again."""

from collections.abc import Collection

from django.db import models

from omuz.casework.cases.models import CaseRecord


class Merge(CaseRecord):
    """A merge into this file: proposed, looked at by a second person, done, undone.

    `answers` holds the other file, what was moved record by record, and how both walls stood before; `words` why.
    """

    reviewed_by = models.UUIDField(null=True, blank=True)

    class Privacy(CaseRecord.Privacy):
        operational: Collection[str] = [*CaseRecord.Privacy.operational, "reviewed_by"]

    class Meta(CaseRecord.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reviewed_by__isnull=True) | ~models.Q(reviewed_by=models.F("made_by")),
                name="team_merge_two_people",
            )
        ]
