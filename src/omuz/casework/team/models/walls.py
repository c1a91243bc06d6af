"""Who may not know of a file and why: declared conflicts, ties of the man to the house, named lists, broken glass."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.casework.cases.models import CaseRecord
from omuz.casework.cases.models.record import Sealing
from omuz.casework.team.rules.walls import GlassState
from omuz.foundation.vault.fields import SealedField
from omuz.foundation.vault.models import DataKey


class Declaration(CaseRecord):
    """A colleague may not know of this file: declared by herself or entered for her; who stands sealed."""

    class Privacy(CaseRecord.Privacy):
        pass

    class Meta(CaseRecord.Meta):
        pass


class InsideTie(CaseRecord):
    """The person using violence is tied to the municipality or to somebody above the centre; how stands sealed."""

    class Privacy(CaseRecord.Privacy):
        pass

    class Meta(CaseRecord.Meta):
        pass


class NamedList(CaseRecord):
    """One change of a named list: set, lifted, opened from outside; the names of then and why stand sealed."""

    class Privacy(CaseRecord.Privacy):
        pass

    class Meta(CaseRecord.Meta):
        pass


class GlassBreak(Sealing):
    """Somebody outside the list of a restricted file asks for it; a second person opens it, both with a reason.

    Which file it is stands sealed, so that the request itself betrays none.
    """

    class States(models.TextChoices):
        ASKED = GlassState.ASKED.value
        OPENED = GlassState.OPENED.value
        REFUSED = GlassState.REFUSED.value

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    state = models.CharField(max_length=10, choices=States.choices, default=States.ASKED)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    answered_by = models.UUIDField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+", db_index=False)
    answers = SealedField(kind="answers")
    words = SealedField(kind="words")

    class Privacy:
        operational: Collection[str] = "id centre_id state asked_by asked_at answered_by answered_at data_key".split()
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=True) | ~models.Q(answered_by=models.F("asked_by")),
                name="team_glass_two_people",
            )
        ]
        indexes = [models.Index(fields=["centre_id", "asked_at"], name="team_glass_asked")]


class NameSearch(Sealing):
    """Somebody looked for a name: who, when, for which reason, how many were found; the name is kept nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    staff_id = models.UUIDField()
    at = models.DateTimeField()
    reason = models.CharField(max_length=30)
    found = models.PositiveSmallIntegerField()
    seen_by = models.UUIDField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+", db_index=False)
    answers = SealedField(kind="answers")
    words = SealedField(kind="words")

    class Privacy:
        operational: Collection[str] = "id centre_id staff_id at reason found seen_by seen_at data_key".split()
        answers: Collection[str] = ["answers"]
        words: Collection[str] = ["words"]

    class Meta:
        indexes = [models.Index(fields=["centre_id", "at"], name="team_search_at")]
