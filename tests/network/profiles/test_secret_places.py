"""A centre whose place is confidential: its profile does not tell where it is, to whoever reads, searches or counts."""

import html
from datetime import date
from typing import Any

import pytest

from omuz.foundation.people.access import acting
from omuz.network.directory.actions.keeping import Moment, keep
from omuz.network.directory.models import PublicPart
from omuz.network.profiles.models import PublicProfile, SignedProfile
from tests.network.profiles.conftest import FULL, House

pytestmark = pytest.mark.django_db
TELLING = {
    **FULL,
    "/identity/name": "Dayanışma, Gizlibahçe Sokakta",
    "/identity/name_known": "Mor Kapı",
    "/identity/area_district": "urla",
    "/services_hours/hours": "Salı, Gizlibahçe Cd. girişinden",
}
PIECES = ("Gizlibahçe", "Urla")
PEOPLE = ("ayse", "nermin", "zeynep", "elif_", "derya", "can")


def _hide(house: House) -> None:
    nermin, konak = house.cast.nermin.person, house.cast.konak
    with acting(nermin):
        row = PublicPart(centre_id=konak.id)
        keep(by=nermin, row=row, facts={"confidential": True}, moment=Moment(date(2026, 1, 1)))


def _signed(house: House) -> None:
    house.send(house.cast.nermin, house.cast.konak, TELLING)
    house.sign(house.cast.nermin, house.cast.konak)


@pytest.mark.parametrize("first", [_signed, _hide])
def test_no_page_of_the_profiles_tells_where_a_secret_centre_is(house: House, first: Any) -> None:
    for each in (first, *({_signed, _hide} - {first})):
        each(house)
    cast: Any = house.cast
    asked, konak = house.asked.id, cast.konak.code
    pages = ["", f"merkez/{konak}/", f"ag/{asked}/", f"tur/{asked}/", f"tur/{asked}/sorular/?b=identity"]
    pages += [f"tur/{asked}/soru/{name}/" for name in ("name", "area_district", "area_served", "hours")]
    opened = 0
    for name in PEOPLE:
        client = getattr(cast, name).client()
        for page in pages:
            answer = client.get(f"/profiller/{page}")
            opened += answer.status_code == 200
            told = html.unescape(answer.content.decode())
            shown = [each for each in PIECES if each in told]
            assert shown == [], (name, page)
        public = html.unescape(client.get(f"/profiller/merkez/{konak}/").content.decode())
        assert "Mor Kapı" in public
    assert opened >= 18


def test_nobody_finds_a_secret_centre_by_its_district_or_street(house: House) -> None:
    _signed(house)
    _hide(house)
    client = house.cast.zeynep.client()
    for words in ("urla", "gizlibahce"):
        told = html.unescape(client.get("/profiller/", {"q": words}).content.decode())
        assert house.cast.konak.name not in told


def test_what_a_secret_centre_signs_is_kept_without_its_place_where_everybody_may_read(house: House) -> None:
    _hide(house)
    _signed(house)
    with acting(house.cast.zeynep.person):
        page = PublicProfile.objects.get(centre_id=house.cast.konak.id)
    assert not page.values.keys() & {"name", "area_district", "hours"}
    assert page.values["name_known"] == "Mor Kapı"
    with acting(house.cast.nermin.person):
        assert SignedProfile.objects.get(centre_id=house.cast.konak.id).values["area_district"] == "urla"


def test_the_list_says_that_the_place_is_not_told(house: House) -> None:
    _signed(house)
    _hide(house)
    told = house.cast.elif_.client().get(f"/profiller/tur/{house.asked.id}/soru/area_district/").content.decode()
    assert "gösterilmiyor: yeri gizli" in html.unescape(told)
