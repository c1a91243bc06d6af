"""What she said yes to in one file, exceptions for a second person, and the coordinator's monthly review."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.cases.queries.files import open_case, opened, record_of
from omuz.casework.cases.rules.steps import Conflict, NotNow
from omuz.casework.consents.actions.excepting import answer_override, review_override
from omuz.casework.consents.forms.asking import SecondForm
from omuz.casework.consents.models import ConsentOverride
from omuz.casework.consents.queries.given import Given, consents_of, excepted, overrides_of
from omuz.casework.consents.queries.review import months_of, reviewed_month
from omuz.casework.consents.queries.wording import group_label
from omuz.casework.consents.queries.words import OVERRIDES
from omuz.casework.contacts.queries.records import names_of
from omuz.casework.contacts.views.places import place_of
from omuz.foundation.audit.chain import looked
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.read")
def of_case(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Every yes, no and withdrawal of a file, by recipient."""
    file = open_case(request.person, case_id, vault=vault_of(request))
    by_recipient: dict[str, list[dict[str, Any]]] = {}
    for each in reversed(consents_of(file)):
        by_recipient.setdefault(each.recipient.name, []).append(_line(each))
    context = {
        "file": file,
        "recipients": list(by_recipient.items()),
        "overrides": [(each, OVERRIDES[each.state]) for each in overrides_of(file)],
        "may_write": request.person.may("cases.write", file.centre_id),
    }
    drawn = render(request, "consents/case.html", context)
    looked(by=request.person, event="consent.list_read", centre=file.centre_id, about=f"case:{file.code}")
    return drawn


def _line(each: Given) -> dict[str, Any]:
    said = each.said
    stands = each.stands and said.until >= timezone.localdate()
    return {
        "id": each.id,
        "group": group_label(said.group),
        "purpose": label_of("sharing_purpose", said.purpose),
        "way": label_of("referral_way", said.channel),
        "how": label_of("consent_how", each.how),
        "yes": said.yes,
        "on": said.given_on,
        "until": said.until,
        "withdrawn_on": said.withdrawn_on,
        "stands": stands,
        "note": each.note,
    }


@page("cases.read")
def override(request: SignedInRequest, override_id: UUID) -> HttpResponseBase:
    """One exception: what, to whom, why; whoever asked cannot agree."""
    return _override(request, record_of(request.person, ConsentOverride, override_id))


def _override(request: SignedInRequest, row: ConsentOverride, status: int = 200) -> HttpResponse:
    file = opened(row.case, vault_of(request))
    words = row.opened(file.key, "words")
    told = excepted(row, row.opened(file.key, "answers"), words)
    names = names_of({each for each in (told.asked_by, told.agreed_by) if each})
    context = {
        "file": file,
        "told": told,
        "groups": [group_label(group) for group in told.groups],
        "purpose": label_of("sharing_purpose", told.purpose),
        "way": label_of("referral_way", told.channel),
        "state": OVERRIDES[told.state],
        "first": names.get(told.asked_by, ""),
        "second": names.get(told.agreed_by, "") if told.agreed_by else "",
        "answer": words.get("answer", ""),
        "waits": told.state == "asked",
        "mine": told.asked_by == request.person.staff_id,
        "form": SecondForm(initial={"version": told.revision}),
        "may_write": request.person.may("cases.write", file.centre_id),
    }
    drawn = render(request, "consents/override.html", context, status=status)
    looked(by=request.person, event="consent.exceptions_read", centre=file.centre_id, about=f"case:{file.code}")
    return drawn


@page("cases.write")
@require_POST
def answer(request: SignedInRequest, override_id: UUID) -> HttpResponseBase:
    """The second person agrees or declines."""
    row, form = record_of(request.person, ConsentOverride, override_id), SecondForm(request.POST)
    what = request.POST.get("what", "")
    if not form.is_valid() or what not in ("agree", "decline"):
        return _override(request, row, 422)
    try:
        answer_override(
            by=request.person, vault=vault_of(request), override_id=override_id, agree=what == "agree",
            revision=form.cleaned_data["version"], note=form.cleaned_data["note"], on=timezone.localdate(),
        )  # fmt: skip
    except (Conflict, NotNow):
        messages.warning(request, _("Bu arada değişmiş; hiçbir şey yapılmadı. Şimdiki hâli aşağıda."))
    else:
        messages.success(request, _("Kararınız yazıldı."))
    return redirect(reverse("consents:override", args=[override_id]))


@page("cases.lead")
def review(request: SignedInRequest) -> HttpResponseBase:
    """Every exception of a month, as the coordinator reads them."""
    place = place_of(request, "cases.lead")
    month = _month(request.GET.get("ay", ""))
    lines = reviewed_month(request.person, vault=vault_of(request), centre_id=place.centre_id, month=month)
    context = {"place": place, "lines": lines, "month": month, "months": months_of(timezone.localdate())}
    drawn = render(request, "consents/review.html", context)
    looked(by=request.person, event="consent.exceptions_read", centre=place.centre_id)
    return drawn


def _month(text: str) -> date:
    """The first day of a month written as 2026-11; this month when nothing is asked. Http404 for anything else."""
    if not text:
        return timezone.localdate().replace(day=1)
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Http404 from None


@page("cases.lead")
@require_POST
def reviewed(request: SignedInRequest, override_id: UUID) -> HttpResponseBase:
    """She has read it."""
    review_override(by=request.person, override_id=override_id)
    return redirect(reverse("consents:review"))
