"""Turkish first: a page is in the language its reader chose, never in the one her computer happens to be set to."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.models import Staff

RIGHT_TO_LEFT = frozenset({"ar", "fa"})
A_YEAR = 365 * 24 * 3600


def known(code: str | None) -> bool:
    """Whether the interface is offered in this language."""
    return code in dict(settings.LANGUAGES)


def language_of(request: HttpRequest) -> str:
    """The language for this request: the signed-in person's, else this computer's cookie, else Turkish.

    Computers are shared, so a person's own choice comes before what the last one left in the cookie.
    """
    staff = getattr(request, "user", None)
    chosen = staff.language if isinstance(staff, Staff) else request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return chosen if chosen and known(chosen) else settings.LANGUAGE_CODE


def keep_language(request: HttpRequest, code: str) -> None:
    """Keep a known language with the signed-in person's account; signed out, only the cookie keeps it."""
    person = getattr(request, "person", None)
    if person is None:
        return
    with recorded(by=person, event="language.chosen", about=f"language:{code}"):
        Staff.objects.filter(pk=person.staff_id).update(language=code)


def set_cookie(response: HttpResponseBase, code: str) -> None:
    """Remember the language on this computer for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


class LanguageMiddleware:
    """Renders each answer in its reader's language; stands after authentication and instead of Django's own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
