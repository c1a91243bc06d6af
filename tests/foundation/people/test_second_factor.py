"""The second step: an app, recovery codes, who must have one, and that no code passes twice."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.urls import reverse

from omuz.foundation.audit.models import AuditEvent
from omuz.foundation.people.access import acting
from omuz.foundation.people.rules import Role, must_carry_second_factor
from tests.cast import PASSWORD, Cast, Member
from tests.foundation.people.steps import add_app, add_codes, code_now

STEP = "mfa_authenticate"


def _half_way(member: Member) -> Client:
    client = Client()
    answer = client.post(reverse("sign-in"), {"login": member.staff.username, "password": member.password})
    assert answer["Location"] == reverse(STEP)
    return client


def _events(member: Member, name: str) -> list[AuditEvent]:
    with acting(member.person):
        return list(AuditEvent.objects.filter(event=name).order_by("seq"))


def test_the_password_alone_opens_nothing_once_there_is_an_app(cast: Cast) -> None:
    add_app(cast.ayse.staff)
    client = _half_way(cast.ayse)
    assert client.get(reverse("profile"))["Location"].startswith(reverse("sign-in"))
    assert "vault" not in client.session
    assert _events(cast.nermin, "session.opened") == []


def test_the_code_of_the_app_opens_session_and_vault(cast: Cast) -> None:
    secret = add_app(cast.ayse.staff)
    client = _half_way(cast.ayse)
    assert client.post(reverse(STEP), {"code": code_now(secret)})["Location"] == reverse("today")
    assert "vault" in client.session
    assert [event.about for event in _events(cast.nermin, "session.opened")] == ["with:totp"]


def test_the_session_key_is_renewed_again_at_the_second_step(cast: Cast) -> None:
    secret = add_app(cast.ayse.staff)
    client = _half_way(cast.ayse)
    before = client.session.session_key
    client.post(reverse(STEP), {"code": code_now(secret)})
    assert client.session.session_key != before


def test_a_wrong_code_is_refused_and_stands_in_the_log(cast: Cast) -> None:
    add_app(cast.ayse.staff)
    client = _half_way(cast.ayse)
    assert "Bu kod olmadı" in client.post(reverse(STEP), {"code": "000000"}).content.decode()
    [event] = _events(cast.nermin, "session.refused")
    assert event.about.endswith("second_step")


def test_no_code_passes_twice(cast: Cast, time_machine: Any) -> None:
    time_machine.move_to("2026-11-22T09:00:05+03:00", tick=False)
    secret = add_app(cast.ayse.staff)
    code = code_now(secret)
    assert _half_way(cast.ayse).post(reverse(STEP), {"code": code}).status_code == 302
    assert _half_way(cast.ayse).post(reverse(STEP), {"code": code}).status_code == 200
    assert _half_way(cast.ayse).post(reverse(STEP), {"code": f"{code[:3]} {code[3:]}"}).status_code == 200
    time_machine.move_to("2026-11-22T09:00:40+03:00", tick=False)
    assert _half_way(cast.ayse).post(reverse(STEP), {"code": code}).status_code == 200


def test_a_telephone_half_a_minute_off_still_works_and_one_far_off_does_not(cast: Cast) -> None:
    secret = add_app(cast.ayse.staff)
    assert _half_way(cast.ayse).post(reverse(STEP), {"code": code_now(secret, steps=5)}).status_code == 200
    assert _half_way(cast.ayse).post(reverse(STEP), {"code": code_now(secret, steps=1)}).status_code == 302


def test_guessing_codes_is_stopped(cast: Cast) -> None:
    secret = add_app(cast.ayse.staff)
    client = _half_way(cast.ayse)
    for number in range(6):
        client.post(reverse(STEP), {"code": f"{number:06}"})
    assert client.post(reverse(STEP), {"code": code_now(secret)}).status_code == 200


def test_a_recovery_code_passes_once(cast: Cast) -> None:
    add_app(cast.ayse.staff)
    codes = add_codes(cast.ayse.staff)
    assert _half_way(cast.ayse).post(reverse(STEP), {"code": codes[3]}).status_code == 302
    assert _half_way(cast.ayse).post(reverse(STEP), {"code": codes[3]}).status_code == 200
    assert [event.about for event in _events(cast.nermin, "session.opened")] == ["with:recovery_codes"]


def test_somebody_else_can_sit_down_before_the_second_step(cast: Cast) -> None:
    add_app(cast.ayse.staff)
    client = _half_way(cast.ayse)
    client.post(reverse("begin-again"))
    assert client.post(reverse("sign-in"), {"login": "nermin", "password": PASSWORD})["Location"] == reverse("today")


@pytest.mark.parametrize(
    ("role", "must"),
    [
        (Role.RECEPTION, False),
        (Role.COUNSELLOR, True),
        (Role.CENTRE_COORDINATOR, True),
        (Role.DIRECTOR, False),
        (Role.NETWORK_COORDINATOR, False),
        (Role.STANDARDS_EDITOR, False),
        (Role.IT_ADMINISTRATOR, False),
    ],
)
def test_whoever_reads_records_must_have_one(role: Role, must: bool) -> None:
    assert must_carry_second_factor([role], "required") is must
    assert must_carry_second_factor([role], "optional") is False


def test_whoever_must_have_one_reaches_nothing_before(cast: Cast, settings: Any) -> None:
    settings.OMUZ_SECOND_FACTOR = "required"
    client = Client()
    answer = client.post(reverse("sign-in"), {"login": "nermin", "password": PASSWORD})
    assert answer["Location"] == reverse("second-factor")
    for name in ("today", "people", "profile", "keys", "audit", "change-password"):
        assert client.get(reverse(name))["Location"].startswith(reverse("second-factor")), name
    assert "bir adım daha" in client.get(reverse("second-factor")).content.decode()


def test_a_session_of_the_password_alone_stops_when_one_is_demanded(cast: Cast, settings: Any) -> None:
    client = cast.ayse.client()
    settings.OMUZ_SECOND_FACTOR = "required"
    assert client.get(reverse("profile"))["Location"].startswith(reverse("second-factor"))


def test_she_sets_up_an_app_sees_her_codes_once_and_goes_to_work(cast: Cast, settings: Any) -> None:
    settings.OMUZ_SECOND_FACTOR = "required"
    client = Client()
    client.post(reverse("sign-in"), {"login": "ayse", "password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert "data:image/svg+xml;base64," in page.content.decode()
    secret = page.context["form"].secret
    before = client.session.session_key
    done = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert len(done.context["codes"]) == 10
    assert client.session.session_key != before
    assert client.get(reverse("profile")).status_code == 200
    assert done.context["codes"][0] not in client.get(reverse("second-factor")).content.decode()
    assert [event.about for event in _events(cast.nermin, "second_factor.added")] == ["with:totp"]
    fresh = _half_way(cast.ayse)
    assert fresh.post(reverse(STEP), {"code": done.context["codes"][0]}).status_code == 302


def test_a_wrong_first_code_sets_up_nothing(cast: Cast) -> None:
    client = cast.ayse.client()
    client.get(reverse("mfa_activate_totp"))
    assert client.post(reverse("mfa_activate_totp"), {"code": "000000"}).status_code == 200
    assert not Authenticator.objects.exists()


def test_the_secret_stands_in_the_database_sealed(cast: Cast) -> None:
    secret = add_app(cast.ayse.staff)
    add_codes(cast.ayse.staff)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        stored = cursor.fetchone()[0]
    assert secret not in stored
    assert len(stored) > 100


def test_changing_it_asks_for_the_password_again(cast: Cast) -> None:
    add_app(cast.ayse.staff)
    client = _half_way(cast.ayse)
    client.post(reverse(STEP), {"code": code_now(add_secret(cast))})
    session = client.session
    session["confirmed_at"] = 0
    session.save()
    for name in ("mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn"):
        assert client.get(reverse(name))["Location"].startswith(reverse("confirm")), name
    assert client.post(reverse("mfa_generate_recovery_codes"))["Location"].startswith(reverse("confirm"))
    client.post(reverse("confirm"), {"password": PASSWORD})
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200


def add_secret(cast: Cast) -> str:
    """Her app anew: its secret, which the database holds sealed."""
    Authenticator.objects.filter(user=cast.ayse.staff).delete()
    return add_app(cast.ayse.staff)


def test_the_last_one_stays_where_it_is_demanded(cast: Cast, settings: Any) -> None:
    settings.OMUZ_SECOND_FACTOR = "required"
    secret = add_app(cast.ayse.staff)
    add_codes(cast.ayse.staff)
    client = _half_way(cast.ayse)
    client.post(reverse(STEP), {"code": code_now(secret)})
    assert "zorunlu" in client.post(reverse("mfa_deactivate_totp")).content.decode()
    assert Authenticator.objects.filter(type="totp").exists()


def test_where_it_is_not_demanded_it_goes_with_its_codes(cast: Cast) -> None:
    secret = add_app(cast.derya.staff)
    add_codes(cast.derya.staff)
    client = _half_way(cast.derya)
    client.post(reverse(STEP), {"code": code_now(secret)})
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert len(_events(cast.can, "second_factor.removed")) == 1


def test_new_recovery_codes_make_the_old_ones_worthless(cast: Cast) -> None:
    secret = add_app(cast.ayse.staff)
    old = add_codes(cast.ayse.staff)
    client = _half_way(cast.ayse)
    client.post(reverse(STEP), {"code": code_now(secret)})
    shown = client.post(reverse("mfa_generate_recovery_codes")).context["codes"]
    assert set(shown).isdisjoint(old)
    assert _half_way(cast.ayse).post(reverse(STEP), {"code": old[0]}).status_code == 200


def test_a_passkey_page_carries_its_data_without_inline_script(cast: Cast) -> None:
    page = cast.ayse.client().get(reverse("mfa_add_webauthn"))
    text = page.content.decode()
    assert '<script id="passkey-data" type="application/json">' in text
    for piece in text.split("<script")[1:]:
        opening = piece.split(">")[0]
        assert "src=" in opening or 'type="application/json"' in opening


def test_a_malformed_passkey_is_refused_in_a_sentence(cast: Cast) -> None:
    client = cast.ayse.client()
    client.get(reverse("mfa_add_webauthn"))
    answer = client.post(reverse("mfa_add_webauthn"), {"name": "anahtar", "credential": "{}"})
    assert answer.status_code == 200
    assert "eklenemedi" in answer.content.decode()


def test_a_passkey_alone_signs_nobody_in(cast: Cast) -> None:
    assert Client().post("/giris/gecis-anahtari/").status_code == 404
