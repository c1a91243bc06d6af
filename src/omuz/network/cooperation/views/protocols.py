"""The register of protocols."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.seen import edited
from omuz.network.cooperation import actions
from omuz.network.cooperation.forms import ProtocolForm
from omuz.network.cooperation.models import Protocol
from omuz.network.cooperation.queries.protocols import protocol_lines, protocol_of
from omuz.network.cooperation.rules import NotKept

_TOLD = ("title", "number", "signed_on", "ends_on", "renews", "covers", "reference")
NETWORK = "network"
UNPROCESSABLE = 422


@page("cooperation.read")
def listed(request: SignedInRequest) -> HttpResponseBase:
    """Every protocol, what ends soon first."""
    lines = protocol_lines(request.person, timezone.localdate())
    return render(request, "cooperation/protocols.html", {"lines": lines, "writes": bool(_holders(request.person))})


@page("cooperation.write")
def protocol(request: SignedInRequest, protocol_id: UUID | None = None) -> HttpResponseBase:
    """Enter a protocol, or change one."""
    row = protocol_of(request.person, protocol_id) if protocol_id else None
    holders = [_holder(row)] if row else _holders(request.person)
    if not holders:
        raise Http404
    form = ProtocolForm(request.POST or None, holders=holders, initial=_start(row))
    form = edited(form) if row else form
    if request.method == "POST" and form.is_valid():
        try:
            _write(request.person, form.cleaned_data, row)
            return redirect("cooperation:protocols")
        except NotKept as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "row": row}
    return render(request, "cooperation/protocol.html", context, status=UNPROCESSABLE if form.errors else 200)


def _write(person: Person, given: dict[str, Any], row: Protocol | None) -> None:
    holder = None if given["holder"] == NETWORK else UUID(given["holder"])
    told = actions.Told(**{name: given[name] for name in _TOLD})
    actions.write_protocol(by=person, centre_id=holder, partner_id=given["partner"].id, told=told, row=row)


def _holders(person: Person) -> list[tuple[str, str]]:
    """In whose name she may write: her centres, and the network for its editors."""
    held = [(str(post.centre_id), post.centre_name) for post in person.centres_where("cooperation.write")]
    return [*held, (NETWORK, _("Ağın"))] if person.edits_network else held


def _holder(row: Protocol) -> tuple[str, str]:
    """Whose a protocol is; it stays so."""
    if row.centre_id is None:
        return NETWORK, _("Ağın")
    return str(row.centre_id), str(
        Centre.objects.filter(pk=row.centre_id).values_list("name", flat=True).first() or "–"
    )


def _start(row: Protocol | None) -> dict[str, Any]:
    if row is None:
        return {}
    told = {name: getattr(row, name) for name in _TOLD}
    return {**told, "partner": row.partner_id, "holder": str(row.centre_id) if row.centre_id else NETWORK}


@page("cooperation.write")
@require_POST
def removed(request: SignedInRequest, protocol_id: UUID) -> HttpResponseBase:
    """Take a protocol off the register."""
    actions.remove_protocol(by=request.person, row=protocol_of(request.person, protocol_id))
    return redirect("cooperation:protocols")
