"""A round, each centre's look at itself, the visit of another centre, and what the two said."""

import uuid
from collections.abc import Collection
from datetime import date

from django.db import models
from django.utils import timezone

from omuz.foundation.audit.models import RecordedModel
from omuz.network.standards.models.versions import Standard
from omuz.network.standards.rules import steps
from omuz.network.standards.rules.evidence import Evidence, read_evidence


class AssessmentRound(RecordedModel):
    """A year's round over one published version; medians of the network stand here once it is closed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    standard = models.ForeignKey(Standard, models.PROTECT, related_name="rounds")
    title = models.CharField(max_length=160)
    year = models.PositiveSmallIntegerField()
    opens_on = models.DateField()
    due_on = models.DateField()
    closed_on = models.DateField(null=True)
    medians = models.JSONField(default=dict)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = (
            "id standard title year opens_on due_on closed_on medians made_by made_at".split()
        )

    class Meta:
        ordering = ["-opens_on"]


class Assessment(RecordedModel):
    """One centre in one round: its state, its signatures, who visits."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(AssessmentRound, models.PROTECT, related_name="assessments")
    centre_id = models.UUIDField()
    visitor_id = models.UUIDField(null=True)
    visit_on = models.DateField(null=True)
    visit_begun_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=[(each.value, each.value) for each in steps.State])
    worker_signed_by = models.UUIDField(null=True)
    worker_signed_at = models.DateTimeField(null=True)
    lead_signed_by = models.UUIDField(null=True)
    lead_signed_at = models.DateTimeField(null=True)
    visit_signed_by = models.UUIDField(null=True)
    visit_signed_at = models.DateTimeField(null=True)
    agreed_by = models.UUIDField(null=True)
    agreed_at = models.DateTimeField(null=True)
    agreed_visitor_by = models.UUIDField(null=True)
    agreed_visitor_at = models.DateTimeField(null=True)
    declined_reason = models.CharField(max_length=300, blank=True)
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.UUIDField(null=True)
    reopened_reason = models.CharField(max_length=300, blank=True)

    class Privacy:
        operational: Collection[str] = (
            "id round centre_id visitor_id visit_on visit_begun_at due_on state worker_signed_by worker_signed_at"
            " lead_signed_by lead_signed_at visit_signed_by visit_signed_at agreed_by agreed_at agreed_visitor_by"
            " agreed_visitor_at declined_reason reopened_at reopened_by reopened_reason".split()
        )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "centre_id"], name="standards_assessed_once"),
            models.CheckConstraint(
                condition=models.Q(visitor_id__isnull=True) | ~models.Q(visitor_id=models.F("centre_id")),
                name="standards_visited_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_by__isnull=True)
                | models.Q(agreed_visitor_by__isnull=True)
                | ~models.Q(agreed_by=models.F("agreed_visitor_by")),
                name="standards_agreed_by_two",
            ),
        ]

    @property
    def last_day(self) -> date:
        return self.due_on or self.round.due_on

    @property
    def signed_on(self) -> date | None:
        days = [at for at in (self.worker_signed_at, self.lead_signed_at) if at]
        return timezone.localtime(max(days)).date() if len(days) == 2 else None  # noqa: PLR2004 - two signatures

    @property
    def is_written(self) -> bool:
        """Whether the centre may still write; once the round is closed only where it was given a later day."""
        closed = self.round.closed_on
        still_open = closed is None or (self.due_on is not None and self.due_on > closed)
        return self.state in steps.SELF_WRITTEN and still_open


class Judgement(RecordedModel):
    """What a centre says of itself about one criterion, with its evidence; read by nobody else but its visitor."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="judgements")
    centre_id = models.UUIDField()
    code = models.CharField(max_length=8)
    level = models.CharField(max_length=1, blank=True)
    reason = models.TextField(blank=True)
    comment = models.TextField(blank=True)
    responsible = models.CharField(max_length=120, blank=True)
    next_step = models.TextField(blank=True)
    evidence = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=0)
    stamps = models.JSONField(default=dict)
    changed_by = models.UUIDField(null=True)
    changed_at = models.DateTimeField(null=True)

    class Privacy:
        operational: Collection[str] = (
            "id assessment centre_id code level reason comment responsible next_step evidence revision stamps"
            " changed_by changed_at".split()
        )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "code"], name="standards_judged_once")]

    @property
    def pieces(self) -> list[Evidence]:
        return [read_evidence(each) for each in self.evidence]


class Finding(RecordedModel):
    """What the visiting centre saw at one criterion, the level both agreed on, and the disagreement that stayed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="findings")
    centre_id = models.UUIDField()
    visitor_id = models.UUIDField()
    code = models.CharField(max_length=8)
    level = models.CharField(max_length=1, blank=True)
    comment = models.TextField(blank=True)
    agreed = models.CharField(max_length=1, blank=True)
    disagreement = models.TextField(blank=True)
    changed_by = models.UUIDField(null=True)
    changed_at = models.DateTimeField(null=True)

    class Privacy:
        operational: Collection[str] = (
            "id assessment centre_id visitor_id code level comment agreed disagreement changed_by changed_at".split()
        )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "code"], name="standards_found_once")]


class Talk(RecordedModel):
    """One thing one of the two centres said to the other about a criterion; never edited."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="talks")
    centre_id = models.UUIDField()
    visitor_id = models.UUIDField()
    from_centre = models.UUIDField()
    code = models.CharField(max_length=8)
    words = models.TextField()
    staff_id = models.UUIDField()
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = (
            "id assessment centre_id visitor_id from_centre code words staff_id made_at".split()
        )

    class Meta:
        ordering = ["made_at"]
