"""The page on which somebody answers for a destruction: what goes, what stays, why, and her signature."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.cases.views.places import posted
from omuz.casework.contacts.models import Contact
from omuz.casework.contacts.queries.records import contact_by_code, contact_of
from omuz.casework.contacts.rules.record import State
from omuz.casework.rights.actions.erasure import erase_contact, erase_file
from omuz.casework.rights.forms.signing import GroundForm, SignForm
from omuz.casework.rights.queries.due import contacts_in_files
from omuz.casework.rights.queries.her import held_in
from omuz.casework.rights.queries.statement import received_by
from omuz.casework.rights.rules.destruction import Ground
from omuz.casework.rights.views.places import at, opened_for, shown
from omuz.foundation.audit.chain import looked
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.access import Person
from omuz.foundation.people.pages import SignedInRequest, freshly_proven, page
from omuz.foundation.people.rules import Role
from omuz.foundation.people.words import ROLE_TITLES
from omuz.foundation.vault.session import vault_of

_READ = "case.destruction_read"


@page("rights.destroy")
@freshly_proven
def file(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """First the ground, then name, post and code; nothing is destroyed by the first press."""
    opened = opened_for(request, case_id, "rights.destroy")
    ground = GroundForm(posted(request))
    if request.method != "POST" or not ground.is_valid():
        return _first(request, opened, ground)
    signing = request.POST.get("step") == "sign"
    sign = SignForm(request.POST if signing else None, expected=opened.code, initial=signer(request.person))
    if not signing or not sign.is_valid():
        return _second(request, opened, ground, sign)
    return _erased(request, opened, ground, sign)


def _first(request: SignedInRequest, opened: OpenedCase, ground: GroundForm) -> HttpResponse:
    context = {"ground": ground, **_told(request, opened)}
    return shown(request, opened, "rights/erase.html", context, event=_READ, status=422 if ground.is_bound else 200)


def _told(request: SignedInRequest, opened: OpenedCase) -> dict[str, Any]:
    held = held_in(request.person, vault=vault_of(request), opened=opened)
    return {"held": held, "received": [each for each in received_by(opened) if not each.withdrawn_on]}


def _second(request: SignedInRequest, opened: OpenedCase, ground: GroundForm, sign: SignForm) -> HttpResponse:
    chosen = ground.cleaned_data
    context = {
        "ground": ground,
        "sign": sign,
        "why": label_of("destruction_ground", chosen["ground"]),
        "chosen": {name: chosen[name] for name in ("ground", "asked_how")} | {"on": f"{chosen['on']:%d.%m.%Y}"},
        **_told(request, opened),
    }
    status = 422 if sign.is_bound else 200
    return shown(request, opened, "rights/erase_sign.html", context, event=_READ, status=status)


def _erased(request: SignedInRequest, opened: OpenedCase, ground: GroundForm, sign: SignForm) -> HttpResponse:
    chosen = ground.cleaned_data
    minutes = erase_file(
        by=request.person,
        vault=vault_of(request),
        case_id=opened.id,
        ground=Ground(chosen["ground"]),
        signature=sign.signature(),
        on=chosen["on"],
        asked_how=chosen["asked_how"],
    )
    messages.success(request, _("Dosya yok edildi. Tutanak: %(code)s.") % {"code": minutes.code})
    return redirect(at("minutes", minutes.id))


def signer(person: Person) -> dict[str, str]:
    """Her name and post as a first filling of the signature."""
    posts = ", ".join(str(ROLE_TITLES[Role(role)]) for role in sorted(person.roles))
    return {"name": person.full_name, "post": posts}


@page("rights.destroy")
@require_POST
def find_contact(request: SignedInRequest) -> HttpResponseBase:
    """A contact without a file by its exact code; posted, so that no code stands in an address."""
    found = contact_by_code(request.person, request.POST.get("q", "")[:20], vault=vault_of(request))
    if found is None or not _may_go(found):
        messages.warning(request, _("Bu kodla, dosyası olmayan bir temas yok. Dosyası varsa dosyadan yok edilir."))
        return redirect(at("register"))
    return redirect(at("forget-contact", found.id))


def _may_go(found: Contact) -> bool:
    return found.state == State.RECORDED and found.id not in contacts_in_files(found.centre_id)


@page("rights.destroy")
@freshly_proven
def contact(request: SignedInRequest, contact_id: UUID) -> HttpResponseBase:
    """Forget one contact without a file at her wish."""
    found = contact_of(request.person, contact_id)
    request.person.require("rights.destroy", found.centre_id)
    vault_of(request).centre(found.centre_id)  # whoever lacks the key learns no code
    if not _may_go(found):
        return redirect(at("register"))
    sign = SignForm(posted(request), expected=found.code, initial=signer(request.person))
    if request.method == "POST" and sign.is_valid():
        return _forgotten(request, found, sign)
    drawn = render(
        request, "rights/forget.html", {"contact": found, "sign": sign}, status=422 if sign.is_bound else 200
    )
    looked(by=request.person, event=_READ, centre=found.centre_id, about=f"contact:{found.code}")
    return drawn


def _forgotten(request: SignedInRequest, found: Contact, sign: SignForm) -> HttpResponse:
    minutes = erase_contact(
        by=request.person,
        vault=vault_of(request),
        contact_id=found.id,
        code=found.code,
        centre_id=found.centre_id,
        signature=sign.signature(),
        on=timezone.localdate(),
    )
    messages.success(request, _("Temas yok edildi. Tutanak: %(code)s.") % {"code": minutes.code})
    return redirect(at("minutes", minutes.id))
