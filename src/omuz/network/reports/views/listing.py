"""Every edition by its type, and the types one may begin."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render

from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.reports.content.report_types import ReportType, report_codes, report_folder, report_type
from omuz.network.reports.models import Edition
from omuz.network.reports.queries.editions import editions_of, may_read_drafts
from omuz.network.reports.views.beside import ways
from omuz.network.reports.views.naming import offer, place_of
from omuz.network.reports.views.shared import broken_said, interface

ORDER = (
    "needs", "monitoring", "standards_round", "municipality_brief", "centre_card", "coordination_pilot",
    "programme_closing",
)  # fmt: skip
"""Types as people look for them; a type somebody adds stands after these."""
_LAST = len(ORDER)


def types() -> tuple[tuple[ReportType, ...], tuple[str, ...]]:
    """Every type that can be read, and a sentence with file and line for each that cannot."""
    folder = report_folder()
    return _read(folder, _stamp(folder), interface())


Stamp = tuple[tuple[str, int, int], ...]


def _stamp(folder: Path) -> Stamp:
    """Names, sizes and times of the files types are written in: read again only where one of them was touched."""
    told = ((path.as_posix(), path.stat()) for path in sorted(folder.rglob("*.toml")))
    return tuple((name, each.st_size, each.st_mtime_ns) for name, each in told)


@lru_cache(maxsize=4)
def _read(folder: Path, _touched: Stamp, _language: str) -> tuple[tuple[ReportType, ...], tuple[str, ...]]:
    found, broken = [], []
    for code in sorted(report_codes(folder), key=lambda each: (ORDER.index(each) if each in ORDER else _LAST, each)):
        try:
            found.append(report_type(code, folder))
        except CatalogueError as error:
            broken.append(broken_said(error))
    return tuple(found), tuple(broken)


@page("reports.read")
def editions(request: SignedInRequest) -> HttpResponseBase:
    """Every edition she may see, by type, newest first."""
    person = request.person
    known, broken = types()
    works = may_read_drafts(person)
    rows = editions_of(person)
    context = {
        "groups": _groups(rows, known),
        "any": bool(rows),
        "broken": broken if works else (),
        "works": works,
        "builds": person.may("reports.build"),
        "ways": ways(person),
    }
    return render(request, "reports/editions.html", context)


def _groups(rows: list[Edition], known: Sequence[ReportType]) -> list[dict[str, Any]]:
    """One group a type that has editions; editions of a type that cannot be read any more are shown all the same."""
    codes = list(dict.fromkeys([*(each.code for each in known), *(row.report for row in rows)]))
    named = {each.code: each for each in known}
    groups = []
    for code in codes:
        mine = [row for row in rows if row.report == code]
        if mine:
            report = named.get(code)
            told = offer(report, interface()) if report else {"name": code, "about": ""}
            groups.append({"told": told, "rows": [{"row": row, "place": place_of(row)} for row in mine]})
    return groups
