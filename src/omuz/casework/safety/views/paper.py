"""The blank paper version of both forms, for the day the computer is down."""

from django.http import HttpResponseBase
from django.shortcuts import render

from omuz.casework.safety.queries.texts import factor_texts, plan_parts
from omuz.casework.safety.queries.words import COPY, SAID, WHEN
from omuz.foundation.people.pages import SignedInRequest, page


@page("cases.write")
def blank(request: SignedInRequest) -> HttpResponseBase:
    """A4 sheets without a logo, printed by the browser."""
    context = {
        "factors": [each.title.say() for each in factor_texts()],
        "said": list(SAID.values()),
        "when": list(WHEN.values()),
        "parts": plan_parts(),
        "copies": list(COPY.values()),
    }
    return render(request, "safety/paper.html", context)
