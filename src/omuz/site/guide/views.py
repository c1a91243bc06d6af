"""The guide's pages."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from omuz.foundation.people.pages import page
from omuz.site.guide.pages import guide_pages


@page(None)
def guide(request: Any, name: str = "") -> HttpResponse:
    pages = guide_pages((get_language() or "tr")[:2])
    chosen = next((each for each in pages if each.name == name or not name), None)
    if chosen is None:
        raise Http404
    return render(request, "guide/page.html", {"pages": pages, "chosen": chosen})
