"""The base of every record that belongs to a woman's file: plain only what says nothing about her."""

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

from omuz.foundation.audit.models import RecordedModel
from omuz.foundation.vault.crypto import Payload
from omuz.foundation.vault.fields import SealedField
from omuz.foundation.vault.opened import OpenedKey

if TYPE_CHECKING:
    from omuz.foundation.people.access import Person


class Sealing(RecordedModel):
    """A row with envelopes that belong to this very row."""

    class Meta:
        abstract = True

    def opened(self, key: OpenedKey, field: str) -> Any:
        """What is inside one envelope, as it was put there; an empty one gives an empty dictionary."""
        blob = getattr(self, field)
        return key.open(blob, table=self._meta.db_table, record=self.pk, field=field) if blob else {}

    def put(self, key: OpenedKey, **payloads: Payload) -> None:
        """Seal new content into the named envelopes; the caller saves."""
        for field, payload in payloads.items():
            setattr(self, field, key.seal(payload, table=self._meta.db_table, record=self.pk, field=field))


class CaseRecord(Sealing):
    """One record of a file, sealed under the file's own data key.

    `answers` holds what is coded, with `on` (ISO day it happened); `words` holds free text by name.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+", db_index=False)
    state = models.CharField(max_length=20, default="recorded")
    due_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()
    answers = SealedField(kind="answers")
    words = SealedField(kind="words")

    class Privacy:
        operational: Collection[str] = (
            "id centre_id case state due_on revision made_at made_by changed_at changed_by".split()
        )
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["centre_id", "case"], name="%(class)s_of_file"),
            models.Index(fields=["centre_id", "changed_at"], name="%(class)s_changed"),
        ]

    def touch(self, by: "Person") -> None:
        """One revision further, now, by her; the caller saves."""
        self.revision += 1
        self.changed_at = timezone.now()
        self.changed_by = by.staff_id
