"""A case analysis sealed in its centre, what was overwritten in it, how it was read, and the network's open copy."""

import uuid
from collections.abc import Collection
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from omuz.foundation.audit.models import RecordedModel
from omuz.foundation.vault.crypto import Payload
from omuz.foundation.vault.fields import SealedField
from omuz.foundation.vault.models import DataKey
from omuz.foundation.vault.opened import OpenedKey
from omuz.network.exchange.rules.analyses import MOST_MONTHS, State, Visibility


class _Sealing(RecordedModel):
    """A row with one envelope that belongs to this very row."""

    class Meta:
        abstract = True

    def told(self, key: OpenedKey) -> dict[str, Any]:
        """What is inside the envelope; an empty one gives an empty dictionary."""
        blob = getattr(self, "words")  # noqa: B009  # the column is declared by the tables below
        if not blob:
            return {}
        told: dict[str, Any] = key.open(blob, table=self._meta.db_table, record=self.pk, field="words")
        return told

    def put(self, key: OpenedKey, words: Payload) -> None:
        """Seal new content; the caller saves."""
        self.words = key.seal(words, table=self._meta.db_table, record=self.pk, field="words")


class CaseAnalysis(_Sealing):
    """One analysis: plain only what says nothing about anybody; every word of it, its title too, is in `words`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    code = models.CharField(max_length=12, unique=True)
    state = models.CharField(max_length=10, choices=[(each.value, each.value) for each in State], default=State.DRAFT)
    visibility = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in Visibility], default=Visibility.CENTRE
    )
    months = models.PositiveSmallIntegerField(default=MOST_MONTHS)
    author_id = models.UUIDField()
    writers = ArrayField(models.UUIDField(), default=list)
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()
    handed_at = models.DateTimeField(null=True)
    shown_on = models.DateField(null=True)
    keep_until = models.DateField()
    destroyed_at = models.DateTimeField(null=True)
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    words = SealedField(kind="words", null=True)

    class Privacy:
        operational: Collection[str] = (
            "id centre_id code state visibility months author_id writers revision made_at changed_at changed_by"
            " handed_at shown_on keep_until destroyed_at data_key".split()
        )
        words: Collection[str] = ["words"]

    class Meta:
        ordering = ["-changed_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(months__gte=1, months__lte=MOST_MONTHS), name="exchange_analysis_months"
            )
        ]
        indexes = [models.Index(fields=["centre_id", "state"], name="exchange_analysis_of")]


class AnalysisVersion(_Sealing):
    """The words of an analysis as they stood before somebody else wrote over them, or when they were handed on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    analysis = models.ForeignKey(CaseAnalysis, on_delete=models.CASCADE, related_name="versions")
    revision = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    words = SealedField(kind="words")

    class Privacy:
        operational: Collection[str] = "id centre_id analysis revision made_at made_by".split()
        words: Collection[str] = ["words"]

    class Meta:
        ordering = ["-revision", "-made_at"]


class SecondReading(_Sealing):
    """One identity check by a second person; what she refused and why quotes the text, so it is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    analysis = models.ForeignKey(CaseAnalysis, on_delete=models.CASCADE, related_name="readings")
    revision = models.PositiveIntegerField()
    approved = models.BooleanField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    words = SealedField(kind="words")

    class Privacy:
        operational: Collection[str] = "id centre_id analysis revision approved made_at made_by".split()
        words: Collection[str] = ["words"]

    class Meta:
        ordering = ["-made_at"]


class PublishedAnalysis(RecordedModel):
    """The network's open copy, made at approval; `centre_id` lets its centre withdraw it and is shown to nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    analysis_id = models.UUIDField(unique=True)
    code = models.CharField(max_length=12)
    title = models.CharField(max_length=160)
    context = models.CharField(max_length=20)
    fields = models.JSONField(default=dict)
    tags = ArrayField(models.CharField(max_length=50), default=list)
    shown_on = models.DateField()
    shown_until = models.DateField()

    class Privacy:
        operational: Collection[str] = (
            "id centre_id analysis_id code title context fields tags shown_on shown_until".split()
        )

    class Meta:
        ordering = ["-shown_on", "title"]
