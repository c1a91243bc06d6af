"""Appointments: nobody gets a room twice, what was agreed is sealed, the slot knows no file."""

import re
from datetime import timedelta
from threading import Thread
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.http import Http404

from omuz.casework.appointments.actions.booking import (
    CannotBook,
    PastThat,
    Wanted,
    book_appointment,
    cancel_slots,
    confirm_appointment,
    end_appointment,
    move_appointment,
    release_work,
)
from omuz.casework.appointments.models import Appointment, Slot
from omuz.casework.appointments.queries.visits import lines_between, visits_of
from omuz.casework.appointments.rules.slots import SlotProblem, is_visit
from omuz.casework.appointments.rules.visit import InterpreterProblem, Outcome, Visit
from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import open_case
from omuz.casework.cases.rules.steps import Conflict
from omuz.foundation.audit.chain import recorded
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from tests.casework.appointments.conftest import MONDAY_TEN, MORNINGS, NEVER, closed_to


def _plain_row(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t")
        return " ".join(row[0] for row in cursor.fetchall())


@pytest.mark.django_db
def test_an_appointment_is_agreed_once_logged_and_moves_the_file(cast, file_with, room, visit_of) -> None:
    case = file_with()
    with acting(cast.ayse.person):
        before = AuditEvent.objects.count()
    made = visit_of(case, room=room, worker=cast.ayse, with_children="yes", access=("step_free",))
    with acting(cast.ayse.person):
        file = open_case(cast.ayse.person, case.id, vault=cast.ayse.vault)
        assert file.case.state == "appointment"
        ((row, visit),) = visits_of(file)
        assert (row.id, visit.with_children, visit.access, visit.at) == (made.id, "yes", ("step_free",), MONDAY_TEN)
        assert AuditEvent.objects.count() == before + 1
        assert AuditEvent.objects.get(event="appointment.booked").about == f"case:{case.code}"


def _moments(row: str) -> list[str]:
    """Every moment of a row to the second: two rows with the same one were made together."""
    return re.findall(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", row)


@pytest.mark.django_db
def test_nothing_in_the_database_leads_from_a_slot_to_a_file(cast, file_with, room, visit_of) -> None:
    case = file_with()
    far = {"at": MONDAY_TEN + timedelta(days=40), "now": MONDAY_TEN}
    made = visit_of(case, room=room, worker=cast.ayse, other_district="bornova", interpreter="yes", **far)
    with acting(cast.ayse.person):
        slot, appointments = _plain_row("appointments_slot"), _plain_row("appointments_appointment")
        slot_id = str(Slot.objects.get().id)
    assert is_visit(Slot(visit=slot.split('"visit": "')[1].split('"')[0]).visit)
    for secret in (case.code, str(case.id), str(made.id), *_moments(appointments)):
        assert secret not in slot
    for secret in (slot_id, slot_id.replace("-", ""), "bornova", "2027-01-02T07:00:00", "first_interview"):
        assert secret not in appointments


@pytest.mark.django_db
@pytest.mark.parametrize("taken", ["room", "worker"])
def test_a_taken_room_or_worker_is_refused_and_nothing_is_written(cast, file_with, room, visit_of, taken) -> None:
    visit_of(file_with(), room=room if taken == "room" else None, worker=cast.ayse if taken == "worker" else None)
    late = {"at": MONDAY_TEN + timedelta(minutes=30)}
    with pytest.raises(CannotBook) as refused:
        visit_of(file_with(), room=room, worker=cast.ayse, **late)
    assert refused.value.problems == ((SlotProblem.ROOM_TAKEN,) if taken == "room" else (SlotProblem.WORKER_TAKEN,))
    with acting(cast.ayse.person):
        assert (Slot.objects.count(), Appointment.objects.count()) == (1, 1)
    visit_of(file_with(), room=room, worker=cast.ayse, at=MONDAY_TEN + timedelta(hours=1))


@pytest.mark.django_db
def test_a_room_of_another_centre_or_a_closed_one_is_refused(cast, file_with) -> None:
    from omuz.casework.appointments.actions.door import keep_room

    with acting(cast.nermin.person):
        shut = keep_room(by=cast.nermin.person, centre_id=cast.konak.id, name="Depo", closed=True)
    for room_id in (shut.id, uuid4()):
        with acting(cast.ayse.person), pytest.raises(CannotBook) as refused:
            book_appointment(
                by=cast.ayse.person, vault=cast.ayse.vault, case_id=file_with().id,
                wanted=Wanted(MONDAY_TEN, 60, room_id), now=MONDAY_TEN - timedelta(days=1),
            )  # fmt: skip
        assert refused.value.problems == (SlotProblem.ROOM_CLOSED,)


@pytest.mark.django_db
def test_who_may_not_know_of_the_file_gets_no_appointment_on_it(cast, file_with, visit_of) -> None:
    case = file_with()
    closed_to(cast, case, hidden_from=[cast.ayse.staff.pk])
    with pytest.raises(CannotBook) as refused:
        visit_of(case, who=cast.nermin, worker=cast.ayse)
    assert refused.value.problems == (SlotProblem.WORKER_NOT_ON_FILE,)
    for stranger in (cast.ayse, cast.zeynep):
        with pytest.raises(Http404):
            visit_of(case, who=stranger)


@pytest.mark.django_db
def test_somebody_she_knows_does_not_interpret(cast, file_with, visit_of) -> None:
    with pytest.raises(CannotBook) as refused:
        visit_of(file_with(), interpreter="yes", interpreter_language="arabic", interpreter_knows_her="yes")
    assert refused.value.problems == (InterpreterProblem.KNOWS_HER,)


@pytest.mark.django_db
def test_a_moved_appointment_keeps_its_visit_code_and_its_earlier_time(cast, file_with, room, visit_of) -> None:
    case = file_with()
    made = visit_of(case, room=room, worker=cast.ayse)
    later = Wanted(MONDAY_TEN + timedelta(minutes=30), 90, room.id, cast.ayse.staff.pk)
    with acting(cast.ayse.person):
        visit_code = Slot.objects.get().visit
        asked = {"by": cast.ayse.person, "vault": cast.ayse.vault, "appointment_id": made.id, "wanted": later}
        moved = move_appointment(**asked, revision=made.revision, now=MONDAY_TEN - timedelta(days=1))
        slot = Slot.objects.get()
        assert (slot.visit, slot.starts_at, slot.revision) == (visit_code, later.start, 2)
        file = open_case(cast.ayse.person, case.id, vault=cast.ayse.vault)
        visit = Visit.from_payload(moved.opened(file.key, "answers"))
        assert [was for was, _on in visit.moved] == [MONDAY_TEN.isoformat()]
        with pytest.raises(Conflict):
            move_appointment(**asked, revision=made.revision, now=MONDAY_TEN - timedelta(days=1))


@pytest.mark.django_db
@pytest.mark.parametrize("outcome", list(Outcome))
def test_an_end_frees_the_room_and_is_sealed(cast, file_with, room, visit_of, outcome) -> None:
    made = visit_of(file_with(), room=room, worker=cast.ayse)
    asked = {"by": cast.ayse.person, "vault": cast.ayse.vault, "appointment_id": made.id, "outcome": outcome}
    with acting(cast.ayse.person):
        end_appointment(**asked, revision=1, now=MONDAY_TEN + timedelta(hours=1))
        plain = _plain_row("appointments_appointment")
        for told in ("did_not_come", "by_her", "came"):
            assert told not in plain
        with pytest.raises(PastThat):
            end_appointment(**asked, revision=2, now=MONDAY_TEN + timedelta(hours=1))
    visit_of(file_with(), room=room, worker=cast.ayse)


@pytest.mark.django_db
def test_she_cannot_be_late_before_her_time(cast, file_with, visit_of) -> None:
    made = visit_of(file_with())
    with acting(cast.ayse.person), pytest.raises(CannotBook):
        end_appointment(
            by=cast.ayse.person, vault=cast.ayse.vault, appointment_id=made.id, revision=1,
            outcome=Outcome.DID_NOT_COME, now=MONDAY_TEN - timedelta(hours=1),
        )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("safe", "way", "hour", "confirmed"),
    [
        (MORNINGS, "phone", 10, True),
        (MORNINGS, "phone", 13, False),
        (NEVER, "phone", 10, False),
        (NEVER, "told", 13, True),
    ],
)
def test_an_appointment_is_confirmed_only_by_the_safe_way(
    cast, file_with, visit_of, safe, way, hour, confirmed
) -> None:
    made = visit_of(file_with(safe), at=MONDAY_TEN + timedelta(days=1), confirm_by=way)
    asked = {"by": cast.ayse.person, "vault": cast.ayse.vault, "appointment_id": made.id, "revision": 1}
    with acting(cast.ayse.person):
        if confirmed:
            confirm_appointment(**asked, now=MONDAY_TEN.replace(hour=hour))
        else:
            with pytest.raises(CannotBook):
                confirm_appointment(**asked, now=MONDAY_TEN.replace(hour=hour))


@pytest.mark.django_db
def test_the_calendar_of_a_hidden_or_restricted_file_is_empty_for_her(cast, file_with, room, visit_of) -> None:
    case = file_with()
    visit_of(case, room=room, worker=cast.nermin)
    span = {"centre_id": cast.konak.id, "start": MONDAY_TEN - timedelta(days=1), "end": MONDAY_TEN + timedelta(days=1)}
    for shut in ({"hidden_from": [cast.ayse.staff.pk]}, {"hidden_from": [], "only_for": [cast.nermin.staff.pk]}):
        closed_to(cast, case, **shut)
        with acting(cast.ayse.person):
            assert lines_between(cast.ayse.person, vault=cast.ayse.vault, **span) == []
            with pytest.raises(Http404):
                end_appointment(
                    by=cast.ayse.person, vault=cast.ayse.vault, appointment_id=Case(id=uuid4()).id, revision=1,
                    outcome=Outcome.CAME,
                )  # fmt: skip
        with acting(cast.nermin.person):
            (line,) = lines_between(cast.nermin.person, vault=cast.nermin.vault, **span)
            assert line.code == case.code


@pytest.mark.django_db
def test_work_taken_from_somebody_leaves_a_visit_without_a_worker(cast, file_with, visit_of) -> None:
    case = file_with()
    visit_of(case, worker=cast.ayse)
    visit_of(case, worker=cast.nermin, at=MONDAY_TEN + timedelta(days=1))
    with acting(cast.nermin.person):
        file = open_case(cast.nermin.person, case.id, vault=cast.nermin.vault)
        with recorded(by=cast.nermin.person, event="conflict.declared", centre=case.centre_id):
            assert release_work(file, cast.ayse.staff.pk) == 1
        assert list(Slot.objects.order_by("starts_at").values_list("worker_id", flat=True)) == [
            None,
            cast.nermin.staff.pk,
        ]
        with recorded(by=cast.nermin.person, event="case.destroyed", centre=case.centre_id):
            assert cancel_slots(file) == 2
        assert set(Slot.objects.values_list("state", flat=True)) == {"cancelled"}


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_do_not_get_the_same_room(cast, file_with, room, visit_of) -> None:
    cases = [file_with(), file_with()]
    ends: list[str] = []

    def book(case) -> None:
        try:
            visit_of(case, room=room)
            ends.append("booked")
        except CannotBook as refused:
            ends.append(refused.problems[0])
        finally:
            connections.close_all()

    threads = [Thread(target=book, args=[case]) for case in cases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == sorted(["booked", SlotProblem.ROOM_TAKEN])
