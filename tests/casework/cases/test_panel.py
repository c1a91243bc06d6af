"""What this room tells the page of a file, the page of today, and her."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from omuz.casework.cases.actions.children import keep_path
from omuz.casework.cases.actions.identity import add_identity, caller_refused, keep_about
from omuz.casework.cases.actions.opening import FirstPage
from omuz.casework.cases.actions.presenting import present_again
from omuz.casework.cases.actions.stepping import Closing, change_holder, close_file
from omuz.casework.cases.queries import panel
from omuz.casework.cases.queries.about import About
from omuz.casework.cases.queries.files import open_case
from omuz.casework.cases.rules.child import BestInterest, ChildPath, Step
from omuz.casework.cases.rules.holders import HandOver
from omuz.foundation.people.access import acting
from tests.casework.cases.files import DAY, opened_file

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def _does(member, action, case, **named):
    with acting(member.person):
        return action(by=member.person, vault=member.vault, case_id=case.id, **named)


def _told(member, case, what: str):
    with acting(member.person):
        file = open_case(member.person, case.id, vault=member.vault)
        return getattr(panel, what)(member.person, vault=member.vault, opened=file)


def _today(cast, member):
    with acting(member.person):
        found = panel.today(member.person, vault=member.vault, centre_id=cast.konak.id, day=TODAY)
    return [(item.kind, item.code, item.urgent, item.mine) for item in found]


def test_the_timeline_has_presentations_steps_hands_and_refused_callers(cast) -> None:
    case = opened_file(cast, presented={"reason": "violence"})
    to = {"to": cast.nermin.staff.pk, "why": HandOver.HER_WISH, "on": DAY + timedelta(days=1)}
    _does(cast.ayse, change_holder, case, **to)
    _does(cast.ayse, caller_refused, case, on=DAY + timedelta(days=2))
    _does(cast.ayse, close_file, case, closing=Closing(DAY + timedelta(days=3), "moved_away"))
    _does(cast.nermin, present_again, case, first=FirstPage(on=DAY + timedelta(days=400)))
    found = sorted(_told(cast.ayse, case, "entries"), key=lambda entry: entry.on)
    assert [str(entry.title) for entry in found] == [
        "Başvuru", "Kadının isteğiyle değişti", "Biri kodla aradı, sözü bilemedi", "Kapandı", "Başvuru",
        "Yeniden açıldı",
    ]  # fmt: skip
    assert found[3].text == "Taşındı" and found[0].text == "Şiddet nedeniyle"


def test_an_expired_entry_waits_for_whoever_holds_the_file_and_says_nothing_of_her(cast) -> None:
    case = opened_file(cast)
    kept = {"kind": "name", "value": "Gerçek Ad", "purpose": "dava"}
    _does(cast.ayse, add_identity, case, **kept, expires_on=TODAY)
    assert _today(cast, cast.ayse) == []
    _does(cast.ayse, add_identity, case, **kept, expires_on=TODAY - timedelta(days=1))
    assert _today(cast, cast.ayse) == [("identity", case.code, False, True)]
    with acting(cast.ayse.person):
        (item,) = panel.today(cast.ayse.person, vault=cast.ayse.vault, centre_id=cast.konak.id, day=TODAY)
    assert "Ad" not in str(item.title) and "dava" not in str(item.title)


def test_a_girls_path_is_urgent_until_every_point_is_settled(cast) -> None:
    case = opened_file(cast, answers={"age_band": "under_15"})
    assert _today(cast, cast.ayse) == [("path", case.code, True, True)]
    assert _told(cast.ayse, case, "panel").urgent
    path = ChildPath(on=TODAY, steps={step.value: "yes" for step in Step})
    _does(cast.ayse, keep_path, case, path=path)
    assert _today(cast, cast.ayse) == []
    assert not _told(cast.ayse, case, "panel").urgent


def test_a_file_given_by_a_colleague_stands_on_the_page_of_today_for_a_week(cast) -> None:
    case = opened_file(cast)
    hand = {"to": cast.nermin.staff.pk, "why": HandOver.AWAY}
    _does(cast.ayse, change_holder, case, **hand, on=TODAY - timedelta(days=3))
    assert _today(cast, cast.nermin) == [("handed", case.code, False, True)]
    assert _today(cast, cast.ayse) == []
    _does(cast.nermin, change_holder, case, to=cast.ayse.staff.pk, why=HandOver.HANDED, on=TODAY - timedelta(days=8))
    assert _today(cast, cast.ayse) == []


def test_the_review_after_a_death_waits_for_the_coordinator(cast) -> None:
    case = opened_file(cast)
    _does(cast.ayse, close_file, case, closing=Closing(TODAY, "died"))
    assert _today(cast, cast.nermin) == [("review", case.code, True, True)]
    assert _today(cast, cast.ayse) == [("review", case.code, True, False)]


def test_she_reads_everything_the_file_says_of_her_in_plain_words(cast) -> None:
    case = opened_file(cast, presented={"reason": "violence"}, presented_words={"note": "haklarımı öğrenmek"},
                       identity={"safe": {"callable": "no"}})  # fmt: skip
    _does(cast.ayse, keep_about, case, about=About(pseudonym="Deniz", access=("wheelchair",)))
    kept = {"kind": "phone", "value": "0500", "purpose": "sığınak", "expires_on": TODAY + timedelta(days=3)}
    _does(cast.ayse, add_identity, case, **kept)
    sections = _told(cast.ayse, case, "told_to_her")
    words = " ".join(f"{label} {text}" for section in sections for label, text in section.lines)
    for told in ("Deniz", "Tekerlekli sandalye", "Hayır", "0500 · sığınak", "haklarımı öğrenmek", "Temas"):
        assert told in words, told


def test_a_girls_own_part_is_in_no_print_a_parent_may_ask_for(cast) -> None:
    case = opened_file(cast, answers={"age_band": "age_15_17"})

    def words() -> str:
        return str([section.lines for section in _told(cast.ayse, case, "told_to_her")])

    _does(cast.ayse, keep_path, case, path=ChildPath(on=DAY, view="teyzemde", own_part="yalnız benim"))
    assert "teyzemde" in words() and "yalnız benim" not in words()
    opened = BestInterest("yes", "yes", "yes", "share")
    path = ChildPath(on=DAY, view="teyzemde", own_part="yalnız benim", best_interest=opened)
    _does(cast.ayse, keep_path, case, path=path)
    assert "yalnız benim" in words()


def test_the_statement_of_what_is_held_counts_each_kind(cast) -> None:
    case = opened_file(cast, identity={"phrase": "lale zamanı", "safe": {"callable": "yes"}})
    _does(cast.ayse, present_again, case, first=FirstPage(on=date(2026, 5, 1)))
    held = {str(label): number for label, number in _told(cast.ayse, case, "held")}
    assert held == {"Başvuru": 2, "Adım": 1, "Güvenli iletişim bilgisi": 1, "Anlaşılan söz": 1}
