"""What people decide besides the text: recommendations, words of centres with check and consent, consent to a card."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.foundation.audit.models import RecordedModel
from omuz.network.reports.models.editions import Edition
from omuz.network.surveys.models import Answer


class Recommendation(RecordedModel):
    """Who should do what until when with what means, and which gap that answers; never a person's name.

    `gap` is what it answers (`C1`, `C`, `procedure.crisis`, `policy.C`, or nothing), `reason` the figure it was drawn
    from as it read that day, in both languages. English may be empty; the Turkish words stand there then.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        ACCEPTED = "accepted"
        REJECTED = "rejected"

    class Progress(models.TextChoices):
        DONE = "done"
        UNDER_WAY = "under_way"
        LEFT = "left"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()
    gap = models.CharField(max_length=40, blank=True)
    reason = models.JSONField(default=dict)
    who = models.CharField(max_length=30)
    post_tr = models.CharField(max_length=160)
    post_en = models.CharField(max_length=160, blank=True)
    what_tr = models.CharField(max_length=600)
    what_en = models.CharField(max_length=600, blank=True)
    means_tr = models.CharField(max_length=300)
    means_en = models.CharField(max_length=300, blank=True)
    until = models.DateField()
    drawn = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    decided_by = models.UUIDField(null=True)
    decided_role = models.CharField(max_length=40, blank=True)
    decided_on = models.DateField(null=True)
    decision = models.CharField(max_length=200, blank=True)
    decided_why = models.CharField(max_length=300, blank=True)
    progress = models.CharField(max_length=10, choices=Progress.choices, blank=True)
    progress_why = models.CharField(max_length=400, blank=True)
    progress_by = models.UUIDField(null=True)
    progress_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=1)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = (
            "id year gap reason who post_tr post_en what_tr what_en means_tr means_en until drawn state decided_by"
            " decided_role decided_on decision decided_why progress progress_why progress_by progress_on revision"
            " made_by made_at".split()
        )

    class Meta:
        ordering = ["year", "until", "gap", "made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "gap"], condition=models.Q(drawn=True), name="reports_drawn_once_a_year"
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(decided_by__isnull=False, decided_on__isnull=False),
                name="reports_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="accepted") | ~models.Q(decision=""), name="reports_accepted_where"
            ),
        ]


class Quote(RecordedModel):
    """Words out of an open answer somebody proposed to quote, on their way through check and consent.

    `words_tr` are the edited words; the answer itself stays where it was written (`answer`, `path`) and only its
    digest stands here. `section` is where in a report they go; `area` names the need they are about, if they are.
    Editing takes check and consent away. `checked` are the questions answered, `kept_why` why a marked word stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    year = models.PositiveSmallIntegerField()
    answer = models.ForeignKey(Answer, models.PROTECT, related_name="quotes")
    path = models.CharField(max_length=200)
    original_digest = models.CharField(max_length=64)
    section = models.CharField(max_length=60)
    area = models.CharField(max_length=30, blank=True)
    words_tr = models.CharField(max_length=500)
    words_en = models.CharField(max_length=500, blank=True)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    checked_by = models.UUIDField(null=True)
    checked_at = models.DateTimeField(null=True)
    checked = models.JSONField(default=list)
    kept_why = models.CharField(max_length=300, blank=True)
    consented_by = models.UUIDField(null=True)
    consented_at = models.DateTimeField(null=True)
    dropped_by = models.UUIDField(null=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_why = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Privacy:
        operational: Collection[str] = (
            "id centre_id year answer path original_digest section area words_tr words_en proposed_by proposed_at"
            " checked_by checked_at checked kept_why consented_by consented_at dropped_by dropped_at dropped_why"
            " revision".split()
        )

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "path"], condition=models.Q(dropped_at__isnull=True), name="reports_quoted_once"
            ),
            models.CheckConstraint(
                condition=models.Q(checked_by__isnull=True) | ~models.Q(checked_by=models.F("proposed_by")),
                name="reports_checked_by_another",
            ),
        ]

    @property
    def agreed(self) -> bool:
        """Whether the words may be printed: checked by another and consented to by the centre."""
        return self.checked_at is not None and self.consented_at is not None and self.dropped_at is None


class AgreedQuote(RecordedModel):
    """Words that may be printed, without whose they are; gone when check or consent is gone."""

    quote = models.OneToOneField(Quote, models.CASCADE, primary_key=True, related_name="agreed_words")
    year = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=60)
    area = models.CharField(max_length=30, blank=True)
    words_tr = models.CharField(max_length=500)
    words_en = models.CharField(max_length=500, blank=True)

    class Privacy:
        operational: Collection[str] = "quote year section area words_tr words_en".split()

    class Meta:
        ordering = ["section", "area", "words_tr"]


class PrintedQuote(RecordedModel):
    """Words as a published edition printed them; what was consented to then stays, rows are only added."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="printed_quotes")
    section = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField()
    words_tr = models.CharField(max_length=500)
    words_en = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = "id edition section place words_tr words_en at".split()

    class Meta:
        ordering = ["section", "place"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "section", "place"], name="reports_printed_in_one_place")
        ]


class CardConsent(RecordedModel):
    """A centre's consent, for one year, to exactly this card: `lines` it chose, `pieces` as they will be printed.

    `secret` tells whether its place was confidential that day; a centre that becomes confidential later has no
    consent in force, since the card was made when its place was still told.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    year = models.PositiveSmallIntegerField()
    lines = models.JSONField(default=list)
    pieces = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    secret = models.BooleanField(default=False)
    given_by = models.UUIDField()
    given_on = models.DateField()
    given_at = models.DateTimeField()
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Privacy:
        operational: Collection[str] = (
            "id centre_id year lines pieces digest secret given_by given_on given_at withdrawn_by withdrawn_at"
            " withdrawn_why".split()
        )

    class Meta:
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre_id", "year"], condition=models.Q(withdrawn_at__isnull=True),
                name="reports_card_agreed_once",
            )
        ]  # fmt: skip
