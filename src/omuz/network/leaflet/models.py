"""What a woman told of a centre without saying who she is."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.foundation.audit.models import RecordedModel


class Answer(RecordedModel):
    """Three coded answers of nobody: of a centre or of none, of a quarter; there is no day and no order among them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField(null=True, blank=True)
    quarter = models.CharField(max_length=7)
    listened = models.CharField(max_length=10, blank=True)
    own_decision = models.CharField(max_length=10, blank=True)
    safety = models.CharField(max_length=10, blank=True)

    class Privacy:
        operational: Collection[str] = "id centre_id quarter listened own_decision safety".split()

    class Meta:
        ordering = ("id",)
        indexes = [models.Index(fields=["centre_id", "quarter"], name="leaflet_answer_quarter")]
