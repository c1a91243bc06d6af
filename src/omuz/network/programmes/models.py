"""Programmes, their promises, the evidence, and what a closing report says besides."""

import uuid
from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _

from omuz.foundation.audit.models import RecordedModel
from omuz.network.programmes.rules import Counting, Level


class Programme(RecordedModel):
    """A programme with its donor and days; `code` names it in reports."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    donor = models.CharField(max_length=160)
    donor_en = models.CharField(max_length=160, blank=True)
    number = models.CharField(max_length=80, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    about = models.CharField(max_length=600, blank=True)
    about_en = models.CharField(max_length=600, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    closed_on = models.DateField(null=True)
    changed_by = models.UUIDField()
    changed_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = (
            "id code title title_en donor donor_en number starts_on ends_on about about_en currency closed_on"
            " changed_by changed_at".split()
        )

    class Meta:
        ordering = ["-starts_on", "title"]
        constraints = [
            models.CheckConstraint(name="programmes_ends_after", condition=models.Q(ends_on__gte=models.F("starts_on")))
        ]

    def __str__(self) -> str:
        return self.title


class Goal(RecordedModel):
    """One promise on one level; `typed` is what somebody wrote as reached, with its day in `typed_on`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="goals")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="below")
    level = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Level])
    code = models.CharField(max_length=12)
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    indicator = models.CharField(max_length=200, blank=True)
    indicator_en = models.CharField(max_length=200, blank=True)
    counting = models.CharField(max_length=10, blank=True, choices=[(each.value, each.value) for each in Counting])
    baseline = models.PositiveIntegerField(null=True)
    target = models.PositiveIntegerField(null=True)
    typed = models.PositiveIntegerField(null=True)
    typed_on = models.DateField(null=True)
    begins_on = models.DateField(null=True)
    until = models.DateField(null=True)
    done_on = models.DateField(null=True)
    left = models.BooleanField(default=False)
    difference = models.CharField(max_length=400, blank=True)
    difference_en = models.CharField(max_length=400, blank=True)
    where = models.CharField(max_length=300, blank=True)
    where_en = models.CharField(max_length=300, blank=True)
    changed_by = models.UUIDField()
    changed_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = (
            "id programme parent level code title title_en indicator indicator_en counting baseline target typed"
            " typed_on begins_on until done_on left difference difference_en where where_en changed_by"
            " changed_at".split()
        )

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="programmes_code_once")]


class Evidence(RecordedModel):
    """Something that is there already and shows that a promise was kept; `reference` is its row in its own room."""

    class Kind(models.TextChoices):
        TRAINING = "training", _("eğitim")
        MEETING = "meeting", _("ağ toplantısı")
        SURVEY = "survey", _("anket turu")
        STANDARDS = "standards", _("öz değerlendirme turu")
        FOCUS_GROUP = "focus_group", _("odak grup")
        COORDINATION = "coordination", _("koordinasyon adımı")
        REPORT = "report", _("rapor")
        DOCUMENT = "document", _("belge")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    reference = models.UUIDField(null=True)
    words = models.CharField(max_length=300)
    on = models.DateField()
    number = models.PositiveIntegerField(default=1)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = "id goal kind reference words on number made_by made_at".split()

    class Meta:
        ordering = ["on", "words"]
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "reference"], condition=models.Q(reference__isnull=False), name="programmes_shown_once"
            )
        ]


class Remark(RecordedModel):
    """A line of the closing report: partner and part, spending, departure from the plan, what goes on and with whom."""

    class Kind(models.TextChoices):
        PARTNER = "partner", _("ortak")
        SPENDING = "spending", _("harcama")
        DEPARTURE = "departure", _("plandan sapma")
        HANDOVER = "handover", _("devam edecek iş")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="remarks")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    what = models.CharField(max_length=300)
    then = models.CharField(max_length=300, blank=True)
    why = models.CharField(max_length=300, blank=True)
    what_en = models.CharField(max_length=300, blank=True)
    then_en = models.CharField(max_length=300, blank=True)
    why_en = models.CharField(max_length=300, blank=True)
    planned = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    spent = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = (
            "id programme kind what then why what_en then_en why_en planned spent made_by made_at".split()
        )

    class Meta:
        ordering = ["kind", "made_at"]
