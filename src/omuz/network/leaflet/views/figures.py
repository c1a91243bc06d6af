"""What women answered, for whoever answers for a centre or for the network."""

from django.http import HttpResponseBase
from django.shortcuts import render

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.charts.figure import figure
from omuz.network.leaflet.queries.answers import figures_of, years_answered


@page("leaflet.figures")
def answers(request: SignedInRequest) -> HttpResponseBase:
    """I38 and I39 of one year of the leaflet's answers."""
    years = years_answered(request.person)
    year = request.GET.get("yil", "")
    year = year if year in years else next(iter(years), "")
    tables = figures_of(request.person, year) if year else []
    context = {"years": years, "year": year, "figures": [figure(table).for_page() for table in tables]}
    return render(request, "leaflet/answers.html", context)
