"""Activities of prevention of a centre: day, kind of activity and place, how many were reached; no person in them."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.foundation.audit.models import RecordedModel


class Activity(RecordedModel):
    """One activity that took place; `reached` is null where nobody counted, `estimated` says that it was a guess."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    on = models.DateField()
    kind = models.CharField(max_length=20)
    place = models.CharField(max_length=20)
    what = models.CharField(max_length=160)
    where = models.CharField(max_length=120, blank=True)
    reached = models.PositiveIntegerField(null=True)
    estimated = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    changed_by = models.UUIDField()
    changed_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = (
            "id centre_id on kind place what where reached estimated note changed_by changed_at".split()
        )

    class Meta:
        ordering = ["-on", "what"]
        indexes = [models.Index(fields=["centre_id", "-on"], name="outreach_newest")]
        constraints = [
            models.CheckConstraint(
                name="outreach_guess_needs_number",
                condition=models.Q(estimated=False) | models.Q(reached__isnull=False),
            )
        ]
