"""Beginning a referral: found as one types, framed, its first texts taken from the file."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from omuz.casework.cases.queries.files import OpenedCase, open_case
from omuz.casework.consents.rules.recipients import Recipient
from omuz.casework.referrals.actions.drafting import begin_referral
from omuz.casework.referrals.forms.planning import PlanForm
from omuz.casework.referrals.queries.book import kind_label, recipient_of, recipients
from omuz.casework.referrals.queries.suggested import suggestions
from omuz.casework.referrals.views.places import at, seen, to_referral
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of

LONGEST_QUERY = 60


@page("cases.write")
def new(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Choose to whom, then how, what for and what; writes nothing until that is sent."""
    file = open_case(request.person, case_id, vault=vault_of(request), permission="cases.write")
    key = request.POST.get("to") or request.GET.get("to", "")
    if not key:
        return _choose(request, file)
    recipient = recipient_of(request.person, file.centre_id, key)
    form = PlanForm(request.POST or None, recipient=recipient, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        plan = form.plan(suggestions(file, form.cleaned_data["groups"], on=form.cleaned_data["on"]))
        row = begin_referral(by=request.person, vault=vault_of(request), case_id=case_id, plan=plan)
        return to_referral(row.id)
    return _frame(request, file, recipient, form)


def _frame(request: SignedInRequest, file: OpenedCase, recipient: Recipient, form: PlanForm) -> HttpResponse:
    context: dict[str, Any] = {
        "file": file, "recipient": recipient, "kind": kind_label(recipient.kind), "form": form,
        "choose": at("new", file.id),
    }  # fmt: skip
    about, status = f"case:{file.code}", 422 if form.errors else 200
    return seen(
        request, "referrals/plan.html", context, event="case.part_read", centre=file.centre_id, about=about,
        status=status,
    )  # fmt: skip


def _choose(request: SignedInRequest, file: OpenedCase) -> HttpResponse:
    context = _found(request, file) | {"file": file}
    about = f"case:{file.code}"
    return seen(request, "referrals/choose.html", context, event="case.part_read", centre=file.centre_id, about=about)


@page("cases.write")
def search(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """The part of the page that follows what is typed; names of institutions only."""
    file = open_case(request.person, case_id, vault=vault_of(request), permission="cases.write")
    return render(request, "referrals/parts/found.html", _found(request, file) | {"file": file})


def _found(request: SignedInRequest, file: OpenedCase) -> dict[str, Any]:
    query = request.GET.get("q", "")[:LONGEST_QUERY]
    found = recipients(request.person, file.centre_id, query)
    return {"q": query, "found": [(each, kind_label(each.kind)) for each in found]}
