"""Everything of this room about one file, the centre's registers by code, and the values of the law."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from omuz.casework.cases.queries.files import open_case
from omuz.casework.orders.actions.wages import enter_wage
from omuz.casework.orders.forms.papers import WageForm
from omuz.casework.orders.models import LegalAnswer, LegalRequest, NotificationDecision
from omuz.casework.orders.queries.law import law_book
from omuz.casework.orders.queries.orders import aids_of, orders_of
from omuz.casework.orders.queries.papers import decisions_of, register, requests_of
from omuz.casework.orders.queries.shown import aid_row, decision_row, law_rows, order_row, register_rows, request_row
from omuz.casework.orders.queries.wages import wages_of
from omuz.casework.orders.views.places import at, centre_of, names_of, shown
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of

REGISTER_COLUMNS = (
    {"label": _("Kod"), "kind": "text"},
    {"label": _("Durum"), "kind": "text"},
    {"label": _("Yazıldığı gün"), "kind": "day"},
    {"label": _("Beklenen gün"), "kind": "day"},
)
VALUE_COLUMNS = (
    {"label": _("Ne"), "kind": "text"},
    {"label": _("Değer"), "kind": "text"},
    {"label": _("Hangi günden"), "kind": "day"},
    {"label": _("Madde"), "kind": "text"},
)


@page("cases.read")
def of_case(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Orders, aid, notification decisions and requests of one file."""
    file = open_case(request.person, case_id, vault=vault_of(request))
    today = timezone.localdate()
    context = {
        "orders": [order_row(each, today) for each in orders_of(file)],
        "aids": [aid_row(each) for each in aids_of(file)],
        "decisions": [decision_row(each) for each in decisions_of(file)],
        "requests": [request_row(each) for each in requests_of(file)],
    }
    return shown(request, file, "orders/case.html", context)


@page("cases.lead")
def registers(request: SignedInRequest) -> HttpResponseBase:
    """Notification decisions and requests of the centre, by code."""
    held = centre_of(request, "cases.lead")
    person, centre_id = request.person, held.centre_id
    if centre_id is None:
        return redirect(at("values"))
    # A post without the centre's key, whoever gave it, shows no code either.
    vault_of(request).centre(centre_id)
    context = {
        "centre": held,
        "columns": REGISTER_COLUMNS,
        "decisions": register_rows("decision", register(person, NotificationDecision, centre_id)),
        "requests": register_rows("request", register(person, LegalRequest, centre_id)),
        "letters": register_rows("letter", register(person, LegalAnswer, centre_id)),
    }
    looked(by=person, event="orders.registers_read", centre=centre_id)
    return render(request, "orders/registers.html", context)


@page("cases.read")
def values(request: SignedInRequest) -> HttpResponseBase:
    """The dated values of the law with their articles, and the minimum wage the centre entered."""
    held = centre_of(request, "cases.read")
    if request.method == "POST":
        request.person.require("cases.lead", held.centre_id)
    form = WageForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and held.centre_id:
        enter_wage(by=request.person, centre_id=held.centre_id, **form.cleaned_data)
        messages.success(request, _("Asgari ücret kaydedildi."))
        return redirect(at("values"))
    entered = wages_of(request.person, held.centre_id) if held.centre_id else []
    context = {
        "book": law_book(),
        "columns": VALUE_COLUMNS,
        "rows": law_rows(turkish=(get_language() or "tr").startswith("tr")),
        "wages": [(each, *names_of(each.entered_by)) for each in entered],
        "form": form,
        "centre": held,
        "may_lead": request.person.may("cases.lead", held.centre_id),
    }
    return render(request, "orders/values.html", context, status=422 if form.is_bound else 200)
