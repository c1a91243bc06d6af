"""Her requests, the notices given to her, her wishes about keeping; minutes and feedback, which know no woman."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.casework.cases.models import CaseRecord
from omuz.casework.cases.models.record import Sealing
from omuz.foundation.audit.models import RecordedModel
from omuz.foundation.vault.fields import SealedField
from omuz.foundation.vault.models import DataKey


class RightsRequest(CaseRecord):
    """She asks for something about her own record; `due_on` is the last day of the answer while it is open.

    `answers`: `on` (received), `kind`, then `answered_on` and `outcome`; `words`: what she asks, what she was told.
    """

    class Privacy:
        operational: Collection[str] = [*CaseRecord.Privacy.operational]
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]

    class Meta(CaseRecord.Meta):
        pass


class Restriction(CaseRecord):
    """At her wish nothing more is done with her file until she says so; `state` in_force, then lifted."""

    class Privacy:
        operational: Collection[str] = [*CaseRecord.Privacy.operational]
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]

    class Meta(CaseRecord.Meta):
        pass


class KeepingWish(CaseRecord):
    """Until when she wants her file kept: `due_on`, longer or shorter than the clock; only ever hers."""

    class Privacy:
        operational: Collection[str] = [*CaseRecord.Privacy.operational]
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]

    class Meta(CaseRecord.Meta):
        pass


class NoticeGiven(CaseRecord):
    """Which version of the notice she was given, when and how; never a consent, never in one box with it."""

    class Privacy:
        operational: Collection[str] = [*CaseRecord.Privacy.operational]
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]

    class Meta(CaseRecord.Meta):
        pass


class Minutes(Sealing):
    """What was destroyed, on which ground, signed by whom: codes and counts, no woman in it. Never changed.

    `answers`: `ground`, `sorts` (sort → count), `codes`, `kept` (kind → count), `name`, `post`, `asked_how`; of a round
    also `due`: month, in time or not, how many.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    code = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+", db_index=False)
    answers = SealedField(kind="answers")

    class Privacy:
        operational: Collection[str] = "id centre_id code made_at made_by data_key".split()
        answers: Collection[str] = ["answers"]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre_id", "code"], name="rights_minutes_code")]
        indexes = [models.Index(fields=["centre_id", "-made_at"], name="rights_minutes_newest")]


class Feedback(Sealing):
    """One anonymous form, of no file and no woman; the row does not even say the day it was entered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+", db_index=False)
    answers = SealedField(kind="answers")

    class Privacy:
        operational: Collection[str] = "id centre_id data_key".split()
        answers: Collection[str] = ["answers"]

    class Meta:
        indexes = [models.Index(fields=["centre_id"], name="rights_feedback_of_centre")]


class RightsSetting(RecordedModel):
    """What a centre has chosen for its papers: where she can turn to, and whether names of staff are told to her."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField(unique=True)
    names_shown = models.BooleanField(default=False)
    address = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()

    class Privacy:
        operational: Collection[str] = "id centre_id names_shown address contact revision changed_at changed_by".split()


class Breach(Sealing):
    """A data breach of the centre: when it was found and told to the authority; what happened is sealed, no file in it.

    `answers`: `on` (ISO day it was found), `kind`, `women` (whether they were told); `words`: `what`, `done`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    found_at = models.DateTimeField()
    authority_told_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+", db_index=False)
    answers = SealedField(kind="answers")
    words = SealedField(kind="words")

    class Privacy:
        operational: Collection[str] = (
            "id centre_id found_at authority_told_at revision made_at made_by changed_at changed_by data_key".split()
        )
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]

    class Meta:
        indexes = [models.Index(fields=["centre_id", "-found_at"], name="rights_breach_newest")]
