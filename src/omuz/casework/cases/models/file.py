"""A woman's file, the steps it took, and each time she came to the centre with it."""

import uuid
from collections.abc import Collection

from django.contrib.postgres.fields import ArrayField
from django.db import models

from omuz.casework.cases.models.record import CaseRecord, Sealing
from omuz.casework.cases.rules.steps import State
from omuz.foundation.vault.fields import SealedField
from omuz.foundation.vault.models import DataKey
from omuz.foundation.vault.opened import OpenedKey, OpenedVault


class Case(Sealing):
    """The file of one woman in one centre, for as many presentations as she likes.

    `answers` holds coded facts of the file, `words` free notes by name, `identity` her pseudonym, the safe-contact
    block (`safe`), the agreed phrase and, only when a service needs them, names and numbers with purpose and expiry.
    """

    class States(models.TextChoices):
        CONTACT = State.CONTACT.value
        APPOINTMENT = State.APPOINTMENT.value
        FIRST_INTERVIEW = State.FIRST_INTERVIEW.value
        ASSESSMENT = State.ASSESSMENT.value
        SUPPORT = State.SUPPORT.value
        FOLLOW_UP = State.FOLLOW_UP.value
        CLOSED = State.CLOSED.value
        REOPENED = State.REOPENED.value
        DESTROYED = State.DESTROYED.value

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    code = models.CharField(max_length=12)
    state = models.CharField(max_length=20, choices=States.choices)
    holder_id = models.UUIDField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()
    closed_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    # At her wish nothing more is done with the file until she says so; see queries/pausing.py.
    paused_on = models.DateField(null=True, blank=True)
    # Whoever declared a conflict of interest, or must not know that she is here.
    hidden_from = ArrayField(models.UUIDField(), default=list, blank=True)
    # The named list of a restricted file; empty means the whole team.
    only_for = ArrayField(models.UUIDField(), null=True, blank=True)
    # The code she keeps, known again by whoever holds the centre's key and by nobody else.
    her_mark = models.BinaryField(max_length=32, null=True)
    merged_into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    # Gone when she is forgotten: what it sealed opens nowhere any more.
    data_key = models.ForeignKey(DataKey, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    answers = SealedField(kind="answers")
    words = SealedField(kind="words")
    identity = SealedField(kind="identity")

    # Models of which the file has a record, where a page that only reads has asked; None: nobody asked.
    kinds: frozenset[type[CaseRecord]] | None = None

    class Privacy:
        operational: Collection[str] = (
            "id centre_id code state holder_id revision opened_at changed_at changed_by closed_on due_on paused_on"
            " hidden_from only_for her_mark merged_into data_key"
        ).split()
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]
        identity: Collection[str] = ["identity"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre_id", "code"], name="cases_code"),
            models.UniqueConstraint(fields=["centre_id", "her_mark"], name="cases_her_mark"),
        ]
        indexes = [
            models.Index(fields=["centre_id", "changed_at"], name="cases_changed"),
            models.Index(fields=["centre_id", "state", "-changed_at"], name="cases_state"),
            models.Index(fields=["centre_id", "holder_id"], name="cases_holder"),
        ]

    def __str__(self) -> str:
        return self.code

    def key(self, vault: OpenedVault) -> OpenedKey:
        """Her data key; raises NotGranted without the centre's key, DataKey.DoesNotExist once she is forgotten."""
        if self.data_key is None:
            raise DataKey.DoesNotExist("the key of this file is gone")
        return vault.centre(self.centre_id).data_key(self.data_key.id, self.data_key.wrapped)


class CaseStep(Sealing):
    """One step of a file, never edited: `state` it came to, and, sealed, the day, the reason and a note."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps", db_index=False)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=Case.States.choices)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    answers = SealedField(kind="answers")
    words = SealedField(kind="words")

    class Privacy:
        operational: Collection[str] = "id centre_id case number state made_at made_by".split()
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre_id", "case", "number"], name="cases_step_once")]


class Presentation(CaseRecord):
    """She came to the centre for support: one episode of a file that may have many.

    `answers` holds the day (`on`), the channel, the reason and what was told in the contact that led here.
    """

    # The contact it grew out of, so that nothing is asked twice.
    contact_id = models.UUIDField(null=True, blank=True)

    class Privacy:
        operational: Collection[str] = [*CaseRecord.Privacy.operational, "contact_id"]
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]

    class Meta(CaseRecord.Meta):
        pass
