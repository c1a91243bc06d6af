"""What the door and a calendar may know: rooms, times, workers, visit codes; nothing leads from here to a file."""

import uuid
from collections.abc import Collection

from django.db import models

from omuz.casework.appointments.rules.slots import STANDING, SlotState
from omuz.foundation.audit.models import RecordedModel


class Room(RecordedModel):
    """A room of the centre where somebody can be received."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    name = models.CharField(max_length=60)
    step_free = models.BooleanField(default=False)
    for_children = models.BooleanField(default=False)
    closed = models.BooleanField(default=False)

    class Privacy:
        operational: Collection[str] = "id centre_id name step_free for_children closed".split()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre_id", "name"], name="appointments_room_once")]

    def __str__(self) -> str:
        return self.name


class Slot(RecordedModel):
    """A time in the calendar with its room, its worker and the code of the visit.

    Which file it belongs to stands sealed in the appointment: whoever reads this table learns only that somebody came.
    """

    class States(models.TextChoices):
        PLANNED = SlotState.PLANNED.value
        ARRIVED = SlotState.ARRIVED.value
        OVER = SlotState.OVER.value
        CANCELLED = SlotState.CANCELLED.value

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    visit = models.CharField(max_length=8)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    room = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    # Nobody until the coordinator has found somebody: after a declared conflict of interest.
    worker_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=States.choices, default=States.PLANNED)
    arrived_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    # A day and nobody: a moment and a hand would lead from here to the appointment made in the same moment.
    changed_on = models.DateField()

    class Privacy:
        operational: Collection[str] = (
            "id centre_id visit starts_at ends_at room worker_id state arrived_at revision changed_on".split()
        )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre_id", "visit"], name="appointments_visit_once"),
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="appointments_slot_way"),
        ]
        indexes = [
            models.Index(fields=["centre_id", "starts_at"], name="appointments_slot_time"),
            models.Index(
                fields=["worker_id", "starts_at"],
                name="appointments_slot_worker",
                condition=models.Q(state__in=[state.value for state in sorted(STANDING)]),
            ),
        ]

    def __str__(self) -> str:
        return self.visit


class CallCount(RecordedModel):
    """The calls of one day that no contact tells of: how many were missed, and answered ones outside the tally."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_id = models.UUIDField()
    day = models.DateField()
    missed = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()

    class Privacy:
        operational: Collection[str] = "id centre_id day missed answered changed_at changed_by".split()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre_id", "day"], name="appointments_call_day")]


class FeedAddress(RecordedModel):
    """The secret address of one worker's calendar file; only its digest is kept, and closing it is final.

    It belongs to no centre: whoever asks with the address is nobody yet, and sees only the slots of its worker.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff_id = models.UUIDField()
    digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        operational: Collection[str] = "id staff_id digest made_at closed_at".split()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff_id"], condition=models.Q(closed_at__isnull=True), name="appointments_feed_one"
            )
        ]
