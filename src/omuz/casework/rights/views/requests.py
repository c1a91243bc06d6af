"""The register of her requests: what was asked, by when it is answered, how it was."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.cases.queries.file_index import opened_files
from omuz.casework.cases.queries.files import OpenedCase, opened, record_of
from omuz.casework.cases.rules.steps import Conflict, NotNow
from omuz.casework.cases.views.places import posted
from omuz.casework.contacts.views.places import place_of
from omuz.casework.rights.actions.asking import answer_request, receive_request
from omuz.casework.rights.forms.asking import AnswerForm, AskForm
from omuz.casework.rights.models import RightsRequest
from omuz.casework.rights.queries.her import correctable
from omuz.casework.rights.queries.register import Asked, asked_of, requests_in
from omuz.casework.rights.queries.texts import clock_of
from omuz.casework.rights.rules.asking import Kind, Outcome, is_urgent
from omuz.casework.rights.rules.clocks import What
from omuz.casework.rights.views.places import at, opened_for, shown
from omuz.foundation.audit.chain import looked
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.read")
def register(request: SignedInRequest) -> HttpResponseBase:
    """Every request of the centre, those that wait first."""
    place, vault, today = place_of(request, "cases.read"), vault_of(request), timezone.localdate()
    files = opened_files(request.person, vault=vault, centre_id=place.centre_id)
    codes = {line.id: line.code for line in files}
    found = requests_in(request.person, vault=vault, centre_id=place.centre_id, codes=codes)
    context = {
        "place": place,
        "waiting": [in_words(each) for each in found if each.open],
        "answered": [in_words(each) for each in found if not each.open],
        "days": clock_of(What.ANSWER, today).days,
        "leads": request.person.may("rights.destroy", place.centre_id),
    }
    drawn = render(request, "rights/register.html", context)
    looked(by=request.person, event="rights.register_read", centre=place.centre_id, about="list:rights")
    return drawn


def in_words(asked: Asked) -> dict[str, Any]:
    """A request as pages draw it."""
    return {
        "asked": asked,
        "kind": label_of("rights_request_kind", asked.kind),
        "outcome": label_of("rights_request_outcome", asked.outcome) if asked.outcome else "",
        "urgent": bool(asked.due_on and is_urgent(asked.due_on, timezone.localdate())),
    }


@page("cases.write")
def ask(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Write down what she asks."""
    file = opened_for(request, case_id, "cases.write")
    form = AskForm(posted(request), initial={"kind": request.GET.get("ne", "")})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        row = receive_request(
            by=request.person,
            vault=vault_of(request),
            case_id=case_id,
            kind=Kind(told["kind"]),
            on=told["on"],
            words=told["words"],
        )
        messages.success(request, _("Talep yazıldı. Son yanıt günü: %(day)s.") % {"day": f"{row.due_on:%d.%m.%Y}"})
        return redirect(at("request", row.id))
    return shown(request, file, "rights/ask.html", {"form": form}, status=422 if form.is_bound else 200)


@page("cases.read")
def one(request: SignedInRequest, request_id: UUID) -> HttpResponseBase:
    """One request: her words, what can be done about it here, and the answer."""
    row = record_of(request.person, RightsRequest, request_id)
    file = opened(row.case, vault_of(request))
    asked = asked_of(file, row)
    form = AnswerForm(posted(request), asked_on=asked.on, initial={"version": asked.revision})
    if request.method == "POST" and form.is_valid():
        return _answered(request, file, asked, form)
    return _page(request, file, asked, form, status=422 if form.is_bound else 200)


def _page(
    request: SignedInRequest, file: OpenedCase, asked: Asked, form: AnswerForm, status: int = 200, **more: Any
) -> HttpResponse:
    wanted = asked.open and asked.kind == Kind.CORRECT
    context = {
        **in_words(asked),
        "form": form,
        "may_write": request.person.may("cases.write", file.centre_id),
        "may_destroy": request.person.may("rights.destroy", file.centre_id),
        "places": correctable(request.person, vault=vault_of(request), opened=file) if wanted else [],
        **more,
    }
    return shown(request, file, "rights/request.html", context, status=status)


def _answered(request: SignedInRequest, file: OpenedCase, asked: Asked, form: AnswerForm) -> HttpResponse:
    told = form.cleaned_data
    try:
        answer_request(
            by=request.person,
            vault=vault_of(request),
            request_id=asked.id,
            revision=told["version"],
            outcome=Outcome(told["outcome"]),
            on=told["on"],
            words=told["words"],
        )
    except (Conflict, NotNow):
        now = asked_of(file, record_of(request.person, RightsRequest, asked.id))
        return _page(request, file, now, form, status=409, met=True)
    messages.success(request, _("Yanıt yazıldı."))
    return redirect(at("file", file.id))
