"""What leaves on paper or as a file: the gate is asked each time a copy is taken."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.cases.rules.steps import NotNow
from omuz.casework.referrals.actions.drafting import ConsentMissing, TextRefused
from omuz.casework.referrals.actions.sending import NoLetterbox, letter_of, take_letter_file
from omuz.casework.referrals.queries.paper import letter_pdf
from omuz.casework.referrals.queries.shown import letter_text, shown
from omuz.casework.referrals.views.drawn import draw
from omuz.casework.referrals.views.places import at, moved_on, referral_for
from omuz.foundation.people.pages import SignedInRequest, page, pressed
from omuz.foundation.vault.session import vault_of


@page("cases.write")
def letter(request: SignedInRequest, referral_id: UUID) -> HttpResponseBase:
    """The letter as it is printed: no logo, no more than she agreed to."""
    told = _taken(request, letter_of, referral_id)
    if isinstance(told, HttpResponseBase):
        return told
    seen = shown(told)
    context = {"packet": seen, "text": letter_text(seen), "back": at("open", referral_id), "id": referral_id}
    return render(request, "referrals/letter.html", context)


@page("cases.write")
@pressed("referrals:letter", "referral_id")
def pdf(request: SignedInRequest, referral_id: UUID) -> HttpResponseBase:
    """The same as PDF, under a name that says nothing."""
    told = _taken(request, letter_of, referral_id)
    if isinstance(told, HttpResponseBase):
        return told
    return _file(letter_pdf(shown(told)), "application/pdf", "pdf")


@page("cases.write")
@pressed("referrals:open", "referral_id")
def parcel(request: SignedInRequest, referral_id: UUID) -> HttpResponseBase:
    """The encrypted file for a centre elsewhere."""
    raw = _taken(request, take_letter_file, referral_id)
    if isinstance(raw, HttpResponseBase):
        return raw
    return _file(raw, "application/octet-stream", "omuz")


def _taken(request: SignedInRequest, act: Any, referral_id: UUID) -> Any:
    """What an act gives; a page instead where a gate refused."""
    try:
        return act(by=request.person, vault=vault_of(request), referral_id=referral_id, on=timezone.localdate())
    except (ConsentMissing, TextRefused) as refused:
        messages.error(request, _("Onayı artık bunu kapsamıyor; hiçbir kopya verilmedi."))
        return draw(request, referral_for(request, referral_id), status=422, refused=type(refused).__name__)
    except (NotNow, NoLetterbox):
        return moved_on(request, at("open", referral_id))


def _file(raw: bytes, kind: str, ending: str) -> HttpResponse:
    name = f"belge-{timezone.localdate():%Y-%m-%d}.{ending}"
    return HttpResponse(raw, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
