"""The centre's own figures, counted from the opened vault for this page and forgotten after it."""

from urllib.parse import urlencode

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.privacy import gate
from omuz.foundation.vault.session import vault_of
from omuz.insight.charts.figure import Figure
from omuz.network.returns.queries.current import tables_now
from omuz.network.returns.queries.own import quarter_lines
from omuz.network.returns.rules.quarters import Quarter, quarters_until
from omuz.network.returns.views.places import Place, choices, place_of, quarter_of, today
from omuz.network.returns.views.shown import figures_of, handed_out, on_page

_QUARTERS = 9


def _figures(request: SignedInRequest, place: Place, quarter: Quarter) -> dict[str, Figure]:
    """The figures of a quarter; none where the gate finds no way to show them beside what left before."""
    try:
        tables, _sent, _proof = tables_now(request.person, vault_of(request), place.centre_id, quarter)
    except gate.Malformed:
        raise
    except gate.Refused:
        return {}
    return figures_of(tables)


def _default() -> Quarter:
    """The running quarter, but the one before it while it is too young to show anything."""
    running = Quarter.of(today())
    return running if (today() - running.before.last_day).days > 14 else running.before  # noqa: PLR2004 - two weeks


@page("figures.centre")
def indicators(request: SignedInRequest) -> HttpResponseBase:
    """The indicators of one quarter at her centre, each with its table and its answer to “nasıl sayıldı?”."""
    place, quarter = place_of(request, "figures.centre"), quarter_of(request, _default())
    asked = urlencode({"merkez": place.held.centre_code, "donem": str(quarter)})
    figures = _figures(request, place, quarter)
    context = {
        "place": place,
        "sends": request.person.may("returns.prepare", place.centre_id),
        "quarter": quarter,
        "running": not quarter.over_on(today()),
        "line": next(
            (
                one
                for one in quarter_lines(request.person, place.centre_id, today(), _QUARTERS)
                if one.quarter == quarter
            ),
            None,
        ),
        "quarters": choices(quarters_until(Quarter.of(today()), _QUARTERS)[::-1], quarter),
        "figures": on_page(figures, lambda key, kind: f"{reverse('returns:indicator-file', args=[key, kind])}?{asked}"),
    }
    return render(request, "returns/indicators.html", context)


@page("figures.centre")
def indicator_file(request: SignedInRequest, key: str, kind: str) -> HttpResponseBase:
    """One figure of her centre as a file."""
    place, quarter = place_of(request, "figures.centre"), quarter_of(request, _default())
    return handed_out(_figures(request, place, quarter), key, kind)
