"""Steps as coded rows: by month, with the neutral reason, hidden files counted, destroyed ones kept, nobody named."""

from datetime import date

import pytest
from django.http import Http404

from omuz.casework.cases.actions.opening import FirstPage
from omuz.casework.cases.actions.presenting import present_again
from omuz.casework.cases.actions.stepping import Closing, close_file
from omuz.casework.cases.facts import keep_rows
from omuz.casework.cases.facts.step import KIND, facts, rows
from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.file_index import opened_files
from omuz.foundation.audit.chain import recorded
from omuz.foundation.catalogue.fact_kinds import fact_kind
from omuz.foundation.people.access import acting
from omuz.foundation.tenancy.context import counting_rows
from omuz.insight.indicators.sources import facts_from_installation
from tests.casework.cases.files import opened_file

pytestmark = pytest.mark.django_db


def _asked(cast, member=None):
    member = member or cast.ayse
    return {"person": member.person, "vault": member.vault, "centre_id": cast.konak.id}


def _life(cast) -> Case:
    """Opened in March, closed in April, opened again in August 2026."""
    case = opened_file(cast, on=date(2026, 3, 2))
    member = cast.ayse
    act = {"by": member.person, "vault": member.vault, "case_id": case.id}
    with acting(member.person):
        close_file(**act, closing=Closing(date(2026, 4, 9), "moved_away", with_her="no"))
        present_again(**act, first=FirstPage(on=date(2026, 8, 1)))
    return case


def test_each_step_is_a_row_no_finer_than_a_month(cast) -> None:
    _life(cast)
    with acting(cast.ayse.person):
        told = rows(**_asked(cast))
    assert told == [
        {"month": "2026-03", "quarter": "2026-Q1", "year": "2026", "to_state": "contact", "reopened": "no"},
        {"month": "2026-04", "quarter": "2026-Q2", "year": "2026", "to_state": "closed", "reopened": "no",
         "closure_reason": "moved_away", "closed_with_her": "no"},
        {"month": "2026-08", "quarter": "2026-Q3", "year": "2026", "to_state": "reopened", "reopened": "yes"},
    ]  # fmt: skip


def test_the_figures_reach_them_through_their_one_door_and_narrow_by_period(cast) -> None:
    _life(cast)
    with acting(cast.ayse.person):
        table = facts_from_installation(KIND, **_asked(cast), period=None)
        assert len(table) == 3 and table.distinct("centre") == {"konak-1"}
        assert table.distinct("closure_reason") == {"not_asked", "moved_away"}
        assert len(facts(**_asked(cast), period="2026-Q2")) == 1


def test_a_hidden_file_is_counted_and_not_listed(cast) -> None:
    case, person = _life(cast), cast.nermin.person
    with acting(person), counting_rows(), recorded(by=person, event="case.restricted", centre=case.centre_id):
        Case.objects.filter(id=case.id).update(hidden_from=[cast.ayse.staff.pk])
    with acting(cast.ayse.person):
        assert len(rows(**_asked(cast))) == 3
        assert opened_files(cast.ayse.person, vault=cast.ayse.vault, centre_id=cast.konak.id) == []


def test_the_rows_of_one_file_are_told_before_it_is_destroyed_and_kept_after(cast) -> None:
    case, person = _life(cast), cast.nermin.person
    opened_file(cast, on=date(2026, 5, 5))
    with acting(person):
        hers = rows(**_asked(cast, cast.nermin), case_id=case.id)
        assert len(hers) == 3
        with recorded(by=person, event="case.destroyed", centre=case.centre_id, about=f"case:{case.code}"):
            keep_rows(KIND, hers, vault=cast.nermin.vault, centre_id=case.centre_id)
            Case.objects.filter(id=case.id).update(state="destroyed")
        assert len(rows(**_asked(cast, cast.nermin))) == 1
        assert len(facts(**_asked(cast, cast.nermin))) == 4


def test_a_session_reads_the_steps_anew_when_there_is_another(cast) -> None:
    vault = cast.ayse.vault
    vault.opening = "test-steps"
    opened_file(cast)
    with acting(cast.ayse.person):
        assert len(rows(**_asked(cast))) == 1
        assert len(opened_files(cast.ayse.person, vault=vault, centre_id=cast.konak.id)) == 1
    case = _life(cast)
    with acting(cast.ayse.person):
        assert len(rows(**_asked(cast))) == 4
        lines = {line.id: line for line in opened_files(cast.ayse.person, vault=vault, centre_id=cast.konak.id)}
    assert len(lines) == 2 and lines[case.id].state == "reopened"


def test_another_centre_counts_none_of_them(cast) -> None:
    _life(cast)
    with acting(cast.zeynep.person), pytest.raises(Http404):
        rows(**_asked(cast, cast.zeynep))


def test_no_column_holds_a_name_a_word_or_a_day() -> None:
    for column in fact_kind(KIND).columns.values():
        assert not any(column.accepts(value) for value in ("Ayşe", "2026-07-14", "0532 000 00 00"))
