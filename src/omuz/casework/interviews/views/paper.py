"""The blank paper version of the interview, for a talk with the computer closed."""

from django.http import HttpResponseBase
from django.shortcuts import render

from omuz.casework.interviews.queries.paper import sheet
from omuz.foundation.people.pages import SignedInRequest, page


@page("cases.write")
def blank(request: SignedInRequest) -> HttpResponseBase:
    """Two A4 pages without a logo, printed by the browser."""
    return render(request, "interviews/paper.html", {"topics": sheet()})
