"""The network's pages: everything at a glance, and one page for each indicator."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from omuz.foundation.people.access import Person
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.charts.figure import Figure, figure
from omuz.insight.charts.periods import said
from omuz.network.figures.queries.kept import kept_views
from omuz.network.figures.queries.released import decided
from omuz.network.figures.queries.series import (
    Measured,
    categories,
    measured,
    measured_one,
    network_points,
    network_year,
)
from omuz.network.figures.rules.comparison import Point
from omuz.network.figures.views.cards import alike, card
from omuz.network.figures.views.drawn import SERIES, Line, decisions, fates, line_of, of_quarter
from omuz.network.figures.views.wording import earlier_gaps, gaps_said, pale_said
from omuz.network.handbook.queries.dictionary import page_of
from omuz.network.returns.queries.received import reported_quarters
from omuz.network.returns.rules.quarters import Quarter
from omuz.network.returns.views.places import choices, quarter_of, today
from omuz.network.returns.views.shown import handed_out, on_page

PERMISSION = "network.dashboard"


def _quarter(request: SignedInRequest) -> tuple[Quarter, list[Quarter]]:
    quarters = reported_quarters(request.person)
    return quarter_of(request, quarters[0] if quarters else Quarter.of(today()).before), quarters


@page(PERMISSION)
def overview(request: SignedInRequest) -> HttpResponseBase:
    """The network in one quarter: who reported, each indicator with its change, the views she keeps."""
    quarter, quarters = _quarter(request)
    lines = [
        line_of(one.lead, network_points(request.person, one.lead, quarter))
        for one in measured()
        if not one.lead.yearly
    ]
    standing = lines[0].now if lines else Point(quarter, None)
    cards = [card(line, _address(line, quarter)) for line in lines]
    context = {
        "quarter": quarter,
        "period": said(str(quarter)),
        "quarters": choices(quarters, quarter),
        "standing": standing,
        "gaps": gaps_said(standing),
        "earlier": earlier_gaps(lines[0].points) if lines else [],
        "cards": cards,
        "alike": alike(cards),
        "pale": pale_said() if any(line.apart for line in lines) else "",
        "kept": kept_views(request.person),
    }
    return render(request, "figures/overview.html", context)


def _address(line: Line, quarter: Quarter) -> str:
    asked = {"donem": str(quarter)} | ({"satir": line.category} if line.category else {})
    return f"{reverse('figures:indicator', args=[line.plan.indicator.code.lower()])}?{urlencode(asked)}"


def _shown(person: Person, one: Measured, quarter: Quarter, asked: str) -> tuple[Line | None, dict[str, Figure]]:
    """The series of an indicator, and every table of it: of the quarter, of the last full year."""
    figures: dict[str, Figure] = {}
    line = None
    for plan in one.plans:
        if plan.yearly:
            whole = network_year(person, plan, quarter)
            if whole is not None and whole.table is not None:
                figures[plan.key] = figure(whole.table, plan.patterns, plan.shape)
            continue
        points = network_points(person, plan, quarter)
        line = line or line_of(plan, points, asked)
        drawn = of_quarter(plan, points[-1], gaps_said(points[-1]))
        figures |= {plan.key: drawn} if drawn else {}
    series = line.figure(centres=True) if line else None
    return line, ({SERIES: series} if series else {}) | figures


@page(PERMISSION)
def indicator(request: SignedInRequest, code: str) -> HttpResponseBase:
    """One indicator: series, own past, table, map, definition, decisions of the gate."""
    one, (quarter, quarters) = measured_one(code), _quarter(request)
    line, figures = _shown(request.person, one, quarter, request.GET.get("satir", ""))
    asked = urlencode({"donem": str(quarter), "satir": line.category if line else ""})
    context: dict[str, Any] = {
        "about": one.indicator,
        "told": page_of(one.indicator.code, (get_language() or "tr").split("-")[0]),
        "period": said(str(quarter)),
        "quarter": quarter,
        "quarters": choices(quarters, quarter),
        "rows": categories(line.plan, line.points) if line else [],
        "line": line,
        "words": line.words() if line else None,
        "earlier": earlier_gaps(line.points) if line else [],
        "decisions": decisions(line.points) if line else None,
        "fates": fates(decided(request.person, line.plan.key)) if line else None,
        "figures": on_page(figures, lambda key, kind: f"{_file(code, key, kind)}?{asked}"),
    }
    return render(request, "figures/indicator.html", context)


def _file(code: str, key: str, kind: str) -> str:
    return reverse("figures:indicator-file", args=[code.lower(), key, kind])


@page(PERMISSION)
def indicator_file(request: SignedInRequest, code: str, key: str, kind: str) -> HttpResponseBase:
    """One figure of an indicator as a file."""
    quarter, _quarters = _quarter(request)
    _line, figures = _shown(request.person, measured_one(code), quarter, request.GET.get("satir", ""))
    if key not in figures:
        raise Http404
    return handed_out(figures, key, kind)
