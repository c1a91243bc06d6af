"""What somebody has taken, here and elsewhere, and until when it counts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from omuz.foundation.tenancy.context import looking_as
from omuz.network.training.models import Seat, TakenElsewhere
from omuz.network.training.queries.catalogue import course_of, course_title
from omuz.network.training.rules import SeatState, Standing, standing, taken, valid_until


@dataclass(frozen=True)
class Taken:
    """One training somebody was at; `counts` says whether, with what she took before, the course is taken by it."""

    staff_id: UUID
    course: str
    hours: int
    ended_on: date
    valid_until: date | None
    counts: bool
    elsewhere: bool
    modules: frozenset[str] = frozenset()

    @property
    def title(self) -> str:
        return course_title(self.course)


def taken_by(staff_ids: Iterable[UUID]) -> list[Taken]:
    """Everything these people took, newest first; what was taken back does not count.

    Only rows the database opens to the reader.
    """
    ids = set(staff_ids)
    seats = Seat.objects.filter(
        staff_id__in=ids, state=SeatState.ATTENDED, certificate__withdrawal__isnull=True
    ).select_related("training")
    found = [_from_seat(seat, seat.staff_id) for seat in seats if seat.staff_id]
    found += [
        Taken(row.staff_id, row.course, row.hours, row.ended_on, row.valid_until, counts=True, elsewhere=True)
        for row in TakenElsewhere.objects.filter(staff_id__in=ids)
    ]
    return sorted(_counted(found), key=lambda each: each.ended_on, reverse=True)


def _counted(rows: Iterable[Taken]) -> Iterator[Taken]:
    """The rows with `counts` as it stands: one that is a whole course, or the one that completes it from parts."""
    parts: dict[tuple[UUID, str], list[Taken]] = {}
    for each in sorted(rows, key=lambda each: each.ended_on):
        course = course_of(each.course)
        if not each.counts or course is None or taken(each.hours, course.hours):
            yield each
            continue
        own = parts.setdefault((each.staff_id, each.course), [])
        own[:] = [part for part in own if part.valid_until is None or part.valid_until >= each.ended_on]
        if not any(each.modules and each.modules <= part.modules for part in own):
            own.append(each)
        whole = taken(sum(part.hours for part in own), course.hours)
        if whole:
            own.clear()
        yield replace(each, counts=whole)


def _from_seat(seat: Seat, staff_id: UUID) -> Taken:
    held = seat.training
    course = course_of(held.course)
    return Taken(
        staff_id=staff_id,
        course=held.course,
        hours=seat.attended_hours,
        ended_on=held.ends_on,
        valid_until=valid_until(held.ends_on, course.refresh_months if course else 0),
        counts=taken(seat.attended_hours, held.hours),
        elsewhere=False,
        modules=frozenset(held.modules),
    )


def standing_in(rows: Sequence[Taken], staff_id: UUID, course: str, today: date) -> Standing:
    """How one person stands with one course on a day; trainings after that day are not looked at."""
    until = [
        each.valid_until
        for each in rows
        if each.staff_id == staff_id and each.course == course and each.counts and each.ended_on <= today
    ]
    return standing(until, today)


def until_in(rows: Sequence[Taken], staff_id: UUID, course: str) -> date | None:
    """The day until which one person's best training of a course counts; None where it has none or was not taken."""
    until = [each.valid_until for each in rows if each.staff_id == staff_id and each.course == course and each.counts]
    return None if None in until else max((each for each in until if each), default=None)


def lacking(staff_id: UUID, codes: Sequence[str], today: date) -> tuple[str, ...]:
    """Titles of the courses she has not validly taken; asked before her rows are opened."""
    with transaction.atomic(), looking_as(staff_id):
        rows = taken_by([staff_id])
    good = (Standing.VALID, Standing.SOON)
    return tuple(_asked(code) for code in codes if standing_in(rows, staff_id, code, today) not in good)


def _asked(code: str) -> str:
    """A course in words; one that does not exist stays asked for, and the page says whose mistake that is."""
    if course_of(code) is None:
        return _("%(code)s (katalogda böyle bir kurs yok; bilgi işleme söyleyin)") % {"code": code}
    return course_title(code)
