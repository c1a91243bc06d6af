"""Living standards behind the seal: what a centre's own records say beside its level, through the gate, to its own."""

import html
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from omuz.foundation.people.access import acting
from omuz.insight.indicators.definitions import indicator
from omuz.network.standards.queries import kept_here
from omuz.network.standards.queries.measured import Measured, measured
from omuz.network.standards.rules.content import COUNTED

if TYPE_CHECKING:
    from tests.cast import Member
    from tests.network.standards.houses import House

DAY = date(2026, 3, 2)
AGAIN = date(2026, 5, 30)
LIVING = ("D6", "F3", "F4", "H1")
LATER = {"D4", "E4", "E7", "E9", "E10", "H5", "H6", "J1", "L1", "L3"}
"""Criteria that name a record or an indicator of which nothing is counted in this version of the program."""


def _worked(house: "House", files: int) -> None:
    """Files of Konak: half were seen on their urgent day and offered a plan; talks repeated once in time, once not."""
    from omuz.casework.interviews.actions import record_interview
    from omuz.casework.interviews.rules.answers import Answers, Said
    from omuz.casework.safety.actions.talks import record_talk
    from omuz.casework.safety.rules.talk import Talk
    from tests.casework.cases.files import opened_file
    from tests.casework.referrals import ways

    ayse = house.cast.ayse
    hers: dict[str, Any] = {"by": ayse.person, "vault": ayse.vault}
    bar = ways.institution(house.cast)
    for number in range(files):
        first = number < files // 2
        case = opened_file(house.cast, on=DAY, presented={"reason": "violence", "violence_types": ["physical"]})
        with acting(ayse.person):
            seen = DAY if first else DAY + timedelta(days=3)
            record_interview(**hers, case_id=case.id, said=Said(Answers(seen, {"urgent": ("yes",)})))
            for day in (seen, AGAIN):
                record_talk(**hers, case_id=case.id, talk=Talk(day, {}, plan_offered="yes" if first else "no"))
        ways.sent_to(house.cast, case, bar, way="letter")


def _told(house: "House", who: "Member", **other: Any) -> dict[str, list[Measured]]:
    criteria = [house.standard.text.find(code) for code in LIVING]
    given: dict[str, Any] = {"vault": who.vault, "centre_id": house.cast.konak.id, "criteria": criteria}
    with acting(who.person):
        return measured(who.person, **(given | {"today": date(2026, 12, 31)} | other))


def test_interviews_plans_repeated_talks_and_consents_are_counted_from_her_own_files(house: "House") -> None:
    _worked(house, 10)
    told = _told(house, house.cast.ayse)
    said = {code: [(each.value, each.base) for each in figures] for code, figures in told.items()}
    assert said == {
        "D6": [("1,5", "10"), ("%50", "10")],
        "F3": [("%50", "10")],
        "F4": [("%50", "20")],
        "H1": [("%100", "10")],
    }
    assert {each.period for figures in told.values() for each in figures} == {"2026"}
    assert all(each.caveat for figures in told.values() for each in figures)


def test_a_small_number_stays_hidden_beside_the_level_too(house: "House") -> None:
    _worked(house, 2)
    for figures in _told(house, house.cast.ayse).values():
        for each in figures:
            assert each.value.startswith("gizlendi"), each
            assert each.base in ("gizlendi", "0"), each


def test_nobody_else_and_no_closed_vault_measures_anything(house: "House") -> None:
    assert _told(house, house.cast.ayse, vault=None) == {}
    assert _told(house, house.cast.zeynep) == {}
    assert _told(house, house.cast.ayse, centre_id=house.cast.bornova.id) == {}
    assert _told(house, house.cast.elif_, vault=house.cast.ayse.vault) == {}


def _page(house: "House", who: "Member", code: str) -> str:
    row = house.assessment(house.cast.konak, house.cast.ayse)
    answer = who.client().get(reverse("standards:single", args=[row.id, code]))
    return " ".join(html.unescape(answer.content.decode()).replace("<strong>", "").replace("</strong>", "").split())


def test_the_figure_stands_on_the_page_of_the_criterion_for_her_and_not_for_the_network(house: "House") -> None:
    _worked(house, 1)
    assert timezone.localdate() >= DAY
    told = str(indicator("I21").title)
    assert f"Kendi kayıtlarınız: {told}" in _page(house, house.cast.ayse, "F3")
    assert told not in _page(house, house.cast.elif_, "F3")


def test_a_criterion_of_which_nothing_is_counted_yet_says_so_plainly(house: "House") -> None:
    content = house.standard.text
    assert {each.code for each in content.criteria() if each.is_measured_later} == LATER
    row, client = house.assessment(house.cast.konak, house.cast.ayse), house.cast.ayse.client()
    for chapter in {code[0] for code in LATER}:
        page = client.get(reverse("standards:chapter", args=[row.id, chapter])).content.decode()
        wanted = sum(code.startswith(chapter) for code in LATER)
        assert page.count("kayıtlardan henüz ölçülmüyor; merkez kendisi değerlendirir") == wanted, chapter
    for code, words in (("D4", "Henüz ölçülmüyor; merkez kendisi değerlendirir."), ("F5", "Kayıtlardan ölçülür")):
        page = client.get(reverse("standards:criterion", args=[house.standard.id, code])).content.decode()
        assert words in page
    assert (
        "Kayıtlardan ölçülür"
        not in client.get(reverse("standards:criterion", args=[house.standard.id, "D4"])).content.decode()
    )


@pytest.mark.parametrize(
    "code", ["A3", "A5", "A8", "B6", "C1", "C4", "C5", "D5", "D6", "D8", "F5", "H2", "I2", "J3", "K1", "K3"]
)
def test_what_is_called_measured_has_somebody_who_measures_it(house: "House", code: str) -> None:
    criterion = house.standard.text.find(code)
    assert criterion.is_measured
    assert set(kept_here._SAID) == set(COUNTED)
    for each in criterion.measured_by:
        assert each == kept_here.PLANS or indicator(each).kind.code in settings.FACT_SOURCES
    if not criterion.measured_by:
        assert criterion.measured_in in COUNTED
