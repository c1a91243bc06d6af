"""What several pages of this room need: the way back, the look that is written down, a version that was posted."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.contacts.views.places import demand_key
from omuz.casework.orders.actions.notification import NotAgreed
from omuz.casework.orders.queries.words import REFUSALS
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.access import Held
from omuz.foundation.people.models import Staff
from omuz.foundation.people.pages import SignedInRequest

LONGEST_NUMBER = 9


def at(name: str, *args: object) -> str:
    """The address of a page of this room."""
    return reverse(f"orders:{name}", args=args)


def shown(
    request: SignedInRequest, file: OpenedCase, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Draw a page of a file and write down that it was looked at."""
    looked(by=request.person, event="orders.read", centre=file.centre_id, about=f"case:{file.code}")
    may = {"may_write": request.person.may("cases.write", file.centre_id)}
    may["may_lead"] = request.person.may("cases.lead", file.centre_id)
    return render(request, template, {"file": file, **may, **context}, status=status)


def version(request: SignedInRequest) -> int:
    """The revision the posted page showed; 0 where it says none, which meets any."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < LONGEST_NUMBER else 0


def moved_on(request: SignedInRequest) -> None:
    """Say that somebody else wrote meanwhile and nothing of hers was written over."""
    messages.warning(
        request, _("Bu kayıt siz yazarken değişti. Sizinki duruyor: şimdiki hâline bakıp yeniden kaydedin.")
    )


def not_agreed(request: SignedInRequest, refused: NotAgreed, address: str) -> HttpResponse:
    """Say which rule stood against it and show the page again."""
    messages.warning(request, str(REFUSALS[refused.why]))
    return redirect(address)


def name_of(staff_id: UUID | str) -> str:
    """Full name of a member of staff, whoever has left included; empty for nobody."""
    if not staff_id:
        return ""
    return Staff.objects.filter(id=staff_id).values_list("full_name", flat=True).first() or ""


def names_of(*staff_ids: UUID | str) -> list[str]:
    """Full names in this order, those of nobody left out."""
    return [name for name in map(name_of, staff_ids) if name]


def centre_of(request: SignedInRequest, permission: str) -> Held:
    """The centre named by `?merkez=`, else her first with `permission`; Refused where she has none, or no key."""
    held = request.person.centres_where(permission)
    if not held:
        request.person.require(permission)
    wanted = request.GET.get("merkez") or request.POST.get("merkez") or held[0].centre_code
    found = next((post for post in held if post.centre_code == wanted), held[0])
    demand_key(request, found)
    return found
