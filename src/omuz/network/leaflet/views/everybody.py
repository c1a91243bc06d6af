"""Pages for a woman herself: no sign-in, no cookie, no trace on the server but the answers she sends."""

import calendar
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from omuz.foundation.people.pages import public_page
from omuz.foundation.tenancy.context import see_leaflet
from omuz.network.leaflet import actions
from omuz.network.leaflet.queries.places import Place, areas, elsewhere, places
from omuz.network.leaflet.queries.words import LANGUAGES, Leaflet, leaflets
from omuz.network.leaflet.rules import AGREE, SAFETY, TRAP

QUIET = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noarchive"}


def _told(code: str) -> Leaflet:
    try:
        return leaflets()[code]
    except KeyError:
        raise Http404 from None


def _page(request: HttpRequest, template: str, told: Leaflet, status: int = 200, **more: Any) -> HttpResponse:
    """A page in one of the five languages; the frame's own translations do not reach it."""
    context = {
        "told": told,
        "words": told.words,
        "languages": [each for each in leaflets().values() if each.code != told.code],
        "away": settings.OMUZ_EXIT or reverse("leaflet:calendar"),
        "home": reverse("leaflet:page", args=[told.code]),
        "demo": settings.OMUZ_DEMO,
        **more,
    }
    with override(told.code if told.code in ("tr", "en") else "tr"):
        response = render(request, template, context, status=status)
    response["Content-Language"] = told.code
    return _quiet(response)


def _quiet(response: HttpResponse) -> HttpResponse:
    for name, value in QUIET.items():
        response[name] = value
    return response


@public_page
@require_safe
def page(request: HttpRequest, language: str = LANGUAGES[0]) -> HttpResponseBase:
    """Safety, the nearest centre, rights, card, three questions."""
    see_leaflet()
    told = _told(language)
    shown = places(told)
    asked = [("listened", AGREE), ("own_decision", AGREE), ("safety", SAFETY)]
    questions = [
        (name, told.words[f"question_{name}"], [(code, told.words[code]) for code in codes]) for name, codes in asked
    ]
    more: dict[str, Any] = {
        "shown": shown,
        "areas": areas(shown),
        "elsewhere": elsewhere(shown),
        "questions": questions,
        "stamp": actions.stamp(),
        "trap": TRAP,
    }
    return _page(request, "leaflet/page.html", told, **more)


@public_page
@require_safe
def card(request: HttpRequest, language: str, code: str) -> HttpResponseBase:
    """Numbers to cut out and carry; nothing on it says what they are for."""
    see_leaflet()
    told = _told(language)
    found: Place | None = next((each for each in places(told) if each.code == code), None)
    if found is None:
        raise Http404
    return _page(request, "leaflet/card.html", told, numbers=found.numbers, copies=range(8))


# No cookie, so no token of one: nothing is done here in anybody's name, and an answer binds nobody.
@csrf_exempt
@public_page
@require_POST
def answer(request: HttpRequest, language: str) -> HttpResponseBase:
    """Keep three answers, or say why not."""
    see_leaflet()
    told = _told(language)
    try:
        actions.answer(told=request.POST.dict(), today=timezone.localdate())
    except actions.NothingSaid:
        return _page(request, "leaflet/said.html", told, 400, said=told.words["nothing_said"])
    except actions.TooMany:
        return _page(request, "leaflet/said.html", told, 429, said=told.words["full"])
    return _page(request, "leaflet/said.html", told, said=told.words["thanks"])


@public_page
@require_safe
def month(request: HttpRequest) -> HttpResponseBase:
    """A calendar of this month: where the quick exit leads, and nothing else on it."""
    today, told = timezone.localdate(), leaflets()[LANGUAGES[0]]
    weeks = calendar.Calendar().monthdayscalendar(today.year, today.month)
    return _quiet(render(request, "leaflet/calendar.html", {"today": today, "weeks": weeks, "days": told.days}))


@public_page
@require_safe
def keeper(_request: HttpRequest) -> HttpResponseBase:
    """The script that answers from the telephone's own store; registered only by the button that asks for it."""
    script = Path(str(finders.find("leaflet/keeper.js"))).read_text(encoding="utf-8")
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")
