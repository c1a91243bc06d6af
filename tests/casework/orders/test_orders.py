"""Orders are written as steps that stay, sealed, and what stands outside the seal says nothing about her."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.http import Http404

from omuz.casework.cases.queries.files import opened
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.orders.actions.orders import NotNow, add_step
from omuz.casework.orders.models import OrderStep, ProtectionOrder
from omuz.casework.orders.queries.orders import order_of, orders_of, orders_of_centre
from omuz.casework.orders.queries.triggers import triggers_of, triggers_of_centre
from omuz.casework.orders.rules.named import Sign
from omuz.casework.orders.rules.steps import Kind, State
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from tests.casework.orders.at_work import DAY, GRANTED, Desk, said

pytestmark = pytest.mark.django_db


def _read(desk: Desk, order, who=None):
    member = who or desk.cast.ayse
    with acting(member.person):
        return order_of(member.person, order.id, vault=member.vault)[1]


def test_an_order_and_its_steps_come_back_as_written(desk: Desk) -> None:
    asked = said(Kind.ASKED, by="with_us", measures=("m5_a",))
    order = desk.order(asked, GRANTED, said(Kind.BREACH, date(2026, 4, 1), told_to=("police",)), note="Adliyeden aldık")
    found = _read(desk, order, desk.cast.nermin)
    assert found.order.state is State.GRANTED
    assert [each.step.kind for each in found.steps] == [Kind.ASKED, Kind.GRANTED, Kind.BREACH]
    assert found.steps[0].note == "Adliyeden aldık"
    assert found.order.breaches[0].told_to == ("police",)
    assert found.steps[0].made_by == desk.cast.ayse.staff.pk


def test_each_act_is_one_event_that_names_the_file_and_nothing_of_its_content(desk: Desk) -> None:
    with acting(desk.cast.ayse.person):
        before = AuditEvent.objects.count()
    desk.order(said(Kind.ASKED), GRANTED)
    with acting(desk.cast.ayse.person):
        told = list(AuditEvent.objects.order_by("seq").values_list("event", "about", "why"))[before:]
    about = f"case:{desk.case.code}"
    assert told == [("order.opened", about, ""), ("order.step_added", about, "granted")]


def test_outside_the_seal_stand_only_whether_and_when_to_look(desk: Desk) -> None:
    order = desk.order(GRANTED)
    with acting(desk.cast.ayse.person), connection.cursor() as cursor:
        cursor.execute("SELECT state, due_on FROM orders_protectionorder")
        assert cursor.fetchone() == ("running", date(2026, 8, 3))
        cursor.execute("SELECT to_jsonb(s) - 'answers' - 'words' FROM orders_orderstep s")
        plain = str(cursor.fetchone())
    for word in ("granted", "judge", "m5_a", "2026-03-02", "2026-09-02"):
        assert word not in plain
    desk.act(add_step, desk.cast.ayse, order_id=order.id, revision=1, step=said(Kind.ENDED, result="ran_out"))
    with acting(desk.cast.ayse.person):
        assert ProtectionOrder.objects.values_list("state", "due_on").get() == ("over", None)


def test_two_who_write_at_once_are_told_and_nothing_is_lost(desk: Desk) -> None:
    order = desk.order(GRANTED)
    desk.act(add_step, desk.cast.nermin, order_id=order.id, revision=1, step=said(Kind.SERVED))
    with pytest.raises(Conflict):
        desk.act(add_step, desk.cast.ayse, order_id=order.id, revision=1, step=said(Kind.BREACH))
    assert [each.step.kind for each in _read(desk, order).steps] == [Kind.GRANTED, Kind.SERVED]


def test_a_step_that_cannot_follow_is_refused_and_writes_nothing(desk: Desk) -> None:
    order = desk.order(said(Kind.ASKED))
    with pytest.raises(NotNow):
        desk.act(add_step, desk.cast.ayse, order_id=order.id, revision=1, step=said(Kind.EXTENDED))
    with pytest.raises(NotNow):
        desk.order(said(Kind.SERVED))
    unknown = said(Kind.TAKEN_BACK, takes_back="nothing")
    with pytest.raises(NotNow):
        desk.act(add_step, desk.cast.ayse, order_id=order.id, revision=1, step=unknown)
    with acting(desk.cast.ayse.person):
        assert OrderStep.objects.count() == 1


def test_a_mistaken_step_is_taken_back_and_stays_in_the_row(desk: Desk) -> None:
    order = desk.order(said(Kind.ASKED), said(Kind.REFUSED))
    slip = _read(desk, order).steps[1].step.id
    desk.act(add_step, desk.cast.ayse, order_id=order.id, revision=2, step=said(Kind.TAKEN_BACK, takes_back=slip))
    found = _read(desk, order)
    assert found.order.state is State.WAITING
    assert len(found.steps) == 3


def test_another_centre_and_whoever_may_not_know_of_the_file_find_no_order(desk: Desk) -> None:
    order = desk.order(GRANTED)
    with pytest.raises(Http404):
        _read(desk, order, desk.cast.zeynep)
    with pytest.raises(Http404):
        desk.act(add_step, desk.cast.zeynep, order_id=order.id, revision=1, step=said(Kind.BREACH))
    desk.shut(hidden_from=[desk.cast.ayse.staff.pk])
    with pytest.raises(Http404):
        _read(desk, order)
    with pytest.raises(Http404):
        desk.act(add_step, desk.cast.ayse, order_id=order.id, revision=1, step=said(Kind.BREACH))
    assert _read(desk, order, desk.cast.nermin).order.state is State.GRANTED


def test_the_orders_of_a_centre_leave_out_files_she_may_not_know_of_unless_counting(desk: Desk) -> None:
    desk.order(GRANTED)
    desk.shut(only_for=[desk.cast.nermin.staff.pk])
    person = desk.cast.ayse.person
    with acting(person):
        asked = {"vault": desk.cast.ayse.vault, "centre_id": desk.cast.konak.id}
        assert orders_of_centre(person, **asked) == []
        assert triggers_of_centre(person, **asked) == []
        assert len(orders_of_centre(person, **asked, counting=True)) == 1


@pytest.mark.parametrize(
    ("day", "signs", "urgent"),
    [
        (date(2026, 8, 2), [], []),
        (date(2026, 8, 3), [Sign.ENDS], [False]),
        (date(2026, 8, 30), [Sign.ENDS], [True]),
        (date(2026, 9, 2), [Sign.ENDS], [True]),
        (date(2026, 9, 3), [Sign.RAN_OUT], [True]),
    ],
)
def test_the_team_is_warned_30_and_3_days_before_an_end(desk: Desk, day, signs, urgent) -> None:
    desk.order(GRANTED)
    person, vault = desk.cast.ayse.person, desk.cast.ayse.vault
    with acting(person), time_machine.travel(f"{day}T10:00+03:00"):
        found = triggers_of(person, vault=vault, opened=opened(desk.case, vault))
    assert [each.trigger.sign for each in found] == signs
    assert [each.trigger.urgent for each in found] == urgent
    assert all(each.case_id == desk.case.id for each in found)


def test_a_breach_is_a_sign_for_a_month_and_a_refusal_while_it_can_be_objected_to(desk: Desk) -> None:
    desk.order(GRANTED, said(Kind.BREACH, date(2026, 3, 20)))
    desk.order(said(Kind.REFUSED), said(Kind.SERVED, date(2026, 3, 21)))
    person, vault = desk.cast.ayse.person, desk.cast.ayse.vault

    def signs(day: date) -> list[tuple[Sign, int, bool]]:
        with acting(person), time_machine.travel(f"{day}T10:00+03:00"):
            found = triggers_of(person, vault=vault, opened=opened(desk.case, vault))
        return [(each.trigger.sign, each.trigger.left, each.trigger.urgent) for each in found]

    assert signs(date(2026, 3, 22)) == [(Sign.BREACH, -2, True), (Sign.OBJECTION, 13, False)]
    assert (Sign.OBJECTION, 2, True) in signs(date(2026, 4, 2))
    assert signs(date(2026, 4, 25)) == []


def test_the_day_to_look_is_never_later_than_the_next_warning(desk: Desk) -> None:
    order = desk.order(GRANTED, said(Kind.EXTENDED, date(2026, 8, 25), amount=6))
    with acting(desk.cast.ayse.person):
        due = ProtectionOrder.objects.get(id=order.id).due_on
    assert due == date(2027, 3, 2) - timedelta(days=30)


def test_no_field_of_this_room_can_hold_the_name_of_the_person_using_violence() -> None:
    from django.apps import apps

    from omuz.casework.orders.forms import papers, steps

    columns = {field.name for model in apps.get_app_config("orders").get_models() for field in model._meta.get_fields()}
    forms = [vars(papers)[name] for name in vars(papers) if name.endswith("Form")] + [steps.StepForm]
    fields = {name for form in forms for name in form.base_fields}
    forbidden = {"name", "his_name", "full_name", "perpetrator", "suspect", "phone", "identity"}
    assert not (columns | fields) & forbidden


def test_the_first_day_is_kept_with_the_order(desk: Desk) -> None:
    desk.order(GRANTED)
    with acting(desk.cast.ayse.person):
        vault = desk.cast.ayse.vault
        (found,) = orders_of(opened(desk.case, vault))
        assert found.record.opened(desk.case.key(vault), "answers") == {"on": DAY.isoformat()}
