"""A centre’s card as it will be printed, its lines, its consent; for the network who has agreed."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.insight.reports.content.report_types import sources
from omuz.insight.reports.gathered import Facts, Piece, Rows
from omuz.network.reports.actions.voices import cards as acts
from omuz.network.reports.queries.voices.cards import (
    choices,
    desk,
    former_consents,
    own_centre,
    own_centres,
    standings,
)
from omuz.network.reports.views.shared import attempted
from omuz.network.reports.views.voices_recommendations import asked_year
from omuz.network.reports.voices_forms import CardForm


@page("reports.comment")
def cards(request: SignedInRequest) -> HttpResponseBase:
    """Her own centre’s card, or for the network who agreed to be shown."""
    year = asked_year(request)
    network = request.person.sees_network
    told = standings(year) if network else []
    context = {
        "year": year,
        "years": sorted({year, timezone.localdate().year, year - 1}, reverse=True),
        "own": own_centres(request.person),
        "network": network,
        "standings": told,
        "agreed": sum(each.consent is not None for each in told),
    }
    return render(request, "reports/voices/cards.html", context)


@page("reports.consent")
def card(request: SignedInRequest, centre_id: UUID) -> HttpResponseBase:
    """The card exactly as it will be printed, with the lines she looks at."""
    centre, year = own_centre(request.person, centre_id), asked_year(request)
    chosen = request.GET.getlist("lines") if "bak" in request.GET else None
    told = desk(centre, year, chosen)
    context = {
        "centre": centre,
        "year": year,
        "desk": told,
        "parts": [(sources()[key].title.say(), drawn(piece)) for key, piece in told.card.pieces.items()],
        "form": CardForm(lines=choices(told.card.secret), initial={"lines": list(told.card.lines)}),
        "same": told.consent is not None and told.consent.digest == told.card.digest,
        "earlier": former_consents(centre.id),
    }
    return render(request, "reports/voices/card.html", context)


def drawn(piece: Piece) -> dict[str, Any]:
    """A piece of a card in words of the reader’s language."""
    if isinstance(piece, Facts):
        return {"facts": [(name.say(), words.say()) for name, words in piece.facts]}
    if isinstance(piece, Rows):
        heads = [words.say() for words in piece.columns]
        rows = [list(zip(heads, [words.say() for words in row], strict=True)) for row in piece.rows]
        return {"heads": heads, "rows": rows}
    return {}


@page("reports.consent")
@require_POST
def consent(request: SignedInRequest, centre_id: UUID) -> HttpResponseBase:
    """Agree to the card she saw, or take the consent back."""
    centre, year = own_centre(request.person, centre_id), asked_year(request)
    if request.POST.get("consent") == "no":
        why = request.POST.get("why", "")
        attempted(
            request,
            lambda: acts.take_back(by=request.person, centre_id=centre.id, year=year, why=why),
            _("Onay geri alındı; kart bundan sonra yayımlanan raporda yer almaz."),
        )
    else:
        lines, seen = request.POST.getlist("lines"), request.POST.get("seen", "")
        attempted(
            request,
            lambda: acts.agree(by=request.person, centre=centre, year=year, lines=lines, seen=seen),
            _("Onay yazıldı; kart aşağıda gördüğünüz gibi basılır."),
        )
    return redirect(f"{reverse('reports:card', args=[centre.id])}?yil={year}")
