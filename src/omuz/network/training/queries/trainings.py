"""The calendar of trainings, one training as its host or a participant reads it, and what waits for her."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404
from django.utils import timezone

from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre, Staff
from omuz.network.training.models import Certificate, Change, RatingSheet, Seat, Training
from omuz.network.training.queries.catalogue import Course, course_of, course_title
from omuz.network.training.queries.valid import Taken, taken_by
from omuz.network.training.rules import (
    SHOW_FROM,
    Moment,
    SeatState,
    Standing,
    changed_window,
    medians,
    rating_window,
    standing,
)

MOST_PAST = 24


@dataclass(frozen=True)
class Line:
    """One training of the calendar."""

    training: Training
    title: str
    host: str
    mine: SeatState | None


@dataclass(frozen=True)
class Waiting:
    """Something a training asks of her now: to answer, to rate before or after, to tell what changed."""

    seat: Seat
    title: str
    what: str
    until: date


@dataclass(frozen=True)
class SkillLine:
    """One skill of a training with its medians; None where too few answered or the time is not over."""

    title: str
    before: float | None
    after: float | None


def lines(person: Person, today: date) -> tuple[list[Line], list[Line]]:
    """Trainings to come, soonest first, and past or cancelled ones, newest first."""
    coming = Training.objects.filter(ends_on__gte=today, cancelled_at__isnull=True).order_by("starts_on")
    past = Training.objects.exclude(pk__in=coming.values("pk"))[:MOST_PAST]
    rows = [*coming, *past]
    hosts = dict(Centre.objects.filter(pk__in={row.host_id for row in rows}).values_list("id", "name"))
    own = Seat.objects.filter(staff_id=person.staff_id, training__in=rows)
    mine = {seat.training_id: SeatState(seat.state) for seat in own}
    told = [Line(row, course_title(row.course), hosts.get(row.host_id, ""), mine.get(row.pk)) for row in rows]
    return told[: len(coming)], told[len(coming) :]


def waiting(person: Person, today: date) -> list[Waiting]:
    """What waits for her, the soonest day first."""
    rows = Seat.objects.filter(staff_id=person.staff_id, training__cancelled_at__isnull=True)
    found = [each for seat in rows.select_related("training") for each in _asked(seat, today)]
    return sorted(found, key=lambda each: each.until)


def _asked(seat: Seat, today: date) -> list[Waiting]:
    training, title = seat.training, course_title(seat.training.course)
    found = []
    if seat.state == SeatState.INVITED and training.is_planned and today <= training.ends_on:
        found.append(Waiting(seat, title, "answer", training.starts_on))
    for moment in Moment:
        if may_rate(seat, moment, today):
            window = window_of(training, moment)
            found.append(Waiting(seat, title, moment.value, window.last))
    if may_tell_change(seat, today):
        found.append(Waiting(seat, title, "change", changed_window(training.ends_on).last))
    return found


def window_of(training: Training, moment: Moment) -> Any:
    """When ratings of a moment are taken."""
    return rating_window(moment, timezone.localdate(training.made_at), training.starts_on, training.ends_on)


def may_rate(seat: Seat, moment: Moment, today: date) -> bool:
    """Whether this seat is asked to rate itself now."""
    if getattr(seat, f"rated_{moment.value}") or course_of(seat.training.course) is None:
        return False
    states = {SeatState.COMING, SeatState.ATTENDED} | ({SeatState.INVITED} if moment is Moment.BEFORE else set())
    return seat.state in states and window_of(seat.training, moment).open_on(today)


def may_tell_change(seat: Seat, today: date) -> bool:
    """Whether this seat is asked what changed now."""
    window = changed_window(seat.training.ends_on)
    return seat.state == SeatState.ATTENDED and not seat.told_change and window.open_on(today)


def training_of(training_id: UUID) -> Training:
    """One training; everybody reads the calendar. Http404 where there is none."""
    row: Training | None = Training.objects.filter(pk=training_id).first()
    if row is None:
        raise Http404
    return row


def may_hold(person: Person, training: Training) -> bool:
    """Whether she holds this training."""
    return person.may("training.hold", training.host_id) and (training.host_id is not None or person.sees_network)


def own_seat(person: Person, training: Training) -> Seat | None:
    """Her own seat in it, if any."""
    rows = list(Seat.objects.filter(training=training, staff_id=person.staff_id))
    return next((seat for seat in rows if seat.state != SeatState.DECLINED), rows[0] if rows else None)


def seat_of(person: Person, seat_id: UUID) -> Seat:
    """A seat she may know of: her own, one of her centre for its coordinator, any for who holds the training."""
    seat: Seat | None = Seat.objects.select_related("training").filter(pk=seat_id).first()
    if seat is None:
        raise Http404
    leads = seat.centre_id is not None and person.may("training.elsewhere", seat.centre_id)
    if seat.staff_id == person.staff_id or leads or may_hold(person, seat.training):
        return seat
    raise Http404


def beside_seat(seat: Seat) -> tuple[list[Seat], str]:
    """All seats of a training kept for the place of one of them, and that place in words."""
    rows = Seat.objects.filter(training=seat.training, centre_id=seat.centre_id, where=seat.where)
    centre = Centre.objects.filter(pk=seat.centre_id).first() if seat.centre_id else None
    return list(rows.exclude(state=SeatState.DECLINED)), centre.name if centre else seat.where


def calendar_trainings(person: Person, today: date) -> list[Training]:
    """Trainings for her own calendar: those she is invited to, else all to come; called off ones, so that they go."""
    coming = Training.objects.filter(ends_on__gte=today).order_by("starts_on")
    own = Seat.objects.filter(staff_id=person.staff_id).exclude(state=SeatState.DECLINED)
    mine = list(coming.filter(pk__in=own.values("training_id")))
    return mine or list(coming)


@dataclass(frozen=True)
class SeatLine:
    """One seat as it is listed: title, place, and a name only where the reader is her coordinator or herself."""

    seat: Seat
    where: str
    name: str
    directorate: str
    certificate: Certificate | None
    withdrawn: bool


def seat_lines(person: Person, training: Training) -> list[SeatLine]:
    """The seats of a training: all for its host, a centre's own for that centre's coordinator, none for others."""
    rows = [
        seat
        for seat in training.seats.select_related("certificate__withdrawal")
        if may_hold(person, training) or (seat.centre_id and person.may("training.elsewhere", seat.centre_id))
    ]
    centres = dict(Centre.objects.filter(pk__in={row.centre_id for row in rows}).values_list("id", "name"))
    known = [row.staff_id for row in rows if row.staff_id and row.centre_id and _named(person, row)]
    names = dict(Staff.objects.filter(pk__in=known).values_list("id", "full_name"))
    return [
        SeatLine(
            row,
            centres.get(row.centre_id, row.where),
            names.get(row.staff_id, ""),
            label_of("directorate", row.directorate) if row.directorate else "",
            getattr(row, "certificate", None),
            hasattr(getattr(row, "certificate", None), "withdrawal"),
        )
        for row in rows
    ]


def _named(person: Person, seat: Seat) -> bool:
    return bool(person.may("training.elsewhere", seat.centre_id))


def skill_lines(training: Training, today: date) -> tuple[list[SkillLine], dict[str, int]]:
    """Medians by skill and how many sheets there are; each only once its time is over and five answered."""
    course = course_of(training.course)
    if course is None:
        return [], {}
    shown: dict[Moment, dict[str, float]] = {}
    counts = {}
    for moment in Moment:
        sheets = [row.levels for row in RatingSheet.objects.filter(training=training, moment=moment.value)]
        counts[moment.value] = len(sheets)
        over = window_of(training, moment).over_on(today)
        shown[moment] = medians(sheets, course.skill_codes) if over else {}
    before, after = shown[Moment.BEFORE], shown[Moment.AFTER]
    return [SkillLine(str(each.title), before.get(each.code), after.get(each.code)) for each in course.skills], counts


def changes_told(training: Training, today: date) -> list[str]:
    """What participants changed, without names; none before the time is over or under five."""
    if not changed_window(training.ends_on).over_on(today):
        return []
    said = list(Change.objects.filter(training=training).values_list("said", flat=True))
    return sorted(said, key=sort_key) if len(said) >= SHOW_FROM else []


def paper_left(training: Training, moment: Moment) -> int:
    """How many paper sheets may still be copied: participants without an account, less the sheets copied already."""
    own = Q(**{f"rated_{moment.value}": True})
    told = training.seats.exclude(state=SeatState.DECLINED).aggregate(
        without=Count("id", filter=Q(staff_id__isnull=True)), typed=Count("id", filter=own)
    )
    sheets = training.sheets.filter(moment=moment.value).count()
    return int(told["without"]) - (sheets - int(told["typed"]))


def papers_left(training: Training) -> dict[str, int]:
    """How many paper sheets may still be copied, by moment."""
    return {moment.value: paper_left(training, moment) for moment in Moment}


@dataclass(frozen=True)
class OwnCourse:
    """One course she has taken, and how it stands today."""

    title: str
    course: Course | None
    rows: Sequence[Taken]
    standing: Standing
    until: date | None


def own_courses(person: Person, today: date) -> list[OwnCourse]:
    """Her own trainings by course, those to be refreshed first."""
    rows = [each for each in taken_by([person.staff_id]) if each.counts]
    found = []
    for code in dict.fromkeys(each.course for each in rows):
        own = [each for each in rows if each.course == code]
        until = [each.valid_until for each in own]
        last = None if None in until else max(each for each in until if each)
        found.append(OwnCourse(course_title(code), course_of(code), own, standing(until, today), last))
    order = [Standing.ENDED, Standing.SOON, Standing.VALID]
    return sorted(found, key=lambda each: order.index(each.standing))


def own_certificates(person: Person) -> list[Certificate]:
    """Her own certificates, newest first."""
    rows = Certificate.objects.filter(seat__staff_id=person.staff_id).select_related("withdrawal")
    return list(rows.order_by("-ended_on"))


def certificate_by(code: str) -> Certificate | None:
    """The certificate with this code; None where there is none."""
    return Certificate.objects.filter(code=code).select_related("withdrawal").first()
