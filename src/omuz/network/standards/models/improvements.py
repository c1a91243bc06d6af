"""Steps that close a gap, and the municipality's own documents the standards are held against."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.foundation.audit.models import RecordedModel
from omuz.network.standards.models.assessments import Assessment


class Improvement(RecordedModel):
    """One step for one gap: what, which post, until when, with what means; looked at again on its day."""

    class State(models.TextChoices):
        OPEN = "open"
        DONE = "done"
        DROPPED = "dropped"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    assessment = models.ForeignKey(Assessment, models.PROTECT, null=True, related_name="improvements")
    code = models.CharField(max_length=8)
    what = models.TextField()
    responsible = models.CharField(max_length=120)
    until = models.DateField()
    means = models.CharField(max_length=300, blank=True)
    plan = models.CharField(max_length=200, blank=True)
    equality = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    outcome = models.TextField(blank=True)
    check_on = models.DateField(null=True)
    checked_on = models.DateField(null=True)
    checked_level = models.CharField(max_length=1, blank=True)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = (
            "id centre_id assessment code what responsible until means plan equality state outcome check_on checked_on"
            " checked_level made_by made_at".split()
        )

    class Meta:
        ordering = ["until", "code"]
        indexes = [models.Index(fields=["centre_id", "state", "until"], name="standards_step_due")]


class PolicyDocument(RecordedModel):
    """A document of a municipality with day, number and period, and the chapters it speaks to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation_id = models.UUIDField()
    centre_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    decided_on = models.DateField(null=True)
    number = models.CharField(max_length=60, blank=True)
    period_from = models.PositiveSmallIntegerField(null=True)
    period_to = models.PositiveSmallIntegerField(null=True)
    reference = models.CharField(max_length=300, blank=True)
    link = models.CharField(max_length=300, blank=True)
    chapters = models.JSONField(default=dict)
    actions = models.PositiveSmallIntegerField(null=True)
    funded = models.PositiveSmallIntegerField(null=True)
    changed_by = models.UUIDField()
    changed_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = (
            "id organisation_id centre_id kind title decided_on number period_from period_to reference link chapters"
            " actions funded changed_by changed_at".split()
        )

    class Meta:
        ordering = ["organisation_id", "kind", "-period_from"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(funded__isnull=True) | models.Q(funded__lte=models.F("actions")),
                name="standards_funded_of_actions",
            )
        ]
