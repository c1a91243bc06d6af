"""Headers of every answer: nothing from elsewhere, nothing framed, nothing left in a shared computer's cache."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
)
METHODS = ("GET", "HEAD", "POST")
"""What our pages are asked by; nothing else reaches one."""


class HeadersMiddleware:
    """Adds the policy to every answer, error pages included; refuses methods no page has."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        known = request.method in METHODS
        response = self.get_response(request) if known else HttpResponseNotAllowed(METHODS)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if _for_everybody(response):
            # The same for every reader: nothing of hers is in it, so nothing of hers tells copies apart.
            response.headers["Vary"] = "Accept-Encoding"
        elif not request.path.startswith("/static/"):
            response.headers["Cache-Control"] = "no-store"
        return response


def _for_everybody(response: HttpResponseBase) -> bool:
    """Whether a view said that anybody may keep its answer, and nobody's cookie travels with it."""
    return response.headers.get("Cache-Control", "").startswith("public") and not response.cookies
