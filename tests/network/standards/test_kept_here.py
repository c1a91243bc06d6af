"""Living standards without a case: returns, directory, profile and plans beside the level, for its own people only."""

import html
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import acting
from omuz.insight.indicators.definitions import indicator
from omuz.network.standards.actions import policies
from omuz.network.standards.queries.kept_here import ASKED, WORKED_OUT, kept_here
from tests.network.standards.houses import House

if TYPE_CHECKING:
    from omuz.network.standards.queries.measured import Measured
    from tests.cast import Member

SAID = {"K1": "Gönderilen üç aylık bildirim: 0/4", "H2": "Son altı ayda doğrulanan kurum: 0/0"}
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ALL = ("A3", "A5", "A8", "C1", "H2", "J3", "K1")


@pytest.fixture
def clock() -> Iterator[None]:
    """Monday 23 November 2026: the third quarter is over and its return overdue."""
    with time_machine.travel(NOW, tick=True):
        yield


def _plain(house: House, who: "Member", code: str) -> str:
    row = house.assessment(house.cast.konak, house.cast.ayse)
    answer = who.client().get(reverse("standards:single", args=[row.id, code]))
    text = html.unescape(answer.content.decode())
    return " ".join(text.replace("<strong>", "").replace("</strong>", "").split())


def _told(house: House, who: "Member", *codes: str) -> "dict[str, Measured]":
    """What stands beside these criteria of Konak, one figure each."""
    criteria = [house.standard.text.find(code) for code in codes or ALL]
    with acting(who.person):
        found = kept_here(who.person, centre_id=house.cast.konak.id, criteria=criteria, today=timezone.localdate())
    assert all(len(figures) == 1 for figures in found.values())
    return {code: figures[0] for code, figures in found.items()}


@pytest.mark.parametrize("code", SAID)
def test_what_the_network_already_holds_stands_beside_the_level(house: House, code: str) -> None:
    assert SAID[code] in _plain(house, house.cast.nermin, code)
    assert SAID[code].split(":")[0] not in _plain(house, house.cast.elif_, code)


def test_a_profile_that_was_never_signed_says_nothing(house: House) -> None:
    assert _told(house, house.cast.nermin, *ASKED, *WORKED_OUT) == {}
    assert all(house.standard.text.find(code).measured_in == "profiles" for code in (*ASKED, *WORKED_OUT))


@pytest.mark.usefixtures("clock")
def test_k1_counts_the_returns_that_carried_numbers_and_says_how_many_came_late(house: House, settings: Any) -> None:
    from omuz.network.returns.actions import decline_quarter, send_return
    from omuz.network.returns.queries.reasons import reasons_for
    from omuz.network.returns.rules.quarters import Quarter
    from tests.network.returns import conftest as returns
    from tests.network.returns import invented

    settings.FACT_SOURCES = {"contact": "tests.network.returns.invented"}
    sender, nermin = returns.House(house.cast, house.songul), house.cast.nermin
    reason = reasons_for("declined")[0].code
    with acting(nermin.person):
        row = decline_quarter(
            by=nermin.person, centre_id=house.cast.konak.id, quarter=Quarter.read("2026-Q2"), reason=reason
        )
        send_return(by=nermin.person, vault=nermin.vault, row=row)
    (told,) = _told(house, house.cast.ayse, "K1").values()
    assert (told.value, told.caveat) == ("0/4", ""), "a word that nothing comes is no return"
    sender.record(house.cast.konak, invented.contacts(120, returns.QUARTER, district="konak"))
    try:
        sender.send(nermin)
    finally:
        invented.ROWS.clear()
    (told,) = _told(house, house.cast.ayse, "K1").values()
    assert (told.value, told.period, told.caveat) == ("1/4", "2025-Q4 – 2026-Q3", "1 tanesi son günden sonra.")
    assert "K1" not in _told(house, house.cast.zeynep)


@pytest.mark.usefixtures("clock")
def test_h2_counts_the_institutions_somebody_telephoned_within_half_a_year(house: House) -> None:
    from omuz.network.directory.models import Partner, PublicPart
    from tests.network.directory.planted import plant

    directory, elif_, nermin = plant(house.cast), house.cast.elif_.person, house.cast.nermin.person
    today = timezone.localdate()
    for row, days in ((directory.bar, 20), (directory.shelter, 200)):
        with acting(elif_), recorded(by=elif_, event="directory.verified"):
            Partner.objects.filter(pk=row.pk).update(verified_on=today - timedelta(days=days))
    (told,) = _told(house, house.cast.ayse, "H2").values()
    assert (told.value, told.period) == ("1/2", "23.11.2026")
    assert told.caveat == "Merkezin kendi bilgileri hiç doğrulanmadı."
    with acting(nermin), recorded(by=nermin, event="directory.verified", centre=house.cast.konak.id):
        PublicPart.objects.filter(centre_id=house.cast.konak.id).update(verified_on=date(2026, 11, 2))
    (told,) = _told(house, house.cast.ayse, "H2").values()
    assert told.caveat == "Merkezin kendi bilgileri: 02.11.2026."


@pytest.mark.usefixtures("clock")
def test_the_signed_profile_answers_for_money_crisis_staff_and_load(house: House) -> None:
    from omuz.network.profiles import actions
    from tests.network.profiles import conftest as profiles

    elif_, today = house.cast.elif_.person, timezone.localdate()
    with acting(elif_):
        asked = actions.open_year(by=elif_, opens_on=today, due_on=today + timedelta(weeks=6))
    year = profiles.House(house.cast, asked)
    year.send(house.cast.nermin, house.cast.konak, profiles.FULL)
    assert _told(house, house.cast.nermin).keys() == {"H2", "K1"}, "sent is not signed"
    year.sign(house.cast.nermin, house.cast.konak)
    told = _told(house, house.cast.ayse)
    said = {code: each.value for code, each in told.items() if code in (*ASKED, *WORKED_OUT)}
    assert said == {"A3": "Hayır", "A5": "Kısmen", "C1": "75 yüzde", "J3": "100 kişi"}
    assert {told[code].period for code in said} == {"23.11.2026"}
    assert str(indicator("I43").caveat) in told["C1"].caveat, "the norm is larger than what the profile asks"
    assert _told(house, house.cast.zeynep) == {}


@pytest.mark.usefixtures("clock")
def test_a8_counts_the_funded_actions_of_its_own_municipality_and_says_what_nobody_wrote(house: House) -> None:
    nermin, songul = house.cast.nermin.person, house.songul.person
    other = house.cast.bornova.organisation_id
    plans = (
        (nermin, house.cast.town.id, (2025, 2026), 9, 6),
        (nermin, house.cast.town.id, (2026, 2028), 3, None),
        (nermin, house.cast.town.id, (2023, 2025), 5, 5),
        (songul, other, (2026, 2027), 7, 7),
    )
    for who, town, (first, last), actions, funded in plans:
        told = policies.Told("leap", "YEEP", period_from=first, period_to=last, actions=actions, funded=funded)
        with acting(who):
            policies.write_document(by=who, organisation_id=town, told=told)
    (figure,) = _told(house, house.cast.ayse, "A8").values()
    assert (figure.value, figure.period, figure.caveat) == ("6/9", "2026", "3 eylemin bütçesi yazılmamış.")
