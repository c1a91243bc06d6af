"""The list of what is due, signed in one go, and the minutes of every destruction."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.cases.queries.panels import HerSection
from omuz.casework.contacts.views.places import Place, place_of
from omuz.casework.rights.actions.rounds import Chosen, NothingChosen, sign_round
from omuz.casework.rights.documents.paper import Paper
from omuz.casework.rights.forms.shown import minutes_sections
from omuz.casework.rights.forms.signing import SignForm
from omuz.casework.rights.queries.due import Due, due_in
from omuz.casework.rights.queries.register import ToldMinutes, minutes_in, minutes_of
from omuz.casework.rights.queries.texts import told_clocks
from omuz.casework.rights.views.destroying import signer
from omuz.casework.rights.views.places import at, paper_answer
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.models import Centre
from omuz.foundation.people.pages import SignedInRequest, freshly_proven, page
from omuz.foundation.vault.session import vault_of


@page("rights.destroy")
@freshly_proven
def due(request: SignedInRequest) -> HttpResponseBase:
    """What is due: chosen first, then signed with the number of what goes."""
    place, today = place_of(request, "rights.destroy"), timezone.localdate()
    found = due_in(request.person, vault=vault_of(request), centre_id=place.centre_id, today=today)
    if request.method != "POST":
        return _listed(request, place, found)
    chosen = _chosen(request)
    going = chosen.of(found)
    if not going.number:
        messages.warning(request, _("Hiçbir şey seçilmedi; hiçbir şey yok edilmedi."))
        return redirect(at("due"))
    signing = request.POST.get("step") == "sign"
    typed, expected = request.POST if signing else None, str(going.number)
    sign = SignForm(typed, expected=expected, initial=signer(request.person))
    if signing and sign.is_valid():
        return _signed(request, place, chosen, sign)
    return _signing(request, place, going, sign)


def _listed(request: SignedInRequest, place: Place, found: Due) -> HttpResponse:
    context = {"place": place, "due": found, "clocks": told_clocks(timezone.localdate())}
    drawn = render(request, "rights/due.html", context)
    looked(by=request.person, event="destruction.due_read", centre=place.centre_id, about="list:due")
    return drawn


def _chosen(request: SignedInRequest) -> Chosen:
    return Chosen(
        files=_ids(request.POST.getlist("file")),
        identities=_ids(request.POST.getlist("identity")),
        contacts=bool(request.POST.get("contacts")),
    )


def _ids(told: list[str]) -> frozenset[UUID]:
    found = set()
    for text in told:
        try:
            found.add(UUID(text))
        except ValueError:
            continue
    return frozenset(found)


def _signing(request: SignedInRequest, place: Place, going: Due, sign: SignForm) -> HttpResponse:
    context = {"place": place, "going": going, "sign": sign}
    return render(request, "rights/due_sign.html", context, status=422 if sign.is_bound else 200)


def _signed(request: SignedInRequest, place: Place, chosen: Chosen, sign: SignForm) -> HttpResponse:
    try:
        minutes = sign_round(
            by=request.person,
            vault=vault_of(request),
            centre_id=place.centre_id,
            chosen=chosen,
            signature=sign.signature(),
            today=timezone.localdate(),
        )
    except NothingChosen:
        return redirect(at("due"))
    messages.success(request, _("İmzalandı ve yok edildi. Tutanak: %(code)s.") % {"code": minutes.code})
    return redirect(at("minutes", minutes.id))


@page("rights.destroy")
def minutes_list(request: SignedInRequest) -> HttpResponseBase:
    """Every minutes of the centre, newest first."""
    place = place_of(request, "rights.destroy")
    found = minutes_in(request.person, vault=vault_of(request), centre_id=place.centre_id)
    lines = [{"minutes": each, "number": sum(map(len, each.answers["codes"].values()))} for each in found]
    return render(request, "rights/minutes_list.html", {"place": place, "lines": lines})


@page("rights.destroy")
def minutes(request: SignedInRequest, minutes_id: UUID) -> HttpResponseBase:
    """One minutes: codes, counts, ground, signature."""
    centre_id, told = minutes_of(request.person, minutes_id, vault=vault_of(request))
    context = {"minutes": told, "sections": minutes_sections(told)}
    drawn = render(request, "rights/minutes.html", context)
    looked(by=request.person, event="minutes.read", centre=centre_id, about=f"minutes:{told.code}")
    return drawn


@page("rights.destroy")
def minutes_paper(request: SignedInRequest, minutes_id: UUID) -> HttpResponseBase:
    """The minutes on paper, with room for two signatures."""
    centre_id, told = minutes_of(request.person, minutes_id, vault=vault_of(request))
    looked(by=request.person, event="minutes.read", centre=centre_id, about=f"minutes:{told.code}")
    return paper_answer(_paper(centre_id, told, minutes_sections(told)))


def _paper(centre_id: UUID, told: ToldMinutes, sections: list[HerSection]) -> Paper:
    name: Any = Centre.objects.filter(id=centre_id).values_list("name", flat=True).first()
    signatures = (f"{told.answers['name']}, {told.answers['post']}", _("İkinci imza (isteğe bağlı)"))
    foot = _("Bu tutanakta kişi yoktur. En az üç yıl saklanır.")
    return Paper(_("İmha tutanağı %(code)s") % {"code": told.code}, str(name), sections, signatures, foot)
