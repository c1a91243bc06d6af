"""Interviews of a file and what they said before they were corrected; every answer and word sealed."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.casework.cases.models import Case, CaseRecord
from omuz.casework.cases.models.record import Sealing
from omuz.foundation.vault.fields import SealedField


class Interview(CaseRecord):
    """One talk with her, the first or a later one; a draft until it is recorded.

    `answers` holds the coded answers with the day of the talk, `words` her own words and, apart, the worker's view;
    of a draft they hold what was typed so far.
    """

    class Meta(CaseRecord.Meta):
        pass


class InterviewVersion(Sealing):
    """What a recorded interview said before somebody corrected it, and why; sealed under the file's own key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", db_index=False)
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="versions", db_index=False)
    revision = models.PositiveIntegerField()
    reason = models.CharField(max_length=20)
    by = models.UUIDField()
    at = models.DateTimeField()
    answers = SealedField(kind="answers")
    words = SealedField(kind="words")

    class Privacy:
        operational: Collection[str] = "id centre_id case interview revision reason by at".split()
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre_id", "interview", "revision"], name="interviews_version_once")
        ]
