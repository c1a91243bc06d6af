"""Experience cards, questions and answers between centres, what was said before, and who follows what."""

import uuid
from collections.abc import Collection

from django.contrib.postgres.fields import ArrayField
from django.db import models

from omuz.foundation.audit.models import RecordedModel
from omuz.network.exchange.rules.board import Standing, standing

_COMMON = (
    "id centre_id post revision written_by written_at changed_by changed_at away_at away_why hidden_at hidden_by"
    " hidden_why".split()
)


class _Said(RecordedModel):
    """Something a centre said to the others; `centre_id` null is the network itself, `post` the role that wrote it.

    Away: taken back by those who wrote it. Hidden: by the network coordinator, who says why.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField(null=True)
    post = models.CharField(max_length=20)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.UUIDField()
    written_at = models.DateTimeField()
    changed_by = models.UUIDField()
    changed_at = models.DateTimeField()
    away_at = models.DateTimeField(null=True)
    away_why = models.CharField(max_length=200, blank=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.UUIDField(null=True)
    hidden_why = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def shown(self) -> bool:
        return self.away_at is None and self.hidden_at is None


class Card(_Said):
    """What a centre tried, what came of it, whom it may help, and what it knows this from."""

    title = models.CharField(max_length=140)
    tried = models.TextField()
    happened = models.TextField()
    helps = models.TextField()
    evidence = models.CharField(max_length=30)
    tags = ArrayField(models.CharField(max_length=50), default=list)

    class Privacy:
        operational: Collection[str] = [*_COMMON, *"title tried happened helps evidence tags".split()]

    class Meta:
        ordering = ["-written_at", "id"]


class Question(_Said):
    """What a centre asks the others; once taken back its words are gone and the answers of others stay."""

    title = models.CharField(max_length=140, blank=True)
    text = models.TextField(blank=True)
    tags = ArrayField(models.CharField(max_length=50), default=list)
    closed_at = models.DateTimeField(null=True)
    accepted = models.ForeignKey("Answer", models.SET_NULL, null=True, related_name="+")

    class Privacy:
        operational: Collection[str] = [*_COMMON, *"title text tags closed_at accepted".split()]

    class Meta:
        ordering = ["-written_at", "id"]

    def standing(self, answers: int) -> Standing:
        """How it stands with so many answers."""
        return standing(closed=self.closed_at is not None, answers=answers)


class Answer(_Said):
    """What a centre answers; once taken back its words are gone."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)

    class Privacy:
        operational: Collection[str] = [*_COMMON, *"question text".split()]

    class Meta:
        ordering = ["written_at", "id"]


class FormerWords(RecordedModel):
    """How a card, question or answer read before it was changed; for its centre and the network coordinator."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField(null=True)
    of = models.UUIDField()
    revision = models.PositiveIntegerField()
    words = models.JSONField()
    post = models.CharField(max_length=20)
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = "id centre_id of revision words post made_at".split()

    class Meta:
        ordering = ["-revision"]
        constraints = [models.UniqueConstraint(fields=["of", "revision"], name="exchange_former_once")]


class Thanks(RecordedModel):
    """One centre's thanks for an answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField(null=True)
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="thanks")
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = "id centre_id answer made_at".split()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "centre_id"], name="exchange_thanks_once")]


class Follow(RecordedModel):
    """What somebody wants to hear of: everything, a tag, or one question. Hers alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff_id = models.UUIDField()
    what = models.CharField(max_length=60)
    since = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = "id staff_id what since".split()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff_id", "what"], name="exchange_follow_once")]


class ReadMark(RecordedModel):
    """Until when somebody has read a card, a question with its answers, or an analysis. Hers alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff_id = models.UUIDField()
    item = models.UUIDField()
    read_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = "id staff_id item read_at".split()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff_id", "item"], name="exchange_read_once")]
