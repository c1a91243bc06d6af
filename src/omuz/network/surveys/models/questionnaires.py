"""Questionnaires and their versions, side by side; a published version never changes again."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.foundation.audit.models import RecordedModel

DIGEST = 64


class Questionnaire(RecordedModel):
    """A questionnaire of the network; what it asks stands in its versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = "id code title made_by made_at".split()

    def __str__(self) -> str:
        return self.title


class QuestionnaireVersion(RecordedModel):
    """One version as it was uploaded: the file, what the standard's converter made of it, and the digest of that.

    `number` counts the versions of a questionnaire from 1; `version` is what the author wrote in the file, or the
    number where she wrote nothing. `digest` covers what the form asks (`xform` and `itemsets`), `sha256` the file.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    version = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=120)
    workbook = models.BinaryField()
    sha256 = models.CharField(max_length=DIGEST)
    xform = models.TextField()
    itemsets = models.TextField(blank=True)
    languages = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    digest = models.CharField(max_length=DIGEST)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    published_by = models.UUIDField(null=True)

    class Privacy:
        operational: Collection[str] = (
            "id questionnaire number version title file_name workbook sha256 xform itemsets languages counts digest"
            " made_by made_at published_at published_by".split()
        )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="surveys_version_number"),
            models.UniqueConstraint(fields=["questionnaire", "version"], name="surveys_version_name"),
        ]
        ordering = ["questionnaire_id", "-number"]

    @property
    def frozen(self) -> bool:
        return self.published_at is not None
