"""Pages everybody who is signed in may read: centres' public parts, and the figures the network told."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.directory.queries.entries import secret_centres
from omuz.network.profiles.queries.figures import indicator_lines, newest_figures, told_part
from omuz.network.profiles.queries.profiles import (
    followed,
    profile_round,
    profile_rounds,
    public_lines,
    public_list,
    public_years,
)
from omuz.network.profiles.queries.sheets import sheet
from omuz.network.surveys.models import Round
from omuz.network.surveys.queries.rounds import own_invitations

LONGEST_QUERY = 60


@page("directory.read")
def overview(request: SignedInRequest) -> HttpResponseBase:
    """What waits for her, the rounds she follows, and every centre's public part."""
    query = request.GET.get("q", "")[:LONGEST_QUERY]
    answers, manages = request.person.may("profiles.answer"), request.person.may("profiles.manage")
    lines = own_invitations(request.person, kind=Round.Kind.PROFILE) if answers else []
    lines.sort(key=lambda line: line.invitation.round.opens_on, reverse=True)
    rounds = profile_rounds()
    shown = public_list(query)
    context = {
        "lines": lines,
        "reminders": [line for line in lines if line.reminds],
        "boards": [followed(asked) for asked in rounds] if manages else [],
        "figures": [figures for figures in map(newest_figures, rounds) if figures is not None],
        "manages": manages,
        "shown": shown,
        "missing": sum(each.profile is None for each in shown),
        "q": query,
    }
    return render(request, "profiles/overview.html", context)


@page("directory.read")
def public(request: SignedInRequest, code: str) -> HttpResponseBase:
    """The public part of one centre, year by year."""
    centre, years = public_years(code)
    secret = centre.id in secret_centres()
    told = [(row.round.opens_on.year, row, public_lines(row, secret=secret)) for row in years]
    return render(request, "profiles/public.html", {"centre": centre, "years": told})


@page("directory.read")
def told(request: SignedInRequest, round_id: UUID) -> HttpResponseBase:
    """What the network told of a round."""
    asked = profile_round(round_id)
    figures = newest_figures(asked)
    if figures is None:
        raise Http404
    parts = [(part.label, told_part(part, figures)) for part in sheet(asked.version).parts]
    context = {
        "asked": asked,
        "figures": figures,
        "missing": figures.invited - figures.signed,
        "indicators": indicator_lines(figures),
        "parts": [(label, lines) for label, lines in parts if lines],
    }
    return render(request, "profiles/told.html", context)
