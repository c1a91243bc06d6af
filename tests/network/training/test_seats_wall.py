"""What the database itself refuses about seats, whatever the program asks of it as the serving role."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from omuz.foundation.people.access import acting
from omuz.foundation.tenancy.context import see_as
from omuz.network.training.models import Seat
from tests.network.training.gatherings import attended, invited, planned, seated

pytestmark = pytest.mark.django_db
ADDED = (
    'INSERT INTO training_seat (id, training_id, centre_id, staff_id, title, "where", directorate, state,'
    " attended_hours, rated_before, rated_after, told_change, made_at)"
    " VALUES (%s, %s, %s, %s, 'Psikolog', '', '', 'attended', 16, false, false, false, %s)"
)


def _asked(statement: str, values: list[Any]) -> int:
    """How many rows a statement touched; a refused one leaves the transaction as it was and raises."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def _set(column: str, value: Any, seat: Seat) -> int:
    return _asked(f'UPDATE training_seat SET "{column}" = %s WHERE id = %s', [value, seat.pk])


def _alone(staff_id: UUID) -> None:
    """As she is anywhere in the installation: signed in, with no centre's rows open."""
    see_as([], staff=staff_id)


OTHERS: dict[str, Callable[[Any, Seat], Any]] = {
    "centre_id": lambda cast, _seat: cast.bornova.id,
    "host_id": lambda cast, _seat: cast.bornova.id,
    "training_id": lambda cast, _seat: planned(cast.elif_, days=30).pk,
    "title": lambda _cast, _seat: "Hâkim",
    "where": lambda _cast, _seat: "Bornova",
    "directorate": lambda _cast, _seat: "fen_isleri",
    "staff_id": lambda cast, _seat: cast.zeynep.staff.pk,
    "attended_hours": lambda _cast, _seat: 16,
    "state": lambda _cast, _seat: "attended",
}


@pytest.mark.parametrize("column", sorted(OTHERS))
def test_her_own_seat_names_no_other_centre_person_or_hours_by_her_own_hand(cast: Any, column: str) -> None:
    _training, seat = seated(cast)
    other = OTHERS[column](cast, seat)
    with transaction.atomic():
        _alone(cast.ayse.staff.pk)
        with pytest.raises(DatabaseError):
            _set(column, other, seat)
        kept = Seat.objects.get(pk=seat.pk)
    assert getattr(kept, column) != other


@pytest.mark.parametrize("column", ["centre_id", "training_id", "title"])
@pytest.mark.parametrize("who", ["nermin", "elif_"])
def test_nobody_moves_a_seat_once_it_was_offered(cast: Any, who: str, column: str) -> None:
    _training, seat = seated(cast)
    other = OTHERS[column](cast, seat)
    with acting(getattr(cast, who).person), pytest.raises(DatabaseError, match="stays where it was offered"):
        _set(column, other, seat)


def test_she_answers_and_says_that_she_told_wherever_she_stands(cast: Any) -> None:
    _training, seat = seated(cast)
    with transaction.atomic():
        _alone(cast.ayse.staff.pk)
        told = [_set(name, value, seat) for name, value in (("state", "coming"), ("rated_before", True))]
        assert told == [1, 1]
        assert _set("state", "declined", seat) == 1


def test_she_gives_herself_no_seat_and_takes_none_away(cast: Any) -> None:
    training, seat = seated(cast)
    values = [uuid4(), planned(cast.elif_, days=30).pk, cast.bornova.id, cast.ayse.staff.pk, timezone.now()]
    with transaction.atomic():
        _alone(cast.ayse.staff.pk)
        with pytest.raises(DatabaseError, match="row-level security"):
            _asked(ADDED, values)
        assert _asked("DELETE FROM training_seat WHERE id = %s", [seat.pk]) == 0
    with acting(cast.elif_.person):
        assert Seat.objects.filter(training=training).count() == 1


def test_a_seat_of_somebody_else_is_neither_seen_nor_answered(cast: Any) -> None:
    _training, seat = seated(cast)
    with transaction.atomic():
        _alone(cast.zeynep.staff.pk)
        assert not Seat.objects.filter(pk=seat.pk).exists()
        assert _set("state", "declined", seat) == 0


def test_whoever_holds_the_training_still_writes_who_was_there(cast: Any) -> None:
    training = planned(cast.nermin, host=cast.konak.id, days=-2)
    (seat,) = invited(cast.nermin, training)
    attended(cast.nermin, training)
    with acting(cast.nermin.person):
        assert Seat.objects.get(pk=seat.pk).attended_hours == training.hours
