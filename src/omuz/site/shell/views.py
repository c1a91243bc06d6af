"""Pages of the frame itself: choices kept on this computer, the gallery, and what is said when something fails."""

import secrets
import sys
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.access import Refused
from omuz.foundation.people.pages import SignedInRequest, page, public_page
from omuz.foundation.privacy import gate
from omuz.foundation.vault.opened import NotGranted
from omuz.foundation.vault.queries import has_centre_key
from omuz.site import faults
from omuz.site.shell.frame import PRESENTING, SINGLE_KEYS_OFF
from omuz.site.shell.gallery import GalleryForm, samples
from omuz.site.shell.language import keep_language, known, set_cookie
from omuz.site.shell.navigation import address, first_page


def _back(request: HttpRequest) -> HttpResponse:
    """To the page the choice was made on; never to another host."""
    where = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(where, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    # Only a path: `redirect` would take any other word for the name of a page.
    return redirect(where if own and where.startswith("/") else "/")


@page("today.read")
def today(request: SignedInRequest) -> HttpResponseBase:
    """The address people begin at: leads to the first page of her rail.

    Whoever leads a centre that has no key yet begins by making it: without it nothing can be written down.
    Where nothing is sealed there are no keys and no page of them.
    """
    keys, led = address("keys"), request.person.centres_where("vault.grant")
    if keys and any(post.centre_id and not has_centre_key(post.centre_id) for post in led):
        return redirect(keys)
    return redirect(first_page(request.person))


@public_page
@require_POST
def choose_language(request: HttpRequest) -> HttpResponseBase:
    """Keep the language with the account and on this computer."""
    code = request.POST.get("language", "")
    response = _back(request)
    if known(code):
        keep_language(request, code)
        set_cookie(response, code)
    return response


def _toggle(request: HttpRequest, name: str) -> HttpResponse:
    response, cookie = _back(request), settings.COOKIE_MARK + name
    if request.COOKIES.get(cookie):
        response.delete_cookie(cookie, samesite="Lax")
    else:
        response.set_cookie(cookie, "1", secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
    return response


@page(None)
@require_POST
def toggle_presentation(request: HttpRequest) -> HttpResponseBase:
    """Hide person-level parts until asked again or until the browser is closed."""
    return _toggle(request, PRESENTING)


@page(None)
@require_POST
def toggle_single_keys(request: HttpRequest) -> HttpResponseBase:
    """Switch shortcuts of one letter off or on."""
    return _toggle(request, SINGLE_KEYS_OFF)


def _gallery(request: HttpRequest) -> HttpResponseBase:
    sent = request.GET.keys() & GalleryForm.base_fields.keys()
    form = GalleryForm(request.GET if sent else None)
    return render(request, "shell/gallery/page.html", {"form": form, **samples()})


gallery = public_page(_gallery) if settings.OMUZ_DEMO or settings.DEBUG else page(None)(_gallery)


LATER_SECONDS = 5
"""After how many seconds it is worth asking again, when the database did not get to it."""
FAILURES = {
    HTTPStatus.BAD_REQUEST: "shell/errors/400.html",
    HTTPStatus.FORBIDDEN: "shell/errors/403.html",
    HTTPStatus.NOT_FOUND: "shell/errors/404.html",
}


def _failed(request: HttpRequest, status: HTTPStatus, sentence: str = "", **more: object) -> HttpResponse:
    """The page for a failure, or the sentence alone for a background request."""
    if request.headers.get("X-Omuz-Background"):
        return JsonResponse({"sentence": sentence}, status=status)
    return render(request, FAILURES[status], {"sentence": sentence, **more}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # passed by name
    """400: the request could not be read."""
    return _failed(request, HTTPStatus.BAD_REQUEST)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in, but not hers to do; only a sentence written for the reader is shown."""
    sentence = str(exception) if isinstance(exception, Refused | NotGranted) else ""
    more = {"without_key": isinstance(exception, NotGranted), "courses": getattr(exception, "courses", ())}
    return _failed(request, HTTPStatus.FORBIDDEN, sentence, **more)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # passed by name
    """404: no such page, or not for her; the answer does not tell which."""
    return _failed(request, HTTPStatus.NOT_FOUND)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault; drawn without database, session or context processors, which may be what broke.

    The place in the code is noted under a number; the address and the message, which may carry content, are not.
    A full disk and a database that is locked or away say so, with 503: trying again is all there is to do. Figures
    the gate lets nobody see are no failure at all: 409 and why.
    """
    fault, number = sys.exc_info()[1], secrets.token_hex(3).upper()
    if isinstance(fault, gate.Refused) and not isinstance(fault, gate.Malformed):
        return _held_back(request)
    if fault is not None:
        faults.noted(fault, number)
        if trouble := faults.trouble(fault):
            return _later(request, trouble)
    if request.headers.get("X-Omuz-Background"):
        sentence = _("Bizden kaynaklanan bir hata oldu. Yazdıklarınız bu sayfada duruyor.")
        return JsonResponse({"sentence": sentence}, status=HTTPStatus.INTERNAL_SERVER_ERROR)
    text = render_to_string("shell/errors/500.html", {"number": number})
    return HttpResponse(text, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _held_back(request: HttpRequest) -> HttpResponse:
    """409: shown beside what was shown before, these figures would tell a hidden number."""
    sentence = _("Bu sayılar, daha önce gösterilenlerle yan yana konunca birini ele verirdi; onun için gösterilmiyor. "
                 "Hiçbir şey değişmedi. Daha çok kayıt girince yeniden bakın.")  # fmt: skip
    if request.headers.get("X-Omuz-Background"):
        return JsonResponse({"sentence": sentence}, status=HTTPStatus.CONFLICT)
    text = render_to_string("shell/errors/409.html", {"sentence": sentence})
    return HttpResponse(text, status=HTTPStatus.CONFLICT)


def _later(request: HttpRequest, trouble: faults.Trouble) -> HttpResponse:
    """503: disk or database did not get to it; where it is not certainly undone, the page says to look first."""
    sentence = {
        "full": _("Sunucunun diski dolu; daha önce kaydedilenler duruyor. Bilgi işlem sorumlunuza haber verin."),
        "readonly": _("Sunucu şu anda yalnızca okunabiliyor; hiçbir şey değişmedi. Birazdan yeniden deneyin."),
        "waited": _(
            "Veritabanı şu anda yetişemiyor: istediğiniz geri alındı, hiçbir şey değişmedi. Birazdan yeniden deneyin."
        ),
        "away": _("Veritabanına ulaşılamıyor; daha önce kaydedilenler duruyor. Birazdan yeniden deneyin."),
    }[trouble]
    response: HttpResponse = JsonResponse({"sentence": sentence})
    if not request.headers.get("X-Omuz-Background"):
        undone = trouble in {"waited", "readonly"}
        response = HttpResponse(render_to_string("shell/errors/503.html", {"sentence": sentence, "undone": undone}))
    response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    response.headers["Retry-After"] = str(LATER_SECONDS)
    return response


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django passes the reason by name
    """403 for a form whose token is no longer good; what was typed on our own page can be sent again."""
    if request.headers.get("X-Omuz-Background"):
        return JsonResponse({"token": get_token(request)}, status=HTTPStatus.FORBIDDEN)
    kept = _typed(request) if _from_our_own_page(request) else []
    return render(request, "shell/errors/form_expired.html", {"kept": kept}, status=HTTPStatus.FORBIDDEN)


def _from_our_own_page(request: HttpRequest) -> bool:
    """Whether the browser itself vouches that the form came from this site."""
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin", "") == own


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Fields of the form as they were sent; nothing when it holds a password, a one-time code or a file."""
    names = set(request.POST) - {"csrfmiddlewaretoken"}
    if request.FILES or any(name == "code" or "password" in name for name in names):
        return []
    return [(name, value) for name in request.POST if name in names for value in request.POST.getlist(name)]
