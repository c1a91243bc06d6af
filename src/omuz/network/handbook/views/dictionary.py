"""Pages everybody who is signed in may read: the list of indicators, one indicator, kinds of violence, papers."""

from functools import lru_cache
from pathlib import Path

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language

from omuz.foundation.catalogue.place import catalogue_folder
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.indicators.definitions import all_indicators
from omuz.insight.papers.handing import handed_out
from omuz.network.handbook.documents.paper import handbook_pdf
from omuz.network.handbook.documents.tables import as_csv, as_xlsx, violence_rows
from omuz.network.handbook.queries.dictionary import lines, page_of, units_in_use
from omuz.network.handbook.queries.violence import violence_table

LONGEST_QUERY = 60


def language() -> str:
    """The language of this page, as definitions know it."""
    return (get_language() or "tr").split("-")[0]


@page(None)
def indicators(request: SignedInRequest) -> HttpResponseBase:
    """Every indicator, to be searched by its words or narrowed to a counting unit."""
    query, unit = request.GET.get("q", "")[:LONGEST_QUERY], request.GET.get("birim", "")[:LONGEST_QUERY]
    found = lines(query, unit)
    context = {"lines": found, "q": query, "unit": unit, "units": units_in_use(), "all": len(all_indicators())}
    return render(request, "handbook/indicators.html", context)


@page(None)
def indicator(request: SignedInRequest, code: str) -> HttpResponseBase:
    """One indicator: definition, worked examples, decisions, versions."""
    told = page_of(code, language())
    if told is None:
        raise Http404
    return render(request, "handbook/indicator.html", {"told": told})


@page(None)
def indicator_paper(_request: SignedInRequest, code: str) -> HttpResponseBase:
    """One indicator on paper."""
    told = page_of(code, language())
    if told is None:
        raise Http404
    return handed_out(handbook_pdf([told], language()), "pdf")


@page(None)
def handbook(_request: SignedInRequest) -> HttpResponseBase:
    """The whole handbook on paper."""
    return handed_out(_whole(language(), catalogue_folder()), "pdf")


@lru_cache(maxsize=4)
def _whole(spoken: str, _folder: Path) -> bytes:
    """Set once a process and language: definitions do not change while it runs."""
    return handbook_pdf([told for code in all_indicators() if (told := page_of(code, spoken))], spoken)


@page(None)
def units(request: SignedInRequest) -> HttpResponseBase:
    """What is counted, and what is never added up."""
    return render(request, "handbook/units.html", {"units": units_in_use()})


@page(None)
def types(request: SignedInRequest) -> HttpResponseBase:
    """Kinds of violence in other classifications."""
    return render(request, "handbook/types.html", {"table": violence_table(language())})


@page(None)
def types_file(_request: SignedInRequest, kind: str) -> HttpResponseBase:
    """The same as a file; the version of the rule stands in every row."""
    makers = {"csv": as_csv, "xlsx": as_xlsx}
    if kind not in makers:
        raise Http404
    return handed_out(makers[kind](violence_rows(violence_table(language()))), kind)
