"""The coordinator's page: whether her centre writes while the line is cut, and on which computers it is on."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from omuz.casework.contacts.views.places import place_of
from omuz.casework.offline import actions
from omuz.casework.offline.forms import PermitForm
from omuz.casework.offline.models import OfflineCentre
from omuz.casework.offline.queries.computers import centre_row, computers_of
from omuz.casework.offline.rules import HOURS_AT_FIRST
from omuz.foundation.people.pages import SignedInRequest, page, pressed
from omuz.foundation.people.replies import done, status
from omuz.foundation.people.seen import alone, edited


def _permit_form(request: SignedInRequest, row: OfflineCentre | None) -> PermitForm:
    """Beside what stands now; ending it is never held up by what somebody else chose meanwhile."""
    sent = request.POST if request.method == "POST" else None
    form = PermitForm(sent, initial={"hours": row.hours if row else HOURS_AT_FIRST})
    if sent and "stop" in sent:
        return form
    edited(form)
    allowed = bool(row and row.allowed)
    if sent and sent.get("was", str(allowed)) != str(allowed):
        words = _("Siz bakarken başka biri izin verdi. Süre doğruysa yeniden kaydedin.") if allowed else _(
            "Siz bakarken başka biri izni kaldırdı. Yine de izin verecekseniz yeniden basın."
        )  # fmt: skip
        form.add_error(None, words)
    return form


@page("offline.allow")
def settings(request: SignedInRequest) -> HttpResponseBase:
    """Allow it with a number of hours, end it, withdraw one computer."""
    place = place_of(request, "offline.allow")
    posted = request.method == "POST"
    if posted:
        alone({"centre": place.centre_id}, "offline:settings")
    row = centre_row(place.centre_id)
    form = _permit_form(request, row)
    if posted and form.is_valid():
        allowed = "stop" not in request.POST
        actions.permit(by=request.person, centre_id=place.centre_id, allowed=allowed, hours=form.cleaned_data["hours"])
        done(request, _("İzin kaydedildi.") if allowed else _("İzin kaldırıldı; bekleyen yazılar okunmaz oldu."))
        return redirect(f"{reverse('offline:settings')}?merkez={place.held.centre_code}")
    told = {"form": form, "place": place, "row": row, "computers": computers_of(place.centre_id)}
    return render(request, "offline/settings.html", told, status=status(form))


@page("offline.allow")
@pressed("offline:settings")
def withdraw(request: SignedInRequest, device_id: UUID) -> HttpResponseBase:
    """Make what waits on one computer unreadable."""
    actions.withdraw(by=request.person, device_id=device_id)
    done(request, _("Bilgisayar kapatıldı; üzerindeki bekleyen yazılar artık okunamaz."))
    return redirect("offline:settings")
