"""The way of a file: a step, another holder, the end for now, a girl's own path, the review after a death."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.cases.actions.children import keep_path
from omuz.casework.cases.actions.stepping import (
    Closing,
    NoColleague,
    change_holder,
    close_file,
    keep_review,
    take_step,
)
from omuz.casework.cases.forms.children import ChildPathForm, child_initial
from omuz.casework.cases.forms.steps import ClosingForm, HolderForm, ReviewForm, StepForm
from omuz.casework.cases.queries.children import path_of, path_part
from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.cases.queries.team import colleagues_of
from omuz.casework.cases.queries.words import state_in_words
from omuz.casework.cases.rules.holders import HandOver
from omuz.casework.cases.rules.steps import Conflict, NotNow
from omuz.casework.cases.rules.versions import stamp_of
from omuz.casework.cases.views.places import opened_for, page_of_case, posted, shown_part
from omuz.casework.contacts.queries.records import names_of
from omuz.casework.contacts.queries.sentences import sentence
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


def _acting(request: SignedInRequest, case_id: UUID) -> dict[str, Any]:
    return {"by": request.person, "vault": vault_of(request), "case_id": case_id}


def _past(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    messages.warning(request, _("Dosya bu arada başka bir aşamaya geçti; hiçbir şey değişmedi. Şimdiki hâli aşağıda."))
    return redirect(page_of_case(case_id))


@page("cases.write")
def step(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Say where the work stands now; only steps the rules allow."""
    file = opened_for(request, case_id)
    form = StepForm(posted(request), now=file.case.state, initial={"on": timezone.localdate()})
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            take_step(**_acting(request, case_id), state=told["state"], on=told["on"], note=told["note"])
        except NotNow:
            return _past(request, case_id)
        messages.success(request, _("%(code)s: adım yazıldı.") % {"code": file.code})
        return redirect(page_of_case(case_id))
    context = {"form": form, "now": state_in_words(file.case.state)}
    return shown_part(request, file, "cases/step.html", context, status=422 if form.is_bound else 200)


@page("cases.write")
def holder(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Take a file over or hand it over; a woman may ask for another worker without a reason."""
    file = opened_for(request, case_id)
    colleagues = colleagues_of(file.case)
    form = HolderForm(posted(request), colleagues=colleagues, initial=_hand(request, file))
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        hand = {"to": UUID(told["to"]), "why": HandOver(told["why"]), "on": told["on"], "note": told["note"]}
        try:
            change_holder(**_acting(request, case_id), **hand)
        except NoColleague:
            return _past(request, case_id)
        messages.success(request, _("%(code)s: dosyayı tutan değişti.") % {"code": file.code})
        return redirect(page_of_case(case_id))
    context = {"form": form, "holder": _holder(file)}
    return shown_part(request, file, "cases/holder.html", context, status=422 if form.is_bound else 200)


def _holder(file: OpenedCase) -> str:
    holder_id = file.case.holder_id
    return names_of([holder_id]).get(holder_id, "") if holder_id else ""


def _hand(request: SignedInRequest, file: OpenedCase) -> dict[str, Any]:
    """Whoever does not hold the file most likely wants to take it."""
    initial: dict[str, Any] = {"on": timezone.localdate()}
    if file.case.holder_id != request.person.staff_id:
        initial |= {"to": str(request.person.staff_id), "why": HandOver.TAKEN.value}
    return initial


@page("cases.write")
def close(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Close the file with a neutral reason; the door stays open."""
    file = opened_for(request, case_id)
    form = ClosingForm(posted(request), initial={"on": timezone.localdate()})
    if form.is_bound and form.is_valid():
        try:
            close_file(**_acting(request, case_id), closing=_closing(form))
        except NotNow:
            return _past(request, case_id)
        messages.success(request, _("%(code)s kapandı; kapı açık.") % {"code": file.code})
        return redirect(page_of_case(case_id))
    context = {"form": form, "say": [sentence("close", "case_sentences")]}
    return shown_part(request, file, "cases/close.html", context, status=422 if form.is_bound else 200)


def _closing(form: ClosingForm) -> Closing:
    told = form.cleaned_data
    return Closing(
        on=told["on"],
        reason=told["reason"],
        with_her=told["with_her"],
        note=told["note"],
        keep_safe_contact=not told["forget_contact"],
    )


@page("cases.write")
def child(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """The child-protection path of a girl under eighteen."""
    file = opened_for(request, case_id)
    if request.method != "POST":
        return _child(request, file, ChildPathForm(initial=child_initial(path_of(file))))
    form = ChildPathForm(request.POST)
    if not form.is_valid():
        return _child(request, file, form, status=422)
    try:
        keep_path(**_acting(request, case_id), path=form.path, stamp=request.POST.get("version", ""))
    except Conflict:
        return _child(request, file, form, status=409)
    messages.success(request, _("%(code)s: yazıldı. Hiçbir yere kendiliğinden bildirim gitmez.") % {"code": file.code})
    return redirect(page_of_case(case_id))


def _child(request: SignedInRequest, file: OpenedCase, form: ChildPathForm, status: int = 200) -> HttpResponse:
    refused = status == 422  # noqa: PLR2004  # the form still says what the page saw
    context = {
        "form": form,
        "version": request.POST.get("version", "") if refused else stamp_of(path_part(file)),
        "theirs": path_of(file) if status == 409 else None,  # noqa: PLR2004  # two versions met
        "say": [sentence(key, "case_sentences") for key in ("child_limits", "child_wish", "child_parent")],
    }
    return shown_part(request, file, "cases/child.html", context, status)


@page("cases.write")
def own_part(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Her own part, to be shown to her alone; for a parent only after the best-interest check."""
    file = opened_for(request, case_id)
    path = path_of(file)
    for_parent = request.GET.get("k") == "v"
    refused = for_parent and not (path and path.best_interest.allows)
    context = {"path": None if refused else path, "refused": refused, "for_parent": for_parent}
    return shown_part(request, file, "cases/own_part.html", context, status=403 if refused else 200)


@page("cases.lead")
def review(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """The special review after a death: what we saw together and what we change."""
    file = opened_for(request, case_id, "cases.lead")
    note = {"on": timezone.localdate(), "note": file.words.get("review", "")}
    form = ReviewForm(posted(request), initial=note)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            keep_review(**_acting(request, case_id), note=told["note"], finished=told["finished"], on=told["on"])
        except NotNow:
            return _past(request, case_id)
        messages.success(request, _("%(code)s: değerlendirme yazıldı.") % {"code": file.code})
        return redirect(page_of_case(case_id))
    context = {"form": form, "review": file.answers.get("review")}
    return shown_part(request, file, "cases/review.html", context, status=422 if form.is_bound else 200)
