"""The services of one file: her requests in her order, what was given, one press for each new request."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.cases.queries.files import OpenedCase, open_case
from omuz.casework.cases.views.places import page_of_case
from omuz.casework.services import actions
from omuz.casework.services.forms.requests import AskForm
from omuz.casework.services.queries.notes import may_write
from omuz.casework.services.queries.panel import panel_context
from omuz.casework.services.queries.records import services_of
from omuz.casework.services.queries.shown import counter_lines, people_in, session_line, shelter_line, wish_lines
from omuz.casework.services.queries.wanted import offered
from omuz.casework.services.queries.words import service_in_words
from omuz.casework.services.rules.sessions import by_service
from omuz.casework.services.views.places import at, names, shown
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.read")
def one(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Requests, shelter requests and sessions of a file."""
    file = open_case(request.person, case_id, vault=vault_of(request))
    return _page(request, file, AskForm())


def _page(request: SignedInRequest, file: OpenedCase, form: AskForm, status: int = 200) -> HttpResponse:
    told, today = services_of(file, vault=vault_of(request)), timezone.localdate()
    known = names(people_in(told.sessions))
    context: dict[str, Any] = {
        "form": form,
        **offered(file, told, today),
        "waiting": [wish_lines(each, today) for each in told.waiting],
        "ended": [wish_lines(each, today) for each in told.ended],
        "shelters": [shelter_line(each) for each in told.shelters],
        "sessions": [session_line(each, known) for each in told.sessions],
        "counters": counter_lines(by_service(told.given)),
        "own_notes": may_write(request.person),
    }
    return shown(request, file, "services/file.html", context, status=status)


@page("cases.read")
def part(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """The part of the file's page that this room draws, alone."""
    file = open_case(request.person, case_id, vault=vault_of(request))
    return _part(request, file)


def _part(request: SignedInRequest, file: OpenedCase) -> HttpResponse:
    context = panel_context(request.person, vault=vault_of(request), opened=file)
    drawn = render(request, "services/panel.html", context)
    looked(by=request.person, event="service.read", centre=file.centre_id, about=f"case:{file.code}")
    return drawn


@page("cases.write")
@require_POST
def ask(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """She asks for a service; one press is enough."""
    file = open_case(request.person, case_id, vault=vault_of(request), permission="cases.write")
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, file, form, status=422)
    told = {name: form.cleaned_data[name] for name in ("service", "on", "hers")}
    _row, fresh = actions.ask(by=request.person, vault=vault_of(request), case_id=case_id, **told)
    if request.headers.get("HX-Request"):
        return _part(request, file)
    said = {"service": service_in_words(told["service"])}
    if fresh:
        messages.success(request, _("İsteklerine eklendi: %(service)s.") % said)
    else:
        messages.info(request, _("Bu istek zaten bekliyor: %(service)s.") % said)
    return redirect(page_of_case(file.id) if request.POST.get("back") == "case" else at("file", file.id))
