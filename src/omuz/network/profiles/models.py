"""What centres signed, the part of it everybody reads, and the network's figures that left through the gate."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.foundation.audit.models import RecordedModel
from omuz.network.surveys.models import Answer, QuestionnaireVersion, Round


class SignedProfile(RecordedModel):
    """What a coordinator signed for her centre: question name → answer, and the digest of the form as it was sent.

    Rows are only added; the newest of a centre and round counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="signed_profiles")
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="signed_profiles")
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="signed_profiles")
    revision = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    values = models.JSONField(default=dict)
    signed_at = models.DateTimeField()
    signed_by = models.UUIDField()

    class Privacy:
        operational: Collection[str] = (
            "id centre_id round answer version revision digest values signed_at signed_by".split()
        )

    class Meta:
        indexes = [models.Index(fields=["round", "centre_id", "signed_at"], name="profiles_signed_newest")]


class PublicProfile(RecordedModel):
    """The public part of what a centre signed last in a round; nothing else of the profile is in here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="public_profiles")
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="public_profiles")
    values = models.JSONField(default=dict)
    signed_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = "id centre_id round version values signed_at".split()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "centre_id"], name="profiles_public_once")]


class NetworkFigures(RecordedModel):
    """What the network told its centres about a round: tables that passed the gate, and how many stand behind them.

    `figures` maps the name of a question to what may be read of it, `indicators` the code of an indicator, `tables` a
    key of a report to the protected table it prints: a report says nothing the centres were not told. Rows are only
    added, the newest is shown.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="figures")
    invited = models.PositiveIntegerField()
    signed = models.PositiveIntegerField()
    figures = models.JSONField(default=dict)
    indicators = models.JSONField(default=dict)
    tables = models.JSONField(default=dict)
    published_at = models.DateTimeField()
    published_by = models.UUIDField()

    class Privacy:
        operational: Collection[str] = (
            "id round invited signed figures indicators tables published_at published_by".split()
        )

    class Meta:
        ordering = ["-published_at"]
