"""The quick lock and the idle lock: a locked session reaches nothing until the password is given again."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from omuz.foundation.people.models import Session
from omuz.foundation.vault import index
from omuz.foundation.vault import session as vault
from tests.cast import PASSWORD, Cast

PAGES = ("profile", "people", "keys", "audit", "second-factor", "confirm", "change-password")


def _unlock(client: Client, password: str = PASSWORD, **more: str) -> Any:
    return client.post(reverse("unlock"), {"password": password, **more})


def test_a_locked_session_reaches_no_page(cast: Cast) -> None:
    client = cast.nermin.client()
    client.post(reverse("lock"))
    for name in PAGES:
        answer = client.get(reverse(name))
        assert answer.status_code == 302, name
        assert answer["Location"].startswith(reverse("unlock")), name


def test_locking_closes_the_vault_in_session_and_browser(cast: Cast) -> None:
    client = cast.ayse.client()
    client.post(reverse("lock"))
    assert "vault" not in client.session
    assert client.cookies[vault.COOKIE].value == ""


def test_locking_drops_what_was_kept_in_memory(cast: Cast) -> None:
    client = cast.ayse.client()
    opening = client.session["vault"]["opening"]
    index.kept(opening, "list", lambda: ["something"], staff_id=cast.ayse.staff.pk)
    client.post(reverse("lock"))
    assert opening not in index.held()


def test_the_lock_of_a_page_in_the_background_answers_without_a_page(cast: Cast) -> None:
    answer = cast.ayse.client().post(reverse("lock"), headers={"X-Omuz-Background": "1"})
    assert answer.status_code == 204


def test_a_background_request_of_a_locked_session_is_told_the_door(cast: Cast) -> None:
    client = cast.ayse.client()
    client.post(reverse("lock"))
    answer = client.get(reverse("profile"), headers={"X-Omuz-Background": "1"})
    assert answer.status_code == 403
    assert answer.json()["door"] == reverse("unlock")


def test_the_password_opens_the_screen_the_vault_and_the_page_she_was_on(cast: Cast) -> None:
    client = cast.ayse.client()
    client.post(reverse("lock"))
    answer = _unlock(client, next=reverse("keys"))
    assert answer["Location"] == reverse("keys")
    assert client.get(reverse("keys")).status_code == 200
    assert "vault" in client.session


def test_a_wrong_password_opens_nothing_and_stands_in_the_log(cast: Cast) -> None:
    client = cast.ayse.client()
    client.post(reverse("lock"))
    answer = _unlock(client, "yanlış bir parola")
    assert answer.status_code == 200
    assert "Parola doğru değil" in answer.content.decode()
    assert client.get(reverse("profile")).status_code == 302
    with acting(cast.nermin.person):
        assert AuditEvent.objects.filter(event="session.unlock_refused", staff_id=cast.ayse.staff.pk).count() == 1


def test_wrong_tries_at_the_lock_are_limited(cast: Cast) -> None:
    client = cast.ayse.client()
    client.post(reverse("lock"))
    for _ in range(6):
        _unlock(client, "yanlış bir parola")
    assert "bekleyin" in _unlock(client).content.decode()
    assert client.get(reverse("profile")).status_code == 302


def test_another_members_password_does_not_open_her_screen(cast: Cast) -> None:
    client = cast.ayse.client()
    client.post(reverse("lock"))
    cast.nermin.staff.set_password("bambaşka bir parola burada")
    answer = _unlock(client, "bambaşka bir parola burada")
    assert answer.status_code == 200


def test_the_way_back_leads_only_into_this_installation(cast: Cast) -> None:
    client = cast.ayse.client()
    client.post(reverse("lock"))
    for elsewhere in ("//elsewhere.example", "https://elsewhere.example/", "javascript:alert(1)", "\\\\elsewhere"):
        assert client.get(reverse("unlock"), {"next": elsewhere}).context["next"] == reverse("today")
    assert _unlock(client, next="//elsewhere.example")["Location"] == reverse("today")


def test_the_server_locks_a_session_nobody_touches(cast: Cast) -> None:
    client = cast.ayse.client()
    Session.objects.filter(staff_id=cast.ayse.staff.pk).update(seen_at=timezone.now() - timedelta(seconds=901))
    assert client.get(reverse("profile"))["Location"].startswith(reverse("unlock"))
    assert client.get(reverse("profile"))["Location"].startswith(reverse("unlock"))
    assert "vault" not in client.session
    with acting(cast.nermin.person):
        [event] = AuditEvent.objects.filter(event="session.locked")
    assert event.about == "idle"


def test_a_hand_at_work_keeps_it_open_and_polling_does_not(cast: Cast, time_machine: Any) -> None:
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    client = cast.ayse.client()
    for minutes in (10, 20):
        time_machine.move_to(start + timedelta(minutes=minutes), tick=False)
        assert client.post(reverse("alive")).status_code == 204
    for minutes in (25, 30):
        time_machine.move_to(start + timedelta(minutes=minutes), tick=False)
        assert client.get(reverse("profile"), headers={"X-Omuz-Background": "1"}).status_code == 200
    time_machine.move_to(start + timedelta(minutes=36), tick=False)
    assert client.get(reverse("profile"))["Location"].startswith(reverse("unlock"))


def test_a_request_under_way_cannot_undo_the_lock(cast: Cast) -> None:
    client = cast.ayse.client()
    under_way = client.session
    client.post(reverse("lock"))
    under_way["something"] = "typed"
    under_way.save()
    assert client.get(reverse("profile"))["Location"].startswith(reverse("unlock"))


def test_the_lock_needs_a_press(cast: Cast) -> None:
    client = cast.ayse.client()
    assert client.get(reverse("lock")).status_code == 405
    assert client.get(reverse("profile")).status_code == 200
