"""What a centre answered, question by question, with who wrote what and when."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.foundation.audit.models import RecordedModel
from omuz.network.surveys.models.devices import Device
from omuz.network.surveys.models.questionnaires import QuestionnaireVersion
from omuz.network.surveys.models.rounds import Invitation


class Answer(RecordedModel):
    """One filled form of a centre, from the first word on; `instance` is the XML the standard calls an instance.

    `number` counts the forms of an invitation from 1; `revision` counts its saves, each of which is an `AnswerPart`.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        SUBMITTED = "submitted"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="answers")
    centre_id = models.UUIDField()
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField()
    instance_id = models.CharField(max_length=120)
    instance = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=0)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, null=True, related_name="answers")
    begun_at = models.DateTimeField()
    begun_by = models.UUIDField(null=True)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.UUIDField(null=True)

    class Privacy:
        operational: Collection[str] = (
            "id invitation centre_id version number instance_id instance state revision device begun_at begun_by"
            " changed_at changed_by submitted_at submitted_by published_at published_by".split()
        )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invitation", "number"], name="surveys_answer_number"),
            models.UniqueConstraint(fields=["centre_id", "instance_id"], name="surveys_answer_instance"),
        ]


class AnswerPart(RecordedModel):
    """What one save changed: path → what stood there before and what stands there now; rows are only added.

    `page` tells the browser page that wrote from any other, `section` where in the form it stood. `moved` lists
    the repeats whose rows this save took away, so that the rows after them stand elsewhere now.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="parts")
    revision = models.PositiveIntegerField()
    section = models.CharField(max_length=200, blank=True)
    page = models.CharField(max_length=40, blank=True)
    staff_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    changes = models.JSONField(default=dict)
    moved = models.JSONField(default=list)

    class Privacy:
        operational: Collection[str] = "id centre_id answer revision section page staff_id at changes moved".split()

    class Meta:
        indexes = [models.Index(fields=["answer", "revision"], name="surveys_part_order")]
