"""The frame: the rail each person sees, the language she reads in, and what is said when something fails."""

import re

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from omuz.foundation.people.models import Staff
from omuz.site.shell import navigation, views
from omuz.site.shell.navigation import SECTIONS, rail

pytestmark = pytest.mark.django_db


def labels(person: object, path: str = "/") -> list[str]:
    return [str(link.label) for section in rail(person, path) for link in section.links]


def test_the_rail_holds_only_pages_that_exist(cast, client: Client) -> None:
    for who in (cast.ayse, cast.nermin, cast.zeynep, cast.elif_, cast.derya, cast.can):
        browser = who.client()
        for section in rail(who.person, "/"):
            for link in section.links:
                assert browser.get(link.address).status_code == 200, (who.staff.username, link.address)


def test_an_entry_whose_page_is_not_built_is_not_drawn(cast, monkeypatch: pytest.MonkeyPatch) -> None:
    unbuilt = navigation.Entry("not-built-yet", "Yok", "info")
    monkeypatch.setattr(navigation, "SECTIONS", (navigation.Section("Boş", (unbuilt,)), *SECTIONS))
    drawn = rail(cast.ayse.person, "/")
    assert "Boş" not in [section.title for section in drawn]
    assert "Yok" not in labels(cast.ayse.person)


def test_each_sees_what_her_role_has(cast) -> None:
    assert "Temaslar" in labels(cast.ayse.person)
    for who in (cast.elif_, cast.derya, cast.can):
        assert "Temaslar" not in labels(who.person)
    assert "Kurumlar ve merkezler" in labels(cast.can.person)
    assert "Kurumlar ve merkezler" not in labels(cast.nermin.person)


def test_one_entry_is_current_on_the_pages_under_it(cast) -> None:
    contacts = next(link for section in rail(cast.ayse.person, "/") for link in section.links if link.icon == "call")
    drawn = rail(cast.ayse.person, contacts.address + "yeni/")
    current = [str(link.label) for section in drawn for link in section.links if link.current]
    assert current == ["Temaslar"]
    drawn = rail(cast.elif_.person, reverse("surveys:library"))
    assert [str(link.label) for section in drawn for link in section.links if link.current] == ["Anketler"]
    assert not any(link.current for section in rail(cast.ayse.person, "/yok/") for link in section.links)


def test_everybody_begins_at_a_page_she_may_open(cast) -> None:
    for who in (cast.ayse, cast.nermin, cast.elif_, cast.derya, cast.can):
        assert who.client().get("/", follow=True).status_code == 200


def test_the_title_is_neutral_and_the_page_bears_no_name_in_its_head(cast) -> None:
    head = cast.ayse.client().get("/galeri/").content.decode().split("</head>")[0]
    assert re.findall(r"<title>(.*?)</title>", head) == ["Belge"]
    assert "Konak" not in head
    assert "Ayşe" not in head


def test_turkish_comes_first_whatever_the_computer_is_set_to(client: Client) -> None:
    page = client.get("/giris/", headers={"Accept-Language": "en-US,en;q=0.9"})
    assert '<html lang="tr"' in page.content.decode()
    assert page.headers["Content-Language"] == "tr"


def test_a_chosen_language_is_kept_on_this_computer(client: Client) -> None:
    answer = client.post("/dil/", {"language": "en", "next": "/giris/"})
    assert answer.headers["Location"] == "/giris/"
    assert '<html lang="en"' in client.get("/giris/").content.decode()


def test_a_chosen_language_goes_with_the_person_to_another_computer(cast) -> None:
    cast.ayse.client().post("/dil/", {"language": "en"})
    assert Staff.objects.get(pk=cast.ayse.staff.pk).language == "en"
    assert '<html lang="en"' in cast.ayse.client().get("/galeri/").content.decode()
    assert '<html lang="tr"' in cast.nermin.client().get("/galeri/").content.decode()


def test_a_language_nobody_offers_changes_nothing(cast) -> None:
    browser = cast.ayse.client()
    browser.post("/dil/", {"language": "xx"})
    assert Staff.objects.get(pk=cast.ayse.staff.pk).language == "tr"
    assert '<html lang="tr"' in browser.get("/galeri/").content.decode()


@pytest.mark.parametrize("where", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_a_choice_never_leads_to_another_host(client: Client, where: str) -> None:
    assert client.post("/dil/", {"language": "tr", "next": where}).headers["Location"] == "/"


def test_presentation_mode_is_kept_until_it_is_switched_off(cast) -> None:
    browser = cast.ayse.client()
    browser.post("/sunum/", {"next": "/galeri/"})
    assert 'class="presenting"' in browser.get("/galeri/").content.decode()
    browser.post("/sunum/", {"next": "/galeri/"})
    assert 'class="presenting"' not in browser.get("/galeri/").content.decode()


def test_shortcuts_of_one_letter_can_be_switched_off(cast) -> None:
    browser = cast.ayse.client()
    assert 'data-single-keys="on"' in browser.get("/galeri/").content.decode()
    browser.post("/kisayollar/")
    assert 'data-single-keys="off"' in browser.get("/galeri/").content.decode()


def test_a_missing_page_says_so_calmly_and_tells_nothing(cast) -> None:
    page = cast.ayse.client().get("/boyle-bir-sayfa-yok/")
    text = page.content.decode()
    assert page.status_code == 404
    assert "Böyle bir sayfa yok" in text
    assert "boyle-bir-sayfa-yok" not in text.split("<main")[1].split("</main>")[0]


def test_our_own_failure_is_told_without_database_or_details(rf: RequestFactory, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        page = views.broken(rf.get("/"))
    assert page.status_code == 500
    assert "Bizden kaynaklanan bir hata oldu" in page.content.decode()


def test_a_background_request_gets_the_failure_as_data(cast, rf: RequestFactory) -> None:
    answer = cast.ayse.client().get("/yok/", headers={"X-Omuz-Background": "1"})
    assert answer.headers["Content-Type"] == "application/json"
    assert views.broken(rf.get("/", headers={"X-Omuz-Background": "1"})).headers["Content-Type"] == "application/json"


def stale(who: object, **options: object) -> object:
    browser = who.client(enforce_csrf_checks=False)  # type: ignore[attr-defined]
    browser.handler.enforce_csrf_checks = True
    return browser.post("/dil/", {"language": "en", "note": "uzun bir <not>"}, **options)


def test_a_form_kept_open_too_long_can_be_sent_again_with_all_that_was_typed(cast) -> None:
    page = stale(cast.ayse, headers={"Origin": "http://testserver"})
    text = page.content.decode()
    assert page.status_code == 403
    assert 'name="note" value="uzun bir &lt;not&gt;"' in text
    assert 'name="csrfmiddlewaretoken"' in text


def test_a_form_from_elsewhere_is_never_offered_again(cast) -> None:
    for origin in ({}, {"Origin": "https://example.org"}, {"Origin": "null"}):
        text = stale(cast.ayse, headers=origin).content.decode()
        assert "uzun bir" not in text


def test_a_password_is_never_written_back_into_a_page(rf: RequestFactory) -> None:
    request = rf.post("/giris/", {"password": "mor sardunya", "login": "ayse"}, headers={"Origin": "http://testserver"})
    assert "sardunya" not in views.form_expired(request).content.decode()


def test_an_autosaved_form_with_an_old_token_gets_a_new_one(cast) -> None:
    answer = stale(cast.ayse, headers={"X-Omuz-Background": "1"})
    assert answer.status_code == 403
    assert len(answer.json()["token"]) > 20
