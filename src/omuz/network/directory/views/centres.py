"""The centres on list and map, one centre's page, and writing its parts."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.directory.actions.keeping import verify
from omuz.network.directory.forms import InternalForm, PublicForm, ServiceForm
from omuz.network.directory.models import InternalPart, PublicPart, Service
from omuz.network.directory.queries.atlas import atlas
from omuz.network.directory.queries.coverage import Coverage, DistrictLine, coverage
from omuz.network.directory.queries.entries import (
    centre_by_code,
    centre_lines,
    centres_to_verify,
    internal_part,
    public_part,
    service_of,
    services_of,
    to_verify,
)
from omuz.network.directory.rules.verification import due_on, standing
from omuz.network.directory.views.shown import Edited, day_of, edit, facts_of, history, shown_facts

LONGEST_QUERY = 60


@page("directory.read")
def centres(request: SignedInRequest) -> HttpResponseBase:
    """Every centre, and the districts by how many women each centre stands for."""
    query, today = request.GET.get("q", "")[:LONGEST_QUERY], timezone.localdate()
    lines = centre_lines(today, query)
    if request.headers.get("HX-Request"):
        return render(request, "directory/parts/centres.html", {"lines": lines, "q": query})
    told = coverage(today)
    drawn = atlas(told, _leads_to(lines if not query else centre_lines(today)), get_language() or "tr")
    context = {"lines": lines, "q": query, "told": told, "atlas": drawn}
    context |= {**_coverage_table(told), **_to_telephone(request, today)}
    return render(request, "directory/centres.html", context)


def _to_telephone(request: SignedInRequest, today: date) -> dict[str, int]:
    """How many entries she keeps wait to be verified; nobody else is told here."""
    person = request.person
    mine = [line for line in centres_to_verify(today) if _keeps(person, line.centre)]
    return {"waiting": len(mine), "overdue": len(to_verify(today)) if person.may("directory.edit") else 0}


def _keeps(person: Person, one: Centre) -> bool:
    return person.may("directory.edit") or person.may("directory.write", one.id)


def _leads_to(lines: list[Any]) -> Any:
    """Where a district of the map leads: its only centre, its centres in the list, or nowhere."""
    codes: dict[str, list[str]] = {}
    for line in lines:
        if line.district:
            codes.setdefault(line.centre.district, []).append(line.centre.code)

    def address(district: DistrictLine) -> str:
        there = codes.get(district.code, [])
        if len(there) == 1:
            return reverse("directory:centre", args=there)
        return f"{reverse('directory:centres')}?q={district.name}" if there else ""

    return address


def _coverage_table(told: Coverage) -> dict[str, Any]:
    columns = [
        {"label": _("İlçe")},
        {"label": _("Merkez"), "kind": "number"},
        {"label": _("Kadın (2021)"), "kind": "number"},
        {"label": _("Merkez başına kadın"), "kind": "number"},
        {"label": _("50.000 kadına merkez"), "kind": "number", "decimals": 2},
    ]
    rows = [[line.name, line.centres, line.women, line.women_per_centre, line.rate] for line in told.lines]
    whole = [
        _("İzmir"),
        told.centres,
        told.women,
        round(told.women / told.centres) if told.centres else None,
        told.rate,
    ]
    return {"columns": columns, "rows": rows, "foot": whole}


@page("directory.read")
def centre(request: SignedInRequest, code: str) -> HttpResponseBase:
    """One centre: what anybody may know, and for its own team and the network what they may."""
    one, day, today = centre_by_code(code), day_of(request), timezone.localdate()
    public, internal = public_part(one), internal_part(request.person, one)
    secret = public.confidential
    context = {
        **_inside_of(internal, day, secret=secret),
        "centre": one, "public": public, "day": day, "today": today,
        "facts": shown_facts(public, day), "history": history(public),
        "services": [(row, facts_of(row, "service", secret=secret)) for row in services_of(one, day)],
        "standing": standing(public.verified_on, today), "due": due_on(public.verified_on, today),
        "may_write": request.person.may("directory.write", one.id),
        "own": one.id in request.person.centres and request.person.may("directory.write", one.id),
    }  # fmt: skip
    return render(request, "directory/centre.html", context)


def _inside_of(internal: InternalPart | None, day: date | None, *, secret: bool) -> dict[str, Any]:
    if internal is None:
        return {"internal": None}
    inside = shown_facts(internal, day, secret=secret)
    return {"internal": internal, "inside": inside, "inside_history": history(internal, secret=secret)}


def _mine(request: SignedInRequest, code: str) -> Centre:
    one = centre_by_code(code)
    request.person.require("directory.write", one.id)
    return one


def _edited(one: Centre, heading: str) -> Edited:
    return Edited(heading, reverse("directory:centre", args=[one.code]), one.name, _("Kaydedildi."))


@page("directory.write")
def change(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Write the public part."""
    one = _mine(request, code)
    return edit(request, public_part(one), PublicForm, _edited(one, _("Herkese açık bölüm")))


@page("directory.write")
def inside(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Write the internal part; only the centre's own coordinator."""
    one = _mine(request, code)
    row = internal_part(request.person, one)
    if row is None or one.id not in request.person.centres:
        raise Http404
    secret = public_part(one).confidential
    return edit(request, row, InternalForm, _edited(one, _("İç bölüm")), secret=secret)


@page("directory.write")
@require_POST
def confirm(request: SignedInRequest, code: str) -> HttpResponseBase:
    """The public part is right today."""
    row: PublicPart = public_part(_mine(request, code))
    if row._state.adding:
        messages.info(request, _("Doğrulanacak bir bilgi yok; önce bilgileri yazın."))
    else:
        verify(by=request.person, row=row)
        messages.success(request, _("Bugün doğrulandı olarak yazıldı."))
    if request.POST.get("back") == "overdue":
        return redirect("directory:overdue")
    return redirect("directory:centre", code=code)


@page("directory.write")
def new_service(request: SignedInRequest, code: str) -> HttpResponseBase:
    """Something the centre offers."""
    one = _mine(request, code)
    secret = public_part(one).confidential
    return edit(request, Service(centre_id=one.id), ServiceForm, _edited(one, _("Hizmet ekle")), secret=secret)


@page("directory.write")
def service(request: SignedInRequest, service_id: UUID) -> HttpResponseBase:
    """Correct a service of a centre or of an institution."""
    row = service_of(service_id)
    if row.centre_id:
        one = Centre.objects.get(id=row.centre_id)
        request.person.require("directory.write", one.id)
        return edit(request, row, ServiceForm, _edited(one, row.name), secret=public_part(one).confidential)
    request.person.require("directory.edit")
    back = reverse("directory:institution", args=[row.partner_id])
    partner = row.partner
    where = Edited(row.name, back, partner.name if partner else "", _("Kaydedildi."))
    return edit(request, row, ServiceForm, where, secret=bool(partner and partner.confidential))
