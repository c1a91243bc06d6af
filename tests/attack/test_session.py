"""The session as an attacker meets it: planted, stolen, half-way, locked, too old, led elsewhere, forged."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as live
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from omuz.foundation.people.models import Session, Staff
from tests.attack.conftest import FORM, NOW, PLANTED, House, every_address, paths
from tests.browser.addresses import name_at
from tests.cast import PASSWORD, Cast

OPEN_TO_A_LOCKED_SCREEN = {"unlock", "lock", "sign-out"}
TURNED_AWAY = {"device": {401, 429}, "centre-key": {403, 422, 429}}
"""What a device without a token and a file without a known key are answered: not known, or, after many tries, to
wait."""

KNOWS_NOBODY = "leaflet:answer"
"""The form of the public page has no session to protect: it is answered to everybody as to a stranger."""


def _shut(answer: Any, door: str, permission: str = "") -> bool:
    """Nothing there, or the way to `door`; a door for devices or for a centre's key knows no session."""
    if answer.status_code in (405, 404):
        return True
    if permission in TURNED_AWAY:
        return answer.status_code in TURNED_AWAY[permission]
    return answer.status_code == 302 and answer["Location"].startswith(reverse(door))


def test_a_locked_screen_reaches_no_address(full: House) -> None:
    client = full["nermin"].client(raise_request_exception=False)
    client.post(reverse("lock"))
    for address in every_address():
        if address.permission == "public" or address.name in OPEN_TO_A_LOCKED_SCREEN:
            continue
        for path in paths(address, full.of_konak):
            for method in ("get", "post"):
                answer = getattr(client, method)(path, **({"data": FORM} if method == "post" else {}))
                assert _shut(answer, "unlock", address.permission), (method, path, answer.status_code)


def test_the_old_vault_cookie_opens_nothing_after_the_lock(house: House) -> None:
    client = house["ayse"].client()
    stolen = {name: morsel.value for name, morsel in client.cookies.items()}
    client.post(reverse("lock"))
    thief = Client(raise_request_exception=False)
    thief.cookies.load(stolen)
    answer = thief.get(reverse("contacts:open", args=[house.contact.id]))
    assert answer.status_code == 302 and answer["Location"].startswith(reverse("unlock"))


def test_after_signing_out_the_old_cookies_open_nothing(full: House) -> None:
    client = full["ayse"].client()
    stolen = {name: morsel.value for name, morsel in client.cookies.items()}
    client.post(reverse("sign-out"))
    thief = Client(raise_request_exception=False)
    thief.cookies.load(stolen)
    for address in every_address():
        if address.permission != "public":
            for path in paths(address, full.of_konak):
                assert _shut(thief.get(path), "sign-in", address.permission), path


def _password_only(cast: Cast, settings: Any) -> Client:
    """Ayşe's password is proven, her second step is not."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    settings.OMUZ_SECOND_FACTOR = "required"
    TOTP.activate(cast.ayse.staff, generate_totp_secret())
    client = Client(raise_request_exception=False)
    answer = client.post(reverse("sign-in"), {"login": "ayse", "password": PASSWORD})
    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    return client


def test_a_password_without_the_second_step_reaches_no_address(full: House, settings: Any) -> None:
    client = _password_only(full.cast, settings)
    for address in every_address():
        if address.permission == "public":
            continue
        for path in paths(address, full.of_konak):
            for method in ("get", "post"):
                answer = getattr(client, method)(path, **({"data": FORM} if method == "post" else {}))
                assert _shut(answer, "sign-in", address.permission), (method, path, answer.status_code)


def test_signing_in_again_does_not_step_over_the_second_step(house: House, settings: Any) -> None:
    client = _password_only(house.cast, settings)
    again = client.post(reverse("sign-in"), {"login": "ayse", "password": PASSWORD, "next": "/temaslar/"})
    assert again["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get("/temaslar/").status_code == 302


def test_somebody_who_must_still_enrol_reaches_nothing_but_that(full: House, settings: Any) -> None:
    client = full["ayse"].client(raise_request_exception=False)
    settings.OMUZ_SECOND_FACTOR = "required"
    for address in every_address():
        if address.name.startswith(("contacts:", "returns:")) or address.name in {"audit", "people", "keys", "profile"}:
            for path in paths(address, full.of_konak):
                answer = client.get(path)
                assert answer.status_code in (302, 405), path
                if answer.status_code == 302:
                    assert answer["Location"].startswith(reverse("second-factor")), path


def test_a_session_planted_before_signing_in_is_not_the_one_she_gets(cast: Cast) -> None:
    client = Client()
    client.get(reverse("sign-in"))
    client.cookies[live.SESSION_COOKIE_NAME] = "a" * 32
    client.post(reverse("sign-in"), {"login": "ayse", "password": PASSWORD})
    given = client.cookies[live.SESSION_COOKIE_NAME]
    assert given.value != "a" * 32
    assert given["httponly"] and given["samesite"] == "Lax" and given["path"] == "/" and not given["domain"]
    key = client.cookies["omuz_key"]
    assert key["httponly"] and key["samesite"] == "Strict" and not key["max-age"]
    assert not Session.objects.filter(session_key="a" * 32).exists()


def test_behind_https_no_cookie_travels_in_the_open(cast: Cast, settings: Any) -> None:
    settings.OMUZ_HTTPS = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.get(reverse("sign-in"), secure=True)
    client.post(reverse("sign-in"), {"login": "ayse", "password": PASSWORD}, secure=True)
    client.post(reverse("language"), {"language": "en"}, secure=True)
    client.post(reverse("presentation"), secure=True)
    assert [name for name, morsel in client.cookies.items() if not morsel["secure"]] == []


def test_the_key_of_a_session_is_renewed_at_sign_in_and_the_first_one_is_dead(cast: Cast) -> None:
    client = Client()
    client.post(reverse("language"), {"language": "en"})
    client.post(reverse("sign-in"), {"login": "ayse", "password": PASSWORD})
    first = client.cookies[live.SESSION_COOKIE_NAME].value
    client.post(reverse("sign-out"))
    client.post(reverse("sign-in"), {"login": "ayse", "password": PASSWORD})
    assert client.cookies[live.SESSION_COOKIE_NAME].value != first
    assert not Session.objects.filter(session_key=first).exists()


def test_a_session_ends_after_its_hours_however_busy_it_is(house: House) -> None:
    client = house["ayse"].client()
    with time_machine.travel(NOW + timedelta(hours=live.OMUZ_SESSION_HOURS, minutes=1), tick=True):
        Session.objects.update(seen_at=NOW + timedelta(hours=live.OMUZ_SESSION_HOURS))
        assert _shut(client.get(reverse("contacts:today")), "sign-in")


def test_ending_her_sessions_once_ends_those_whose_row_was_put_back(house: House) -> None:
    from omuz.foundation.audit.actors import SYSTEM
    from omuz.foundation.audit.chain import recorded
    from omuz.foundation.people.actions.doors import end_all

    client = house["ayse"].client()
    kept = list(Session.objects.filter(staff_id=house["ayse"].staff.pk))
    with recorded(by=SYSTEM, event="sessions.ended"):
        end_all(Staff.objects.get(pk=house["ayse"].staff.pk))
    Session.objects.bulk_create(kept)
    assert _shut(client.get(reverse("contacts:today")), "sign-in")


def test_every_posting_address_refuses_a_form_that_is_not_ours(full: House) -> None:
    client = full["nermin"].client(enforce_csrf_checks=True, raise_request_exception=False)
    other = Client(enforce_csrf_checks=True)
    other.get(reverse("sign-in"))
    client.cookies["omuz_form"] = full["zeynep"].client().get("/temaslar/yeni/").cookies["omuz_form"].value
    foreign = "x" * 64
    for address in every_address():
        if address.name == KNOWS_NOBODY:
            continue
        for path in paths(address, full.of_konak):
            for body in (FORM, {**FORM, "csrfmiddlewaretoken": foreign}):
                for headers in ({}, {"Origin": "https://kotu.example"}):
                    answer = client.post(path, body, headers=headers)
                    refused = TURNED_AWAY.get(address.permission, {403})
                    assert answer.status_code in refused, (path, answer.status_code)
                    assert not any(word in answer.content.decode() for word in PLANTED)


def test_the_form_of_the_public_page_takes_no_notice_of_who_sends_it(full: House) -> None:
    told = set()
    for client in (Client(), full["nermin"].client(), full["elif_"].client()):
        for headers in ({}, {"Origin": "https://kotu.example"}):
            cache.clear()
            answer = client.post(reverse(KNOWS_NOBODY, args=["tr"]), {"listened": "yes"}, headers=headers)
            assert not answer.cookies
            told.add((answer.status_code, answer.content))
    assert len(told) == 1


def test_a_session_gives_nothing_at_the_doors_without_one(full: House) -> None:
    """A telephone's token, a centre's key: whoever is signed in is answered there as a stranger is."""
    asked = 0
    for address in every_address():
        if address.permission not in TURNED_AWAY:
            continue
        for path in paths(address, full.of_konak):
            told = set()
            for client in (Client(), full["nermin"].client(), full["elif_"].client()):
                for headers in ({}, {"Origin": "https://kotu.example"}):
                    cache.clear()
                    answer = client.post(path, FORM, headers=headers)
                    assert 400 <= answer.status_code < 500, path
                    told.add((answer.status_code, answer.content))
            assert len(told) == 1, path
            asked += 1
    assert asked >= 3


ELSEWHERE = ("https://kotu.example/", "//kotu.example/", "/\\kotu.example", "\\\\kotu.example", "javascript:alert(1)",
             "http:kotu.example", "https:///kotu.example", "\tjavascript:alert(1)", "/%09/kotu.example",
             "http://127.0.0.1@kotu.example/", "///kotu.example", "data:text/html,x")  # fmt: skip


@pytest.mark.parametrize("where", ELSEWHERE)
def test_no_door_leads_to_another_house(cast: Cast, where: str) -> None:
    def inside(answer: Any) -> bool:
        target = answer.get("Location", "/")
        return target.startswith("/") and not target.startswith(("//", "/\\"))

    client = cast.ayse.client()
    assert inside(client.post(reverse("language"), {"language": "tr", "next": where}))
    assert inside(client.post(reverse("presentation"), {"next": where}))
    assert inside(client.post(reverse("confirm") + f"?next={where}", {"password": PASSWORD, "next": where}))
    assert inside(client.post(reverse("lock") + f"?next={where}", {"next": where}))
    assert inside(client.post(reverse("unlock"), {"password": PASSWORD, "next": where}))
    fresh = Client()
    assert inside(fresh.post(reverse("sign-in"), {"login": "can", "password": PASSWORD, "next": where}))
    assert f'href="{where}"' not in Client().get(reverse("sign-in"), {"next": where}).content.decode()


def test_a_foreign_host_name_is_refused_and_never_stands_in_an_answer(house: House) -> None:
    client = house["can"].client(raise_request_exception=False)
    for path in ("/giris/", reverse("invite"), reverse("people")):
        for headers in ({"Host": "kotu.example"}, {"Host": "127.0.0.1:80@kotu.example"}):
            answer = client.get(path, headers=headers)
            assert answer.status_code == 400 and b"kotu.example" not in answer.content
        forwarded = client.get(path, headers={"X-Forwarded-Host": "kotu.example"})
        assert b"kotu.example" not in forwarded.content


def test_what_one_person_was_told_is_not_told_to_the_next_at_the_same_computer(house: House) -> None:
    """A message about a record waits for the page that follows; the next person must not get it."""
    client = house["ayse"].client()
    draft = house.draft
    answer = client.post(
        reverse("contacts:discard", args=[draft.id]), {"version": draft.revision, "reason": "line_cut"}
    )
    assert answer.status_code == 302
    client.post(reverse("contacts:find"), {"q": "T-AAAAA"})
    client.post(reverse("sign-out"))
    door = client.get(reverse("sign-in")).content.decode()
    client.post(reverse("sign-in"), {"login": "can", "password": PASSWORD})
    first = client.get("/", follow=True).content.decode()
    for text in (door, first):
        assert "Taslak" not in text and "Bu kodla bir temas yok" not in text


def test_what_waited_behind_a_lock_is_not_shown_on_the_locked_page(house: House) -> None:
    client = house["ayse"].client()
    client.post(reverse("contacts:find"), {"q": "T-AAAAA"})
    client.post(reverse("lock"))
    assert "Bu kodla bir temas yok" not in client.get(reverse("unlock")).content.decode()


def test_every_path_these_tests_try_is_one_the_program_has(full: House) -> None:
    """A path that leads nowhere answers 404 whatever the wall does, so nothing tried on it proves anything."""
    tried = {path for address in every_address() for path in paths(address, full.of_konak)}
    assert {path for path in tried if not name_at(path)} == set()
