"""Trainings as a calendar file, so that they stand in everybody's own calendar; the course, never who comes."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from omuz.insight.papers.calendar import Happening
from omuz.insight.papers.calendar import as_calendar as calendar_of
from omuz.network.training.models import Training
from omuz.network.training.queries.catalogue import course_title
from omuz.network.training.rules import clock


def as_calendar(trainings: Iterable[Training]) -> bytes:
    """One calendar with an event for each training; one called off says so, a changed one has a later sequence."""
    return calendar_of(_happening(training) for training in trainings)


def _happening(training: Training) -> Happening:
    hours, zone = clock(training.time), ZoneInfo(settings.TIME_ZONE)
    starts: datetime | date = training.starts_on
    ends: datetime | date = training.ends_on
    days = 1
    if hours is not None:
        days = (training.ends_on - training.starts_on).days + 1
        starts, ends = (datetime.combine(training.starts_on, each, zone) for each in hours)
    return Happening(
        uid=f"{training.id}@omuz",
        title=course_title(training.course),
        starts=starts,
        ends=ends,
        changed_at=training.changed_at or training.made_at,
        sequence=training.sequence,
        status="CANCELLED" if training.cancelled_at else "CONFIRMED",
        where=training.place,
        days=days,
    )
