"""Parts of the frame are drawn once for each person and place; what belongs to one answer alone is never kept."""

import re

import pytest

pytestmark = pytest.mark.django_db

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
NEXT = re.compile(r'name="next" value="([^"]+)"')


def _page(client, path: str) -> str:
    return client.get(path).content.decode()


def test_a_token_is_of_one_answer_and_the_address_of_one_page(cast) -> None:
    client = cast.ayse.client()
    first, second = _page(client, "/galeri/"), _page(client, '/galeri/?a=1&b="x"')
    assert set(TOKEN.findall(first)).isdisjoint(TOKEN.findall(second))
    assert set(NEXT.findall(first)) == {"/galeri/"}
    assert set(NEXT.findall(second)) == {"/galeri/?a=1&amp;b=%22x%22"}
    assert "\ue000" not in first + second


def test_nobody_is_shown_the_frame_of_another(cast) -> None:
    ayse, nermin = cast.ayse.client(), cast.nermin.client()
    pages = [_page(who, "/galeri/") for who in (ayse, nermin, ayse)]
    assert ["Nermin Aksoy" in page for page in pages] == [False, True, False]
    assert ["Ayşe Demir" in page for page in pages] == [True, False, True]
    assert [cast.nermin.staff.full_name in _page(cast.can.client(), "/galeri/")] == [False]


def test_the_frame_follows_place_language_and_presentation(cast) -> None:
    client = cast.ayse.client()
    here = re.compile(r'href="([^"]+)" aria-current="page"')
    assert "/temaslar/" in here.findall(_page(client, "/temaslar/"))
    assert "/temaslar/" not in here.findall(_page(client, "/rehber/"))
    assert "Oturumu kapat" in _page(client, "/galeri/")
    client.post("/dil/", {"language": "en", "next": "/galeri/"})
    assert "Oturumu kapat" not in _page(client, "/galeri/")
    client.post("/sunum/", {"next": "/galeri/"})
    assert 'aria-pressed="true"' in _page(client, "/galeri/")
