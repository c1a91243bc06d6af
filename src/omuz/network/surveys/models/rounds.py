"""Rounds in which a questionnaire is asked, and who is invited to each."""

import uuid
from collections.abc import Collection
from datetime import date

from django.db import models
from django.utils import timezone

from omuz.foundation.audit.models import RecordedModel
from omuz.network.surveys.models.questionnaires import QuestionnaireVersion


class Round(RecordedModel):
    """One time a version is asked; `several` lets a centre send more than one filled form.

    `code` names the round to field devices; `kind` keeps the rounds of other rooms (profiles) out of the list here.
    """

    class Kind(models.TextChoices):
        SURVEY = "survey"
        PROFILE = "profile"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.SURVEY)
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="rounds")
    title = models.CharField(max_length=160)
    note = models.CharField(max_length=600, blank=True)
    opens_on = models.DateField()
    due_on = models.DateField()
    closed_at = models.DateTimeField(null=True)
    several = models.BooleanField(default=False)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = (
            "id code kind version title note opens_on due_on closed_at several made_by made_at".split()
        )

    class Meta:
        ordering = ["-opens_on", "title"]

    def __str__(self) -> str:
        return self.title

    @property
    def closed_on(self) -> date | None:
        """The day the round was closed; None while it is open."""
        return timezone.localdate(self.closed_at) if self.closed_at else None


class Invitation(RecordedModel):
    """A centre is asked to answer, for itself or for the municipality or association named by `organisation_id`.

    `due_on` is the centre's own last day where it was given one. `progress` counts, section by section, how many
    questions wait for an answer and how many have one; it holds no answer, so that whoever manages the round can
    follow it without reading what a centre wrote.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="invitations")
    centre_id = models.UUIDField()
    organisation_id = models.UUIDField(null=True)
    due_on = models.DateField(null=True)
    invited_at = models.DateTimeField()
    invited_by = models.UUIDField(null=True)
    reminded_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    declined_by = models.UUIDField(null=True)
    declined_reason = models.CharField(max_length=300, blank=True)
    submitted_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.UUIDField(null=True)
    reopened_reason = models.CharField(max_length=300, blank=True)
    progress = models.JSONField(default=dict)

    class Privacy:
        operational: Collection[str] = (
            "id round centre_id organisation_id due_on invited_at invited_by reminded_at declined_at declined_by"
            " declined_reason submitted_at reopened_at reopened_by reopened_reason progress".split()
        )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "centre_id", "organisation_id"], name="surveys_invited_once", nulls_distinct=False
            )
        ]
        indexes = [models.Index(fields=["centre_id"], name="surveys_invited_centre")]

    @property
    def last_day(self) -> date:
        """The last day for this centre."""
        return self.due_on or self.round.due_on
