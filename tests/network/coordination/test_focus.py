"""Groups keep the rules of the plan, notes lead to nobody, and no small group can be read out of the tables."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from omuz.foundation.people.access import Refused, acting
from omuz.network.coordination.actions import focus, sheets
from omuz.network.coordination.models import FocusNote, Step
from omuz.network.coordination.queries import focus as found
from omuz.network.coordination.queries.guide import frame, guide_of
from omuz.network.coordination.queries.heard import heard_units
from omuz.network.standards.actions.refusals import NotNow
from tests.network.coordination import groups
from tests.network.coordination.houses import House


def test_the_guide_holds_nine_questions_that_fit_into_the_time() -> None:
    told = frame()
    assert len(told.questions) == 9
    assert told.shortest <= sum(each.minutes for each in told.questions) <= told.longest
    assert (told.fewest, told.most) == (6, 9)
    assert {each.code for each in told.levels} == {"field", "desk", "manager"}
    assert len(told.themes) == 10


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"seats": 5}, "6 ile 9"),
        ({"seats": 10}, "6 ile 9"),
        ({"minutes": 60}, "75 ile 90"),
        ({"facilitator": "Konak Belediyesi, uzman"}, "belediyenin dışından"),
        ({"facilitator": "Ayşe Demir"}, "kişi adına"),
        ({"note_taker": "Zeynep"}, "kişi adına"),
        ({"level": "mayor"}, "listeden seçin"),
    ],
)
def test_a_plan_that_breaks_a_rule_is_refused(house: House, changed: dict[str, Any], words: str) -> None:
    (unit, *_rest) = house.mapped()
    with pytest.raises(NotNow, match=words):
        groups.planned(house, unit, **{"level": "field"} | changed)


def test_a_level_of_a_directorate_has_one_planned_group(house: House) -> None:
    (unit, *_rest) = house.mapped()
    row = groups.planned(house, unit)
    with pytest.raises(NotNow, match="planlanmış bir grup"):
        groups.planned(house, unit)
    groups.planned(house, unit, "desk")
    with acting(house.nermin):
        focus.call_off_group(by=house.nermin, group=row, why="Ekip yangına gitti")
    assert groups.planned(house, unit).state == "planned"


@pytest.mark.parametrize(
    "words",
    ["Fatma hep gelir", "0532 111 22 33", "ornek@ornek.org", "D-1A2B3", "12.03.2026 günü", "12 Mart’ta oldu"],
)
def test_a_note_that_leads_to_somebody_is_not_kept(house: House, words: str) -> None:
    (unit, *_rest) = house.mapped()
    group = groups.held(house, unit)
    told = [focus.Note("stops", "Amir onayı bekleniyor."), focus.Note("stops", words)]
    with acting(house.nermin):
        with pytest.raises(NotNow):
            focus.write_notes(by=house.nermin, group=group, notes=told)
        assert not FocusNote.objects.exists()


def test_notes_wait_for_the_talk_and_changed_words_are_no_longer_quotable(house: House) -> None:
    (unit, *_rest) = house.mapped()
    with acting(house.nermin), pytest.raises(NotNow, match="yapıldıktan sonra"):
        focus.write_notes(by=house.nermin, group=groups.planned(house, unit), notes=[])
    group = groups.held(house, unit, "desk", notes=[("Vakit yok.", ["barrier_time"], True)])
    with acting(house.nermin):
        row = FocusNote.objects.get()
        focus.write_notes(by=house.nermin, group=group, notes=[focus.Note("stops", "Hiç vakit yok.", row.id)])
        row.refresh_from_db()
        assert (row.words, row.quotable) == ("Hiç vakit yok.", False)
        focus.write_notes(by=house.nermin, group=group, notes=[focus.Note("stops", "", row.id)])
        assert not FocusNote.objects.exists()
        assert heard_units(house.workspace) == frozenset()


def test_a_small_group_stands_in_no_column_and_in_no_sum(house: House) -> None:
    first, second, third, *_rest = house.mapped()
    groups.held(house, first, came=7, notes=[("Vakit yok.", ["barrier_time"], True)])
    groups.held(house, second, came=3, notes=[("Kuyruk uzun.", ["barrier_time", "risk"], True)])
    with acting(house.nermin):
        told = found.synthesis(house.workspace)
    row = {each.code: each for each in told.rows}["barrier_time"]
    assert len(told.columns) == 1 and told.left_out == 1
    assert (row.numbers, row.total, row.quotes) == ([1], 1, [])
    assert list(told.loose) == ["Vakit yok."]
    groups.held(house, third, came=3, notes=[("Korkarım.", ["barrier_fear"], True)])
    with acting(house.nermin):
        told = found.synthesis(house.workspace)
    row = {each.code: each for each in told.rows}["barrier_time"]
    assert len(told.columns) == 2 and told.pooled == 2 and told.left_out == 0
    assert (row.numbers, row.total) == ([1, 1], 2)
    assert not any(third.name in words or second.name in words for words in told.columns)


def test_quotes_stand_in_the_order_of_the_alphabet_whoever_spoke_first(house: House) -> None:
    first, second, *_rest = house.mapped()
    groups.held(house, first, notes=[("Yetkimiz yok.", ["barrier_authority"], True)])
    groups.held(house, second, notes=[("Amir ister.", ["barrier_authority"], True), ("Şef sorar.", ["risk"])])
    with acting(house.nermin):
        rows = {each.code: each for each in found.synthesis(house.workspace).rows}
    assert rows["barrier_authority"].quotes == ["Amir ister.", "Yetkimiz yok."]
    assert rows["risk"].quotes == []


def test_notes_are_closed_to_whoever_does_not_write_them(house: House) -> None:
    (unit, *_rest) = house.mapped()
    groups.held(house, unit, notes=[("Vakit yok.", ["barrier_time"])])
    for who in (house.cast.zeynep, house.cast.derya, house.cast.can, house.sema, house.songul):
        with acting(who.person):
            assert not FocusNote.objects.exists()
    for by in (house.nermin, house.elif_):
        with acting(by):
            assert FocusNote.objects.count() == 1
    with acting(house.cast.derya.person):
        assert heard_units(house.workspace) == {unit.id}


def test_another_municipality_writes_nothing_here(house: House) -> None:
    (unit, *_rest) = house.mapped()
    songul = house.songul.person
    with acting(songul), pytest.raises(Refused):
        focus.plan_group(by=songul, workspace=house.workspace, plan=groups.plan(unit))


def test_a_guide_in_own_words_keeps_all_nine_questions(house: House) -> None:
    told = guide_of(house.workspace)
    words = {each.code: (each.text, each.probe) for each in told.questions}
    words["stops"] = ("Sizi burada ne durduruyor?", "")
    with acting(house.nermin):
        focus.write_guide(by=house.nermin, workspace=house.workspace, questions=words, consent="Katılmak serbest.")
        again = guide_of(house.workspace)
        assert again.own and len(again.questions) == 9
        assert again.question("stops") == "Sizi burada ne durduruyor?"
        with pytest.raises(NotNow, match="boş"):
            focus.write_guide(by=house.nermin, workspace=house.workspace, questions={}, consent="x")


def test_a_sheet_holds_five_actions_and_enters_the_plan_after_its_confirmation(house: House) -> None:
    (unit, *_rest) = house.mapped()
    with pytest.raises(NotNow, match="en çok beş"):
        groups.drawn(house, unit, 6)
    sheet = groups.drawn(house, unit, 5)
    action = groups.first_action(house, sheet)
    with acting(house.nermin):
        with pytest.raises(NotNow, match="onaylasın"):
            sheets.take_into_plan(by=house.nermin, action=action)
        sheets.confirm_sheet(by=house.nermin, sheet=sheet, on=timezone.localdate(), post="Müdür")
    action = groups.first_action(house, sheet)
    with acting(house.nermin):
        step = sheets.take_into_plan(by=house.nermin, action=action)
        assert (step.what, step.unit_id, step.indicator) == ("1. işi yapmak", unit.id, "Yapıldı")
        assert timedelta(days=88) < step.ends_on - step.starts_on < timedelta(days=93)
        with pytest.raises(NotNow, match="zaten"):
            sheets.take_into_plan(by=house.nermin, action=action)
        assert Step.objects.count() == 1


def test_a_newer_sheet_takes_the_place_of_the_older(house: House) -> None:
    (unit, *_rest) = house.mapped()
    old = groups.drawn(house, unit)
    groups.drawn(house, unit, 1)
    with acting(house.nermin), pytest.raises(NotNow, match="daha yeni"):
        sheets.confirm_sheet(by=house.nermin, sheet=old, on=timezone.localdate(), post="Müdür")


def test_a_joint_session_validates_confirmed_sheets_only(house: House) -> None:
    first, second, *_rest = house.mapped()
    groups.drawn(house, first, confirmed=True)
    groups.drawn(house, second)
    told: dict[str, Any] = {"workspace": house.workspace, "on": timezone.localdate(), "words": "Kart yeri değişti."}
    with acting(house.nermin):
        with pytest.raises(NotNow, match=second.name):
            sheets.hold_joint_session(by=house.nermin, present=[first.id, second.id], validated=True, **told)
        made = sheets.hold_joint_session(by=house.nermin, present=[first.id], validated=True, **told)
        (line,) = found.joint_sessions(house.workspace)
        assert line.row == made and line.units == [first.name]


@pytest.mark.parametrize(("day", "months", "then"), [("2026-11-30", 3, "2027-02-28"), ("2026-01-31", 12, "2027-01-31")])
def test_months_end_on_the_last_day_where_the_month_is_shorter(day: str, months: int, then: str) -> None:
    from datetime import date

    assert sheets.months_after(date.fromisoformat(day), months) == date.fromisoformat(then)
