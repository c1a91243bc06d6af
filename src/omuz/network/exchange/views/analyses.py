"""Case analyses the network reads: the list with its filters, and one of them on a page that can be printed."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.exchange.queries import analyses as found
from omuz.network.exchange.queries.board_words import known_tags, tags_of
from omuz.network.exchange.queries.template import template
from omuz.network.exchange.views.board_shared import opened

_LONGEST = 100


@page("exchange.read")
def overview(request: SignedInRequest) -> HttpResponseBase:
    """What is open to the network today, narrowed by kind of place, tag and words."""
    asked = {name: request.GET.get(name, "")[:_LONGEST].strip() for name in ("tur", "etiket", "ara")}
    rows = found.published(request.person, context=asked["tur"], tag=asked["etiket"], words=asked["ara"])
    contexts = template().field("context").choices
    known = known_tags()
    used = {tag for row in found.published(request.person) for tag in row.tags}
    context = {
        "rows": [(row, _said(row.context), tags_of(row.tags, known)) for row in rows],
        "asked": asked,
        "narrowed": any(asked.values()),
        "contexts": [(code, words.say()) for code, words in contexts],
        "tags": tags_of(sorted(used), known),
        "writes": request.person.may("exchange.write"),
        "use": template(),
    }
    return render(request, "exchange/overview.html", context)


def _said(context: str) -> str:
    return template().field("context").said(context)


@page("exchange.read")
def published(request: SignedInRequest, analysis_id: UUID) -> HttpResponse:
    """One analysis as the network reads it; which centre wrote it stands nowhere."""
    row = found.published_of(request.person, analysis_id)
    opened(request, row.id)
    context = {
        "row": row,
        "parts": found.parts_of(found.typed_of_published(row)),
        "tags": tags_of(row.tags),
        "ours": row.analysis_id if row.centre_id in request.person.centres else None,
        "use": template(),
    }
    return render(request, "exchange/analyses/published.html", context)
