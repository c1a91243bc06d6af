"""Pages of follow-ups: promised by a way she allowed, made inside her window, never a third time unasked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.appointments.actions.promising import (
    CannotPlan,
    Settled,
    note_try,
    plan_follow_up,
    withdraw_follow_up,
)
from omuz.casework.appointments.forms.promising import PromiseForm, TryForm, way_words
from omuz.casework.appointments.forms.shown import tries_in_words
from omuz.casework.appointments.forms.words import sentences
from omuz.casework.appointments.models import FollowUp
from omuz.casework.appointments.queries.door import workers_at
from omuz.casework.appointments.queries.promises import follow_ups_of, tries_in
from omuz.casework.appointments.queries.visits import may_work_on
from omuz.casework.appointments.rules.follow_up import MOST_UNANSWERED, PlanProblem, State, opening_of, unanswered
from omuz.casework.appointments.rules.ways import never_unasked
from omuz.casework.cases.queries.files import OpenedCase, open_case, opened, record_of, safe_contact_of
from omuz.casework.cases.rules.steps import Conflict
from omuz.foundation.audit.chain import looked
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.queries import names
from omuz.foundation.vault.session import vault_of


@page("cases.write")
def plan(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Promise to ask how she is."""
    vault = vault_of(request)
    file = open_case(request.person, case_id, vault=vault, permission="cases.write")
    workers = [
        each for each in workers_at(file.centre_id)
        if may_work_on(file.case, each.id) and each.id != request.person.staff_id
    ]  # fmt: skip
    given: dict[str, Any] = {"safe": safe_contact_of(file), "workers": workers}
    if request.method != "POST":
        return _form(request, file, PromiseForm(**given))
    form = PromiseForm(request.POST, **given)
    if not form.is_valid():
        return _form(request, file, form, status=422)
    try:
        plan_follow_up(
            by=request.person, vault=vault, case_id=case_id, way=form.cleaned_data["way"], due_on=form.day,
            why=form.cleaned_data["why"] or "not_asked", note=form.cleaned_data["note"], worker_id=form.worker_id,
        )  # fmt: skip
    except CannotPlan as refused:
        form.refuse(refused.problems)
        return _form(request, file, form, status=422)
    messages.success(request, _("Takip yazıldı. Günü gelince “Bugün” sayfasında kodla görünür."))
    return redirect("appointments:plan", case_id=case_id)


def _form(request: SignedInRequest, file: OpenedCase, form: PromiseForm, status: int = 200) -> HttpResponse:
    safe, told = safe_contact_of(file), follow_ups_of(file)
    silent = unanswered(tries_in(told)) >= MOST_UNANSWERED
    stops = [PlanProblem.SHE_SAID_NO] if never_unasked(safe) else [PlanProblem.TWICE_UNANSWERED] if silent else []
    looked(by=request.person, event="case.read", centre=file.centre_id, about=f"case:{file.code}")
    context = {
        "file": file,
        "form": form,
        "never": never_unasked(safe),
        "stops": sentences(stops),
        "told": [
            {"row": row, "way": way_words(payload["way"]), "tries": tries_in_words(payload)} for row, payload in told
        ],
    }
    return render(request, "appointments/plan.html", context, status=status)


@page("cases.read")
def one(request: SignedInRequest, follow_up_id: UUID) -> HttpResponseBase:
    """One promise: whether she may be reached now, what was tried, how it went."""
    return _shown(request, record_of(request.person, FollowUp, follow_up_id))


def _shown(
    request: SignedInRequest, promise: FollowUp, *, status: int = 200, form: TryForm | None = None, met: str = ""
) -> HttpResponse:
    file = opened(promise.case, vault_of(request))
    payload, safe = promise.opened(file.key, "answers"), safe_contact_of(file)
    now = timezone.localtime().replace(tzinfo=None)
    looked(by=request.person, event="follow_up.read", centre=file.centre_id, about=f"case:{file.code}")
    context = {
        "file": file,
        "promise": promise,
        "safe": safe,
        "never": never_unasked(safe),
        "way": way_words(payload["way"]),
        "why": label_of("follow_up_reason", payload.get("why", "not_asked")),
        "on": payload["on"],
        "note": promise.opened(file.key, "words").get("note", ""),
        "tries": tries_in_words(payload),
        "worker": names([promise.worker_id]).get(promise.worker_id, ""),
        "opening": opening_of(safe, payload["way"], promise.due_on, now),
        "standing": promise.state == State.PLANNED,
        "stopped": promise.state == State.STOPPED,
        "form": form or TryForm(initial={"version": promise.revision}),
        "met": met,
    }
    return render(request, "appointments/promise.html", context, status=status)


@page("cases.write")
@require_POST
def attempt(request: SignedInRequest, follow_up_id: UUID) -> HttpResponseBase:
    """How an attempt ended."""
    promise = record_of(request.person, FollowUp, follow_up_id, permission="cases.write")
    form = TryForm(request.POST)
    if not form.is_valid():
        return _shown(request, promise, status=422, form=form)
    try:
        noted = note_try(
            by=request.person, vault=vault_of(request), follow_up_id=follow_up_id,
            revision=form.cleaned_data["version"], result=form.chosen,
        )  # fmt: skip
    except CannotPlan as refused:
        form.add_error("result", sentences(refused.problems))
        return _shown(request, promise, status=422, form=form)
    except (Conflict, Settled):
        now = record_of(request.person, FollowUp, follow_up_id)
        return _shown(
            request, now, status=409, met=_("Bu takip bu arada değişti; denemeniz yazılmadı. Şimdiki hâli aşağıda.")
        )
    messages.success(request, _said_after(noted))
    return redirect("appointments:promise", follow_up_id=follow_up_id)


def _said_after(promise: FollowUp) -> str:
    if promise.due_on:
        return _("Deneme yazıldı. Bir kez daha, %(day)s günü güvenli saatinde.") % {"day": f"{promise.due_on:%d.%m.%Y}"}
    if promise.state == State.STOPPED:
        return _("Deneme yazıldı. Bundan sonra aranmaz; kendisi ararsa konuşulur.")
    return _("Deneme yazıldı; takip tamamlandı.")


@page("cases.write")
@require_POST
def withdraw(request: SignedInRequest, follow_up_id: UUID) -> HttpResponseBase:
    """Take a promise back."""
    promise = record_of(request.person, FollowUp, follow_up_id, permission="cases.write")
    text = request.POST.get("version", "")
    try:
        revision = int(text) if text.isdecimal() else promise.revision
        withdraw_follow_up(by=request.person, follow_up_id=follow_up_id, revision=revision)
    except (Conflict, Settled):
        messages.warning(request, _("Bu takip bu arada değişti; geri alınmadı. Şimdiki hâli aşağıda."))
        return redirect("appointments:promise", follow_up_id=follow_up_id)
    messages.success(request, _("Takip geri alındı."))
    return redirect("appointments:plan", case_id=promise.case.id)
