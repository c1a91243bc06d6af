"""Open data for whoever asks: the list, one version, its files; nothing here knows who is looking."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from omuz.foundation.people.pages import public_page
from omuz.insight.charts.figure import Figure
from omuz.insight.charts.periods import said
from omuz.insight.opendata.dcat import media_of, whole_catalogue
from omuz.insight.opendata.page import CONTENT_POLICY
from omuz.insight.opendata.publication import Publication, Published
from omuz.network.figures.documents.method import proof_said
from omuz.network.figures.documents.open_release import OpenRelease, open_release
from omuz.network.figures.documents.pictures import released_figures
from omuz.network.figures.queries.open_words import open_words
from omuz.network.figures.queries.opendata import Dataset, dataset, datasets
from omuz.network.figures.queries.released import Let
from omuz.network.figures.views.everybody import A_DAY, AN_HOUR, embedded, for_everybody

LIST = "catalog.jsonld"
_FORMATS = {"csv": "CSV", "json": "JSON-stat", "sdmx.csv": "SDMX-CSV"}


def _address(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("open-data:list"))


@public_page
@require_safe
def listed(request: HttpRequest) -> HttpResponseBase:
    """Every quarter in the open with its versions, and how they may be used."""
    told = [_line(each, number) for each in datasets() for number in range(each.newest, 0, -1)]
    return render(request, "figures/open_data.html", {"lines": told, "words": open_words(), "catalogue": LIST})


def _line(about: Dataset, number: int) -> dict[str, Any]:
    one = about.version(number)
    return {
        "code": about.code,
        "version": number,
        "period": said(str(about.quarter)),
        "on": one.row.released_at,
        "tables": len(one.tables),
        "outdated": number < about.newest,
    }


@public_page
@require_safe
def whole(request: HttpRequest) -> HttpResponseBase:
    """The newest version of every quarter as one DCAT catalogue, for machines that collect such lists."""
    address = _address(request)
    newest = [open_release(each, each.newest, address) for each in datasets()]
    made = whole_catalogue(
        f"{address}{LIST}", open_words().title, open_words().publisher, [(one.publication, one.files) for one in newest]
    )
    return for_everybody(HttpResponse(made, content_type="application/ld+json"), AN_HOUR)


@public_page
@require_safe
def newest(_request: HttpRequest, code: str) -> HttpResponseBase:
    """A dataset without a version: on to the newest one."""
    return redirect("open-data:version", code, dataset(code).newest)


@public_page
@require_safe
def version(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """One version: what was counted, every table in every format, method, versions, hashes."""
    about = dataset(code)
    made = open_release(about, number, _address(request))
    one = about.version(number)
    figures = released_figures(one, late=False)
    context = {
        "code": code,
        "number": number,
        "newest": about.newest,
        "told": made.publication,
        "title": made.publication.title.say(),
        "release": one.number,
        "digest": one.row.digest,
        "tables": [_table(request, each, one, figures[each.code]) for each in made.publication.tables],
        "files": [(name, made.hashes[name], _size(made, name)) for name in made.hashes],
        "method": open_words().method,
        "note": f"method.{_language()}.md",
        "proof": proof_said(one.proof) if one.proof else "",
        "versions": _versions(made.publication),
    }
    return render(request, "figures/open_release.html", context)


def _language() -> str:
    return "tr" if (get_language() or "tr").startswith("tr") else "en"


def _size(made: OpenRelease, name: str) -> int:
    return -(-len(made.files[name]) // 1024)


def _table(request: HttpRequest, told: Published, one: Let, drawn: Figure) -> dict[str, Any]:
    """A table drawn, with its addresses and the line that puts its picture on another page."""
    picture = request.build_absolute_uri(reverse("figures:picture", args=[one.row.pk, told.code, "svg"]))
    files = [(label, f"tables/{told.code}.{ending}") for ending, label in _FORMATS.items()]
    return {
        "key": told.code,
        "broad": drawn.shape == "map",
        **drawn.for_page([*files, ("SVG", picture)]),
        "embed": embedded(picture, f"{told.title.say()}. {one.source(told.code)}"),
    }


def _versions(told: Publication) -> list[tuple[int, Any, str, str]]:
    earlier = [(one.version, one.issued, one.change.say(), one.content) for one in reversed(told.history)]
    return [(told.version, told.issued, told.change.say(), ""), *earlier]


@public_page
@require_safe
def file(request: HttpRequest, code: str, number: int, name: str) -> HttpResponseBase:
    """One file of a version, to be kept and shown by anybody; asked for again, it answers that nothing changed."""
    made = open_release(dataset(code), number, _address(request))
    if name not in made.files:
        raise Http404
    tag = f'"{made.hashes[name]}"'
    if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:
        return for_everybody(HttpResponse(status=304, headers={"ETag": tag}), A_DAY)
    response = HttpResponse(made.files[name], content_type=_type(name), headers={"ETag": tag})
    if name.endswith(".html"):
        response["Content-Security-Policy"] = CONTENT_POLICY
    return for_everybody(response, A_DAY)


_PAGES: Mapping[str, str] = {"index.html": "text/html; charset=utf-8", "catalog.jsonld": "application/ld+json"}


def _type(name: str) -> str:
    if name in _PAGES:
        return _PAGES[name]
    media = media_of(name)
    return f"{media}; charset=utf-8" if media.startswith("text/") else media
