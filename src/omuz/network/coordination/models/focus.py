"""Focus groups: which group sat when, what was said without who said it, the unit's sheet, and the joint session."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.foundation.audit.models import RecordedModel
from omuz.network.coordination.models.places import Step, Unit, Workspace


class Guide(RecordedModel):
    """The questions and the consent text of a municipality that changed those of the catalogue.

    `questions` is a list of `{"code", "text", "probe"}`, `consent` one paragraph a line.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.OneToOneField(Workspace, models.CASCADE, related_name="guide")
    questions = models.JSONField(default=list)
    consent = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)

    class Privacy:
        operational: Collection[str] = "id workspace questions consent changed_at changed_by".split()


class FocusGroup(RecordedModel):
    """One group of one directorate: field staff, desk staff or managers, never together.

    Facilitator and note-taker are posts and institutions. `came` is how many sat there, and all that is ever kept
    about them; it is empty until the talk was held. `noted` says that notes are there to those who may not read them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="groups")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="groups")
    level = models.CharField(max_length=10)
    on = models.DateField()
    begins = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=160, blank=True)
    seats = models.PositiveSmallIntegerField()
    facilitator = models.CharField(max_length=160)
    note_taker = models.CharField(max_length=160)
    support = models.CharField(max_length=200, blank=True)
    came = models.PositiveSmallIntegerField(null=True, blank=True)
    noted = models.BooleanField(default=False)
    called_off_why = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)

    class Privacy:
        operational: Collection[str] = (
            "id workspace unit level on begins minutes place seats facilitator note_taker support came"
            " noted called_off_why changed_at changed_by".split()
        )

    class Meta:
        ordering = ["on", "unit__order", "level"]

    @property
    def state(self) -> str:
        """`planned`, `held` or `called_off`."""
        if self.called_off_why:
            return "called_off"
        return "planned" if self.came is None else "held"


class FocusNote(RecordedModel):
    """One thing that was said to one question, without who said it; `codes` are themes of the coding frame."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(FocusGroup, models.CASCADE, related_name="notes")
    question = models.CharField(max_length=20)
    words = models.CharField(max_length=600)
    codes = models.JSONField(default=list)
    quotable = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)

    class Privacy:
        operational: Collection[str] = "id group question words codes quotable place changed_at changed_by".split()

    class Meta:
        ordering = ["place", "id"]


class Finding(RecordedModel):
    """What was learnt about one theme across all groups of a municipality, in a few sentences."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="findings")
    theme = models.CharField(max_length=20)
    words = models.TextField()

    class Privacy:
        operational: Collection[str] = "id workspace theme words".split()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "theme"], name="coordination_finding_once")]


class UnitSheet(RecordedModel):
    """What came out of the groups of a directorate: its workflow and at most five actions, confirmed by the unit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="sheets")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="sheets")
    version = models.PositiveSmallIntegerField()
    workflow = models.TextField()
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_post = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)

    class Privacy:
        operational: Collection[str] = (
            "id workspace unit version workflow confirmed_on confirmed_post made_at made_by".split()
        )

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["unit", "version"], name="coordination_sheet_once")]

    @property
    def workflow_lines(self) -> list[str]:
        return [line.strip() for line in self.workflow.splitlines() if line.strip()]


class SheetAction(RecordedModel):
    """One of the actions of a unit sheet; `step` is the action of the plan made from it."""

    MONTHS = (3, 12)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sheet = models.ForeignKey(UnitSheet, models.CASCADE, related_name="actions")
    place = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=400)
    post = models.CharField(max_length=120)
    months = models.PositiveSmallIntegerField(default=3)
    indicator = models.CharField(max_length=200, blank=True)
    step = models.ForeignKey(Step, models.SET_NULL, null=True, blank=True, related_name="from_sheet")

    class Privacy:
        operational: Collection[str] = "id sheet place what post months indicator step".split()

    class Meta:
        ordering = ["place"]


class JointSession(RecordedModel):
    """All units together look at the sheets; `present` holds the ids of the units that were there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="joint_sessions")
    on = models.DateField()
    present = models.JSONField(default=list)
    words = models.TextField(blank=True)
    validated = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)

    class Privacy:
        operational: Collection[str] = "id workspace on present words validated made_at made_by".split()

    class Meta:
        ordering = ["-on", "-made_at"]
