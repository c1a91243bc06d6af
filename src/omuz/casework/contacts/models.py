"""The call tally: everything she said is sealed, and nothing about her stands in a plain column."""

import uuid
from collections.abc import Collection
from typing import Any

from django.db import models

from omuz.casework.contacts.rules.exporting import ExportState
from omuz.casework.contacts.rules.record import State
from omuz.foundation.audit.models import RecordedModel
from omuz.foundation.vault.crypto import Payload
from omuz.foundation.vault.fields import SealedField
from omuz.foundation.vault.models import DataKey
from omuz.foundation.vault.opened import OpenedKey, OpenedVault


class Contact(RecordedModel):
    """The centre was reached once: one call, one visit, one message.

    `answers` holds every coded answer with the moment of the contact; of a draft it holds what was typed so far.
    `due_on` is the day she is to be called, only while that promise stands.
    """

    class States(models.TextChoices):
        DRAFT = State.DRAFT.value
        RECORDED = State.RECORDED.value
        DISCARDED = State.DISCARDED.value
        FORGOTTEN = State.FORGOTTEN.value

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    code = models.CharField(max_length=12)
    worker_id = models.UUIDField()
    state = models.CharField(max_length=10, choices=States.choices)
    revision = models.PositiveIntegerField(default=1)
    due_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()
    # Known again by whoever holds the centre's key, so that the same file adds nothing twice.
    import_mark = models.BinaryField(max_length=32, null=True)
    # Gone when the contact is discarded or forgotten: what it sealed opens nowhere any more.
    data_key = models.ForeignKey(DataKey, on_delete=models.SET_NULL, null=True, related_name="+")
    answers = SealedField(kind="answers")
    words = SealedField(kind="words")
    identity = SealedField(kind="identity")

    class Privacy:
        operational: Collection[str] = (
            "id centre_id code worker_id state revision due_on changed_at changed_by import_mark data_key".split()
        )
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]
        identity: Collection[str] = ["identity"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre_id", "code"], name="contacts_code"),
            models.UniqueConstraint(fields=["centre_id", "import_mark"], name="contacts_import_mark"),
        ]
        indexes = [
            models.Index(fields=["centre_id", "changed_at"], name="contacts_changed"),
            models.Index(fields=["centre_id", "state"], name="contacts_state", include=["revision", "data_key"]),
            models.Index(fields=["centre_id", "due_on"], name="contacts_due", condition=models.Q(due_on__isnull=False)),
            models.Index(
                fields=["centre_id", "worker_id"], name="contacts_drafts", condition=models.Q(state=State.DRAFT.value)
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def key(self, vault: OpenedVault) -> OpenedKey:
        """Her data key; raises NotGranted without the centre's key, DataKey.DoesNotExist once she is forgotten."""
        if self.data_key is None:
            raise DataKey.DoesNotExist("the key of this contact is gone")
        return vault.centre(self.centre_id).data_key(self.data_key.id, self.data_key.wrapped)

    def opened(self, key: OpenedKey, field: str) -> Any:
        """What is inside one of the three envelopes: `answers`, `identity` (dict) or `words` (text)."""
        return key.open(getattr(self, field), table=self._meta.db_table, record=self.id, field=field)

    def put(self, key: OpenedKey, **payloads: Payload) -> None:
        """Seal new content into the named envelopes; the caller saves."""
        for field, payload in payloads.items():
            setattr(self, field, key.seal(payload, table=self._meta.db_table, record=self.id, field=field))


class ContactCorrection(RecordedModel):
    """What a recorded contact said before somebody corrected it, and why; sealed under the contact's own key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="corrections", db_index=False)
    revision = models.PositiveIntegerField()
    reason = models.CharField(max_length=20)
    by = models.UUIDField()
    at = models.DateTimeField()
    answers = SealedField(kind="answers")
    words = SealedField(kind="words")

    class Privacy:
        operational: Collection[str] = "id centre_id contact revision reason by at".split()
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre_id", "contact", "revision"], name="contacts_correction_once")
        ]

    def opened(self, key: OpenedKey, field: str) -> Any:
        """What is inside an envelope of the earlier version, opened with the contact's own key."""
        return key.open(getattr(self, field), table=self._meta.db_table, record=self.id, field=field)

    def put(self, key: OpenedKey, **payloads: Payload) -> None:
        """Seal the earlier content; the caller saves."""
        for field, payload in payloads.items():
            setattr(self, field, key.seal(payload, table=self._meta.db_table, record=self.id, field=field))


class ContactExport(RecordedModel):
    """The contacts of a centre as a file: asked for with a reason, approved by another, taken once by who asked."""

    class States(models.TextChoices):
        ASKED = ExportState.ASKED.value
        APPROVED = ExportState.APPROVED.value
        REFUSED = ExportState.REFUSED.value
        TAKEN = ExportState.TAKEN.value

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    number = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=States.choices, default=States.ASKED)
    why = models.CharField(max_length=200)
    notes = models.BooleanField()
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    answered_by = models.UUIDField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        operational: Collection[str] = (
            "id centre_id number state why notes asked_by asked_at answered_by answered_at taken_at".split()
        )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=True) | ~models.Q(answered_by=models.F("asked_by")),
                name="contacts_export_two_people",
            )
        ]
        indexes = [models.Index(fields=["centre_id", "asked_at"], name="contacts_export_asked")]
