"""What reports say of trainings in a year: how many, for how many, for how long; and one line a training."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.network.training.models import Certificate, Seat, Training
from omuz.network.training.queries.catalogue import course_title
from omuz.network.training.rules import SeatState


@dataclass(frozen=True)
class TrainingLine:
    """One held training: counts of seats, never who sat there."""

    course: str
    title: str
    starts_on: date
    ends_on: date
    how: str
    host: str
    hours: int
    attended: int
    centres: int


@dataclass(frozen=True)
class Trained:
    """A year of trainings in sums; `person_hours` adds up the hours of everybody who was there."""

    year: int
    trainings: int
    hours: int
    attended: int
    person_hours: int
    certificates: int
    by_course: tuple[tuple[str, str, int, int], ...]
    """Course code, its title, trainings, participants; the most participants first."""


def listing(person: Person, year: int) -> list[TrainingLine]:
    """Every training held in a year, in the order of days. Raises Refused for who does not read the network."""
    person.require("network.dashboard")
    rows = list(Training.objects.filter(held_at__isnull=False, ends_on__year=year).order_by("starts_on", "made_at"))
    hosts = dict(Centre.objects.filter(pk__in={row.host_id for row in rows}).values_list("id", "name"))
    seats = list(_attended(rows).values_list("training_id", "centre_id"))
    return [
        TrainingLine(
            course=row.course,
            title=course_title(row.course),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            how=row.how,
            host=hosts.get(row.host_id, ""),
            hours=row.hours,
            attended=sum(training_id == row.pk for training_id, _centre in seats),
            centres=len({centre for training_id, centre in seats if training_id == row.pk and centre}),
        )
        for row in rows
    ]


def _attended(rows: list[Training]) -> QuerySet[Seat]:
    return Seat.objects.filter(training__in=rows, state=SeatState.ATTENDED)


def trained(person: Person, year: int) -> Trained:
    """The sums of a year. Raises Refused for who does not read the network."""
    lines = listing(person, year)
    seats = Seat.objects.filter(training__held_at__isnull=False, training__ends_on__year=year)
    hours = seats.filter(state=SeatState.ATTENDED).values_list("attended_hours", flat=True)
    held, there = Counter(line.course for line in lines), Counter[str]()
    for line in lines:
        there[line.course] += line.attended
    return Trained(
        year=year,
        trainings=len(lines),
        hours=sum(line.hours for line in lines),
        attended=sum(line.attended for line in lines),
        person_hours=sum(hours),
        certificates=Certificate.objects.filter(ended_on__year=year, withdrawal__isnull=True).count(),
        by_course=tuple((code, course_title(code), held[code], number) for code, number in there.most_common()),
    )
