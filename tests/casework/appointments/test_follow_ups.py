"""A promise is kept only inside what she agreed; "aranmasın" ends every reminder on the server."""

from datetime import date, timedelta

import pytest
from django.http import Http404

from omuz.casework.appointments.actions.promising import (
    CannotPlan,
    Settled,
    give_promises,
    note_try,
    plan_follow_up,
    withdraw_follow_up,
)
from omuz.casework.appointments.models import FollowUp
from omuz.casework.appointments.queries.panel import due_counts, today
from omuz.casework.appointments.queries.promises import promises
from omuz.casework.appointments.rules.follow_up import PlanProblem, Result
from omuz.casework.cases.queries.files import open_case, safe_contact_of
from omuz.casework.cases.rules.steps import Conflict
from omuz.foundation.audit.chain import recorded
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from tests.casework.appointments.conftest import ANY_TIME, MONDAY_TEN, MORNINGS, NEVER, closed_to

MONDAY = MONDAY_TEN.date()
NOW = MONDAY_TEN.replace(tzinfo=None)


def planned(cast, case, *, who=None, way="phone", due_on: date | None = MONDAY, now=MONDAY_TEN, **more):
    member = who or cast.ayse
    with acting(member.person):
        return plan_follow_up(
            by=member.person, vault=member.vault, case_id=case.id, way=way, due_on=due_on, now=now, **more
        )


def tried(cast, promise, result, *, now=MONDAY_TEN, revision=None):
    with acting(cast.ayse.person):
        return note_try(
            by=cast.ayse.person, vault=cast.ayse.vault, follow_up_id=promise.id, result=result, now=now,
            revision=revision or promise.revision,
        )  # fmt: skip


def due(cast, member=None, now=NOW):
    who = member or cast.ayse
    with acting(who.person):
        return promises(who.person, vault=who.vault, centre_id=cast.konak.id, now=now)


@pytest.mark.django_db
def test_a_promise_is_due_inside_her_window_by_code_and_logged_once(cast, file_with) -> None:
    case = file_with(MORNINGS)
    planned(cast, case, why="safety", note="Çarşamba sabahı uygun")
    (promise,) = due(cast)
    assert (promise.code, promise.now, promise.mine) == (case.code, True, True)
    assert not due(cast, now=NOW.replace(hour=13))[0].now
    assert not due(cast, cast.nermin)[0].mine
    with acting(cast.ayse.person):
        assert AuditEvent.objects.get(event="follow_up.planned").about == f"case:{case.code}"


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["phone", "message", "email"])
def test_aranmasin_blocks_planning(cast, file_with, way) -> None:
    with pytest.raises(CannotPlan) as refused:
        planned(cast, file_with(NEVER), way=way)
    assert PlanProblem.SHE_SAID_NO in refused.value.problems
    with acting(cast.ayse.person):
        assert not FollowUp.objects.exists()


@pytest.mark.django_db
def test_aranmasin_said_later_empties_every_list_and_takes_her_number(cast, file_with) -> None:
    case = file_with(ANY_TIME)
    first, second = planned(cast, case), planned(cast, case, due_on=MONDAY + timedelta(days=7))
    ended = tried(cast, first, Result.DO_NOT_CALL)
    assert ended.state == "stopped"
    assert due(cast) == []
    with acting(cast.ayse.person):
        file = open_case(cast.ayse.person, case.id, vault=cast.ayse.vault)
        assert safe_contact_of(file) == NEVER
        assert FollowUp.objects.get(id=second.id).state == "stopped"
        assert today(cast.ayse.person, vault=cast.ayse.vault, centre_id=cast.konak.id, day=MONDAY) == []
    with pytest.raises(CannotPlan):
        planned(cast, case)


@pytest.mark.django_db
def test_a_reminder_made_before_she_said_no_is_silent_after(cast, file_with) -> None:
    """The safe contact of the file may change on its own page: the list asks it anew each time."""
    from omuz.casework.cases.actions.identity import keep_safe_contact

    case = file_with(ANY_TIME)
    promise = planned(cast, case)
    with acting(cast.ayse.person):
        keep_safe_contact(by=cast.ayse.person, vault=cast.ayse.vault, case_id=case.id, safe=NEVER)
    assert due(cast) == []
    with pytest.raises(CannotPlan):
        tried(cast, promise, Result.NOT_REACHED)


@pytest.mark.django_db
def test_two_unanswered_attempts_stop_and_a_third_is_refused(cast, file_with) -> None:
    case = file_with(MORNINGS)
    promise = planned(cast, case)
    promise = tried(cast, promise, Result.NOT_REACHED)
    assert (promise.state, promise.due_on) == ("planned", date(2026, 11, 25))
    promise = tried(cast, promise, Result.NOT_REACHED, now=MONDAY_TEN + timedelta(days=2))
    assert (promise.state, promise.due_on) == ("stopped", None)
    later = MONDAY_TEN + timedelta(days=7)
    with pytest.raises(Settled):
        tried(cast, promise, Result.NOT_REACHED, now=later)
    with pytest.raises(CannotPlan) as refused:
        planned(cast, case, due_on=later.date(), now=later)
    assert refused.value.problems == (PlanProblem.TWICE_UNANSWERED,)
    promise = tried(cast, promise, Result.SHE_CAME, now=later)
    assert promise.state == "done"
    assert planned(cast, case, due_on=later.date(), now=later + timedelta(minutes=1)).state == "planned"


@pytest.mark.django_db
def test_an_attempt_outside_her_hours_is_refused_and_not_counted(cast, file_with) -> None:
    promise = planned(cast, file_with(MORNINGS))
    with pytest.raises(CannotPlan) as refused:
        tried(cast, promise, Result.NOT_REACHED, now=MONDAY_TEN.replace(hour=15))
    assert refused.value.problems[0] in {PlanProblem.NOT_YET, PlanProblem.OUTSIDE_WINDOW}
    assert tried(cast, promise, Result.REACHED).state == "done"


@pytest.mark.django_db
def test_two_writers_meet_and_nothing_is_lost(cast, file_with) -> None:
    promise = planned(cast, file_with(ANY_TIME))
    tried(cast, promise, Result.NOT_REACHED)
    with pytest.raises(Conflict):
        tried(cast, promise, Result.REACHED, revision=1)
    with acting(cast.ayse.person):
        with pytest.raises(Conflict):
            withdraw_follow_up(by=cast.ayse.person, follow_up_id=promise.id, revision=1)
        assert withdraw_follow_up(by=cast.ayse.person, follow_up_id=promise.id, revision=2).due_on is None


@pytest.mark.django_db
def test_a_closed_or_paused_file_is_not_followed_up(cast, file_with) -> None:
    from omuz.casework.cases.models import Case
    from omuz.foundation.people.access import Refused

    case = file_with(ANY_TIME)
    planned(cast, case)
    with acting(cast.nermin.person), recorded(by=cast.nermin.person, event="case.paused", centre=case.centre_id):
        Case.objects.filter(id=case.id).update(paused_on=MONDAY)
    assert due(cast) == []
    with acting(cast.nermin.person), recorded(by=cast.nermin.person, event="case.closed", centre=case.centre_id):
        Case.objects.filter(id=case.id).update(paused_on=None, state="closed")
    with pytest.raises(CannotPlan) as refused:
        planned(cast, case)
    assert refused.value.problems == (PlanProblem.FILE_CLOSED,)
    with acting(cast.nermin.person), recorded(by=cast.nermin.person, event="case.paused", centre=case.centre_id):
        Case.objects.filter(id=case.id).update(paused_on=MONDAY, state="support")
    with pytest.raises(Refused):
        planned(cast, case)


@pytest.mark.django_db
def test_a_hidden_file_is_on_no_list_and_strangers_find_nothing(cast, file_with) -> None:
    case = file_with(ANY_TIME)
    promise = planned(cast, case)
    with pytest.raises(Http404):
        planned(cast, case, who=cast.zeynep)
    closed_to(cast, case, hidden_from=[cast.ayse.staff.pk])
    assert due(cast) == []
    assert [each.code for each in due(cast, cast.nermin)] == [case.code]
    with pytest.raises(Http404):
        tried(cast, promise, Result.REACHED)
    with acting(cast.ayse.person):
        assert due_counts(cast.ayse.person, centre_id=cast.konak.id, day=MONDAY) == {}


@pytest.mark.django_db
def test_promises_of_a_colleague_are_handed_on(cast, file_with) -> None:
    case = file_with(ANY_TIME)
    planned(cast, case)
    with acting(cast.nermin.person):
        file = open_case(cast.nermin.person, case.id, vault=cast.nermin.vault)
        with recorded(by=cast.nermin.person, event="conflict.declared", centre=case.centre_id):
            assert give_promises(file, cast.ayse.staff.pk, cast.nermin.staff.pk, by=cast.nermin.person) == 1
    assert due(cast, cast.nermin)[0].mine


@pytest.mark.django_db
def test_promises_go_to_a_colleague_who_may_know_of_the_file_only(cast, file_with) -> None:
    case = file_with(ANY_TIME)
    assert planned(cast, case, worker_id=cast.nermin.staff.pk).worker_id == cast.nermin.staff.pk
    closed_to(cast, case, hidden_from=[cast.nermin.staff.pk])
    # Nermin is hidden now; whoever plans keeps it herself.
    assert planned(cast, case, worker_id=cast.nermin.staff.pk).worker_id == cast.ayse.staff.pk
