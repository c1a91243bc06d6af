"""Versions of the minimum standards, what is said about a draft, and who adopted which version."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.foundation.audit.models import RecordedModel
from omuz.network.standards.rules.content import Content, read_content

_DIGEST = 64


class Standard(RecordedModel):
    """One version; once published neither its text nor its hash ever changes, the database refuses it too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveSmallIntegerField(null=True, unique=True)
    content = models.JSONField()
    sha256 = models.CharField(max_length=_DIGEST)
    still_draft = models.BooleanField(default=True)
    revision = models.PositiveIntegerField(default=0)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="drafts")
    opened_by = models.UUIDField(null=True)
    opened_at = models.DateTimeField()
    published_by = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)

    class Privacy:
        operational: Collection[str] = (
            "id number content sha256 still_draft revision based_on"
            " opened_by opened_at published_by published_at".split()
        )

    class Meta:
        ordering = ["-opened_at"]

    @property
    def text(self) -> Content:
        return read_content(self.content)

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


class Remark(RecordedModel):
    """Something said about one criterion of a draft: a comment, other words, or support and dissent for them."""

    class Kind(models.TextChoices):
        COMMENT = "comment"
        PROPOSAL = "proposal"
        SUPPORT = "support"
        DISSENT = "dissent"

    class Outcome(models.TextChoices):
        OPEN = ""
        ACCEPTED = "accepted"
        DECLINED = "declined"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    standard = models.ForeignKey(Standard, models.PROTECT, related_name="remarks")
    code = models.CharField(max_length=8)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    part = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    about = models.ForeignKey("self", models.PROTECT, null=True, related_name="answers")
    centre_id = models.UUIDField(null=True)
    staff_id = models.UUIDField()
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default=Outcome.OPEN)
    outcome_by = models.UUIDField(null=True)
    outcome_at = models.DateTimeField(null=True)
    outcome_reason = models.TextField(blank=True)

    class Privacy:
        operational: Collection[str] = (
            "id standard code kind part words reason about centre_id staff_id made_at"
            " outcome outcome_by outcome_at outcome_reason".split()
        )

    class Meta:
        ordering = ["made_at"]
        indexes = [models.Index(fields=["standard", "code"], name="standards_remark_about")]
        constraints = [
            models.UniqueConstraint(
                fields=["about", "staff_id"],
                condition=models.Q(kind__in=["support", "dissent"]),
                name="standards_one_voice_about",
            ),
            models.UniqueConstraint(
                fields=["standard", "code", "staff_id"],
                condition=models.Q(kind__in=["support", "dissent"], about__isnull=True),
                name="standards_one_voice",
            ),
        ]


class Adoption(RecordedModel):
    """A municipality took a version as its own, by a decision with a day and a number."""

    class Body(models.TextChoices):
        COUNCIL = "council"
        MAYOR = "mayor"
        BOARD = "board"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    standard = models.ForeignKey(Standard, models.PROTECT, related_name="adoptions")
    organisation_id = models.UUIDField()
    centre_id = models.UUIDField(null=True)
    body = models.CharField(max_length=10, choices=Body.choices)
    decided_on = models.DateField()
    number = models.CharField(max_length=60)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = (
            "id standard organisation_id centre_id body decided_on number made_by made_at".split()
        )

    class Meta:
        ordering = ["-decided_on"]
        constraints = [models.UniqueConstraint(fields=["standard", "organisation_id"], name="standards_adopted_once")]
