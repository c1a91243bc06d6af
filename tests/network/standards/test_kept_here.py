"""Living standards without a case: returns, directory and profile beside the level, for its own people only."""

import html
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from omuz.foundation.people.access import acting
from omuz.network.standards.queries.kept_here import ASKED, kept_here
from tests.network.standards.houses import House

if TYPE_CHECKING:
    from tests.cast import Member

SAID = {"K1": "Gönderilen üç aylık bildirim: 0/4", "H2": "Son altı ayda doğrulanan kurum: 0/0"}


def _plain(house: House, who: "Member", code: str) -> str:
    row = house.assessment(house.cast.konak, house.cast.ayse)
    answer = who.client().get(reverse("standards:single", args=[row.id, code]))
    text = html.unescape(answer.content.decode())
    return " ".join(text.replace("<strong>", "").replace("</strong>", "").split())


@pytest.mark.parametrize("code", SAID)
def test_what_the_network_already_holds_stands_beside_the_level(house: House, code: str) -> None:
    assert SAID[code] in _plain(house, house.cast.nermin, code)
    assert SAID[code].split(":")[0] not in _plain(house, house.cast.elif_, code)


def test_a_profile_that_was_never_signed_says_nothing(house: House) -> None:
    criteria = [house.standard.text.find(code) for code in ASKED]
    person = house.cast.nermin.person
    with acting(person):
        found = kept_here(person, centre_id=house.cast.konak.id, criteria=criteria, today=house.asked.opens_on)
    assert found == {}
    assert all(criterion.measured_in == "profiles" for criterion in criteria)
