"""What is done with a file: each act one event, states as rows, nothing she said lost and nothing in a plain column."""

from datetime import date, timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from omuz.casework.cases.actions import identity, stepping
from omuz.casework.cases.actions.children import keep_path
from omuz.casework.cases.actions.opening import FirstPage
from omuz.casework.cases.actions.presenting import case_of_contact, present_again
from omuz.casework.cases.models import Case, CaseStep, Presentation
from omuz.casework.cases.queries.about import About, about_of
from omuz.casework.cases.queries.children import path_of
from omuz.casework.cases.queries.files import open_case, safe_contact_of
from omuz.casework.cases.queries.find import case_by_code
from omuz.casework.cases.queries.told import holders_of, presentations_of, steps_of
from omuz.casework.cases.rules.child import ChildPath
from omuz.casework.cases.rules.closing import review_is_open
from omuz.casework.cases.rules.holders import HandOver
from omuz.casework.cases.rules.identity import entries_of
from omuz.casework.cases.rules.steps import Conflict, NotNow
from omuz.casework.contacts.rules.safe_contact import SafeContact
from omuz.foundation.audit.guard import UnrecordedWrite
from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import Refused, acting
from tests.casework.cases.files import DAY, opened_file

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=40)


def _does(member, action, case, **named):
    with acting(member.person):
        return action(by=member.person, vault=member.vault, case_id=case.id, **named)


def _read(member, case):
    with acting(member.person):
        return open_case(member.person, case.id, vault=member.vault)


def _steps(member, case):
    with acting(member.person):
        return [step.state for step in steps_of(open_case(member.person, case.id, vault=member.vault))]


def _events(member, case):
    with acting(member.person):
        rows = AuditEvent.objects.filter(about=f"case:{case.code}").order_by("seq")
        return list(rows.values_list("event", flat=True))


def _closed(cast, case, reason="needs_met", **more):
    return _does(cast.ayse, stepping.close_file, case, closing=stepping.Closing(on=LATER, reason=reason, **more))


def test_a_step_is_a_row_and_each_act_is_one_event(cast) -> None:
    case = opened_file(cast)
    _does(cast.ayse, stepping.take_step, case, state="appointment", on=DAY)
    _does(cast.ayse, stepping.take_step, case, state="support", on=LATER, note="söz verildi")
    assert _steps(cast.ayse, case) == ["contact", "appointment", "support"]
    assert _events(cast.ayse, case) == ["case.opened", "case.stepped", "case.stepped"]
    with acting(cast.ayse.person), pytest.raises(UnrecordedWrite):
        CaseStep.objects.update(state="closed")


@pytest.mark.parametrize("state", ["closed", "reopened", "destroyed", "contact"])
def test_a_step_that_is_no_step_is_refused_and_nothing_is_written(cast, state) -> None:
    case = opened_file(cast)
    with pytest.raises(NotNow):
        _does(cast.ayse, stepping.take_step, case, state=state, on=DAY)
    assert _steps(cast.ayse, case) == ["contact"]


def test_a_closed_file_keeps_its_reason_sealed_and_opens_again_without_retelling(cast) -> None:
    case = opened_file(
        cast, presented={"reason": "violence", "relation": ["spouse"]}, presented_words={"note": "bilgi"}
    )
    _closed(cast, case, with_her="yes", note="kapı açık")
    again = FirstPage(on=LATER + timedelta(days=300), presented={"reason": "legal_information"})
    file = _does(cast.nermin, present_again, case, first=again)
    assert (file.case.state, file.case.closed_on, file.case.holder_id) == ("reopened", None, cast.nermin.staff.pk)
    with acting(cast.ayse.person):
        file = open_case(cast.ayse.person, case.id, vault=cast.ayse.vault)
        came, steps = presentations_of(file), steps_of(file)
    assert [each.answers["reason"] for each in came] == ["violence", "legal_information"]
    assert came[0].words == {"note": "bilgi"}
    assert [(step.state, step.reason, step.note) for step in steps] == [
        ("contact", "", ""), ("closed", "needs_met", "kapı açık"), ("reopened", "", ""),
    ]  # fmt: skip
    assert steps[1].answers["with_her"] == "yes"
    assert _events(cast.nermin, case)[-1] == "case.reopened"


def test_a_file_that_is_open_takes_one_more_presentation_and_stays_where_it_is(cast) -> None:
    case = opened_file(cast)
    _does(cast.ayse, stepping.take_step, case, state="support", on=DAY)
    _does(cast.ayse, present_again, case, first=FirstPage(on=LATER, presented={"reason": "violence"}))
    assert _steps(cast.ayse, case) == ["contact", "support"]
    with acting(cast.ayse.person):
        assert Presentation.objects.count() == 2
    assert _events(cast.ayse, case)[-1] == "case.presented_again"


def test_a_closed_file_cannot_be_closed_twice(cast) -> None:
    case = opened_file(cast)
    _closed(cast, case)
    with pytest.raises(NotNow):
        _closed(cast, case)


def test_closing_may_forget_how_she_is_reached(cast) -> None:
    case = opened_file(cast, identity={"safe": {"callable": "yes", "number": "0500 000 00 00"}, "pseudonym": "Deniz"})
    file = _closed(cast, case, keep_safe_contact=False)
    assert safe_contact_of(file).empty and file.identity == {"pseudonym": "Deniz"}


def test_a_death_asks_for_a_review_that_only_the_coordinator_finishes(cast) -> None:
    case = opened_file(cast)
    assert review_is_open(_closed(cast, case, reason="died").answers)
    with pytest.raises(Refused):
        _does(cast.ayse, stepping.keep_review, case, note="…", finished=True, on=LATER)
    file = _does(cast.nermin, stepping.keep_review, case, note="Hangi kapı kapandı", finished=True, on=LATER)
    assert not review_is_open(file.answers) and file.words["review"] == "Hangi kapı kapandı"


def test_a_file_without_a_death_has_no_review(cast) -> None:
    case = opened_file(cast)
    with pytest.raises(NotNow):
        _does(cast.nermin, stepping.keep_review, case, note="", finished=True, on=LATER)


def test_another_worker_at_her_wish_is_kept_with_its_note(cast) -> None:
    case = opened_file(cast)
    hand = {"to": cast.nermin.staff.pk, "why": HandOver.HER_WISH, "on": LATER, "note": "perşembe aranacak"}
    file = _does(cast.ayse, stepping.change_holder, case, **hand)
    assert file.case.holder_id == cast.nermin.staff.pk
    with acting(cast.ayse.person):
        held = holders_of(open_case(cast.ayse.person, case.id, vault=cast.ayse.vault))
    assert [(each.before, each.after, each.why, each.note) for each in held] == [
        (cast.ayse.staff.pk, cast.nermin.staff.pk, "her_wish", "perşembe aranacak")
    ]


def test_a_file_goes_to_nobody_outside_its_team_and_to_nobody_it_is_hidden_from(cast) -> None:
    case = opened_file(cast)
    for stranger in (cast.zeynep, cast.derya, cast.can):
        hand = {"to": stranger.staff.pk, "why": HandOver.HANDED, "on": DAY}
        with pytest.raises(stepping.NoColleague):
            _does(cast.ayse, stepping.change_holder, case, **hand)


def test_what_changed_meanwhile_is_not_overwritten(cast) -> None:
    case = opened_file(cast)
    safe, stale = SafeContact(callable="yes"), "0" * 16
    _does(cast.ayse, identity.keep_safe_contact, case, safe=safe)
    with pytest.raises(Conflict):
        _does(cast.nermin, identity.keep_safe_contact, case, safe=SafeContact(callable="no"), stamp=stale)
    assert safe_contact_of(_read(cast.ayse, case)).callable == "yes"


def test_a_real_name_has_a_purpose_and_a_day_and_leaves_nothing_behind(cast) -> None:
    case = opened_file(cast)
    until = timezone.localdate() + timedelta(days=30)
    kept = {"kind": "name", "value": " Gerçek Ad ", "purpose": "dava dilekçesi", "expires_on": until}
    file = _does(cast.ayse, identity.add_identity, case, **kept)
    (entry,) = entries_of(file.identity)
    assert (entry.value, entry.purpose, entry.expires_on) == ("Gerçek Ad", "dava dilekçesi", until)
    assert file.answers["identity_until"] == until.isoformat()
    file = _does(cast.ayse, identity.remove_identity, case, entry_ids=frozenset({entry.id}))
    assert entries_of(file.identity) == () and "identity_until" not in file.answers


def test_the_code_she_keeps_is_nowhere_but_in_her_head(cast) -> None:
    case = opened_file(cast)
    file, told = _does(cast.ayse, identity.give_code, case)
    words = told.split()
    assert len(words) == 4 and words[3].isdecimal() and len(words[3]) == 2
    assert told not in f"{file.answers}{file.words}{file.identity}"
    with acting(cast.ayse.person):
        row = Case.objects.values().get(id=case.id)
        found = case_by_code(cast.ayse.person, told.upper(), vault=cast.ayse.vault)
        log = " ".join(AuditEvent.objects.values_list("about", flat=True))
    assert not any(told.encode() in bytes(value) for value in row.values() if isinstance(value, bytes | memoryview))
    assert found is not None and found.case.id == case.id and found.by_her_code
    assert told not in log


def test_a_new_code_ends_the_old_one_and_a_second_press_gives_none(cast) -> None:
    case = opened_file(cast)
    _file, first = _does(cast.ayse, identity.give_code, case)
    _file, second = _does(cast.ayse, identity.give_code, case)
    with acting(cast.ayse.person):
        assert case_by_code(cast.ayse.person, first, vault=cast.ayse.vault) is None or first == second
        assert case_by_code(cast.ayse.person, second, vault=cast.ayse.vault) is not None
    with pytest.raises(Conflict):
        _does(cast.ayse, identity.give_code, case, stamp="0" * 16)


def test_her_code_opens_nothing_in_another_centre(cast) -> None:
    case = opened_file(cast)
    _file, told = _does(cast.ayse, identity.give_code, case)
    with acting(cast.zeynep.person):
        assert case_by_code(cast.zeynep.person, told, vault=cast.zeynep.vault) is None
        assert case_by_code(cast.zeynep.person, case.code, vault=cast.zeynep.vault) is None


def test_what_she_is_called_and_needs_is_sealed(cast) -> None:
    case = opened_file(cast)
    about = About(pseudonym="Deniz", phrase="lale zamanı", age_band="age_15_17", access=("wheelchair",))
    file = _does(cast.ayse, identity.keep_about, case, about=about)
    assert about_of(_read(cast.nermin, case)) == about
    assert file.identity == {"pseudonym": "Deniz", "phrase": "lale zamanı"}


def test_a_childs_path_is_kept_with_her_view_and_her_own_part(cast) -> None:
    case = opened_file(cast, answers={"age_band": "age_15_17"})
    path = ChildPath(
        on=DAY, steps={"safe_now": "yes", "school": "to_do"}, view="teyzemde kalmak", own_part="yalnız benim"
    )
    _does(cast.ayse, keep_path, case, path=path)
    assert path_of(_read(cast.ayse, case)) == path
    with pytest.raises(Conflict):
        _does(cast.nermin, keep_path, case, path=path, stamp="0" * 16)
    assert _events(cast.ayse, case)[-1] == "case.path_kept"


def test_a_refused_caller_is_noted_on_the_file(cast) -> None:
    case = opened_file(cast)
    _does(cast.nermin, identity.caller_refused, case, on=LATER)
    assert _read(cast.ayse, case).answers["refused_callers"] == [LATER.isoformat()]


def test_nobody_of_another_centre_acts_on_a_file(cast) -> None:
    case = opened_file(cast)
    stranger = cast.zeynep
    for action, named in (
        (stepping.take_step, {"state": "support", "on": DAY}),
        (stepping.close_file, {"closing": stepping.Closing(DAY, "needs_met")}),
        (identity.give_code, {}),
        (identity.keep_safe_contact, {"safe": SafeContact()}),
        (present_again, {"first": FirstPage(on=DAY)}),
    ):
        with pytest.raises(Http404):
            _does(stranger, action, case, **named)
    assert _events(cast.ayse, case) == ["case.opened"]


def test_a_contact_leads_to_its_file_only_for_who_may_know_of_it(cast) -> None:
    contact_id = cast.konak.id
    case = opened_file(cast, contact_id=contact_id)
    with acting(cast.ayse.person):
        assert case_of_contact(cast.ayse.person, contact_id) == case.id
    with acting(cast.zeynep.person):
        assert case_of_contact(cast.zeynep.person, contact_id) is None


def test_a_day_of_the_past_may_be_told(cast) -> None:
    case = opened_file(cast, on=date(2024, 2, 1))
    with acting(cast.ayse.person):
        (came,) = presentations_of(open_case(cast.ayse.person, case.id, vault=cast.ayse.vault))
    assert came.on == date(2024, 2, 1)
