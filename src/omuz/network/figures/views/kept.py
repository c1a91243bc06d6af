"""Keeping the view one is looking at, and letting it go."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.figures import actions


@page("network.dashboard")
@require_POST
def keep(request: SignedInRequest) -> HttpResponseBase:
    """Keep an indicator with its row, in one quarter or always in the newest."""
    told = {name: request.POST.get(name, "") for name in ("satir", "donem")}
    quarter = told["donem"] if request.POST.get("hep") != "son" else ""
    row = actions.keep_view(
        by=request.person, indicator=request.POST.get("gosterge", ""), row=told["satir"], quarter=quarter
    )
    messages.success(request, _("Görünüm saklandı; “Ağ sayıları” sayfasında duruyor."))
    asked = urlencode({name: value for name, value in told.items() if value})
    return redirect(f"{reverse('figures:indicator', args=[row.indicator.lower()])}?{asked}")


@page("figures.centre")
@require_POST
def keep_own(request: SignedInRequest) -> HttpResponseBase:
    """Keep the page of her centre, in one quarter or always in the newest."""
    centre, quarter = request.POST.get("merkez", ""), request.POST.get("donem", "")
    actions.keep_own_page(by=request.person, centre=centre, quarter=quarter if request.POST.get("hep") != "son" else "")
    messages.success(request, _("Görünüm saklandı; bu sayfanın başında duruyor."))
    return redirect(f"{reverse('figures:centre')}?{urlencode({'merkez': centre, 'donem': quarter})}")


@page(None)
@require_POST
def let_go(request: SignedInRequest, view_id: UUID) -> HttpResponseBase:
    """Remove a view she keeps, and stay on the page it was listed on."""
    centre = actions.let_view_go(by=request.person, view_id=view_id)
    messages.success(request, _("Görünüm kaldırıldı."))
    return redirect(f"{reverse('figures:centre')}?{urlencode({'merkez': centre})}" if centre else "figures:overview")
