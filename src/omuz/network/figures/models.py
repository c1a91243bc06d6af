"""Views a person keeps: which indicator, which row, which quarter; no word of her own in them."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.foundation.audit.models import RecordedModel

_CODE = 40
_QUARTER = 7


class KeptView(RecordedModel):
    """One page a person wants to find again; `quarter` empty: always the newest one.

    A view of the network has an `indicator`; one of a centre's own page has the code of the `centre` instead.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff_id = models.UUIDField()
    indicator = models.CharField(max_length=_CODE, default="")
    centre = models.CharField(max_length=_CODE, default="")
    row = models.CharField(max_length=_CODE, default="")
    quarter = models.CharField(max_length=_QUARTER, default="")
    kept_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = "id staff_id indicator centre row quarter kept_at".split()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff_id", "indicator", "centre", "row", "quarter"], name="figures_kept_once"
            )
        ]
