"""The page of one request: how it ended; and of a shelter request: what became of it, never where."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.cases.queries.files import record_of
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.services import actions
from omuz.casework.services.forms.requests import SettleForm, ShelterForm
from omuz.casework.services.models import ServiceRequest, ShelterRequest
from omuz.casework.services.queries.records import opened_shelter, opened_wish
from omuz.casework.services.queries.shown import (
    earlier_shelter,
    earlier_wish,
    people_in,
    shelter_line,
    version_steps,
    wish_lines,
)
from omuz.casework.services.rules.requests import SHELTER
from omuz.casework.services.rules.shelter import Outcome
from omuz.casework.services.views.places import at, file_around, names, shown
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.read")
def one(request: SignedInRequest, request_id: UUID) -> HttpResponseBase:
    """One request; posted, how it ended."""
    row = record_of(request.person, ServiceRequest, request_id)
    if request.method == "POST":
        request.person.require("cases.write", row.centre_id)
        return _settled(request, row)
    return _page(request, row)


def _page(
    request: SignedInRequest, row: ServiceRequest, form: SettleForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    file = file_around(request, row)
    each = opened_wish(row, file, vault=vault_of(request))
    shelter = _shelter_of(row) if each.wish.service == SHELTER else None
    initial: dict[str, Any] = {"state": row.state, "unmet_reason": each.wish.unmet_reason, "missing": each.missing}
    initial |= {"on": each.wish.settled_on, "version": row.revision}
    context = {
        "line": wish_lines(each, timezone.localdate()),
        "form": form or SettleForm(initial=initial, asked_on=each.wish.on),
        "shelter": shelter,
        "steps": version_steps(each.versions, names(people_in([each])), earlier_wish),
        **more,
    }
    return shown(request, file, "services/request.html", context, status=status)


def _shelter_of(row: ServiceRequest) -> UUID | None:
    """The shelter request behind a request in her list: the one written at the same press."""
    rows = ShelterRequest.objects.filter(case=row.case, made_at__gte=row.made_at).order_by("made_at")
    found: UUID | None = rows.values_list("id", flat=True).first()
    return found


def _settled(request: SignedInRequest, row: ServiceRequest) -> HttpResponseBase:
    each = opened_wish(row, file_around(request, row), vault=vault_of(request))
    form = SettleForm(request.POST, asked_on=each.wish.on)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    try:
        actions.settle_request(by=request.person, vault=vault_of(request), request_id=row.id, **form.told())
    except Conflict:
        return _page(request, row, _again(form, row.revision), status=409, met=True)
    messages.success(request, _("İsteğin sonucu yazıldı."))
    return redirect(at("file", row.case_id))


def _again(form: Any, revision: int) -> Any:
    """The same form with what was typed, over the version that stands now."""
    data = form.data.copy()
    data["version"] = str(revision)
    return type(form)(data, asked_on=form.asked_on)


@page("cases.write")
@require_POST
def move(request: SignedInRequest, request_id: UUID) -> HttpResponseBase:
    """One place earlier or later in her order."""
    row = record_of(request.person, ServiceRequest, request_id, permission="cases.write")
    actions.move_request(
        by=request.person, vault=vault_of(request), request_id=row.id, up=request.POST.get("up") == "1"
    )
    return redirect(at("file", row.case_id))


@page("cases.read")
def shelter(request: SignedInRequest, shelter_id: UUID) -> HttpResponseBase:
    """One shelter request; posted, what became of it."""
    row = record_of(request.person, ShelterRequest, shelter_id)
    if request.method == "POST":
        request.person.require("cases.write", row.centre_id)
        return _answered(request, row)
    return _shelter_page(request, row)


def _shelter_page(
    request: SignedInRequest, row: ShelterRequest, form: ShelterForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    each = opened_shelter(row, vault=vault_of(request))
    initial = {"outcome": str(each.asked.outcome), "refused": list(each.asked.refused), "on": each.asked.settled_on}
    context = {
        "line": shelter_line(each),
        "form": form or ShelterForm(initial={**initial, "version": row.revision}, asked_on=each.asked.on),
        "steps": version_steps(each.versions, names(people_in([each])), earlier_shelter),
        **more,
    }
    return shown(request, file_around(request, row), "services/shelter.html", context, status=status)


def _answered(request: SignedInRequest, row: ShelterRequest) -> HttpResponseBase:
    form = ShelterForm(request.POST, asked_on=opened_shelter(row, vault=vault_of(request)).asked.on)
    if not form.is_valid():
        return _shelter_page(request, row, form, status=422)
    told = {"refused": form.cleaned_data["refused"], "on": form.cleaned_data["on"]}
    told |= {"revision": form.cleaned_data["version"], "outcome": Outcome(form.cleaned_data["outcome"])}
    try:
        actions.settle_shelter(by=request.person, vault=vault_of(request), shelter_id=row.id, **told)
    except Conflict:
        return _shelter_page(request, row, _again(form, row.revision), status=409, met=True)
    messages.success(request, _("Sonuç yazıldı; isteklerinde de görünür."))
    return redirect(at("file", row.case_id))
