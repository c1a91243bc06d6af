"""Trainings for tests, made by the actions people use."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from omuz.foundation.people.access import acting
from omuz.network.training.actions.holding import Plan, plan_training
from omuz.network.training.actions.seats import Guest, name_participant, offer_seats, record_attendance
from omuz.network.training.models import Seat, Training
from tests.cast import Cast, Member

COURSE = "sensitive_intake"
HOURS = 16


def plan(days: int = 7, **changed: Any) -> Plan:
    """A two-day plan that begins so many days from today."""
    first = timezone.localdate() + timedelta(days=days)
    told: dict[str, Any] = {"how": "in_person", "starts_on": first, "ends_on": first + timedelta(days=1), "places": 12}
    return Plan(**told | changed)


def planned(by: Member, *, host: Any = None, course: str = COURSE, days: int = 7, **changed: Any) -> Training:
    """A training in the calendar, of the network where `host` is absent."""
    with acting(by.person):
        return plan_training(by=by.person, host_id=host, course=course, plan=plan(days, **changed))


def invited(by: Member, training: Training, centre: Any = None, number: int = 1, **told: Any) -> list[Seat]:
    """Seats offered by title."""
    where = {} if centre else {"where": "Urla Belediyesi"}
    with acting(by.person):
        guest = Guest("Psikolog", centre, number=number, **where | told)
        return offer_seats(by=by.person, training=training, guest=guest)


def seated(cast: Cast, *, days: int = 7, course: str = COURSE) -> tuple[Training, Seat]:
    """A training of the network with a seat of Konak that Nermin gave to Ayşe."""
    training = planned(cast.elif_, days=days, course=course)
    (seat,) = invited(cast.elif_, training, cast.konak.id)
    with acting(cast.nermin.person):
        name_participant(by=cast.nermin.person, seat=seat, staff_id=cast.ayse.staff.pk)
    return training, seat


def attended(by: Member, training: Training, hours: int | None = None) -> None:
    """Everybody of a training was there for all its hours, or for `hours`."""
    there = training.hours if hours is None else hours
    with acting(by.person):
        record_attendance(by=by.person, training=training, hours=dict.fromkeys(_ids(training), there))


def _ids(training: Training) -> list[Any]:
    return list(Seat.objects.filter(training=training).values_list("id", flat=True))


def moved(training: Training, ends_on: date) -> Training:
    """The training as if it had ended on another day: time has passed."""
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.audit.chain import recorded
    from omuz.foundation.tenancy.context import see_as

    see_as(network=True, editor=True, staff=training.made_by)
    with recorded(by=SYSTEM, event="training.changed"):
        Training.objects.filter(pk=training.pk).update(
            starts_on=ends_on - timedelta(days=1), ends_on=ends_on, made_at=timezone.now() - timedelta(days=400)
        )
    see_as()
    training.starts_on, training.ends_on = ends_on - timedelta(days=1), ends_on
    return training
