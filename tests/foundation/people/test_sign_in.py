"""Coming in with name and password: what is refused, what is said, what is left behind."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from omuz.foundation.people.actions import accounts
from omuz.foundation.people.models import Session
from omuz.foundation.vault import session as vault
from tests.cast import PASSWORD, Cast, Member

WRONG = "hiç böyle bir parola yok"


def _try(client: Client, login: str, password: str, **more: Any) -> Any:
    return client.post(reverse("sign-in"), {"login": login, "password": password}, **more)


def _events(member: Member, name: str) -> list[AuditEvent]:
    with acting(member.person):
        return list(AuditEvent.objects.filter(event=name).order_by("seq"))


def test_the_right_password_opens_the_day_and_her_vault(cast: Cast) -> None:
    client = Client()
    response = _try(client, "ayse", PASSWORD)
    assert response.status_code == 302
    assert response["Location"] == reverse("today")
    assert "vault" in client.session
    assert vault.COOKIE in client.cookies


def test_letter_case_of_the_name_does_not_matter(cast: Cast) -> None:
    assert _try(Client(), "AYSE", PASSWORD).status_code == 302


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(cast: Cast) -> None:
    wrong = _try(Client(), "ayse", WRONG)
    unknown = _try(Client(), "yok-boyle-biri", WRONG)
    assert wrong.status_code == unknown.status_code == 200
    assert list(wrong.context["form"].non_field_errors()) == list(unknown.context["form"].non_field_errors())
    assert "doğru değil" in wrong.content.decode()


def test_an_account_that_has_ended_gets_the_same_answer(cast: Cast) -> None:
    with acting(cast.nermin.person):
        accounts.leave(by=cast.nermin.person, staff=cast.ayse.staff)
    gone = _try(Client(), "ayse", PASSWORD)
    unknown = _try(Client(), "yok-boyle-biri", PASSWORD)
    assert gone.status_code == unknown.status_code == 200
    assert gone.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()


def test_an_unknown_name_costs_one_hash_as_a_wrong_password_does(cast: Cast, monkeypatch: Any) -> None:
    from argon2 import PasswordHasher, low_level

    runs: list[str] = []
    for where, name in ((low_level, "hash_secret"), (PasswordHasher, "verify")):
        real = getattr(where, name)
        monkeypatch.setattr(
            where, name, lambda *a, _real=real, _name=name, **k: (runs.append(_name), _real(*a, **k))[1]
        )
    _try(Client(), "ayse", WRONG)
    wrong = len(runs)
    _try(Client(), "yok-boyle-biri", WRONG)
    assert wrong == 1
    assert len(runs) - wrong == 1


def test_the_name_of_nobody_is_not_kept_in_the_log(cast: Cast) -> None:
    _try(Client(), PASSWORD, "x")
    [event] = _events(cast.can, "session.refused")
    assert event.about == "staff:unknown password"
    assert event.staff_id is None


def test_a_refused_sign_in_stands_in_the_log_of_her_centre(cast: Cast) -> None:
    _try(Client(), "ayse", WRONG)
    [event] = _events(cast.nermin, "session.refused")
    assert str(cast.ayse.staff.pk) in event.about


def test_coming_in_leaves_exactly_one_event_in_the_log_of_her_centre(cast: Cast) -> None:
    cast.ayse.client()
    [event] = _events(cast.nermin, "session.opened")
    assert event.staff_id == cast.ayse.staff.pk
    assert event.about == "with:password"
    assert event.chain == cast.konak.id


def test_whoever_has_no_centre_stands_in_the_log_of_the_installation(cast: Cast) -> None:
    cast.can.client()
    cast.elif_.client()
    assert {event.username for event in _events(cast.can, "session.opened")} == {"can", "elif"}


def test_the_session_key_is_renewed_at_sign_in(cast: Cast) -> None:
    client = Client()
    client.get(reverse("sign-in"))
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies["omuz_session"] = planted
    _try(client, "ayse", PASSWORD)
    assert client.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_a_planted_session_key_is_never_taken_over(cast: Cast) -> None:
    client = Client()
    client.cookies["omuz_session"] = "a" * 32
    _try(client, "ayse", PASSWORD)
    assert client.session.session_key != "a" * 32


def test_too_many_wrong_tries_are_stopped_and_say_that_the_account_stays_open(cast: Cast) -> None:
    client = Client()
    for _ in range(6):
        _try(client, "ayse", WRONG)
    refused = _try(client, "ayse", PASSWORD)
    assert refused.status_code == 200
    assert "Hesabınız kapanmadı" in refused.content.decode()


def _known_browser() -> Client:
    client = Client()
    assert _try(client, "ayse", PASSWORD).status_code == 302
    client.post(reverse("sign-out"))
    return client


def test_a_stranger_who_guesses_all_day_does_not_keep_her_out_of_her_own_browser(cast: Cast) -> None:
    hers = _known_browser()
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(8):
        _try(stranger, "ayse", WRONG)
    assert _try(stranger, "ayse", PASSWORD).status_code == 200
    assert _try(hers, "ayse", PASSWORD).status_code == 302


def test_a_known_browser_is_counted_as_well(cast: Cast) -> None:
    hers = _known_browser()
    for _ in range(6):
        _try(hers, "ayse", WRONG)
    assert _try(hers, "ayse", PASSWORD).status_code == 200


def test_one_address_may_not_go_through_all_names(cast: Cast) -> None:
    client = Client(REMOTE_ADDR="203.0.113.9")
    for number in range(30):
        _try(client, f"kimse-{number}", WRONG)
    assert "bekleyin" in _try(client, "kimse-31", WRONG).content.decode()


def test_waiting_opens_the_door_again(cast: Cast, time_machine: Any) -> None:
    time_machine.move_to("2026-11-22T09:00:00+03:00")
    client = Client()
    for _ in range(7):
        _try(client, "ayse", WRONG)
    time_machine.move_to("2026-11-22T09:06:00+03:00")
    assert _try(client, "ayse", PASSWORD).status_code == 302


def test_the_way_on_leads_only_to_pages_of_this_installation(cast: Cast) -> None:
    inside = Client().post(reverse("sign-in"), {"login": "ayse", "password": PASSWORD, "next": reverse("profile")})
    outside = Client().post(
        reverse("sign-in"), {"login": "ayse", "password": PASSWORD, "next": "//elsewhere.example/x"}
    )
    assert inside["Location"] == reverse("profile")
    assert outside["Location"] == reverse("today")


def test_there_is_no_sign_up_and_no_password_mail(client: Client, cast: Cast) -> None:
    for path in ("/signup/", "/accounts/signup/", "/giris/kayit/", "/password/reset/", "/accounts/login/"):
        assert client.get(path).status_code == 404


def test_the_password_stands_in_no_cookie_and_no_session(cast: Cast) -> None:
    client = cast.ayse.client()
    assert PASSWORD not in str(dict(client.session))
    assert PASSWORD not in str(client.cookies)


def test_signing_out_ends_the_session_on_the_server(cast: Cast) -> None:
    client = cast.ayse.client()
    kept = client.cookies["omuz_session"].value
    client.post(reverse("sign-out"))
    client.cookies["omuz_session"] = kept
    assert client.get(reverse("profile"))["Location"].startswith(reverse("sign-in"))
    assert not Session.objects.filter(session_key=kept).exists()


def test_leaving_needs_a_press_not_a_link(cast: Cast) -> None:
    client = cast.ayse.client()
    assert client.get(reverse("sign-out")).status_code == 405
    assert client.get(reverse("profile")).status_code == 200


def test_unsafe_requests_without_the_forms_token_are_refused(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    for name in ("sign-in", "lock", "unlock", "sign-out", "confirm", "change-password", "sign-out-everywhere"):
        assert client.post(reverse(name)).status_code == 403, name


@pytest.mark.parametrize("name", ["sign-in", "unlock"])
def test_the_door_says_nothing_about_whose_screen_it_is(cast: Cast, name: str) -> None:
    client = cast.ayse.client()
    client.post(reverse("lock"))
    if name == "sign-in":
        client.post(reverse("sign-out"))
    page = client.get(reverse(name)).content.decode()
    assert "<title>Belge</title>" in page
    for word in ("Ayşe", "ayse", "Konak", "konak", "şiddet"):
        assert word not in page
