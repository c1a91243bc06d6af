"""Case analyses: what the network shares, and what is written in one's own centre."""

from django.http import HttpResponseBase
from django.shortcuts import render

from omuz.foundation.people.pages import SignedInRequest, page


@page("exchange.read")
def overview(request: SignedInRequest) -> HttpResponseBase:
    """Where shared learning begins."""
    return render(request, "exchange/overview.html", {})
