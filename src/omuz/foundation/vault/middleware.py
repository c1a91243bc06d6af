"""Carries the cookie half of an opened vault, and leads to the unlock page when a page needs a closed one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from omuz.foundation.vault.opened import NotGranted, VaultClosed
from omuz.foundation.vault.session import carry_cookie


class VaultMiddleware:
    """Runs behind the session and the person; opens nothing on its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        carry_cookie(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """A closed vault is no error: to the unlock page and back; a missing grant is the 403 page's sentence."""
        if not isinstance(exception, VaultClosed) or isinstance(exception, NotGranted):
            return None
        door = reverse("unlock")
        if request.headers.get("X-Omuz-Background") or request.headers.get("HX-Request"):
            return JsonResponse({"door": door}, status=403, headers={"HX-Redirect": door})
        return redirect(f"{door}?{urlencode({'next': request.get_full_path()})}")
