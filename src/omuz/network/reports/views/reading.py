"""An edition in the browser: section after section, whole on one page, and how each figure was counted."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.reports.numbers import UnknownFigure
from omuz.insight.reports.parts import Document
from omuz.insight.reports.snapshot import BrokenSnapshot
from omuz.insight.reports.web import page_of
from omuz.network.reports.models import Edition
from omuz.network.reports.queries.desk import as_defined, document
from omuz.network.reports.queries.editions import edition_for
from omuz.network.reports.queries.ground import told_of
from omuz.network.reports.views.shared import attempted, frame, spoken


def _document(request: SignedInRequest, row: Edition) -> Document | None:
    """The document, or None where it cannot be put together; the next page says why."""
    found: list[Document] = []

    def put_together() -> None:
        try:
            found.append(document(request.person, row, spoken(request)))
        except UnknownFigure as error:
            raise BrokenSnapshot(str(error)) from error

    attempted(request, put_together, "")
    return found[0] if found else None


@page("reports.read")
def read(request: SignedInRequest, edition_id: UUID) -> HttpResponseBase:
    """The first section with the contents beside it, or everything on one page."""
    return _read(request, edition_id, "")


@page("reports.read")
def section(request: SignedInRequest, edition_id: UUID, key: str) -> HttpResponseBase:
    """One section of an edition."""
    return _read(request, edition_id, key)


def _read(request: SignedInRequest, edition_id: UUID, key: str) -> HttpResponseBase:
    row = edition_for(request.person, edition_id)
    whole = not key and "hepsi" in request.GET
    made = _document(request, row)
    if made is None:
        return redirect("reports:edition", row.pk)
    shown = key or (made.sections[0].key if made.sections else "")
    with as_defined(row):
        told = page_of(made, "" if whole else shown)
    if key and not told["sections"]:
        raise Http404
    context = {**frame(request, row), "page": told, "whole": whole, **_places(told["contents"], shown, whole=whole),
               "kept_query": "hepsi=1" if whole else ""}  # fmt: skip
    return render(request, "reports/read.html", context)


def _places(listed: list[dict[str, Any]], shown: str, *, whole: bool) -> dict[str, Any]:
    """The contents with the section that is open, and the sections around it."""
    homes = {line["key"]: line for line in reversed(listed)}
    keys = list(dict.fromkeys(line["key"] for line in listed))
    at = keys.index(shown) if shown in keys and not whole else -1
    contents = [
        {**line, "home": homes[line["key"]]["anchor"], "here": not whole and line is homes[line["key"]]
         and line["key"] == shown}
        for line in listed
        if whole or line is homes[line["key"]] or line["key"] == shown
    ]  # fmt: skip
    return {
        "contents": contents,
        "previous": homes[keys[at - 1]] if at > 0 else None,
        "following": homes[keys[at + 1]] if 0 <= at < len(keys) - 1 else None,
    }


@page("reports.read")
def figure(request: SignedInRequest, edition_id: UUID, key: str) -> HttpResponseBase:
    """How one figure was counted: definition, version, base, what the gate decided, from which data."""
    row = edition_for(request.person, edition_id)
    made = _document(request, row)
    if made is None:
        return redirect("reports:edition", row.pk)
    with as_defined(row):
        ground = told_of(made, key)
    if ground is None:
        raise Http404
    return render(request, "reports/figure.html", {**frame(request, row), "ground": ground})
