"""At which of her centres a page is, and the one event of a look."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from omuz.casework.contacts.views.places import Place, place_of
from omuz.casework.referrals.queries.told import OpenedReferral, referral_of
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest
from omuz.foundation.vault.session import vault_of

__all__ = ["Place", "at", "moved_on", "place_of", "referral_for", "to_referral"]


def at(name: str, *args: object, place: Place | None = None) -> str:
    """The address of a page of this room, at this centre where she works at several."""
    address = reverse(f"referrals:{name}", args=args)
    return f"{address}?merkez={place.held.centre_code}" if place and place.others else address


def referral_for(request: SignedInRequest, referral_id: UUID, permission: str = "cases.write") -> OpenedReferral:
    """The referral a page is about, opened; Http404 where she may not know of its file."""
    return referral_of(request.person, referral_id, vault=vault_of(request), permission=permission)


def to_referral(referral_id: UUID) -> HttpResponseBase:
    """Back to the page of a referral."""
    return redirect(at("open", referral_id))


def moved_on(request: SignedInRequest, address: str) -> HttpResponseBase:
    """What is said when something changed meanwhile and nothing was done."""
    messages.warning(request, _("Bu arada değişmiş; hiçbir şey yapılmadı. Şimdiki hâli aşağıda."))
    return redirect(address)


def seen(
    request: SignedInRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    event: str,
    centre: UUID,
    about: str = "",
    status: int = 200,
) -> HttpResponse:
    """A page drawn and told to the log as one look."""
    drawn = render(request, template, dict(context), status=status)
    # Last of all: whoever writes in this centre waits from here until the answer is committed.
    looked(by=request.person, event=event, centre=centre, about=about)
    return drawn


def version(request: SignedInRequest) -> int:
    """The revision a form was shown with; Http404 for a form nobody drew."""
    text = request.POST.get("version", "")
    if not text.isdecimal() or len(text) > 9:  # noqa: PLR2004  # digits of a whole number column
        raise Http404
    return int(text)
