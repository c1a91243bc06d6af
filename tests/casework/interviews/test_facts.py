"""One coded row for each presentation: what the latest interview says, else what was told; no word, day or status."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.http import Http404

from omuz.casework.cases.actions.opening import FirstPage, put_presentation
from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.interviews.facts.presentation import KIND, facts, rows
from omuz.casework.interviews.models import Interview
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Refused, acting
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.facts import Facts
from omuz.insight.indicators.raw import base_at, figure_at
from omuz.insight.indicators.sources import facts_from_installation
from tests.casework.cases.files import file_of
from tests.cast import Cast, Member

Recorder = Callable[..., Interview]


def _rows(member: Member, **more: Any) -> list[Any]:
    centre_id = next(iter(member.person.centres))
    with acting(member.person):
        return rows(person=member.person, vault=member.vault, centre_id=centre_id, **more)


def _facts(member: Member, period: str | None = None) -> Facts:
    centre_id = next(iter(member.person.centres))
    with acting(member.person):
        return facts(person=member.person, vault=member.vault, centre_id=centre_id, period=period)


def _came_again(member: Member, file: OpenedCase, on: date, **presented: Any) -> None:
    with acting(member.person), recorded(by=member.person, event="case.came_again", centre=file.centre_id):
        put_presentation(file, FirstPage(on=on, presented=presented), by=member.person)


def test_without_an_interview_a_row_says_what_the_contact_told(cast: Cast, file: OpenedCase) -> None:
    (row,) = _rows(cast.ayse)
    assert row == {
        "month": "2026-03", "quarter": "2026-Q1", "year": "2026", "first_in": ("month", "quarter", "year", "ever"),
        "repeat": "no", "interviewed": "no", "channel": "phone", "reason": "violence", "age_band": "age_25_34",
        "violence_types": ("physical",), "relation": ("spouse",),
    }  # fmt: skip


def test_an_interview_answers_over_the_contact_and_what_it_did_not_ask_stays(cast: Cast, recorded_by: Recorder) -> None:
    recorded_by(
        cast.ayse,
        violence_types=("physical", "digital"),
        urgent=("yes",),
        interpreter_language=("arabic",),
        interpreter_how=("neighbour",),
        nationality_status=("temporary_protection",),
        requests=("shelter", "legal"),
        blocks={
            "persons": ({"relation": ("spouse",)}, {"relation": ("parent_in_law",), "sex": ("woman",)}),
            "children": ({"age": ("age_3_5",), "exposure": ("witnessed",)},),
            "places": (
                {"place": ("police",), "result": ("turned_away",)},
                {"place": ("women_organisation",), "result": ("useful",)},
            ),
        },
        words={"her_words": "Evdeydim.", "self_description": "Kendisi anlattı."},
    )
    (row,) = _rows(cast.ayse)
    assert row["violence_types"] == ("physical", "digital")
    assert row["relation"] == ("spouse", "parent_in_law")
    assert (row["has_children"], row["children_exposed"]) == ("yes", "yes")
    assert (row["interpreter_needed"], row["interpreter_provided"]) == ("yes", "no")
    assert (row["earlier_places"], row["turned_away_by"]) == (("police", "women_organisation"), ("police",))
    assert (row["urgent"], row["same_day"], row["first_interview_days"]) == ("yes", "no", 2)
    assert (row["age_band"], row["interviewed"], row["requests"]) == ("age_25_34", "yes", ("shelter", "legal"))
    told = str(row)
    for kept_back in ("temporary_protection", "Evdeydim", "Kendisi", "nationality", "2026-03-0", "woman'"):
        assert kept_back not in told


def test_drafts_and_earlier_versions_are_counted_nowhere(cast: Cast, file: OpenedCase) -> None:
    from uuid import uuid4

    from omuz.casework.interviews.actions import open_draft

    with acting(cast.ayse.person):
        open_draft(
            by=cast.ayse.person, vault=cast.ayse.vault, case_id=file.id, interview_id=uuid4(),
            changes={"age_band": ["age_65_plus"]}, page="p",
        )  # fmt: skip
    (row,) = _rows(cast.ayse)
    assert (row["interviewed"], row["age_band"]) == ("no", "age_25_34")


def test_silence_stays_silence_in_every_column(cast: Cast) -> None:
    file_of(cast, on=date(2026, 3, 2))
    made = _facts(cast.ayse)
    for name in (
        "age_band",
        "has_children",
        "children_exposed",
        "interpreter_needed",
        "urgent",
        "same_day",
        "anonymous",
    ):
        assert made.distinct(name) == frozenset({"not_asked"})
    assert made.distinct("first_interview_days") == frozenset({None})


def test_coming_again_is_a_row_of_its_own_and_the_person_is_counted_once(
    cast: Cast, file: OpenedCase, recorded_by: Recorder
) -> None:
    recorded_by(cast.ayse, on=date(2026, 3, 2))
    _came_again(cast.ayse, file, date(2026, 3, 20), channel="phone", reason="violence")
    _came_again(cast.ayse, file, date(2026, 6, 1), channel="face_to_face", reason="violence")
    recorded_by(cast.ayse, on=date(2026, 6, 8))
    file_of(cast, on=date(2026, 3, 9))
    made = _facts(cast.ayse)
    assert [figure_at(count(indicator(code), made), ()) for code in ("I03", "I02P")] == [2, 3]
    by_quarter = count(indicator("I03"), made, ("quarter",), period="2026")
    assert [figure_at(by_quarter, (place,)) for place in ("2026-Q1", "2026-Q2")] == [2, 1]
    again = count(indicator("I04"), made)
    assert (figure_at(again, ()), base_at(again, ())) == (2, 4)
    assert count(indicator("I15"), made).medians[()] == 3.5


def test_rows_of_one_file_are_its_own(cast: Cast, file: OpenedCase) -> None:
    other = file_of(cast, on=date(2026, 4, 1))
    assert [row["month"] for row in _rows(cast.ayse, case_id=other.id)] == ["2026-04"]
    assert len(_rows(cast.ayse)) == 2


def test_a_file_hidden_from_her_is_counted_all_the_same_and_named_nowhere(
    cast: Cast, file: OpenedCase, recorded_by: Recorder
) -> None:
    recorded_by(cast.ayse, requests=("shelter",))
    with acting(cast.ayse.person), recorded(by=cast.ayse.person, event="case.hidden", centre=file.centre_id):
        Case.objects.filter(id=file.id).update(hidden_from=[cast.nermin.staff.pk])
    (row,) = _rows(cast.nermin)
    assert row["requests"] == ("shelter",)
    assert str(file.id) not in str(row)
    assert file.code not in str(row)


def test_a_period_narrows_and_the_settings_know_where_to_ask(cast: Cast, file: OpenedCase) -> None:
    assert (len(_facts(cast.ayse, "2026-Q1")), len(_facts(cast.ayse, "2025"))) == (1, 0)
    with acting(cast.ayse.person):
        told = facts_from_installation(
            KIND, person=cast.ayse.person, vault=cast.ayse.vault, centre_id=cast.konak.id, period="2026-03"
        )
    assert (len(told), told.distinct("centre")) == (1, frozenset({"konak-1"}))


def test_another_centre_and_who_may_not_count_get_no_row(cast: Cast, file: OpenedCase) -> None:
    assert _rows(cast.zeynep) == []
    with acting(cast.zeynep.person), pytest.raises(Http404):
        rows(person=cast.zeynep.person, vault=cast.zeynep.vault, centre_id=cast.konak.id)
    with acting(cast.derya.person), pytest.raises((Http404, Refused)):
        facts(person=cast.derya.person, vault=cast.ayse.vault, centre_id=cast.konak.id)
