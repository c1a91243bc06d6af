"""Rows that leave this room: coded, no finer than a month; what the indicators make of them; nothing tells a woman."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.http import Http404

from omuz.casework.services import actions
from omuz.casework.services.facts import service, service_request, shelter_request
from omuz.casework.services.models import ShelterRequest
from omuz.casework.services.rules.requests import RequestState
from omuz.casework.services.rules.sessions import Given
from omuz.casework.services.rules.shelter import Outcome
from omuz.foundation.catalogue.fact_kinds import fact_kind
from omuz.foundation.people.access import Refused, acting
from omuz.insight.indicators.definitions import all_indicators
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.examples import broken_examples
from tests.casework.cases.files import opened_file
from tests.casework.services.conftest import ASKED, LATER
from tests.cast import Cast, Member

pytestmark = pytest.mark.django_db

INDICATORS = ("I23", "I24", "I25", "I26", "I27", "I28")


def _facts(source: Any, member: Member, centre: Any, period: str | None = None) -> Any:
    with acting(member.person):
        return source.facts(person=member.person, vault=member.vault, centre_id=centre.id, period=period)


def _rows(source: Any, member: Member, centre: Any, case: Any = None) -> list[dict[str, Any]]:
    with acting(member.person):
        told: list[dict[str, Any]] = source.rows(
            person=member.person, vault=member.vault, centre_id=centre.id, case_id=case.id if case else None
        )
        return told


def _count(code: str, facts: Any, *by: str) -> Any:
    return count(all_indicators()[code], facts, by)


@pytest.mark.parametrize("code", INDICATORS)
def test_each_indicator_says_what_its_examples_say(code: str) -> None:
    told = all_indicators()[code]
    assert len(told.examples) >= 2
    assert list(broken_examples(told)) == []
    assert told.direction == "none", "no pressure to close, to place or to persuade"


@pytest.mark.parametrize("kind", ["service", "service_request", "shelter_request"])
def test_no_column_can_hold_a_word_a_day_or_a_place(kind: str) -> None:
    for column in fact_kind(kind).columns.values():
        for said in ("Ayşe", "2026-07-14", "0532 000 00 00", "Gül Sokak 3"):
            assert not column.accepts(said)


def test_a_session_is_a_row_and_a_group_session_is_one_row_however_many_came(
    cast: Cast, case: Any, pinar: Member, give: Callable[..., Any]
) -> None:
    give("legal", minutes=30)
    give("accompaniment", place="court")
    removed = give("psychological")
    with acting(cast.ayse.person):
        actions.remove_session(by=cast.ayse.person, vault=cast.ayse.vault, session_id=removed.id, revision=1)
        actions.record_group(
            by=cast.ayse.person, vault=cast.ayse.vault, centre_id=cast.konak.id,
            case_ids=[case.id, opened_file(cast).id],
            given=Given(date(2026, 4, 8), "psychological", pinar.staff.pk, "psychologist", minutes=90),
        )  # fmt: skip
    told = _rows(service, cast.ayse, cast.konak)
    assert sorted((row["month"], row["kind"], row["form"], row["place"], row.get("minutes")) for row in told) == [
        ("2026-03", "accompaniment", "individual", "court", None),
        ("2026-03", "legal", "individual", "not_asked", 30),
        ("2026-04", "psychological", "group", "not_asked", 90),
    ]
    assert len(_rows(service, cast.ayse, cast.konak, case)) == 2, "a file takes no group session of the centre away"
    facts = _facts(service, cast.ayse, cast.konak)
    assert _count("I23", facts).counts == {("legal",): 1, ("accompaniment",): 1, ("psychological",): 1}
    assert _count("I26", facts).counts == {("court",): 1}
    assert len(_facts(service, cast.ayse, cast.konak, "2026-Q1")) == 2


def test_rows_carry_nothing_that_leads_back(
    cast: Cast, case: Any, ask: Callable[..., Any], give: Callable[..., Any]
) -> None:
    ask("shelter", hers="Karanlıktan korkuyorum")
    give("legal", note="kardeşi geldi")
    told = str([_rows(source, cast.ayse, cast.konak) for source in (service, service_request, shelter_request)])
    for unwanted in (case.code, str(case.id), str(cast.ayse.staff.pk), "Karanlık", "kardeşi", "2026-03-02"):
        assert unwanted not in told


def test_waits_and_whether_she_reached_it(
    cast: Cast, case: Any, ask: Callable[..., Any], give: Callable[..., Any]
) -> None:
    other = opened_file(cast)
    ask("psychological")
    give("psychological")
    ask("psychological", file=other)
    give("psychological", file=other, on=date(2026, 3, 6))
    ask("legal")
    ask("legal", file=other)
    give("legal", file=other, on=date(2026, 5, 4))
    told = _facts(service_request, cast.ayse, cast.konak)
    assert sorted((row["kind"], row["outcome"], row["met"], row.get("wait_days"), row["session_held"])
                  for row in _rows(service_request, cast.ayse, cast.konak)) == [
        ("legal", "met", "yes", 63, "yes"),
        ("legal", "waiting", "unknown", None, "no"),
        ("psychological", "met", "yes", 4, "yes"),
        ("psychological", "met", "yes", 14, "yes"),
    ]  # fmt: skip
    assert _count("I24", told).medians == {(): 9.0}
    legal = _count("I25", told)
    assert (legal.counts, legal.denominators) == ({(): 1}, {(): 2})


def test_asking_twice_in_a_year_is_one_woman_and_withdrawing_is_no_no(cast: Cast, ask: Callable[..., Any]) -> None:
    for on in (ASKED, LATER, date(2027, 1, 4)):
        row = ask("legal", on=on)
        with acting(cast.ayse.person):
            actions.settle_request(
                by=cast.ayse.person, vault=cast.ayse.vault, request_id=row.id, revision=1,
                state=RequestState.WITHDRAWN, on=on,
            )  # fmt: skip
    told = _rows(service_request, cast.ayse, cast.konak)
    assert sorted((row["year"], row["first_in_year"]) for row in told) == [
        ("2026", "no"), ("2026", "yes"), ("2027", "yes"),
    ]  # fmt: skip
    assert {(row["outcome"], row["met"]) for row in told} == {("withdrawn", "unknown")}


def test_shelters_and_why_they_refused(cast: Cast, case: Any, ask: Callable[..., Any]) -> None:
    answers = [(Outcome.REFUSED, ("son_over_12", "full")), (Outcome.PLACED, ()), (Outcome.REFUSED, ())]
    for outcome, reasons in answers:
        file = opened_file(cast)
        ask("shelter", file=file)
        with acting(cast.ayse.person):
            row = ShelterRequest.objects.get(case=file)
            actions.settle_shelter(
                by=cast.ayse.person, vault=cast.ayse.vault, shelter_id=row.id, revision=1, outcome=outcome, on=LATER,
                refused=reasons,
            )  # fmt: skip
    ask("shelter")
    facts = _facts(shelter_request, cast.ayse, cast.konak)
    placed = _count("I27", facts)
    assert (placed.counts, placed.denominators) == ({(): 1}, {(): 4})
    refused = {key[0]: number for key, number in _count("I28", facts).counts.items() if number}
    assert refused == {"son_over_12": 1, "full": 1, "not_asked": 1, "*": 2}


def test_a_file_closed_to_her_still_counts_and_no_other_centre_does(
    cast: Cast, case: Any, ask: Callable[..., Any], give: Callable[..., Any], close_to: Callable[..., None]
) -> None:
    ask("legal")
    give("legal")
    close_to(case, hidden_from=[cast.ayse.staff.pk])
    for source in (service, service_request):
        assert len(_facts(source, cast.ayse, cast.konak)) == 1
        assert len(_facts(source, cast.zeynep, cast.bornova)) == 0
        with pytest.raises(Http404):
            _facts(source, cast.zeynep, cast.konak)
        for member in (cast.derya, cast.can, cast.elif_):
            with pytest.raises((Refused, Http404)):
                _facts(source, member, cast.konak)


def test_rows_of_a_destroyed_file_are_counted_on(cast: Cast, case: Any, give: Callable[..., Any]) -> None:
    from omuz.casework.cases.facts import keep_rows
    from omuz.foundation.audit.chain import recorded

    give("legal", minutes=30)
    rows = _rows(service, cast.ayse, cast.konak, case)
    with acting(cast.ayse.person), recorded(by=cast.ayse.person, event="case.destroyed", centre=cast.konak.id):
        keep_rows(service.KIND, rows, vault=cast.ayse.vault, centre_id=cast.konak.id)
    assert _count("I23", _facts(service, cast.ayse, cast.konak)).counts == {("legal",): 2}
