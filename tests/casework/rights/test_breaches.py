"""Data protection of a centre: breaches with their seventy-two hours, disposals in time, requests answered."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from lxml import html

from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.rights.actions.asking import answer_request, receive_request
from omuz.casework.rights.actions.breaches import ToldBreach, complete_breach, write_breach
from omuz.casework.rights.facts import data_protection
from omuz.casework.rights.models import Breach
from omuz.casework.rights.queries.breaches import breach_of, health, health_years
from omuz.casework.rights.queries.panel import today as today_items
from omuz.casework.rights.rules.asking import Kind, Outcome
from omuz.casework.rights.rules.breaches import BreachStanding, breach_standing, in_time
from omuz.foundation.people.access import Refused, acting
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from tests.casework.rights.conftest import ISTANBUL
from tests.casework.rights.test_rounds import TODAY, due, everything, sign

pytestmark = pytest.mark.django_db
FOUND = datetime(2026, 11, 20, 9, tzinfo=ISTANBUL)


@pytest.mark.parametrize(
    ("told", "now", "stands"),
    [
        (None, FOUND + timedelta(hours=72), BreachStanding.WAITING),
        (None, FOUND + timedelta(hours=73), BreachStanding.LATE),
        (FOUND + timedelta(hours=72), FOUND + timedelta(days=30), BreachStanding.TOLD),
        (FOUND + timedelta(hours=73), FOUND + timedelta(days=30), BreachStanding.TOLD_LATE),
    ],
)
def test_the_authority_is_told_within_seventy_two_hours(told: Any, now: Any, stands: BreachStanding) -> None:
    assert breach_standing(FOUND, told, now) is stands


@pytest.mark.parametrize(
    ("done", "today", "told"),
    [(date(2026, 6, 1), TODAY, True), (date(2026, 6, 2), TODAY, False), (None, date(2026, 6, 1), None),
     (None, date(2026, 6, 2), False)],
)  # fmt: skip
def test_a_disposal_is_in_time_late_or_still_to_be_seen(done: Any, today: date, told: bool | None) -> None:
    assert in_time(done, date(2026, 6, 1), today) is told


def _breach(cast: Any, member: Any = None, **told: Any) -> Breach:
    who = member or cast.ayse
    given = {"found_at": FOUND, "kind": "wrong_recipient", "women": "not_yet", "what": "Bir mektup yan daireye gitti"}
    with acting(who.person):
        return write_breach(
            by=who.person,
            vault=who.vault,
            centre_id=next(iter(who.person.centres)),
            told=ToldBreach(**{**given, **told}),
        )


def _facts(cast: Any, period: str | None = None) -> Any:
    nermin = cast.nermin
    with acting(nermin.person):
        return data_protection.facts(person=nermin.person, vault=nermin.vault, centre_id=cast.konak.id, period=period)


def _told(facts: Any, *names: str) -> list[tuple[Any, ...]]:
    return sorted(zip(*(facts.column(name) for name in names), strict=True), key=str)


def test_a_breach_is_kept_sealed_and_completed_as_more_is_known(cast: Any) -> None:
    row = _breach(cast)
    assert b"mektup" not in bytes(row.words)
    nermin = cast.nermin
    with acting(nermin.person):
        more = ToldBreach(FOUND, "wrong_recipient", "told_all", done="Zarfta adres yok", authority_told_at=FOUND)
        complete_breach(by=nermin.person, vault=nermin.vault, row=row, told=more, revision=1)
        opened = breach_of(nermin.person, row.id, vault=nermin.vault)
        with pytest.raises(Conflict):
            complete_breach(by=nermin.person, vault=nermin.vault, row=row, told=more, revision=1)
    assert (opened.answers["women"], opened.words["done"]) == ("told_all", "Zarfta adres yok")
    assert opened.standing(timezone.now()) is BreachStanding.TOLD


def test_nobody_of_another_centre_finds_a_breach_or_writes_one_here(cast: Any) -> None:
    row = _breach(cast)
    zeynep = cast.zeynep
    with acting(zeynep.person), pytest.raises(Http404):
        breach_of(zeynep.person, row.id, vault=zeynep.vault)
    with acting(zeynep.person), pytest.raises(Http404):
        write_breach(
            by=zeynep.person, vault=zeynep.vault, centre_id=cast.konak.id, told=ToldBreach(FOUND, "other", "not_yet")
        )
    assert zeynep.client().get(reverse("rights:breach", args=[row.id])).status_code == 404


def test_whoever_is_there_today_sees_a_breach_nobody_told_the_authority_of(cast: Any) -> None:
    row = _breach(cast)
    nermin = cast.nermin

    def kinds() -> list[str]:
        with acting(nermin.person):
            found = today_items(nermin.person, vault=nermin.vault, centre_id=cast.konak.id, day=TODAY)
        return [each.kind for each in found]

    assert "breach" in kinds()
    with acting(nermin.person):
        told = ToldBreach(FOUND, "other", "not_yet", authority_told_at=FOUND + timedelta(hours=5))
        complete_breach(by=nermin.person, vault=nermin.vault, row=row, told=told, revision=1)
    assert "breach" not in kinds()


def test_breaches_and_answered_requests_are_counted(cast: Any, case: Any) -> None:
    _breach(cast)
    ayse = cast.ayse
    with acting(ayse.person):
        given = {"by": ayse.person, "vault": ayse.vault}
        first = receive_request(**given, case_id=case.id, kind=Kind.COPY, on=date(2026, 11, 2), words="")
        receive_request(**given, case_id=case.id, kind=Kind.KNOW, on=date(2026, 11, 3), words="")
        answer_request(
            **given, request_id=first.id, outcome=Outcome.DONE, on=date(2026, 11, 11), words="", revision=first.revision
        )
    facts = _facts(cast, "2026")
    assert _told(facts, "kind", "month", "days") == [
        ("breach", "2026-11", None), ("rights_request", "2026-11", 9), ("rights_request", "2026-11", None),
    ]  # fmt: skip
    assert sum(count(indicator("I60B"), facts).counts.values()) == 1
    assert not _facts(cast, "2025").column("kind")


@time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=ISTANBUL), tick=True)
def test_what_waits_too_long_is_late_and_a_signed_round_tells_what_came_in_time(
    cast: Any, contact: Any, signed: Any
) -> None:
    contact(on=date(2026, 1, 1))
    contact(on=date(2026, 7, 1))
    assert _told(_facts(cast), "month", "on_time") == [("2026-04", "no")]
    sign(cast, everything(due(cast)), signed("2"))
    assert _told(_facts(cast), "month", "on_time") == [("2026-04", "no"), ("2026-09", "yes")]
    raw = count(indicator("I60"), _facts(cast))
    assert (sum(raw.counts.values()), sum((raw.denominators or {}).values())) == (1, 2)


def test_a_request_is_counted_after_its_file_was_destroyed(cast: Any, case: Any, signed: Any) -> None:
    from tests.casework.rights.test_erasure import erase

    ayse = cast.ayse
    with acting(ayse.person):
        receive_request(by=ayse.person, vault=ayse.vault, case_id=case.id, kind=Kind.ERASE, on=TODAY, words="")
    before = _told(_facts(cast), "kind", "month", "days")
    erase(cast.nermin, case, signed(case.code))
    assert _told(_facts(cast), "kind", "month", "days") == before == [("rights_request", "2026-11", None)]


def test_the_figures_of_a_centre_leave_through_the_gate(cast: Any) -> None:
    _breach(cast)
    nermin = cast.nermin
    with acting(nermin.person):
        given = {"vault": nermin.vault, "centre_id": cast.konak.id}
        tables = {table.indicator: table for table in health(nermin.person, year="2026", **given)}
        assert health(nermin.person, year="2019", **given) == []
        assert "2026" in health_years(nermin.person, **given)
    assert set(tables) == {"I60B"}
    assert tables["I60B"].total.hidden


def test_a_breach_is_written_and_completed_on_the_pages(cast: Any) -> None:
    ayse = cast.ayse.client()
    overview = reverse("rights:breaches")
    assert "Yazılmış ihlal yok" in ayse.get(overview).content.decode()
    typed = {"found_on": f"{FOUND:%d.%m.%Y}", "found_hour": "09:00", "kind": "paper_lost", "women": "not_yet",
             "what": "Bir zarf kayboldu"}  # fmt: skip
    assert ayse.post(reverse("rights:breach-new"), typed).status_code == 302
    told: Any = html.document_fromstring(cast.nermin.client().get(overview).content.decode())
    page = told.text_content()
    assert "Kâğıt kayboldu" in page
    assert "zarf" not in page
    with acting(cast.ayse.person):
        row = Breach.objects.get()
    one = reverse("rights:breach", args=[row.id])
    assert "Bir zarf kayboldu" in ayse.get(one).content.decode()
    later = {**typed, "told_on": f"{FOUND:%d.%m.%Y}", "told_hour": "15:00", "revision": "1"}
    assert ayse.post(one, later).status_code == 302
    assert "Kurula bildirildi" in ayse.get(overview).content.decode()
    again = ayse.post(one, later)
    assert again.status_code == 422
    assert "bir başkası" in again.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"found_on": ""}, {"found_on": "01.01.2099"}, {"kind": ""}, {"told_on": "01.01.2020"}, {"told_on": "01.01.2099"}],
)
def test_what_cannot_be_is_refused_and_stays_typed(cast: Any, wrong: dict[str, str]) -> None:
    typed = {"found_on": f"{FOUND:%d.%m.%Y}", "kind": "other", "women": "not_yet", "what": "Uydurma olay", **wrong}
    response = cast.ayse.client().post(reverse("rights:breach-new"), typed)
    assert response.status_code == 422
    assert "Uydurma olay" in response.content.decode()
    with acting(cast.ayse.person):
        assert not Breach.objects.exists()


def test_six_people_find_what_is_open_to_them(cast: Any) -> None:
    answers = {
        name: [
            getattr(cast, name).client().get(reverse(f"rights:{page}")).status_code
            for page in ("breaches", "breach-new")
        ]
        for name in ("ayse", "nermin", "zeynep", "elif_", "derya", "can")
    }
    assert answers == {
        "ayse": [200, 200], "nermin": [200, 200], "zeynep": [200, 200], "elif_": [403, 403], "derya": [403, 403],
        "can": [403, 403],
    }  # fmt: skip
    with acting(cast.derya.person), pytest.raises((Refused, Http404)):
        data_protection.facts(person=cast.derya.person, vault=cast.nermin.vault, centre_id=cast.konak.id)
