"""Released figures: slides for a meeting, and pictures that may stand anywhere."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from omuz.foundation.people.pages import SignedInRequest, page, public_page
from omuz.insight.charts.downloads.pictures import to_png, to_svg
from omuz.insight.charts.figure import Figure
from omuz.insight.charts.periods import said
from omuz.network.figures.documents.pictures import released_figures
from omuz.network.figures.queries.released import NEWEST, Let, let_one, public_release
from omuz.network.figures.views.everybody import AN_HOUR, for_everybody
from omuz.network.returns.views.lines import said_audience

PICTURES = {"svg": ("image/svg+xml", to_svg), "png": ("image/png", to_png)}


@page(None)
def slides(request: SignedInRequest) -> HttpResponseBase:
    """One released figure a screen, for a projected meeting: nothing on it that was not let out."""
    one, every = let_one(request.person, request.GET.get("yayim", ""))
    figures = released_figures(one) if one else {}
    context = {
        "shown": one,
        "every": [(str(each.row.pk), _named(each), each == one) for each in every[:NEWEST]],
        "slides": _slides(figures),
        "last": len(figures),
    }
    return render(request, "figures/slides.html", context)


def _named(one: Let) -> str:
    return f"{said(one.row.quarter)} · {said_audience(one.row.audience)}"


def _slides(figures: Mapping[str, Figure]) -> list[dict[str, Any]]:
    return [{"place": place, "key": key, **one.for_page()} for place, (key, one) in enumerate(figures.items(), start=1)]


@public_page
def picture(request: HttpRequest, release_id: UUID, key: str, kind: str) -> HttpResponseBase:
    """A publicly released figure as a picture that other pages may show; its source stands on it."""
    del request
    figures = released_figures(public_release(release_id))
    if key not in figures or kind not in PICTURES:
        raise Http404
    content_type, make = PICTURES[kind]
    response = HttpResponse(make(figures[key]), content_type=content_type)
    return for_everybody(response, AN_HOUR)
