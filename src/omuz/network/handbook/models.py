"""Figures of others as they were typed in; rows are only added, the newest of a place counts."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.foundation.audit.models import RecordedModel


class ExternalFigure(RecordedModel):
    """One published figure of the police or the courts: what, which year, where, how many, and who says so.

    `value` is null where the publisher gave none; `withdrawn` takes a place back without hiding that it was there.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sheet = models.CharField(max_length=50)
    sheet_version = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=50)
    part = models.CharField(max_length=50, blank=True, default="")
    year = models.PositiveSmallIntegerField()
    area = models.CharField(max_length=50)
    value = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=300)
    note = models.CharField(max_length=500, blank=True, default="")
    withdrawn = models.BooleanField(default=False)
    entered_by = models.UUIDField()
    entered_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = (
            "id sheet sheet_version code part year area value source note withdrawn entered_by entered_at".split()
        )

    class Meta:
        indexes = [models.Index(fields=["sheet", "year", "code"], name="handbook_external_place")]
