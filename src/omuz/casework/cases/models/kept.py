"""The anonymous count of files that were destroyed: coded rows without a file, a code or a date."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.casework.cases.models.record import Sealing
from omuz.foundation.vault.fields import SealedField
from omuz.foundation.vault.models import DataKey


class KeptFact(Sealing):
    """One de-identified row of a destroyed file; nothing leads from it to her or to its sisters."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    kind = models.CharField(max_length=30)
    data_key = models.ForeignKey(DataKey, on_delete=models.CASCADE, related_name="+", db_index=False)
    answers = SealedField(kind="answers")

    class Privacy:
        operational: Collection[str] = "id centre_id kind data_key".split()
        answers: Collection[str] = ["answers"]

    class Meta:
        indexes = [models.Index(fields=["centre_id", "kind"], name="keptfact_kind")]
