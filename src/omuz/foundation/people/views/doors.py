"""Coming in, the second step, locking, unlocking and leaving."""

from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.actions import doors
from omuz.foundation.people.forms import Proof
from omuz.foundation.people.pages import SignedInRequest, first_page, page, public_page
from omuz.foundation.vault import session


def way_on(request: HttpRequest) -> str:
    """Where she wanted to go, when that is a page of this installation; else the first page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    # Only a path: `redirect` would take any other word for the name of a page.
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return first_page()


class SignInView(LoginView):  # type: ignore[misc]  # the library carries no types
    """Name and password."""

    template_name = "people/sign_in.html"

    def form_valid(self, form: Any) -> HttpResponse:
        doors.open_vault_pending(self.request, form.user, form.cleaned_data["password"])
        response: HttpResponse = super().form_valid(form)
        doors.remember_browser(self.request, response, form.user.username)
        return response

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**named),
            "next": self.request.GET.get("next", ""),
            "demo": settings.OMUZ_DEMO,
        }


class SecondStepView(AuthenticateView):  # type: ignore[misc]  # the library carries no types
    """A code, a passkey or a recovery code."""

    template_name = "people/second_step.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        doors.note_refusal(self.stage.login.user.username, about="second_step")
        response: HttpResponse = super().form_invalid(form)
        return response


# Outside one transaction: the count of wrong tries must stand whatever follows, and must not make others wait.
sign_in = public_page(transaction.non_atomic_requests(SignInView.as_view()))
second_step = public_page(transaction.non_atomic_requests(SecondStepView.as_view()))


@require_POST
@public_page
def begin_again(request: HttpRequest) -> HttpResponseBase:
    """Somebody else sits down, or the second step cannot be passed: forget the half-way sign-in."""
    clear_login(request)
    session.close(request)
    return redirect("sign-in")


@require_POST
@page(None, behind_lock=True, while_enrolling=True)
def lock(request: SignedInRequest) -> HttpResponseBase:
    """Blank at once; what was asked for comes back after the password."""
    if not request.locked:
        doors.lock(request, by=request.person, about="idle" if request.POST.get("why") == "idle" else "hand")
    if request.headers.get("X-Omuz-Background"):
        return HttpResponse(status=204)
    return redirect(f"{resolve_url('unlock')}?{urlencode({'next': way_on(request)})}")


@page(None, behind_lock=True, while_enrolling=True)
def unlock(request: SignedInRequest) -> HttpResponseBase:
    """Her password and nothing else; says nothing about whose screen this is."""
    form = Proof(request.POST or None)
    if request.method == "POST" and form.is_valid() and _proven(request, form):
        doors.unlock(request, by=request.person, password=form.cleaned_data["password"])
        return redirect(way_on(request))
    return render(request, "people/unlock.html", {"form": form, "next": way_on(request)})


@page(None, while_enrolling=True)
def confirm(request: SignedInRequest) -> HttpResponseBase:
    """Her password again, before something that matters."""
    form = Proof(request.POST or None)
    if request.method == "POST" and form.is_valid() and _proven(request, form):
        return redirect(way_on(request))
    return render(request, "people/confirm.html", {"form": form, "next": way_on(request)})


def _proven(request: SignedInRequest, form: Proof) -> bool:
    try:
        if doors.prove(request, by=request.person, password=form.cleaned_data["password"]):
            return True
    except doors.TooManyTries:
        form.add_error("password", doors.TOO_MANY)
        return False
    form.add_error("password", _("Parola doğru değil."))
    return False


@require_POST
@page(None, behind_lock=True, while_enrolling=True)
def sign_out(request: SignedInRequest) -> HttpResponseBase:
    """End this session; nothing of it opens again."""
    doors.sign_out(request, by=request.person)
    return doors.emptied(redirect("sign-in"))


@require_POST
@page(None, while_enrolling=True)
def alive(_request: SignedInRequest) -> HttpResponseBase:
    """A hand is at work on a page that sends nothing by itself: the middleware has noted it."""
    return HttpResponse(status=204)
