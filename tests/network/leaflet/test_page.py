"""The page a woman opens herself: what it needs, what it shows, what it never shows, what it leaves behind."""

import gzip
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.staticfiles import finders
from django.db import transaction
from django.test import Client
from lxml import html

from omuz.foundation.people.access import acting
from omuz.foundation.tenancy.context import see_as, see_leaflet
from omuz.network.directory.models import InternalPart, Partner, PublicPart
from omuz.network.leaflet.queries.words import LANGUAGES, leaflets

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.network.directory.planted import Directory

pytestmark = pytest.mark.django_db
LIMIT = 60_000


@pytest.fixture
def directory(cast: "Cast") -> "Directory":
    from tests.network.directory.planted import plant

    return plant(cast)


def _document(response: Any) -> Any:
    return html.document_fromstring(response.content.decode())


def _read(language: str = "tr") -> Any:
    response = Client().get(f"/bilgi/{language}/")
    assert response.status_code == 200
    return _document(response)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_opens_without_sign_in_without_cookie_and_mirrored_where_it_is_written_so(
    directory: "Directory", language: str
) -> None:
    client = Client()
    response = client.get(f"/bilgi/{language}/")
    page = _document(response)
    told = leaflets()[language]
    assert (page.get("lang"), page.get("dir")) == (language, told.direction)
    assert client.cookies == {}
    assert response["Content-Language"] == language
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert page.findtext(".//title") == "Belge"
    assert told.words["unchecked"] in page.text_content()


def test_page_style_and_script_together_are_light_and_of_this_host_only(directory: "Directory") -> None:
    heaviest = 0
    for language in LANGUAGES:
        response = Client().get(f"/bilgi/{language}/")
        page = _document(response)
        fetched = [
            *page.xpath("//link[@rel='stylesheet']/@href"),
            *page.xpath("//script/@src"),
            *page.xpath("//img/@src"),
        ]
        assert len(fetched) == 2
        assert all(each.startswith("/static/leaflet/") for each in fetched)
        parts = [Path(str(finders.find(each.removeprefix("/static/")))).read_bytes() for each in fetched]
        heaviest = max(heaviest, len(response.content) + sum(map(len, parts)))
        assert sum(len(gzip.compress(each)) for each in (response.content, *parts)) < LIMIT / 3
    assert heaviest < LIMIT * 2


def test_every_district_names_its_centre_or_the_nearest_ones_with_a_number_to_tap(directory: "Directory") -> None:
    page = _read()
    boxes = page.xpath("//details")
    assert len(boxes) == 30 + len(
        page.xpath("//h3[.='" + leaflets()["tr"].words["anywhere"] + "']/following-sibling::div/details")
    )
    assert all(box.xpath(".//a[starts-with(@href, 'tel:')]") for box in boxes)
    konak = next(box for box in boxes if box.findtext("summary/bdi") == "Konak")
    assert konak.xpath(".//article")
    assert leaflets()["tr"].words["near"] not in konak.text_content()
    assert any(leaflets()["tr"].words["near"] in box.text_content() for box in boxes)


def test_no_word_of_the_internal_part_or_of_an_institution_can_be_read(directory: "Directory") -> None:
    with transaction.atomic():
        see_leaflet()
        assert PublicPart.objects.exists()
        assert not InternalPart.objects.exists()
        assert not Partner.objects.exists()
    with transaction.atomic():
        see_as()
        assert not PublicPart.objects.exists()


def test_the_place_of_a_secret_centre_is_told_by_telephone_only(directory: "Directory") -> None:
    cast = directory.cast
    with acting(cast.nermin.person):
        public = PublicPart.objects.get(centre_id=cast.konak.id)
    directory.keep(cast.nermin, public, since=date(2026, 11, 1), confidential=True, address="", how_to_reach="")
    page = _read()
    konak = next(box for box in page.xpath("//details") if box.findtext("summary/bdi") == "Konak")
    assert not konak.xpath(".//article")
    place = page.xpath(f"//article[@id='{cast.konak.code}']")[0]
    assert leaflets()["tr"].words["secret"] in place.text_content()
    assert place.xpath(".//a[starts-with(@href, 'tel:')]")
    assert place.xpath("ancestor::details/summary")[0].text_content() == cast.konak.name


def test_the_card_names_numbers_and_nothing_else(directory: "Directory") -> None:
    page = _document(Client().get(f"/bilgi/ku/kart/{directory.cast.konak.code}/"))
    cards = page.xpath("//div[@class='pocket']")
    assert len(cards) == 8
    assert directory.cast.konak.name not in page.text_content()
    assert "183" in cards[0].text_content()
    assert Client().get("/bilgi/tr/kart/yok/").status_code == 404
    assert Client().get("/bilgi/xx/").status_code == 404


def test_an_invented_centre_is_shown_in_a_demonstration_only(directory: "Directory", settings: Any) -> None:
    with transaction.atomic():
        see_leaflet()
        invented = PublicPart.objects.filter(example=True).count()
    settings.OMUZ_DEMO = True
    with_them = len(_read().xpath("//article"))
    settings.OMUZ_DEMO = False
    assert len(_read().xpath("//article")) == with_them - invented


def test_a_secret_centre_has_no_district_no_way_and_no_address_even_where_somebody_typed_them(
    directory: "Directory",
) -> None:
    cast = directory.cast
    with acting(cast.nermin.person):
        public = PublicPart.objects.get(centre_id=cast.konak.id)
        where = public.address or "Gizli sokak 7"
    directory.keep(cast.nermin, public, since=date(2026, 11, 1), confidential=True, address="", how_to_reach="")
    with_district = Client().get("/bilgi/tr/").content.decode()
    page: Any = html.document_fromstring(with_district)
    place = page.xpath(f"//article[@id='{cast.konak.code}']")[0]
    assert where not in with_district
    assert "Konak" not in place.xpath("./dl")[0].text_content()
    card = Client().get(f"/bilgi/tr/kart/{cast.konak.code}/").content.decode()
    assert cast.konak.name not in card and "Konak" not in card


def test_the_way_in_for_staff_leads_whoever_looks_for_support_here(directory: "Directory") -> None:
    page = _document(Client().get("/giris/"))
    assert page.xpath("//main//a[@href='/bilgi/']")
