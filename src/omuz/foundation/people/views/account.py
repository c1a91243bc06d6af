"""Her own account: second factors, recovery codes, password, signed-in browsers."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import flows as codes_flow
from allauth.mfa.totp.internal import flows as totp_flow
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import flows as passkey_flow
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import own_chain
from omuz.foundation.people.actions import accounts, doors
from omuz.foundation.people.forms import ChangedPassword
from omuz.foundation.people.models import Staff
from omuz.foundation.people.pages import SignedInRequest, first_page, freshly_proven, page, pressed
from omuz.foundation.people.queries import keys_are_held, own_sessions
from omuz.foundation.people.words import DEVICE_WORDS, ROLE_SENTENCES, ROLE_TITLES
from omuz.foundation.vault.keys import PasswordDoesNotOpen
from omuz.foundation.vault.queries import fingerprints


def _factors(request: SignedInRequest) -> dict[str, Any]:
    mine = list(Authenticator.objects.filter(user_id=request.person.staff_id))
    codes = next((row.wrap() for row in mine if row.type == Authenticator.Type.RECOVERY_CODES), None)
    return {
        "app": next((row for row in mine if row.type == Authenticator.Type.TOTP), None),
        "passkeys": [row for row in mine if row.type == Authenticator.Type.WEBAUTHN],
        "codes_left": len(codes.get_unused_codes()) if codes else 0,
    }


@page(None)
def profile(request: SignedInRequest) -> HttpResponseBase:
    """Who she is here, how she comes in, and where she is signed in."""
    posts = [(ROLE_TITLES[post.role], post.centre_name, ROLE_SENTENCES[post.role]) for post in request.person.posts]
    sessions = [(each, DEVICE_WORDS[each.device or "other"]) for each in own_sessions(request.person, request.session)]
    mine = fingerprints([request.person.staff_id]).get(request.person.staff_id, "") if keys_are_held() else ""
    context = {"posts": posts, "sessions": sessions, "fingerprint": mine, **_factors(request)}
    return render(request, "people/profile.html", context)


@page(None, while_enrolling=True)
def second_factor(request: SignedInRequest) -> HttpResponseBase:
    """Which second steps she has, and how to add one; the first page of a newcomer who must have one."""
    return render(request, "people/second_factor.html", _factors(request))


def _changed(request: SignedInRequest, codes: Authenticator | None = None) -> HttpResponseBase:
    """After a change: the session knows it, its key is renewed, new recovery codes are shown this once."""
    strong = Authenticator.objects.filter(user_id=request.person.staff_id).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    request.session["second_factor"] = strong.exists()
    request.session.cycle_key()
    if codes is None:
        return redirect("second-factor")
    return _codes_shown(request, codes, on=first_page())


def _codes_shown(request: SignedInRequest, codes: Authenticator, *, on: str) -> HttpResponseBase:
    return render(request, "people/recovery_codes.html", {"codes": codes.wrap().get_unused_codes(), "on": on})


class AppOnView(ActivateTOTPView):  # type: ignore[misc]  # the library carries no types
    """Add an authenticator app."""

    template_name = "people/app_on.html"

    def form_valid(self, form: Any) -> HttpResponseBase:
        person = self.request.person
        with recorded(by=person, event="second_factor.added", centre=own_chain(person), about="with:totp"):
            _added, codes = totp_flow.activate_totp(self.request, form)
        return _changed(self.request, codes)


class AppOffView(DeactivateTOTPView):  # type: ignore[misc]  # the library carries no types
    """Remove the authenticator app."""

    template_name = "people/app_off.html"

    def form_valid(self, _form: Any) -> HttpResponseBase:
        person = self.request.person
        with recorded(by=person, event="second_factor.removed", centre=own_chain(person), about="with:totp"):
            totp_flow.deactivate_totp(self.request, self.authenticator)
        return _changed(self.request)


class PasskeyOnView(AddWebAuthnView):  # type: ignore[misc]  # the library carries no types
    """Add a passkey."""

    template_name = "people/passkey_on.html"

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        # The library forgets the bound form here, and with it what was wrong.
        return {**super().get_context_data(**named), **named}

    def form_valid(self, form: Any) -> HttpResponseBase:
        person, told = self.request.person, form.cleaned_data
        with recorded(by=person, event="second_factor.added", centre=own_chain(person), about="with:webauthn"):
            _added, codes = passkey_flow.add_authenticator(self.request, told["name"], told["credential"])
        return _changed(self.request, codes)


class PasskeyOffView(RemoveWebAuthnView):  # type: ignore[misc]  # the library carries no types
    """Remove a passkey."""

    template_name = "people/passkey_off.html"

    def form_valid(self, _form: Any) -> HttpResponseBase:
        person, passkey = self.request.person, self.get_object()
        if not accounts.may_drop_factor(passkey):
            return redirect(f"{reverse('second-factor')}?last=1")
        with recorded(by=person, event="second_factor.removed", centre=own_chain(person), about="with:webauthn"):
            passkey_flow.remove_authenticator(self.request, passkey)
        return _changed(self.request)


def _guarded(view: Any, *, while_enrolling: bool = True) -> Any:
    return page(None, while_enrolling=while_enrolling)(freshly_proven(view))


app_on = _guarded(AppOnView.as_view())
app_off = _guarded(AppOffView.as_view(), while_enrolling=False)
passkey_on = _guarded(PasskeyOnView.as_view())
passkey_off = _guarded(PasskeyOffView.as_view(), while_enrolling=False)


@page(None)
@pressed("second-factor")
@freshly_proven
def new_codes(request: SignedInRequest) -> HttpResponseBase:
    """Ten new recovery codes; the old ones open nothing any more."""
    person = request.person
    if not codes_flow.can_generate_recovery_codes(request.user):
        raise Http404
    with recorded(by=person, event="second_factor.codes_renewed", centre=own_chain(person)):
        codes = codes_flow.generate_recovery_codes(request)
    return _codes_shown(request, codes, on=reverse("second-factor"))


@page(None)
def change_password(request: SignedInRequest) -> HttpResponseBase:
    """A new password; her key moves to it, every other session of hers ends."""
    staff = Staff.objects.get(pk=request.person.staff_id)
    form = ChangedPassword(request.POST or None, staff=staff)
    if request.method == "POST" and form.is_valid() and _password_changed(request, form, staff):
        update_session_auth_hash(request, staff)
        return render(request, "people/password_changed.html")
    return render(request, "people/password.html", {"form": form})


def _password_changed(request: SignedInRequest, form: ChangedPassword, staff: Staff) -> bool:
    told = form.cleaned_data
    try:
        if doors.prove(request, by=request.person, password=told["old"]):
            accounts.change_password(
                by=request.person, staff=staff, old=told["old"], new=told["password"],
                keep_session=request.session.session_key,
            )  # fmt: skip
            return True
    except doors.TooManyTries:
        form.add_error("old", doors.TOO_MANY)
        return False
    except PasswordDoesNotOpen:
        form.add_error("old", _("Bu parola anahtarınızı açmıyor; koordinatörünüzden davetinizi yenilemesini isteyin."))
        return False
    form.add_error("old", _("Parola doğru değil."))
    return False


@page(None)
@pressed("profile")
def end_session(request: SignedInRequest) -> HttpResponseBase:
    """End one other session of hers."""
    doors.end_session(by=request.person, mark=request.POST.get("session", ""))
    return redirect("profile")


@page(None)
@pressed("profile")
def sign_out_everywhere(request: SignedInRequest) -> HttpResponseBase:
    """End all of them, this one too."""
    doors.sign_out_everywhere(request, by=request.person)
    return doors.emptied(redirect("sign-in"))
