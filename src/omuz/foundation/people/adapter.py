"""Binds the sign-in library to this house: closed sign-up, our sentences, log and sessions, secrets sealed at rest."""

import base64
import os
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from omuz.foundation.people.access import SeatedRequest
from omuz.foundation.people.actions import doors
from omuz.foundation.people.actions.accounts import may_drop_factor
from omuz.foundation.people.models import Staff
from omuz.foundation.people.pages import first_page
from omuz.foundation.people.queries import person_by_id
from omuz.foundation.people.rules import must_carry_second_factor
from omuz.foundation.vault import session

WRONG_CODE = _("Bu kod olmadı. Uygulamada o an görünen kodu yazın; her kod bir kez geçer.")


class Doorkeeper(DefaultAccountAdapter):  # type: ignore[misc]  # the library carries no types
    """Decides at the door: who is counted how, what a refusal says, what a sign-in leaves behind."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("Kullanıcı adı ya da parola doğru değil. İkisini de yeniden yazın."),
        "too_many_login_attempts": doors.TOO_MANY,
        "rate_limited": doors.TOO_MANY,
        "incorrect_password": _("Parola doğru değil."),
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Never: accounts are made by invitation."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # A browser she has signed in from before is counted by itself, so that a stranger who guesses at her name
        # all day long does not keep her out.
        name = str(credentials.get("username", "")).strip().lower()
        known = doors.known_browser(request, name)
        return salted_hmac("omuz.attempts", f"{name}\n{known}").hexdigest()

    def authentication_failed(self, _request: HttpRequest, **credentials: Any) -> None:
        doors.note_refusal(str(credentials.get("username", "")), about="password")

    def login(self, request: SeatedRequest, user: Staff) -> None:
        if not doors.may_finish(request, user):
            session.close(request)
            raise ImmediateHttpResponse(redirect("sign-in"))
        super().login(request, user)
        doors.open_session(request, user)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        person = person_by_id(request.user.pk)  # type: ignore[arg-type]  # she has just signed in
        enrolled = request.session.get("second_factor")
        if not enrolled and must_carry_second_factor(person.roles, settings.OMUZ_SECOND_FACTOR):
            return reverse("second-factor")
        return first_page()

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """One only: her password, on our page."""
        return [{"id": "reauthenticate", "url": reverse("confirm")}] if user.is_authenticated else []

    def is_reauthentication_required(self, **_app: Any) -> bool:
        """Whether the password was last given too long ago; our guard asks first, this is the second lock."""
        return not doors.recently_confirmed(context.request)

    def add_message(self, *_args: Any, **_options: Any) -> None:
        """Nothing: our pages say what happened themselves."""

    def send_notification_mail(self, *_args: Any, **_options: Any) -> None:
        """Nothing: no message leaves this house; the log keeps it."""


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # the library carries no types
    """Keeps the secrets of second factors unreadable in the database, and the last one in place where demanded."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": _(
            "Bu, hesabınızın son ikinci adımı. Görevinizde ikinci adım zorunlu; önce yenisini ekleyin."
        ),
    }

    def encrypt(self, text: str) -> str:
        nonce = os.urandom(12)
        return base64.b64encode(nonce + _cipher().encrypt(nonce, text.encode(), b"second factor")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        raw = base64.b64decode(encrypted_text)
        return _cipher().decrypt(raw[:12], raw[12:], b"second factor").decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return may_drop_factor(authenticator)

    def generate_authenticator_name(self, user: Staff, type: Authenticator.Type) -> str:  # noqa: A002  # the library's name
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return str(_("Geçiş anahtarı %(number)d") % {"number": count + 1})

    def get_totp_label(self, user: Staff) -> str:
        return user.username


def _cipher() -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"omuz/second-factor/1")
    return AESGCM(derived.derive(settings.SECRET_KEY.encode()))
