"""Institutions, meetings, agenda, who was there, decisions, what became of them; no person stands in any of it."""

import uuid
from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.db import models

from omuz.foundation.audit.models import RecordedModel
from omuz.network.meetings.rules.standing import ANSWER_DAYS, Outcome, Phase, phase


class Institution(RecordedModel):
    """Somebody the network meets with: a municipality with or without a centre, an association, a guest.

    `organisation_id` is the owner of centres it is in the directory, `partner_id` the institution it is there.
    `member` is invited every month, `hosts` takes its turn in the rota.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=20)
    organisation_id = models.UUIDField(null=True, blank=True, unique=True)
    partner_id = models.UUIDField(null=True, blank=True, unique=True)
    member = models.BooleanField(default=True)
    hosts = models.BooleanField(default=True)
    closed = models.BooleanField(default=False)

    class Privacy:
        operational: Collection[str] = "id name kind organisation_id partner_id member hosts closed".split()

    def __str__(self) -> str:
        return self.name


class Meeting(RecordedModel):
    """One month's meeting; its number is empty once it is called off."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveSmallIntegerField(null=True, blank=True, unique=True)
    host = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="hosted")
    on = models.DateField()
    begins = models.TimeField()
    ends = models.TimeField()
    topic = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    how_to_reach = models.CharField(max_length=300, blank=True)
    link = models.CharField(max_length=300, blank=True)
    called_at = models.DateTimeField(null=True)
    sequence = models.PositiveSmallIntegerField(default=0)
    heads = models.PositiveSmallIntegerField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_reason = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)

    class Privacy:
        operational: Collection[str] = (
            "id number host on begins ends topic place how_to_reach link called_at sequence heads closed_at closed_by"
            " cancelled_at cancelled_reason changed_at changed_by".split()
        )

    class Meta:
        ordering = ["on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("begins")), name="meetings_ends_after_beginning"
            ),
            models.CheckConstraint(
                condition=models.Q(cancelled_at__isnull=True) | models.Q(number__isnull=True),
                name="meetings_cancelled_has_no_number",
            ),
        ]

    def phase(self, today: date) -> Phase:
        """Where it stands on this day."""
        return phase(
            self.on,
            today,
            called=self.called_at is not None,
            closed=self.closed_at is not None,
            cancelled=self.cancelled_at is not None,
        )

    @property
    def answers_until(self) -> date:
        """The last day on which the evaluation is answered; its result is read from the day after."""
        return self.on + timedelta(days=ANSWER_DAYS)

    @property
    def length(self) -> int:
        """Minutes between beginning and end."""
        whole: timedelta = _moment(self.on, self.ends) - _moment(self.on, self.begins)
        return int(whole.total_seconds() // 60)


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock)


class RotaChange(RecordedModel):
    """What people changed in the rota, and why; only added to."""

    class Kind(models.TextChoices):
        HOST = "host"
        SWAP = "swap"
        DAY = "day"
        CANCEL = "cancel"
        REOPEN = "reopen"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    before = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = "id meeting kind before after reason made_by made_at".split()

    class Meta:
        ordering = ["made_at"]


class AgendaItem(RecordedModel):
    """One item of the agenda: how long it takes, who brings it, and what was said of it."""

    class Kind(models.TextChoices):
        TOPIC = "topic"
        FOLLOW_UP = "follow_up"
        BREAK = "break"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.TOPIC)
    title = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField()
    presenter = models.CharField(max_length=120, blank=True)
    noted = models.TextField(blank=True)

    class Privacy:
        operational: Collection[str] = "id meeting place kind title minutes presenter noted".split()

    class Meta:
        ordering = ["place", "id"]


class Invited(RecordedModel):
    """One institution of one meeting: what it answered, and whether it was there. Nobody's name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invited")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="invitations")
    guest = models.BooleanField(default=False)
    answer = models.CharField(max_length=10, blank=True, choices=[("coming", "coming"), ("not_coming", "not_coming")])
    present = models.CharField(max_length=3, blank=True, choices=[("yes", "yes"), ("no", "no")])

    class Privacy:
        operational: Collection[str] = "id meeting institution guest answer present".split()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "institution"], name="meetings_invited_once")]


class Decision(RecordedModel):
    """What was decided, which post of which institution does it, and until when; `owner` empty is the network."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=600)
    owner = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="decisions")
    owner_post = models.CharField(max_length=120)
    due = models.DateField(null=True, blank=True)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = "id meeting item number what owner owner_post due made_by made_at".split()

    class Meta:
        ordering = ["meeting__on", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="meetings_decision_once")]

    @property
    def code(self) -> str:
        """As people call it: the meeting's number and its own."""
        return f"{self.meeting.number or '–'}/{self.number}"


class FollowUp(RecordedModel):
    """What became of a decision on a day, and at which meeting it was told; only added to, the last one counts.

    `centre_id` is the centre whose coordinator wrote it, empty where the network did.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="follow_ups")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="follow_ups")
    centre_id = models.UUIDField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Outcome])
    on = models.DateField()
    words = models.CharField(max_length=600, blank=True)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = "id decision meeting centre_id outcome on words made_by made_at".split()

    class Meta:
        ordering = ["on", "made_at"]


class Attachment(RecordedModel):
    """Where a paper of the meeting is kept: a link or a shelf, never the paper itself."""

    class Kind(models.TextChoices):
        SLIDES = "slides"
        REPORT = "report"
        FORM = "form"
        OTHER = "other"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=200)
    link = models.CharField(max_length=300, blank=True)
    kept_at = models.CharField(max_length=200, blank=True)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = "id meeting kind title link kept_at made_by made_at".split()

    class Meta:
        ordering = ["made_at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(link="") | ~models.Q(kept_at=""), name="meetings_attachment_is_somewhere"
            )
        ]


class EvaluationCount(RecordedModel):
    """How many gave an answer to a question about a meeting; nowhere stands who, and no answer stands by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="counts")
    question = models.CharField(max_length=20)
    answer = models.CharField(max_length=10)
    number = models.PositiveIntegerField(default=0)

    class Privacy:
        operational: Collection[str] = "id meeting question answer number".split()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "question", "answer"], name="meetings_counted_once")]


class Answered(RecordedModel):
    """That somebody answered, so that nobody answers twice; she alone can read her row, and no answer is in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="answered")
    staff_id = models.UUIDField()

    class Privacy:
        operational: Collection[str] = "id meeting staff_id".split()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "staff_id"], name="meetings_answered_once")]
