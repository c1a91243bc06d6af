"""A centre's own page: its sent figures beside its own past, for its own people only."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.charts.figure import Figure
from omuz.insight.charts.periods import said
from omuz.network.figures.queries.kept import kept_of_centre
from omuz.network.figures.queries.series import QUARTERS, Sent, measured, own_points, own_tables
from omuz.network.figures.views.cards import alike, card
from omuz.network.figures.views.drawn import Line, decisions, line_of
from omuz.network.returns.queries.own import quarter_lines
from omuz.network.returns.rules.quarters import Quarter, Standing
from omuz.network.returns.views.places import Place, choices, place_of, quarter_of, today
from omuz.network.returns.views.shown import handed_out

PERMISSION = "figures.centre"


def _told(request: SignedInRequest) -> tuple[Place, Quarter, Sent]:
    place, quarter = place_of(request, PERMISSION), quarter_of(request, Quarter.of(today()).before)
    return place, quarter, own_tables(request.person, place.centre_id, quarter)


def _lines(place: Place, sent: Sent) -> dict[str, Line]:
    return {
        one.lead.key: line_of(one.lead, own_points(sent, one.lead, place.held.centre_code))
        for one in measured()
        if not one.lead.yearly
    }


@page(PERMISSION)
def centre(request: SignedInRequest) -> HttpResponseBase:
    """Every indicator of her centre as a series over what it sent, with a word about the change."""
    place, quarter, sent = _told(request)
    lines = _lines(place, sent)
    asked = urlencode({"merkez": place.held.centre_code, "donem": str(quarter)})
    counted = f"{reverse('returns:indicators')}?{asked}"
    quarters = [one for one in reversed(list(sent)) if sent[one]]
    cards = [card(line, f"{counted}#{key}") | {"files": _files(key, asked)} for key, line in lines.items()]
    context = {
        "place": place,
        "period": said(str(quarter)),
        "quarter": quarter,
        "quarters": choices(quarters, quarter),
        "counted": counted,
        "here": bool(sent[quarter]),
        "missing": [said(str(one)) for one in _gaps(sent)],
        "standings": _standings(request, place, quarter),
        "sends": request.person.may("returns.prepare", place.centre_id),
        "cards": cards,
        "alike": alike(cards),
        "kept": kept_of_centre(request.person, place.held.centre_code),
        "decisions": decisions(*(line.points for line in lines.values())),
    }
    return render(request, "figures/centre.html", context)


def _standings(request: SignedInRequest, place: Place, last: Quarter) -> list[str]:
    """Which of the quarters shown it sent late, corrected, or said that it would not send."""
    words = {Standing.LATE: _("geç gönderildi"), Standing.DECLINED: _("gönderilmedi, nedeni bildirildi")}
    told = []
    for line in quarter_lines(request.person, place.centre_id, today(), QUARTERS + 1):
        about = [words[line.standing]] if line.standing in words else []
        about += [_("düzeltildi")] if line.corrected else []
        if about and line.quarter <= last:
            told.append(f"{said(str(line.quarter))}: {', '.join(about)}")
    return told


def _gaps(sent: Sent) -> list[Quarter]:
    """Quarters without numbers after the first one that has some."""
    told = list(sent)
    first = next((place for place, one in enumerate(told) if sent[one]), len(told))
    return [one for one in told[first:] if not sent[one]]


def _files(key: str, asked: str) -> list[tuple[str, str]]:
    kinds = ("csv", "xlsx", "svg", "png", "pdf")
    return [(kind.upper(), f"{reverse('figures:centre-file', args=[key, kind])}?{asked}") for kind in kinds]


@page(PERMISSION)
def centre_file(request: SignedInRequest, key: str, kind: str) -> HttpResponseBase:
    """One series of her centre as a file."""
    place, _quarter, sent = _told(request)
    line = _lines(place, sent).get(key)
    drawn = line.figure(centres=False) if line else None
    figures: Mapping[str, Figure] = {key: drawn} if drawn else {}
    return handed_out(figures, key, kind)
