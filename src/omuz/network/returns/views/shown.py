"""Protected tables as figures on a page, and as files to take along."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.charts.downloads import FORMATS, download, neutral_name
from omuz.insight.charts.figure import Figure, figure
from omuz.network.returns.queries.contents import contents
from omuz.network.returns.views.places import today

Addressed = Callable[[str, str], str]


def figures_of(tables: Mapping[str, SafeTable], notes: Sequence[str] = ()) -> dict[str, Figure]:
    """A figure for each table by its key, in the order of the contents."""
    return {
        key: figure(tables[key], plan.patterns, plan.shape, notes=notes)
        for key, plan in contents().plans.items()
        if key in tables
    }


def on_page(figures: Mapping[str, Figure], address: Addressed | None) -> list[dict[str, Any]]:
    """Figure blocks with their downloads; `address` makes the address of one figure in one format.

    Without it nothing can be taken along: for what is only proposed.
    """
    return [
        {
            "key": key,
            "broad": one.shape == "map",
            "defined": reverse("handbook:indicator", args=[one.reading.table.indicator]),
            **one.for_page([(kind.upper(), address(key, kind)) for kind in FORMATS] if address else ()),
        }
        for key, one in figures.items()
    ]


def handed_out(figures: Mapping[str, Figure], key: str, kind: str) -> HttpResponse:
    """One figure as a file; Http404 for a figure or a format that is not there."""
    if key not in figures or kind not in FORMATS:
        raise Http404
    made = download(figures[key], kind, today())
    return attachment(made.content, made.content_type, made.name)


def attachment(content: bytes, content_type: str, name: str = "", *, ending: str = "") -> HttpResponse:
    """A file with a neutral name that browsers keep and do not open."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name or neutral_name(today(), ending)}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
