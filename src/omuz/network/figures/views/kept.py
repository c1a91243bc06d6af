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


@page("network.dashboard")
@require_POST
def let_go(request: SignedInRequest, view_id: UUID) -> HttpResponseBase:
    """Remove a kept view."""
    actions.let_view_go(by=request.person, view_id=view_id)
    messages.success(request, _("Görünüm kaldırıldı."))
    return redirect("figures:overview")
