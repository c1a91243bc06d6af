"""What the clocks put on the list, and what a signature under the list does."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.http import Http404

from omuz.casework.cases.actions.identity import add_identity
from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import open_case
from omuz.casework.cases.rules.identity import entries_of
from omuz.casework.contacts.models import Contact
from omuz.casework.rights.actions.rounds import Chosen, NothingChosen, sign_round
from omuz.casework.rights.actions.wishes import wish_keeping
from omuz.casework.rights.models import Minutes
from omuz.casework.rights.queries.due import Due, due_in, is_late
from omuz.casework.rights.queries.panel import today as today_items
from omuz.casework.rights.queries.register import minutes_of
from omuz.casework.rights.rules.asking import Kind
from omuz.casework.rights.rules.destruction import NotSigned
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import Refused, acting
from tests.casework.cases.files import opened_file
from tests.casework.rights.test_erasure import figures

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def due(cast: Any, today: date = TODAY) -> Due:
    nermin = cast.nermin
    with acting(nermin.person):
        return due_in(nermin.person, vault=nermin.vault, centre_id=cast.konak.id, today=today)


def sign(cast: Any, chosen: Chosen, signature: Any, today: date = TODAY) -> Minutes:
    nermin = cast.nermin
    with acting(nermin.person):
        return sign_round(
            by=nermin.person,
            vault=nermin.vault,
            centre_id=cast.konak.id,
            chosen=chosen,
            signature=signature,
            today=today,
        )


def everything(found: Due) -> Chosen:
    return Chosen(frozenset(each.id for each in found.files), frozenset(each.id for each in found.identities), True)


def test_a_contact_without_a_file_is_due_on_its_ninetieth_day(cast, contact) -> None:
    first = contact(on=date(2026, 8, 24))
    contact(on=date(2026, 8, 25))
    assert [each.code for each in due(cast).contacts] == [first.code]


def test_a_contact_with_a_file_or_a_promise_is_not_due(cast, contact) -> None:
    hers = contact(on=date(2026, 1, 1))
    contact(on=date(2026, 1, 1), due_on=date(2026, 1, 5))
    opened_file(cast, contact_id=hers.id)
    assert due(cast).contacts == ()


def test_a_contact_of_a_file_hidden_from_the_coordinator_is_not_lost(cast, contact) -> None:
    from omuz.foundation.audit.chain import recorded

    hers = contact(on=date(2026, 1, 1))
    case = opened_file(cast, contact_id=hers.id)
    with acting(cast.ayse.person), recorded(by=cast.ayse.person, event="case.restricted", centre=case.centre_id):
        Case.objects.filter(id=case.id).update(hidden_from=[cast.nermin.staff.pk])
    assert due(cast).contacts == ()


def test_a_file_is_due_five_years_after_it_was_closed(cast, case, closed) -> None:
    closed(case, date(2021, 11, 22))
    assert [(each.code, each.wished) for each in due(cast).files] == [(case.code, False)]
    assert due(cast, TODAY - timedelta(days=1)).files == ()


def test_only_her_wish_prolongs_or_shortens(cast, case, closed) -> None:
    closed(case, date(2021, 11, 1))
    given = {"by": cast.ayse.person, "vault": cast.ayse.vault, "case_id": case.id, "on": TODAY}
    with acting(cast.ayse.person):
        wish_keeping(**given, kind=Kind.KEEP_LONGER, until=date(2030, 1, 1))
    assert due(cast).files == ()
    with acting(cast.ayse.person):
        wish_keeping(**given, kind=Kind.KEEP_SHORTER, until=TODAY)
    assert [(each.code, each.wished) for each in due(cast).files] == [(case.code, True)]


def test_an_open_file_is_never_due_by_the_clock(cast, case) -> None:
    assert due(cast, date(2060, 1, 1)).files == ()


@pytest.fixture
def named(cast: Any) -> Callable[..., None]:
    def add(case: Any, expires_on: date) -> None:
        ayse = cast.ayse
        with acting(ayse.person):
            add_identity(
                by=ayse.person,
                vault=ayse.vault,
                case_id=case.id,
                kind="name",
                value="Nergis Yıldız",
                purpose="dava",
                expires_on=expires_on,
            )

    return add


def test_identity_is_due_on_its_own_day_or_a_year_after_closing(cast, case, closed, named) -> None:
    named(case, date(2027, 6, 1))
    assert due(cast).identities == ()
    closed(case, date(2025, 11, 22))
    assert [each.code for each in due(cast).identities] == [case.code]
    other = opened_file(cast)
    named(other, TODAY)
    assert {each.code for each in due(cast).identities} == {case.code, other.code}


def test_a_signature_removes_what_was_chosen_and_nothing_else(cast, contact, case, closed, named, signed) -> None:
    old, kept = contact(on=date(2026, 1, 1), note="not"), contact(on=date(2026, 11, 1))
    closed(case, date(2020, 1, 1))
    other = opened_file(cast)
    named(other, date(2026, 11, 1))
    named(other, date(2027, 11, 1))
    before = figures(cast.nermin, cast.konak.id)
    found = due(cast)
    assert found.number == 3
    minutes = sign(cast, everything(found), signed("3"))
    assert figures(cast.nermin, cast.konak.id) == before
    assert due(cast).number == 0
    with acting(cast.nermin.person):
        assert Case.objects.get(id=case.id).state == "destroyed"
        assert Contact.objects.get(id=old.id).state == "forgotten"
        assert Contact.objects.get(id=kept.id).state == "recorded"
        left = entries_of(open_case(cast.nermin.person, other.id, vault=cast.nermin.vault).identity)
        assert [entry.expires_on for entry in left] == [date(2027, 11, 1)]
        _centre, told = minutes_of(cast.nermin.person, minutes.id, vault=cast.nermin.vault)
    assert told.answers["codes"] == {"file": [case.code], "contact": [old.code], "identity": [other.code]}
    assert told.answers["ground"] == "clock"


def test_what_was_not_chosen_stays(cast, contact, signed) -> None:
    contact(on=date(2026, 1, 1))
    with pytest.raises(NothingChosen):
        sign(cast, Chosen(), signed("0"))
    assert due(cast).number == 1


def test_what_is_not_due_cannot_be_chosen(cast, case, signed) -> None:
    with pytest.raises(NothingChosen):
        sign(cast, Chosen(files=frozenset({case.id})), signed("1"))
    with acting(cast.nermin.person):
        assert Case.objects.get(id=case.id).state == "contact"


def test_the_number_has_to_be_typed(cast, contact, signed) -> None:
    contact(on=date(2026, 1, 1))
    for typed in ("", "2", "hepsi"):
        with pytest.raises(NotSigned):
            sign(cast, Chosen(contacts=True), signed(typed))
    assert due(cast).number == 1


def test_each_file_is_an_event_of_its_own(cast, signed, closed) -> None:
    codes = set()
    for _number in range(2):
        case = opened_file(cast)
        closed(case, date(2020, 1, 1))
        codes.add(f"case:{case.code}")
    sign(cast, everything(due(cast)), signed("2"))
    with acting(cast.nermin.person):
        assert set(AuditEvent.objects.filter(event="case.destroyed").values_list("about", flat=True)) == codes
        assert AuditEvent.objects.filter(event="minutes.signed").count() == 1


def test_many_contacts_go_in_one_act(cast, contact, signed) -> None:
    for _number in range(12):
        contact(on=date(2026, 1, 1), kind="violence")
    before = figures(cast.nermin, cast.konak.id)
    sign(cast, everything(due(cast)), signed("12"))
    assert figures(cast.nermin, cast.konak.id) == before
    with acting(cast.nermin.person):
        assert Contact.objects.filter(state="forgotten", data_key__isnull=True).count() == 12


def test_only_the_coordinator_of_the_centre_may_look_or_sign(cast, contact, signed) -> None:
    contact(on=date(2026, 1, 1))
    for member, refusal in ((cast.ayse, Refused), (cast.zeynep, Http404)):
        with acting(member.person), pytest.raises(refusal):
            due_in(member.person, vault=cast.nermin.vault, centre_id=cast.konak.id, today=TODAY)
        with acting(member.person), pytest.raises(refusal):
            sign_round(
                by=member.person,
                vault=cast.nermin.vault,
                centre_id=cast.konak.id,
                chosen=Chosen(contacts=True),
                signature=signed("1"),
                today=TODAY,
            )


def test_a_late_round_reminds_the_coordinator_until_it_is_signed(cast, contact, signed) -> None:
    contact(on=date(2026, 1, 1))
    late = date(2026, 10, 1)
    nermin = cast.nermin

    def items(day: date, member: Any = nermin) -> list[str]:
        with acting(member.person):
            given = {"vault": member.vault, "centre_id": cast.konak.id, "day": day}
            return [each.kind for each in today_items(member.person, **given)]

    with acting(nermin.person):
        assert not is_late(due(cast, date(2026, 9, 1)), cast.konak.id, date(2026, 9, 1))
    assert items(late) == ["destruction"]
    assert items(late, cast.ayse) == []
    with time_machine.travel("2026-10-01T09:00:00+03:00", tick=True):
        sign(cast, Chosen(contacts=True), signed("1"), today=late)
    assert items(late) == []
