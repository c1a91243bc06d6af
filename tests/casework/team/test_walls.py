"""A declared conflict closes a file everywhere at once; a list needs two; glass breaks only for two, with reasons."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from omuz.casework.appointments.actions.booking import Wanted, book_appointment
from omuz.casework.appointments.actions.promising import plan_follow_up
from omuz.casework.appointments.models import FollowUp, Slot
from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import case_of, open_case, visible_cases
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.team.actions.walls import (
    CannotClose,
    answer_glass,
    ask_for_glass,
    declare_conflict,
    lift_conflict,
    lift_restriction,
    note_tie,
    restrict_file,
)
from omuz.casework.team.models import Declaration, GlassBreak
from omuz.casework.team.queries.panel import panel, today
from omuz.casework.team.queries.walls import declared_on, glass_requests, hidden_abouts, list_history
from omuz.casework.team.rules.walls import WallProblem
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import Refused, acting
from tests.casework.appointments.conftest import ANY_TIME
from tests.casework.cases.files import opened_file

pytestmark = pytest.mark.django_db


def declared(cast, case, by, about):
    with acting(by.person):
        return declare_conflict(by=by.person, vault=by.vault, case_id=case.id, staff_id=about.staff.pk)


def restricted(cast, case, by, *names, why="Yakını burada çalışıyor"):
    with acting(by.person):
        return restrict_file(
            by=by.person, vault=by.vault, case_id=case.id, names=[each.staff.pk for each in names], why=why
        )


def sees(member, case) -> bool:
    with acting(member.person):
        return visible_cases(member.person, case.centre_id).filter(id=case.id).exists()


def test_whoever_declares_a_conflict_finds_nothing_any_more(cast) -> None:
    case = opened_file(cast, identity={"safe": ANY_TIME.to_payload()})
    later = timezone.now() + timedelta(days=2)
    with acting(cast.ayse.person):
        asked = {"by": cast.ayse.person, "vault": cast.ayse.vault, "case_id": case.id}
        book_appointment(**asked, wanted=Wanted(later, 60, None, cast.ayse.staff.pk))
        plan_follow_up(**asked, way="phone", due_on=later.date())
    declared(cast, case, cast.ayse, cast.ayse)
    assert (sees(cast.ayse, case), sees(cast.nermin, case)) == (False, True)
    with acting(cast.ayse.person):
        with pytest.raises(Http404):
            case_of(cast.ayse.person, case.id)
        assert not Case.objects.exists(), "the database hides it too"
        assert not Declaration.objects.exists()
        assert not FollowUp.objects.exists()
    with acting(cast.nermin.person):
        now = Case.objects.get(id=case.id)
        assert now.holder_id == cast.nermin.staff.pk, "the coordinator re-assigns it"
        assert now.hidden_from == [cast.ayse.staff.pk]
        assert Slot.objects.get().worker_id is None
        assert FollowUp.objects.get().worker_id == cast.nermin.staff.pk
        event = AuditEvent.objects.get(event="conflict.declared")
        assert (event.about, event.username, event.why) == (f"case:{case.code}", "ayse", "")


def test_the_coordinator_enters_it_for_somebody_who_never_saw_the_file(cast, selin) -> None:
    case = opened_file(cast)
    with pytest.raises(Refused):
        declared(cast, case, cast.ayse, selin)
    declared(cast, case, cast.nermin, selin)
    assert not sees(selin, case)
    with acting(cast.nermin.person), pytest.raises(CannotClose) as refused:
        declare_conflict(by=cast.nermin.person, vault=cast.nermin.vault, case_id=case.id, staff_id=cast.zeynep.staff.pk)
    assert refused.value.problems == (WallProblem.NOT_ON_TEAM,)


def test_a_file_is_never_left_without_anybody(cast) -> None:
    case = opened_file(cast)
    declared(cast, case, cast.ayse, cast.ayse)
    with acting(cast.nermin.person), pytest.raises(CannotClose) as refused:
        declare_conflict(by=cast.nermin.person, vault=cast.nermin.vault, case_id=case.id, staff_id=cast.nermin.staff.pk)
    assert refused.value.problems == (WallProblem.NOBODY_LEFT,)


def test_a_coordinator_may_have_a_conflict_too_and_nobody_holds_the_file_then(cast) -> None:
    case = opened_file(cast, cast.nermin)
    declared(cast, case, cast.nermin, cast.nermin)
    with acting(cast.ayse.person):
        assert Case.objects.get(id=case.id).holder_id is None
    assert (sees(cast.nermin, case), sees(cast.ayse, case)) == (False, True)


def test_a_conflict_is_lifted_by_the_coordinator_with_a_reason(cast) -> None:
    case = opened_file(cast)
    declared(cast, case, cast.ayse, cast.ayse)
    with acting(cast.nermin.person):
        file = open_case(cast.nermin.person, case.id, vault=cast.nermin.vault)
        (one,) = declared_on(file)
        asked = {
            "by": cast.nermin.person,
            "vault": cast.nermin.vault,
            "declaration_id": one.id,
            "revision": one.revision,
        }
        with pytest.raises(CannotClose):
            lift_conflict(**asked, why="  ")
        lift_conflict(**asked, why="Yanlış dosyaymış")
        with pytest.raises(Conflict):
            lift_conflict(**asked, why="yeniden")
    assert sees(cast.ayse, case)


def test_a_restricted_file_is_known_to_its_list_only_and_every_change_is_kept(cast, selin) -> None:
    case = opened_file(cast)
    restricted(cast, case, cast.ayse, cast.ayse, cast.nermin)
    assert [sees(each, case) for each in (cast.ayse, cast.nermin, selin)] == [True, True, False]
    restricted(cast, case, cast.nermin, selin, cast.nermin, why="Psikolog gerekiyor")
    assert [sees(each, case) for each in (cast.ayse, cast.nermin, selin)] == [False, True, True]
    with acting(cast.nermin.person):
        file = open_case(cast.nermin.person, case.id, vault=cast.nermin.vault)
        assert [(each.state, each.why) for each in list_history(file)] == [
            ("set", "Psikolog gerekiyor"), ("set", "Yakını burada çalışıyor"),
        ]  # fmt: skip
        assert file.case.holder_id is None, "whoever is off the list holds it no longer"
        lift_restriction(by=cast.nermin.person, vault=cast.nermin.vault, case_id=case.id, why="Gerek kalmadı")
    assert sees(cast.ayse, case)


@pytest.mark.parametrize("who", ["one", "nobody_leads", "stranger", "no_reason"])
def test_a_list_that_does_not_hold_is_refused(cast, selin, who) -> None:
    case = opened_file(cast, selin)
    names = {
        "one": [cast.nermin], "nobody_leads": [cast.ayse], "stranger": [cast.nermin, cast.zeynep],
        "no_reason": [cast.nermin, selin],
    }[who]  # fmt: skip
    with pytest.raises(CannotClose):
        restricted(cast, case, selin, *names, why="" if who == "no_reason" else "neden")
    assert sees(cast.ayse, case)


def test_nobody_outside_the_list_opens_it_again(cast, selin) -> None:
    case = opened_file(cast)
    restricted(cast, case, cast.ayse, cast.ayse, cast.nermin)
    for act in (lift_restriction, restrict_file):
        more = {} if act is lift_restriction else {"names": [selin.staff.pk, cast.nermin.staff.pk]}
        with acting(selin.person), pytest.raises(Http404):
            act(by=selin.person, vault=selin.vault, case_id=case.id, why="bakmam gerek", **more)


def test_glass_breaks_for_two_people_with_two_reasons_only(cast, selin) -> None:
    case = opened_file(cast)
    restricted(cast, case, cast.nermin, cast.ayse, cast.nermin)
    with acting(selin.person):
        asked = ask_for_glass(
            by=selin.person, vault=selin.vault, centre_id=cast.konak.id, code=case.code, why="Acil: listede kimse yok"
        )
        with pytest.raises(CannotClose) as refused:
            answer_glass(by=selin.person, vault=selin.vault, glass_id=asked.id, opens=True, answer="evet")
        assert refused.value.problems == (WallProblem.SAME_PERSON,)
    assert not sees(selin, case)
    with acting(cast.nermin.person):
        with pytest.raises(CannotClose):
            answer_glass(by=cast.nermin.person, vault=cast.nermin.vault, glass_id=asked.id, opens=True, answer=" ")
        answer_glass(by=cast.nermin.person, vault=cast.nermin.vault, glass_id=asked.id, opens=True, answer="Doğru")
        with pytest.raises(Conflict):
            answer_glass(by=cast.nermin.person, vault=cast.nermin.vault, glass_id=asked.id, opens=True, answer="Yine")
        assert AuditEvent.objects.get(event="glass.opened").about == f"case:{case.code}"
    assert sees(selin, case)
    with acting(selin.person):
        file = open_case(selin.person, case.id, vault=selin.vault)
        assert [each.state for each in list_history(file)] == ["opened", "set"]


def test_two_people_from_outside_may_open_it_when_the_list_is_away(cast, selin) -> None:
    from omuz.foundation.people.actions import accounts
    from omuz.foundation.people.rules import Role
    from omuz.foundation.vault import actions as vault
    from tests.cast import member

    other = member("deniz", "Deniz Ak", Role.COUNSELLOR, accounts.Place(centre=cast.konak))
    with acting(cast.nermin.person):
        vault.grant(by=cast.nermin.person, vault=cast.nermin.vault, centre_id=cast.konak.id, staff_id=other.staff.pk)
    case = opened_file(cast)
    restricted(cast, case, cast.nermin, cast.ayse, cast.nermin)
    with acting(selin.person):
        asked = ask_for_glass(by=selin.person, vault=selin.vault, centre_id=cast.konak.id, code=case.code, why="acil")
    with acting(other.person):
        (seen,) = glass_requests(other.person, vault=other.vault, centre_id=cast.konak.id)
        assert (seen.code, seen.why) == ("", "acil"), "who may not know of it yet reads a reason and no code"
        answer_glass(by=other.person, vault=other.vault, glass_id=asked.id, opens=True, answer="gördüm, acil")
    assert [sees(each, case) for each in (cast.ayse, cast.nermin, selin, other)] == [True] * 4


def test_glass_tells_a_conflicted_person_nothing(cast, selin) -> None:
    case = opened_file(cast)
    restricted(cast, case, cast.nermin, cast.ayse, cast.nermin)
    declared(cast, case, cast.nermin, selin)
    for code in (case.code, "D-ZZZZZ"):
        with acting(selin.person), pytest.raises(CannotClose) as refused:
            ask_for_glass(by=selin.person, vault=selin.vault, centre_id=cast.konak.id, code=code, why="acil")
        assert refused.value.problems == (WallProblem.NOTHING_THERE,)
    with acting(selin.person):
        assert not GlassBreak.objects.exists()


def test_a_request_about_a_file_hidden_from_her_is_not_hers_to_answer(cast, selin) -> None:
    case = opened_file(cast)
    restricted(cast, case, cast.nermin, cast.ayse, cast.nermin)
    with acting(selin.person):
        asked = ask_for_glass(by=selin.person, vault=selin.vault, centre_id=cast.konak.id, code=case.code, why="acil")
    declared(cast, case, cast.ayse, cast.ayse)
    with acting(cast.ayse.person):
        assert glass_requests(cast.ayse.person, vault=cast.ayse.vault, centre_id=cast.konak.id) == []
        with pytest.raises(Http404):
            answer_glass(by=cast.ayse.person, vault=cast.ayse.vault, glass_id=asked.id, opens=True, answer="x")
    with acting(cast.zeynep.person), pytest.raises(Http404):
        answer_glass(by=cast.zeynep.person, vault=cast.zeynep.vault, glass_id=asked.id, opens=True, answer="x")


def test_a_tie_to_the_house_warns_on_the_file(cast) -> None:
    case = opened_file(cast)
    with acting(cast.ayse.person):
        asked = {"by": cast.ayse.person, "vault": cast.ayse.vault, "case_id": case.id}
        note_tie(**asked, ties=["works_it"])
        file = open_case(cast.ayse.person, case.id, vault=cast.ayse.vault)
        warned = panel(cast.ayse.person, vault=cast.ayse.vault, opened=file)
        assert warned.urgent
        assert warned.context["ties"] == ["Belediyenin bilgi işleminde çalışıyor"]
        note_tie(**asked, ties=[])
        assert not panel(cast.ayse.person, vault=cast.ayse.vault, opened=file).urgent


def test_the_log_shows_no_file_to_whom_it_is_hidden(cast) -> None:
    case, other = opened_file(cast), opened_file(cast)
    address = reverse("audit")
    assert case.code in cast.ayse.client().get(address).content.decode()
    declared(cast, case, cast.ayse, cast.ayse)
    text = cast.ayse.client().get(address).content.decode()
    assert case.code not in text
    assert other.code in text
    narrowed = cast.ayse.client().get(f"{address}?person={cast.ayse.staff.pk}").content.decode()
    assert case.code not in narrowed
    assert case.code in cast.nermin.client().get(address).content.decode()
    restricted(cast, other, cast.nermin, cast.nermin, cast.ayse)
    with acting(cast.ayse.person):
        assert hidden_abouts(cast.ayse.person) == {f"case:{case.code}"}
    assert other.code in cast.ayse.client().get(address).content.decode()


def test_today_of_the_second_person_shows_what_waits_for_her(cast, selin) -> None:
    case = opened_file(cast)
    restricted(cast, case, cast.nermin, cast.ayse, cast.nermin)
    with acting(selin.person):
        ask_for_glass(by=selin.person, vault=selin.vault, centre_id=cast.konak.id, code=case.code, why="acil")

    def kinds(member):
        with acting(member.person):
            found = today(member.person, vault=member.vault, centre_id=cast.konak.id, day=timezone.localdate())
            assert all(case.code not in f"{item.title}{item.address}" for item in found)
            return [item.kind for item in found]

    assert "glass" in kinds(cast.nermin)
    assert "glass" not in kinds(selin)
