"""The release ledger: what the network let out, to whom, from which returns; and letting out, holding back."""

import json
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.charts.figure import Figure
from omuz.insight.charts.periods import said
from omuz.network.returns import actions
from omuz.network.returns.models import Hold, NetworkRelease
from omuz.network.returns.queries import ledger as kept
from omuz.network.returns.queries.proposal import proposal as proposed
from omuz.network.returns.queries.reasons import reasons_for, said_reason
from omuz.network.returns.queries.received import reported_quarters
from omuz.network.returns.queries.terms import terms
from omuz.network.returns.rules.proof import outcome_of
from omuz.network.returns.rules.quarters import Quarter
from omuz.network.returns.views.cube import lacking
from omuz.network.returns.views.lines import held_in_words, lines_of, said_audience
from omuz.network.returns.views.places import choices, quarter_of, today
from omuz.network.returns.views.proof import said_areas, said_proof, said_withheld
from omuz.network.returns.views.questions import titled
from omuz.network.returns.views.shown import figures_of, handed_out, on_page
from omuz.network.returns.views.standing import completeness


@page(None)
def ledger(request: SignedInRequest) -> HttpResponseBase:
    """Every release, newest first; for the network's coordinator also what is held back and the way to a new one."""
    person = request.person
    context: dict[str, Any] = {
        "releases": [
            {"row": row, "period": said(row.quarter), "audience": said_audience(row.audience)}
            for row in kept.releases(person)
        ],
        "lines": lines_of(kept.ledger(person)),
    }
    if person.may("network.returns"):
        quarters = reported_quarters(person)
        context |= {
            "may": True,
            "quarters": choices(quarters, quarters[0]) if quarters else [],
            "audiences": terms().audiences.values(),
            "holds": [(hold, held_in_words(hold.breakdown, hold.code), said_reason(hold.reason)) for hold in _holds()],
            "hold_reasons": reasons_for("hold"),
            "districts": code_list("district").entries,
            "types": code_list("violence_type").entries,
        }
    return render(request, "returns/ledger.html", context)


def _holds() -> list[Hold]:
    return kept.holds_on(today())


@page("network.returns")
def proposal(request: SignedInRequest) -> HttpResponseBase:
    """What a release would hold, exactly; what stays behind and why; then one button."""
    quarters = reported_quarters(request.person)
    quarter = quarter_of(request, quarters[0] if quarters else Quarter.of(today()).before)
    audience = request.GET.get("hedef", "centres")
    planned = proposed(request.person, quarter, audience, today())
    tables = {key: one.table for key, one in planned.sums.items() if one.table}
    context = {
        "lacking": next((lacking(one) for one in planned.sums.values()), []),
        "proof": said_proof(outcome_of(planned.proof)),
        "withheld": said_withheld(planned.withheld),
        "areas": said_areas(tables.values(), audience),
        "close": [titled(key) for key in planned.close],
        "planned": planned,
        "period": said(str(quarter)),
        "audience": said_audience(audience),
        "early": today() < planned.opens_on,
        "held": [titled(key) for key in planned.held],
        "few": [titled(key) for key in planned.few],
        "fewest": terms().fewest,
        "reasons": reasons_for("corrected"),
        "figures": on_page(_drawn(tables, planned.standing), None),
    }
    return render(request, "returns/proposal.html", context)


@page("network.returns")
@require_POST
def release(request: SignedInRequest) -> HttpResponseBase:
    """Let the figures out and open what was let out."""
    quarter, audience = quarter_of(request, Quarter.of(today()).before), request.POST.get("hedef", "")
    try:
        row = actions.release_figures(
            by=request.person, quarter=quarter, audience=audience, reason=request.POST.get("neden", "")
        )
    except actions.NotPossible as refusal:
        messages.warning(request, str(refusal))
        return redirect("returns:ledger")
    messages.success(request, _("Sayılar yayımlandı; defterde yerini aldı."))
    return redirect("returns:network-release", row.pk)


@page(None)
def one(request: SignedInRequest, release_id: UUID) -> HttpResponseBase:
    """One release: figures, how complete they are, which returns they are made of, its digest."""
    row = kept.release_one(release_id)
    told = json.loads(row.payload)
    newest = kept.newest_of(row)
    context = {
        "row": row,
        "period": said(row.quarter),
        "audience": said_audience(row.audience),
        "reason": said_reason(row.reason) if row.reason else "",
        "newest": newest if newest != row else None,
        "sources": sorted({tuple(source) for each in told["sources"].values() for source in each}),
        "held": [titled(key) for key in told["held"]],
        "few": [titled(key) for key in (*told["few"], *told.get("close", ()))],
        "withheld": said_withheld(told.get("withheld", {})),
        "areas": said_areas(kept.released_tables(row).values(), row.audience),
        "proof": said_proof(outcome_of(kept.proof_of(row))),
        "whole": kept.unbroken(row),
        "figures": on_page(
            _figures(row), lambda key, kind: reverse("returns:network-release-figure", args=[row.pk, key, kind])
        ),
    }
    return render(request, "returns/network_release.html", context)


def _figures(row: NetworkRelease) -> dict[str, Figure]:
    told = json.loads(row.payload)["standing"]
    return _drawn(kept.released_tables(row), told.__getitem__)


def _drawn(tables: Mapping[str, SafeTable], standing: Callable[[str], Mapping[str, Any]]) -> dict[str, Figure]:
    """Figures that say how complete they are, as the readers of the release may know it."""
    return {key: figures_of({key: table}, completeness(standing(key)))[key] for key, table in tables.items()}


@page(None)
def one_figure(request: SignedInRequest, release_id: UUID, key: str, kind: str) -> HttpResponseBase:
    """One figure of a release as a file."""
    del request
    return handed_out(_figures(kept.release_one(release_id)), key, kind)


@page("network.returns")
@require_POST
def hold(request: SignedInRequest) -> HttpResponseBase:
    """Withhold a district or a form of violence for a while."""
    breakdown, _slash, code = request.POST.get("ne", "").partition("/")
    try:
        actions.hold_back(
            by=request.person,
            breakdown=breakdown,
            code=code,
            reason=request.POST.get("neden", ""),
            until=_day(request.POST.get("bitis", "")),
        )
    except actions.NotPossible as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Bekletiliyor; kaldırılana kadar bu sayı yayımlanmaz."))
    return redirect("returns:ledger")


def _day(text: str) -> Any:
    try:
        return parse_date(text)
    except ValueError as error:
        raise Http404 from error


@page("network.returns")
@require_POST
def lift(request: SignedInRequest, hold_id: UUID) -> HttpResponseBase:
    """End a hold."""
    actions.lift(by=request.person, hold=get_object_or_404(Hold, pk=hold_id))
    messages.success(request, _("Bekletme kaldırıldı. Sayı bir sonraki yayımda yer alır."))
    return redirect("returns:ledger")
