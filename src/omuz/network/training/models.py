"""Trainings, who took part in them, what was rated without a name, and the certificates given."""

import uuid
from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _

from omuz.foundation.audit.models import RecordedModel
from omuz.network.training.rules import Moment, SeatState

_CODE = 50


class Training(RecordedModel):
    """One training that is held: of the network where `host_id` is null, of one centre otherwise.

    `sequence` grows with each change, so that a calendar that took it in earlier takes in the change.
    """

    class How(models.TextChoices):
        IN_PERSON = "in_person", _("yüz yüze")
        ONLINE = "online", _("çevrim içi")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    host_id = models.UUIDField(null=True)
    course = models.CharField(max_length=_CODE)
    course_version = models.PositiveSmallIntegerField()
    modules = models.JSONField(default=list)
    hours = models.PositiveSmallIntegerField()
    how = models.CharField(max_length=10, choices=How.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    time = models.CharField(max_length=40, blank=True, default="")
    place = models.CharField(max_length=200, blank=True, default="")
    places = models.PositiveSmallIntegerField()
    trainers = models.CharField(max_length=200, blank=True, default="")
    note = models.CharField(max_length=600, blank=True, default="")
    held_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_reason = models.CharField(max_length=300, blank=True, default="")
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    sequence = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)

    class Privacy:
        operational: Collection[str] = (
            "id host_id course course_version modules hours how starts_on ends_on time place places trainers note"
            " held_at cancelled_at cancelled_reason made_by made_at sequence changed_at".split()
        )

    class Meta:
        ordering = ["-starts_on", "-made_at"]

    @property
    def is_planned(self) -> bool:
        return self.held_at is None and self.cancelled_at is None


class Seat(RecordedModel):
    """One participant of a training: a title and a place; `staff_id` where she has an account here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="seats")
    host_id = models.UUIDField(null=True)
    centre_id = models.UUIDField(null=True)
    staff_id = models.UUIDField(null=True)
    title = models.CharField(max_length=80)
    where = models.CharField(max_length=120, blank=True, default="")
    directorate = models.CharField(max_length=_CODE, blank=True, default="")
    state = models.CharField(max_length=10, choices=[(each.value, each.value) for each in SeatState])
    attended_hours = models.PositiveSmallIntegerField(default=0)
    rated_before = models.BooleanField(default=False)
    rated_after = models.BooleanField(default=False)
    told_change = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = (
            "id training host_id centre_id staff_id title where directorate state attended_hours"
            " rated_before rated_after told_change made_at".split()
        )

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "staff_id"],
                condition=models.Q(staff_id__isnull=False) & ~models.Q(state="declined"),
                name="training_seat_once",
            )
        ]
        indexes = [models.Index(fields=["staff_id", "state"], name="training_seat_of")]


class RatingSheet(RecordedModel):
    """How somebody saw her own skills before or after: skill → 0–4. Nobody's: no person, no time. Only added."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="sheets")
    host_id = models.UUIDField(null=True)
    moment = models.CharField(max_length=6, choices=[(each.value, each.value) for each in Moment])
    levels = models.JSONField(default=dict)

    class Privacy:
        operational: Collection[str] = "id training host_id moment levels".split()

    class Meta:
        ordering = ["id"]


class Change(RecordedModel):
    """What somebody changed in her work three months later, in her words. Nobody's, as a rating sheet. Only added."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="changes")
    host_id = models.UUIDField(null=True)
    said = models.CharField(max_length=600)

    class Privacy:
        operational: Collection[str] = "id training host_id said".split()

    class Meta:
        ordering = ["id"]


class Certificate(RecordedModel):
    """That somebody with this title took a course: read by its code. No name stands in it. Only added."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    seat = models.OneToOneField(Seat, on_delete=models.PROTECT, related_name="certificate")
    host_id = models.UUIDField(null=True)
    code = models.CharField(max_length=20, unique=True)
    course = models.CharField(max_length=_CODE)
    course_version = models.PositiveSmallIntegerField()
    hours = models.PositiveSmallIntegerField()
    ended_on = models.DateField()
    valid_until = models.DateField(null=True)
    title = models.CharField(max_length=80)
    where = models.CharField(max_length=120, blank=True, default="")
    issued_by = models.UUIDField()
    issued_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = (
            "id seat host_id code course course_version hours ended_on valid_until title where"
            " issued_by issued_at".split()
        )


class CertificateWithdrawal(RecordedModel):
    """That a certificate was given by mistake, and why; the certificate itself stays readable. Only added."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="withdrawal")
    host_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=300)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = "id certificate host_id reason made_by made_at".split()


class TakenElsewhere(RecordedModel):
    """A training a worker of a centre took somewhere else, as her coordinator saw the paper of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    staff_id = models.UUIDField()
    course = models.CharField(max_length=_CODE)
    hours = models.PositiveSmallIntegerField()
    ended_on = models.DateField()
    valid_until = models.DateField(null=True)
    given_by = models.CharField(max_length=160)
    code = models.CharField(max_length=40, blank=True, default="")
    made_by = models.UUIDField()
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = (
            "id centre_id staff_id course hours ended_on valid_until given_by code made_by made_at".split()
        )

    class Meta:
        ordering = ["-ended_on", "-made_at"]
        indexes = [models.Index(fields=["centre_id", "staff_id"], name="training_elsewhere_of")]
        constraints = [
            models.UniqueConstraint(
                fields=["centre_id", "staff_id", "course", "ended_on"], name="training_elsewhere_once"
            )
        ]


class DirectorateYear(RecordedModel):
    """How many of a directorate's staff took the basic training in a year: two counts. The newest row counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField()
    directorate = models.CharField(max_length=_CODE)
    year = models.PositiveSmallIntegerField()
    staff = models.PositiveIntegerField()
    trained = models.PositiveIntegerField()
    made_by = models.UUIDField()
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = (
            "id centre_id organisation_id directorate year staff trained made_by made_at".split()
        )

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(trained__lte=models.F("staff")), name="training_directorate_not_more"
            )
        ]


class SupervisionYear(RecordedModel):
    """Hours of supervision a centre had in a year, and for how many workers: two numbers. The newest row counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    year = models.PositiveSmallIntegerField()
    hours = models.PositiveSmallIntegerField()
    workers = models.PositiveSmallIntegerField()
    made_by = models.UUIDField()
    made_at = models.DateTimeField()

    class Privacy:
        operational: Collection[str] = "id centre_id year hours workers made_by made_at".split()

    class Meta:
        ordering = ["-made_at"]


class Practised(RecordedModel):
    """That somebody finished an invented story in the practice room; what she typed is kept nowhere. Hers alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff_id = models.UUIDField()
    story = models.CharField(max_length=_CODE)
    done_on = models.DateField()

    class Privacy:
        operational: Collection[str] = "id staff_id story done_on".split()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff_id", "story"], name="training_practised_once")]
