"""An edition with what it is pinned to, and what people wrote, said and signed in it."""

import uuid
from collections.abc import Collection
from datetime import date

from django.db import models
from django.utils import timezone

from omuz.foundation.audit.models import RecordedModel

_DIGEST = 64


class Edition(RecordedModel):
    """One edition of a report: what was gathered (`snapshot`) and the text of its type (`content`), both frozen.

    `about` is the code of its one centre, municipality or programme, if any. `places` fills the `{…}` of the texts.
    `chosen` names sections besides the required ones; null is all of them. `kept` names the sources that show the
    table told before, since the new one would have told a single centre's answer. `papers` holds for
    each language the SHA-256 of the PDF as published, `setter` the program that set it.
    Once published nothing of it changes but that it may be withdrawn; the database refuses it too.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"
        DISCARDED = "discarded"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=60, blank=True)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=[(each.value, each.value) for each in State], default=State.DRAFT)
    snapshot = models.TextField()
    digest = models.CharField(max_length=_DIGEST)
    gathered_by = models.UUIDField()
    gathered_at = models.DateTimeField()
    kept = models.JSONField(default=list)
    content = models.TextField()
    content_digest = models.CharField(max_length=_DIGEST)
    chosen = models.JSONField(null=True)
    places = models.JSONField(default=dict)
    publisher = models.CharField(max_length=160)
    begun_by = models.UUIDField()
    begun_at = models.DateTimeField()
    published_by = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)
    papers = models.JSONField(default=dict)
    setter = models.CharField(max_length=60, blank=True)
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Privacy:
        operational: Collection[str] = (
            "id report year about number state snapshot digest gathered_by gathered_at kept content content_digest"
            " chosen places publisher begun_by begun_at published_by published_at papers setter withdrawn_by"
            " withdrawn_at withdrawn_why".split()
        )

    class Meta:
        ordering = ["-year", "report", "about", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "year", "about", "number"],
                condition=~models.Q(state="discarded"),
                name="reports_numbered_once",
            ),
            models.UniqueConstraint(
                fields=["report", "year", "about"], condition=models.Q(state="draft"), name="reports_one_draft"
            ),
        ]

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def begun_on(self) -> date:
        return timezone.localtime(self.begun_at).date()

    @property
    def published_on(self) -> date | None:
        return timezone.localtime(self.published_at).date() if self.published_at else None

    @property
    def dated(self) -> date:
        """The day that stands on the document: of publication, or of gathering while it is a draft."""
        return self.published_on or timezone.localtime(self.gathered_at).date()


class ToldTable(RecordedModel):
    """A protected table as an edition showed it first, by source, place and period; rows are only added.

    The newest row is what a reader may hold against the next one. `answered` is how many centres had answered then,
    where the source's room says so.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.CharField(max_length=80)
    about = models.CharField(max_length=60, blank=True)
    period = models.CharField(max_length=20)
    table = models.TextField()
    digest = models.CharField(max_length=_DIGEST)
    answered = models.PositiveIntegerField(null=True)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="told")
    at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = "id source about period table digest answered edition at".split()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["source", "about", "period", "-at"], name="reports_told_last")]


class SectionText(RecordedModel):
    """What one person wrote for one section in one language; rows are only added, the newest version counts.

    `figures` are what its quoted figures read when she wrote. `restored` is the version she brought back, `carried`
    the number of the edition it came from when this one was begun.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="texts")
    section = models.CharField(max_length=60)
    language = models.CharField(max_length=2, choices=[("tr", "tr"), ("en", "en")])
    version = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    figures = models.JSONField(default=dict)
    by = models.UUIDField()
    role = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    restored = models.PositiveIntegerField(null=True)
    carried = models.PositiveSmallIntegerField(null=True)

    class Privacy:
        operational: Collection[str] = (
            "id edition section language version words figures by role at restored carried".split()
        )

    class Meta:
        ordering = ["section", "language", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "section", "language", "version"], name="reports_text_version_once"
            )
        ]


class Comment(RecordedModel):
    """Something said about a section of a draft, or in answer to it; settled where nothing is left to do."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="comments")
    section = models.CharField(max_length=60)
    words = models.TextField()
    by = models.UUIDField()
    role = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="answered")
    settled_by = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Privacy:
        operational: Collection[str] = "id edition section words by role at answers settled_by settled_at".split()

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["edition", "section"], name="reports_comment_about")]


class SignOff(RecordedModel):
    """Somebody stands for a section as it was then; `why` says what took it off again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="signoffs")
    section = models.CharField(max_length=60)
    by = models.UUIDField()
    role = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=300, blank=True)

    class Privacy:
        operational: Collection[str] = "id edition section by role at withdrawn_by withdrawn_at why".split()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "section"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="reports_signed_once",
            )
        ]
