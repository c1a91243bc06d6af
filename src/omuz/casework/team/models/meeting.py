"""The weekly meeting: what was put on its table by hand, what it decided about a file, and what about the work."""

import uuid
from collections.abc import Collection

from django.contrib.postgres.fields import ArrayField
from django.db import models

from omuz.casework.cases.models import CaseRecord
from omuz.casework.cases.models.record import Sealing
from omuz.casework.team.rules.meeting import DecisionState, MeetingState
from omuz.foundation.vault.fields import SealedField
from omuz.foundation.vault.models import DataKey


class Meeting(Sealing):
    """A meeting of the team on one day; `words` holds what was decided about the work itself, no file in it."""

    class States(models.TextChoices):
        OPEN = MeetingState.OPEN.value
        CLOSED = MeetingState.CLOSED.value

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    on = models.DateField()
    state = models.CharField(max_length=10, choices=States.choices, default=States.OPEN)
    present = ArrayField(models.UUIDField(), default=list, blank=True)
    revision = models.PositiveIntegerField(default=1)
    made_by = models.UUIDField()
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+", db_index=False)
    words = SealedField(kind="words")

    class Privacy:
        operational: Collection[str] = (
            "id centre_id on state present revision made_by changed_at changed_by data_key".split()
        )
        words: Collection[str] = ["words"]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre_id", "on"], name="team_meeting_day")]


class AgendaItem(CaseRecord):
    """A file somebody wants to talk about at a meeting; why stands nowhere."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Privacy(CaseRecord.Privacy):
        operational: Collection[str] = [*CaseRecord.Privacy.operational, "meeting"]

    class Meta(CaseRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["centre_id", "meeting", "case"], name="team_agenda_once")]


class Decision(CaseRecord):
    """What the team decided about a file: `words` say what, plain columns who by post and until when."""

    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    post = models.CharField(max_length=30)
    worker_id = models.UUIDField(null=True, blank=True)

    class Privacy(CaseRecord.Privacy):
        operational: Collection[str] = [*CaseRecord.Privacy.operational, "meeting", "post", "worker_id"]

    class Meta(CaseRecord.Meta):
        indexes = [
            *CaseRecord.Meta.indexes,
            models.Index(
                fields=["centre_id", "due_on"], name="decision_due", condition=models.Q(state=DecisionState.OPEN.value)
            ),
        ]
