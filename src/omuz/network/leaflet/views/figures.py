"""What women answered, for whoever answers for a centre or for the network."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.charts.figure import figure
from omuz.network.leaflet.queries.answers import figures_of, turned_away, years_answered, years_over


@page("leaflet.figures")
def answers(request: SignedInRequest) -> HttpResponseBase:
    """I38 and I39 of one year of the leaflet's answers."""
    today = timezone.localdate()
    answered = years_answered(request.person)
    years = years_over(answered, today)
    year = request.GET.get("yil", "")
    year = year if year in years else next(iter(years), "")
    tables = figures_of(request.person, year) if year else []
    context = {
        "years": years,
        "waiting": answered != years,
        "year": year,
        "figures": [figure(table).for_page() for table in tables],
        "turned_away": turned_away(str(today.year)) if request.person.edits_network else 0,
    }
    return render(request, "leaflet/answers.html", context)
