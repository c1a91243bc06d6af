"""Times meet or do not, workers are free or busy: pure rules."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from omuz.casework.appointments.rules.slots import (
    SlotProblem,
    Stretch,
    collisions,
    faults_of_time,
    is_visit,
    week_of,
    who_is_free,
)

TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ROOM, OTHER = UUID(int=1), UUID(int=2)
AYSE, NERMIN = UUID(int=3), UUID(int=4)


def stretch(hour: float, length: float = 1, room: UUID | None = ROOM, worker: UUID | None = AYSE) -> Stretch:
    start = TEN + timedelta(hours=hour)
    return Stretch(start, start + timedelta(hours=length), room, worker)


@pytest.mark.parametrize(
    ("other", "meet"),
    [
        (stretch(0), True),
        (stretch(0.5), True),
        (stretch(-0.5), True),
        (stretch(0.25, 0.25), True),
        (stretch(-1, 3), True),
        (stretch(1), False),
        (stretch(-1), False),
        (stretch(5), False),
    ],
)
def test_two_times_meet_only_when_they_share_a_minute(other: Stretch, meet: bool) -> None:
    assert stretch(0).meets(other) is meet
    assert other.meets(stretch(0)) is meet


def test_a_taken_room_and_a_taken_worker_are_told_apart() -> None:
    wanted = stretch(0)
    assert collisions(wanted, [stretch(0.5, room=ROOM, worker=NERMIN)]) == (SlotProblem.ROOM_TAKEN,)
    assert collisions(wanted, [stretch(0.5, room=OTHER, worker=AYSE)]) == (SlotProblem.WORKER_TAKEN,)
    assert collisions(wanted, [stretch(0.5)]) == (SlotProblem.ROOM_TAKEN, SlotProblem.WORKER_TAKEN)
    assert collisions(wanted, [stretch(0.5, room=OTHER, worker=NERMIN), stretch(1)]) == ()


def test_two_visits_without_room_and_worker_do_not_collide() -> None:
    open_ended = stretch(0, room=None, worker=None)
    assert collisions(open_ended, [open_ended]) == ()


def test_a_time_is_neither_past_nor_endless_nor_in_another_year_but_one() -> None:
    now = TEN
    assert faults_of_time(stretch(0), now=now) == ()
    assert faults_of_time(stretch(-2), now=now) == (SlotProblem.PAST,)
    assert faults_of_time(stretch(-2), now=now, past_allowed=True) == ()
    assert faults_of_time(stretch(1, 5), now=now) == (SlotProblem.LENGTH,)
    assert faults_of_time(stretch(1, 0.1), now=now) == (SlotProblem.LENGTH,)
    assert faults_of_time(stretch(24 * 400), now=now) == (SlotProblem.TOO_FAR,)


def test_who_is_free_comes_first_and_longest_free_before_the_others() -> None:
    busy = stretch(-0.5, worker=AYSE)
    soon = stretch(1, worker=NERMIN)
    third = UUID(int=5)
    told = who_is_free([AYSE, NERMIN, third], [busy, soon], TEN)
    assert [(each.worker_id, each.free) for each in told] == [(third, True), (NERMIN, True), (AYSE, False)]
    assert told[1].until == soon.start
    assert told[2].until == busy.end


def test_a_week_begins_on_monday() -> None:
    assert week_of(date(2026, 11, 22))[0] == date(2026, 11, 16)
    assert week_of(date(2026, 11, 23))[-1] == date(2026, 11, 29)


def test_a_visit_code_is_no_code_of_a_file() -> None:
    assert is_visit("Z-2X4B")
    assert not any(map(is_visit, ("D-2X4BA", "Z-2X4", "Z-2X4O", "2X4B", "")))
