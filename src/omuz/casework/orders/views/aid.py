"""Childcare and temporary aid: asked for, settled, with what the law allows at most."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.cases.queries.files import OpenedCase, open_case
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.orders.actions.aid import ask_for_aid, settle_aid
from omuz.casework.orders.forms.papers import AidForm
from omuz.casework.orders.queries.limits import limit_lines
from omuz.casework.orders.queries.orders import OpenedAid, aid_of
from omuz.casework.orders.rules.aid import Aid
from omuz.casework.orders.views.places import at, moved_on, shown, version
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.write")
def new(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Write down a request for childcare or aid."""
    file = open_case(request.person, case_id, vault=vault_of(request), permission="cases.write")
    form = AidForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        ask_for_aid(
            by=request.person,
            vault=vault_of(request),
            case_id=case_id,
            aid=form.aid,
            note=form.cleaned_data["note"],
        )
        messages.success(request, _("İstek yazıldı."))
        return redirect(at("case", case_id))
    return _drawn(request, file, form, None, status=422 if form.is_bound else 200)


@page("cases.write")
def one(request: SignedInRequest, aid_id: UUID) -> HttpResponseBase:
    """One request: what came of it, and the limits of the law for it."""
    file, opened = aid_of(request.person, aid_id, vault=vault_of(request))
    if request.method != "POST":
        return _drawn(request, file, AidForm(initial=_initial(opened)), opened)
    form = AidForm(request.POST)
    if not form.is_valid():
        return _drawn(request, file, form, opened, status=422)
    given: dict[str, Any] = {"by": request.person, "vault": vault_of(request), "aid_id": aid_id}
    try:
        settle_aid(**given, revision=version(request), aid=form.aid, note=form.cleaned_data["note"])
    except Conflict:
        moved_on(request)
        _file, newer = aid_of(request.person, aid_id, vault=vault_of(request))
        return _drawn(request, file, form, newer, status=409, theirs=newer)
    messages.success(request, _("İstek kaydedildi."))
    return redirect(at("case", file.id))


def _initial(opened: OpenedAid) -> dict[str, Any]:
    names = ("on", "kind", "works", "persons", "sheltered", "outcome", "decided_on", "starts_on", "ends_on")
    return {name: getattr(opened.aid, name) for name in names} | {"note": opened.note}


def _drawn(
    request: SignedInRequest, file: OpenedCase, form: AidForm, opened: OpenedAid | None, status: int = 200, **more: Any
) -> HttpResponse:
    told: Aid | None = form.aid if form.is_bound and form.is_valid() else opened.aid if opened else None
    day = (told.decided_on or told.on) if told else timezone.localdate()
    context = {
        "form": form,
        "version": opened.record.revision if opened and (more or not form.is_bound) else version(request),
        "limits": limit_lines(request.person, file.centre_id, told, day),
        "limits_day": day,
        **more,
    }
    return shown(request, file, "orders/aid.html", context, status=status)
