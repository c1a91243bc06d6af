"""The director's page: released totals, no record, one page that prints."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from omuz.foundation.people.models import Centre
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.charts.periods import said
from omuz.network.returns.models import Release
from omuz.network.returns.queries.own import tables_of
from omuz.network.returns.queries.released import released, released_one
from omuz.network.returns.rules.quarters import Quarter
from omuz.network.returns.views.places import today
from omuz.network.returns.views.shown import figures_of, handed_out, on_page


def choice(rows: Sequence[Release], shown: Release | None) -> list[tuple[str, str, bool]]:
    """Releases for a select; the centre is named only where there are several."""
    names = {centre.id: centre.name for centre in Centre.objects.filter(pk__in=[row.centre_id for row in rows])}

    def words(row: Release) -> str:
        return said(row.quarter) + (f" · {names.get(row.centre_id, '')}" if len(names) > 1 else "")

    return [(str(row.pk), words(row), row == shown) for row in rows]


def unopened(rows: Sequence[Release], shown: Release | None) -> str:
    """The last quarter that is over, in words, where the centre shown has not opened it; empty where it has."""
    last = str(Quarter.of(today()).before)
    if shown is None or any((row.centre_id, row.quarter) == (shown.centre_id, last) for row in rows):
        return ""
    return said(last)


def _chosen(request: SignedInRequest, rows: list[Release]) -> Release | None:
    """The release named by `bildirim`, else the newest one."""
    wanted = request.GET.get("bildirim", "")
    return next((row for row in rows if str(row.pk) == wanted), rows[0] if rows else None)


@page("totals.released")
def totals(request: SignedInRequest) -> HttpResponseBase:
    """What her centres released to her, newest first; one of them opened."""
    rows = released(request.person)
    names = {centre.id: centre.name for centre in Centre.objects.filter(pk__in=[row.centre_id for row in rows])}
    shown = _chosen(request, rows)
    figures = figures_of(tables_of(shown)) if shown else {}
    context = {
        "every": choice(rows, shown),
        "unopened": unopened(rows, shown),
        "period": said(shown.quarter) if shown else "",
        "shown": shown,
        "centre": names.get(shown.centre_id, "") if shown else "",
        "figures": on_page(
            figures,
            lambda key, kind: reverse("returns:released-figure", args=[shown.pk if shown else "", key, kind]),
        ),
    }
    return render(request, "returns/released.html", context)


@page("totals.released")
def one_figure(request: SignedInRequest, release_id: UUID, key: str, kind: str) -> HttpResponseBase:
    """One released figure as a file."""
    return handed_out(figures_of(tables_of(released_one(request.person, release_id))), key, kind)
