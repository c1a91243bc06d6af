"""Signed-in browsers: how long they last, how one ends, how all of them end at once."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from omuz.foundation.people.access import acting
from omuz.foundation.people.actions import accounts
from omuz.foundation.people.models import Session, Staff
from omuz.foundation.vault import index
from tests.cast import PASSWORD, Cast

WINDOWS = {"user-agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"}


def _is_out(client: Client) -> bool:
    answer = client.get(reverse("profile"))
    return answer.status_code == 302 and answer["Location"].startswith(reverse("sign-in"))


def test_a_session_ends_after_its_hours_however_busy_it_is(cast: Cast) -> None:
    client = cast.ayse.client()
    Session.objects.filter(staff_id=cast.ayse.staff.pk).update(
        opened_at=timezone.now() - timedelta(hours=10, minutes=1)
    )
    assert _is_out(client)
    assert not Session.objects.filter(staff_id=cast.ayse.staff.pk).exists()


def test_a_session_of_an_older_epoch_is_worth_nothing(cast: Cast) -> None:
    client = cast.ayse.client()
    Session.objects.filter(staff_id=cast.ayse.staff.pk).update(epoch=7)
    assert _is_out(client)


def test_a_session_without_a_seat_is_worth_nothing(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.ayse.staff)
    assert _is_out(client)


def test_signing_out_everywhere_ends_all_of_hers_and_nobody_elses(cast: Cast) -> None:
    one, two, other = cast.ayse.client(), cast.ayse.client(), cast.nermin.client()
    one.post(reverse("sign-out-everywhere"))
    assert _is_out(one)
    assert _is_out(two)
    assert not _is_out(other)


def test_she_sees_her_own_sessions_by_kind_of_machine_and_ends_one(cast: Cast) -> None:
    here = cast.ayse.client()
    there = cast.ayse.client(headers=WINDOWS)
    cast.nermin.client()
    page = here.get(reverse("profile"))
    assert page.content.decode().count("bu aygıt") == 1
    assert "Windows bilgisayar" in page.content.decode()
    sessions = [each for each, _device in page.context["sessions"]]
    assert len(sessions) == 2
    here.post(reverse("end-session"), {"session": next(each.mark for each in sessions if not each.this_one)})
    assert _is_out(there)
    assert not _is_out(here)


def test_the_list_of_sessions_gives_no_key_to_any(cast: Cast) -> None:
    here, there = cast.ayse.client(), cast.ayse.client()
    assert there.session.session_key not in here.get(reverse("profile")).content.decode()


def test_she_cannot_end_somebody_elses_session(cast: Cast) -> None:
    from omuz.foundation.people.actions.doors import session_mark

    hers, other = cast.ayse.client(), cast.nermin.client()
    hers.post(reverse("end-session"), {"session": session_mark(other.session.session_key)})
    assert not _is_out(other)


def test_leaving_ends_every_live_session_at_once(cast: Cast) -> None:
    one, two = cast.ayse.client(), cast.ayse.client(headers=WINDOWS)
    opening = one.session["vault"]["opening"]
    index.kept(opening, "list", lambda: ["something"], staff_id=cast.ayse.staff.pk)
    assert not _is_out(one)
    assert not _is_out(two)
    cast.nermin.client().post(reverse("leave", args=[cast.ayse.staff.pk]), {"why": "left"})
    assert _is_out(one)
    assert _is_out(two)
    assert not Session.objects.filter(staff_id=cast.ayse.staff.pk).exists()
    assert opening not in index.held()
    assert Client().post(reverse("sign-in"), {"login": "ayse", "password": PASSWORD}).status_code == 200


def test_a_sign_in_that_is_half_way_cannot_end_after_leaving(cast: Cast, settings) -> None:
    from tests.foundation.people.steps import add_app, code_now

    secret = add_app(cast.ayse.staff)
    client = Client()
    client.post(reverse("sign-in"), {"login": "ayse", "password": PASSWORD})
    with acting(cast.nermin.person):
        accounts.leave(by=cast.nermin.person, staff=Staff.objects.get(pk=cast.ayse.staff.pk))
    answer = client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    assert answer["Location"] == reverse("sign-in")
    assert _is_out(client)


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one(cast: Cast) -> None:
    one, two = cast.ayse.client(), cast.ayse.client()
    fresh = "sekiz leylek akşam üstü"
    answer = one.post(reverse("change-password"), {"old": PASSWORD, "password": fresh, "again": fresh})
    assert "Parolanız değişti" in answer.content.decode()
    assert not _is_out(one)
    assert _is_out(two)
    assert one.get(reverse("keys")).status_code == 200
    again = Client()
    assert again.post(reverse("sign-in"), {"login": "ayse", "password": PASSWORD}).status_code == 200
    assert again.post(reverse("sign-in"), {"login": "ayse", "password": fresh}).status_code == 302
    assert "vault" in again.session


def test_a_wrong_present_password_changes_nothing(cast: Cast) -> None:
    client = cast.ayse.client()
    fresh = "sekiz leylek akşam üstü"
    answer = client.post(reverse("change-password"), {"old": "yanlış bir parola", "password": fresh, "again": fresh})
    assert "Parola doğru değil" in answer.content.decode()
    assert Client().post(reverse("sign-in"), {"login": "ayse", "password": PASSWORD}).status_code == 302
