"""Ties of centres with institutions, and protocols: common knowledge, dated, nobody's name."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.foundation.audit.models import RecordedModel
from omuz.network.cooperation.rules import Way
from omuz.network.directory.models import Partner


class Tie(RecordedModel):
    """How one centre works with one institution since a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="ties")
    way = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Way])
    note = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    changed_by = models.UUIDField()
    changed_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = "id centre_id partner way note since changed_by changed_at".split()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre_id", "partner"], name="cooperation_tie_once")]


class Protocol(RecordedModel):
    """An agreement in writing between a centre, its municipality or the network, and an institution."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField(null=True)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="protocols")
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True)
    signed_on = models.DateField()
    ends_on = models.DateField(null=True)
    renews = models.BooleanField(default=False)
    covers = models.CharField(max_length=400, blank=True)
    reference = models.CharField(max_length=300, blank=True)
    changed_by = models.UUIDField()
    changed_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = (
            "id centre_id partner title number signed_on ends_on renews covers reference changed_by changed_at".split()
        )

    class Meta:
        ordering = ["ends_on", "title"]
        constraints = [
            models.CheckConstraint(
                name="cooperation_ends_after_signing",
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("signed_on")),
            )
        ]
