"""What leaves this room for counting: coded rows, no factor, no answer, no word; and the indicators made of them."""

from datetime import date, timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from omuz.casework.cases.facts import keep_rows
from omuz.casework.cases.models import Case
from omuz.casework.interviews.actions import record_interview
from omuz.casework.interviews.rules.answers import Answers, Said
from omuz.casework.safety.actions.reminders import add_trigger, drop_trigger
from omuz.casework.safety.actions.urgent import met_urgently
from omuz.casework.safety.facts import risk_review, risk_talk
from omuz.casework.safety.models import UrgentEntry
from omuz.casework.safety.rules.factors import Answer, Factor, When
from omuz.casework.safety.rules.factors import Said as SaidOf
from omuz.casework.safety.rules.triggers import DropReason, TriggerKind
from omuz.foundation.audit.chain import recorded
from omuz.foundation.catalogue.fact_kinds import fact_kind
from omuz.foundation.people.access import acting
from omuz.insight.indicators.definitions import all_indicators
from omuz.insight.indicators.engine import count
from tests.casework.cases.files import opened_file

DAY = date(2026, 3, 2)
FEAR = {Factor.OWN_FEAR: Answer(SaidOf.YES)}
STALKED = {Factor.STALKING: Answer(SaidOf.YES, When.RECENT)}


@pytest.fixture
def interviewed(cast, file):
    """Record an interview of the file on a day."""

    def record(on=DAY, case=None, **codes):
        with acting(cast.ayse.person):
            said = Said(Answers(on, {name: (code,) for name, code in codes.items()}))
            given = {"by": cast.ayse.person, "vault": cast.ayse.vault, "case_id": (case or file).id}
            return record_interview(**given, said=said)

    return record


def rows_of(cast, module, member=None, **more):
    who = member or cast.ayse
    with acting(who.person):
        return module.rows(person=who.person, vault=who.vault, centre_id=cast.konak.id, **more)


def facts_of(cast, module, member=None):
    who = member or cast.ayse
    with acting(who.person):
        return module.facts(person=who.person, vault=who.vault, centre_id=cast.konak.id)


def share(cast, code, module) -> tuple[int, int]:
    """Part and base of an indicator over the living rows of the centre."""
    raw = count(all_indicators()[code], facts_of(cast, module))
    return raw.counts[()], (raw.denominators or {})[()]


def met(cast, on) -> None:
    with acting(cast.nermin.person):
        entry = UrgentEntry.objects.get()
        met_urgently(by=cast.nermin.person, vault=cast.nermin.vault, entry_id=entry.id, on=on)


def test_a_first_interview_without_a_talk_is_a_row_that_says_no(cast, interviewed) -> None:
    assert rows_of(cast, risk_talk) == [], "no interview, no row"
    interviewed()
    (row,) = rows_of(cast, risk_talk)
    assert row == {
        "month": "2026-03", "quarter": "2026-Q1", "year": "2026", "violence_types": ("physical",), "talked": "no",
    }  # fmt: skip


def test_a_talk_is_counted_with_its_word_and_whether_the_team_met_the_same_day(cast, interviewed, talked) -> None:
    interviewed(violence_types="stalking")
    talked(FEAR | STALKED, plan_offered="yes")
    assert rows_of(cast, risk_talk)[0]["urgent_met_same_day"] == "no", "that day is long over"
    met(cast, DAY)
    (row,) = rows_of(cast, risk_talk)
    assert (row["talked"], row["talk_level"], row["plan_offered"], row["urgent_met_same_day"]) == (
        "yes", "urgent_team", "yes", "yes",
    )  # fmt: skip
    assert row["violence_types"] == ("stalking",)


def test_a_meeting_a_day_later_is_not_the_same_day(cast, interviewed, talked) -> None:
    interviewed()
    talked(FEAR)
    met(cast, DAY + timedelta(days=1))
    assert rows_of(cast, risk_talk)[0]["urgent_met_same_day"] == "no"


def test_today_s_meeting_is_not_counted_before_the_day_is_over(cast, interviewed, talked) -> None:
    today = timezone.localdate()
    interviewed(on=today)
    talked(FEAR, on=today)
    assert rows_of(cast, risk_talk)[0]["urgent_met_same_day"] == "not_asked"


def test_a_plan_that_was_written_was_offered(cast, interviewed, talked, planned) -> None:
    interviewed()
    talked(STALKED)
    assert rows_of(cast, risk_talk)[0]["plan_offered"] == "not_asked"
    planned({"bag": "Halamda"})
    assert rows_of(cast, risk_talk)[0]["plan_offered"] == "yes"


def test_a_file_without_violence_is_not_counted(cast, interviewed) -> None:
    other = opened_file(cast, presented={"reason": "information"})
    interviewed(case=other)
    assert rows_of(cast, risk_talk) == []


def test_no_column_could_carry_a_factor_an_answer_or_a_reason(cast, interviewed, talked) -> None:
    interviewed()
    talked(FEAR | STALKED, her_words="Beni öldürür")
    told = str(rows_of(cast, risk_talk)) + str(rows_of(cast, risk_review))
    assert set(fact_kind("risk_talk").columns) == {
        "month", "quarter", "year", "centre", "violence_types", "talked", "talk_level", "urgent_met_same_day",
        "plan_offered",
    }  # fmt: skip
    assert set(fact_kind("risk_review").columns) == {"month", "quarter", "year", "centre", "on_time"}
    for factor in set(Factor) - {Factor.STALKING}:
        assert factor.value not in told
    for kind in TriggerKind:
        assert f"'{kind.value}'" not in told
    assert "öldürür" not in told
    assert DAY.isoformat() not in told


def test_hidden_files_are_counted_and_another_centre_is_not_found(cast, file, interviewed, talked) -> None:
    interviewed()
    talked(STALKED)
    with acting(cast.nermin.person), recorded(by=cast.nermin.person, event="case.restricted", centre=file.centre_id):
        Case.objects.filter(id=file.id).update(only_for=[cast.nermin.staff.pk])
    assert len(rows_of(cast, risk_talk)) == 1
    for module in (risk_talk, risk_review):
        with pytest.raises(Http404):
            facts_of(cast, module, cast.zeynep)


def test_the_rows_of_a_destroyed_file_are_counted_on(cast, file, interviewed, talked) -> None:
    interviewed()
    talked(STALKED)
    with acting(cast.nermin.person), recorded(by=cast.nermin.person, event="case.destroyed", centre=file.centre_id):
        given = {"vault": cast.nermin.vault, "centre_id": cast.konak.id}
        for module in (risk_talk, risk_review):
            told = module.rows(person=cast.nermin.person, case_id=file.id, **given)
            keep_rows(module.KIND, told, **given)
    assert len(facts_of(cast, risk_talk)) == 2


def test_a_review_is_a_row_once_its_day_has_come(cast, file, talked) -> None:
    talked()
    talked(on=date(2026, 5, 30))
    assert rows_of(cast, risk_review) == [
        {"month": "2026-05", "quarter": "2026-Q2", "year": "2026", "on_time": "yes"},
        {"month": "2026-08", "quarter": "2026-Q3", "year": "2026", "on_time": "no"},
    ]


def test_what_she_did_not_want_counts_as_neither_and_a_slip_not_at_all(cast, file) -> None:
    with acting(cast.ayse.person):
        given = {"by": cast.ayse.person, "vault": cast.ayse.vault}
        for reason in DropReason:
            made = add_trigger(**given, case_id=file.id, kind=TriggerKind.RELEASE, day=DAY, on=DAY)
            drop_trigger(**given, trigger_id=made[0].id, reason=reason, on=DAY)
    assert [row["on_time"] for row in rows_of(cast, risk_review)] == ["did_not_want"]


def test_a_file_that_was_closed_before_the_day_is_not_late(cast, file, talked) -> None:
    talked()
    with acting(cast.ayse.person), recorded(by=cast.ayse.person, event="case.stepped", centre=file.centre_id):
        Case.objects.filter(id=file.id).update(state="closed", closed_on=date(2026, 4, 1))
    assert rows_of(cast, risk_review) == []


def test_the_indicators_count_these_rows(cast, file, interviewed, talked) -> None:
    interviewed()
    talked(FEAR, plan_offered="yes")
    met(cast, DAY)
    calm = opened_file(cast, presented={"reason": "violence"})
    interviewed(case=calm)
    talked(STALKED, case=calm, plan_offered="no")
    silent = opened_file(cast, presented={"reason": "violence"})
    interviewed(case=silent)
    assert share(cast, "I18", risk_talk) == (2, 3)
    assert share(cast, "I19", risk_talk) == (1, 2)
    assert share(cast, "I20", risk_talk) == (1, 1)
    assert share(cast, "I21", risk_talk) == (1, 2)
    assert share(cast, "I22", risk_review) == (0, 2)
