"""What the other rooms hold between the days of a programme and could be shown for a promise.

Rooms below this one are read here; every other room is named in `EVIDENCE_SOURCES` of the settings.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from omuz.foundation.catalogue.turkish import day
from omuz.foundation.people.access import Person
from omuz.network.meetings.models import Meeting
from omuz.network.programmes.models import Evidence, Programme
from omuz.network.standards.models import AssessmentRound
from omuz.network.surveys.models import Invitation, Round
from omuz.network.training.models import Seat, Training
from omuz.network.training.queries.catalogue import course_title
from omuz.network.training.rules import SeatState

Gives = Callable[[Person, date, date], Iterable[tuple[UUID, str, date, int]]]
"""What a room of `EVIDENCE_SOURCES` is: reference, words, day and number of all it holds between two days."""


@dataclass(frozen=True)
class Found:
    """Something to show: its kind and row, what it says, its day, and the number it stands for."""

    kind: str
    reference: UUID
    words: str
    on: date
    number: int

    @property
    def told(self) -> dict[str, Any]:
        """As an action takes it."""
        return {"kind": self.kind, "reference": self.reference, "words": self.words, "on": self.on,
                "number": self.number}  # fmt: skip


def to_show(person: Person, programme: Programme, today: date) -> list[Found]:
    """Everything finished between the programme's days, oldest first. Raises Refused."""
    person.require("programmes.write")
    first, last = programme.starts_on, min(programme.ends_on, today)
    found = [*_trainings(first, last), *_meetings(first, last), *_surveys(first, last), *_standards(first, last),
             *_elsewhere(person, first, last)]  # fmt: skip
    return sorted(found, key=lambda each: (each.on, each.words))


def _trainings(first: date, last: date) -> Iterator[Found]:
    """Held trainings; the number is how many took part."""
    rows = list(Training.objects.filter(held_at__isnull=False, ends_on__range=(first, last)))
    there = list(Seat.objects.filter(training__in=rows, state=SeatState.ATTENDED).values_list("training_id", flat=True))
    for row in rows:
        words = f"{course_title(row.course)}, {day(row.ends_on)}"
        yield Found(Evidence.Kind.TRAINING, row.id, words, row.ends_on, there.count(row.id))


def _meetings(first: date, last: date) -> Iterator[Found]:
    """Meetings whose minutes are closed; the number is one each."""
    for row in Meeting.objects.filter(closed_at__isnull=False, on__range=(first, last)).select_related("host"):
        words = f"{row.number}. {row.host.name if row.host else ''}, {day(row.on)}"
        yield Found(Evidence.Kind.MEETING, row.id, words, row.on, 1)


def _surveys(first: date, last: date) -> Iterator[Found]:
    """Rounds of questionnaires; the number is how many sent their answers."""
    for row in Round.objects.filter(opens_on__range=(first, last)):
        sent = Invitation.objects.filter(round=row, submitted_at__isnull=False).count()
        yield Found(Evidence.Kind.SURVEY, row.id, f"{row.title}, {day(row.opens_on)}", row.opens_on, sent)


def _standards(first: date, last: date) -> Iterator[Found]:
    """Rounds of self-assessment; the number is how many centres signed."""
    for row in AssessmentRound.objects.filter(opens_on__range=(first, last)):
        signed = row.assessments.filter(lead_signed_at__isnull=False).count()
        yield Found(Evidence.Kind.STANDARDS, row.id, f"{row.title}, {day(row.opens_on)}", row.opens_on, signed)


def _elsewhere(person: Person, first: date, last: date) -> Iterator[Found]:
    """What rooms this one does not know give by themselves."""
    for kind, path in settings.EVIDENCE_SOURCES.items():
        gives: Gives = import_string(path)
        for reference, words, on, number in gives(person, first, last):
            yield Found(Evidence.Kind(kind), reference, words[:300], on, number)
