"""Requests, sessions, shelter requests and own notes of a file: what she asked for and was given stands sealed."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.casework.cases.models import CaseRecord
from omuz.casework.cases.models.record import Sealing
from omuz.casework.services.rules.requests import RequestState
from omuz.casework.services.rules.shelter import ShelterState
from omuz.foundation.vault.fields import SealedField
from omuz.foundation.vault.models import DataKey


class CorrectedRecord(CaseRecord):
    """A record that can be put right: `earlier` holds, sealed, every version before this one with its reason."""

    earlier = SealedField(kind="words", null=True)

    class Privacy(CaseRecord.Privacy):
        words: Collection[str] = ["words", "earlier"]

    class Meta(CaseRecord.Meta):
        abstract = True


class ServiceRequest(CorrectedRecord):
    """She asked for a service: which one, in which place of her order, how it ended; `words` are hers.

    `due_on` is the day a request that still waits is put before its worker again.
    """

    class Privacy(CorrectedRecord.Privacy):
        pass

    class Meta(CorrectedRecord.Meta):
        indexes = [
            *CaseRecord.Meta.indexes,
            models.Index(
                fields=["centre_id", "due_on"],
                name="servicerequest_due",
                condition=models.Q(state=RequestState.WAITING.value),
            ),
        ]


class ServiceSession(CorrectedRecord):
    """A session or a service given to her once; of a group session, that she took part."""

    class Privacy(CorrectedRecord.Privacy):
        pass

    class Meta(CorrectedRecord.Meta):
        pass


class ShelterRequest(CorrectedRecord):
    """She asked for a shelter: what became of it, why it was refused; never where."""

    class Privacy(CorrectedRecord.Privacy):
        pass

    class Meta(CorrectedRecord.Meta):
        indexes = [
            *CaseRecord.Meta.indexes,
            models.Index(
                fields=["centre_id", "due_on"],
                name="shelterrequest_due",
                condition=models.Q(state=ShelterState.OPEN.value),
            ),
        ]


class GroupSession(Sealing):
    """A group session of the centre, recorded once under a key of its own; it names no woman and no file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    state = models.CharField(max_length=20, default="recorded")
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+", db_index=False)
    answers = SealedField(kind="answers")
    words = SealedField(kind="words")
    earlier = SealedField(kind="words", null=True)

    class Privacy:
        operational: Collection[str] = (
            "id centre_id state revision made_at made_by changed_at changed_by data_key".split()
        )
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words", "earlier"]

    class Meta:
        indexes = [models.Index(fields=["centre_id", "changed_at"], name="groupsession_changed")]


class ProcessNote(CaseRecord):
    """A psychologist's own note: inside the file's envelope lies a second one that only her own key opens.

    The database shows the row to its author alone.
    """

    class Privacy(CaseRecord.Privacy):
        pass

    class Meta(CaseRecord.Meta):
        pass
