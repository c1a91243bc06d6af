"""The page of one recorded contact: read, corrected with a reason, its promised call settled."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.contacts.actions import Conflict, NotNow, Said, correct_contact, settle_callback
from omuz.casework.contacts.actions.versions import said_of
from omuz.casework.contacts.forms.reasons import CallForm, CorrectionForm
from omuz.casework.contacts.forms.shown import (
    answer_lines,
    differences,
    field_label,
    safe_lines,
    silent_questions,
    tries,
    warnings_of,
)
from omuz.casework.contacts.forms.tally import TallyForm, said_initial
from omuz.casework.contacts.forms.words import CORRECTION_REASONS
from omuz.casework.contacts.models import Contact
from omuz.casework.contacts.queries.records import contact_of, corrections_of, district_of, names_of
from omuz.casework.contacts.queries.sentences import given_names
from omuz.casework.contacts.rules.record import CallResult, CorrectionReason, State
from omuz.casework.contacts.rules.safe_contact import next_opening
from omuz.casework.contacts.views import tally
from omuz.casework.contacts.views.places import at
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("contacts.read")
def one(request: SignedInRequest, contact_id: UUID) -> HttpResponseBase:
    """A recorded contact; a draft opens where it was left."""
    contact = contact_of(request.person, contact_id)
    if contact.state == State.DRAFT:
        return tally.resume(request, contact)
    return _shown(request, contact, CallForm(initial={"version": contact.revision}))


def _shown(request: SignedInRequest, contact: Contact, call_form: CallForm, status: int = 200) -> HttpResponse:
    vault = vault_of(request)
    said = said_of(contact, contact.key(vault))
    # Here, where it is shown: a form sent back with a fault shows her words as well.
    looked(by=request.person, event="contact.opened", centre=contact.centre_id, about=f"contact:{contact.code}")
    now = timezone.localtime().replace(tzinfo=None)
    corrections = corrections_of(contact, vault=vault, now=said.answers, note=said.note)
    names = names_of({contact.worker_id, *(each.by for each in corrections)})
    context = {
        "contact": contact,
        "worker": names.get(contact.worker_id, ""),
        "lines": answer_lines(said),
        "silent": silent_questions(said),
        "safe": safe_lines(said.safe),
        "said": said,
        "tries": tries(said),
        "opening": next_opening(said.safe, contact.due_on, now) if contact.due_on else None,
        "call_form": call_form,
        "note_warnings": warnings_of(said.note, given_names()),
        "steps": [_step(each, names) for each in corrections],
    }
    return render(request, "contacts/contact.html", context, status=status)


def _step(correction: Any, names: dict[UUID, str]) -> dict[str, Any]:
    at_last = timezone.localtime(correction.at)
    return {
        "when": f"{at_last:%d.%m.%Y %H:%M} · {names.get(correction.by, '')}",
        "title": CORRECTION_REASONS[CorrectionReason(correction.reason)],
        "text": ", ".join(field_label(name) for name in correction.fields),
        "icon": "edit",
    }


@page("contacts.record")
@require_POST
def settle(request: SignedInRequest, contact_id: UUID) -> HttpResponseBase:
    """Note how a promised call ended."""
    contact = contact_of(request.person, contact_id)
    if contact.state != State.RECORDED:
        return redirect(at("open", contact.id))
    form = CallForm(request.POST)
    if not form.is_valid():
        return _shown(request, contact, form, status=422)
    try:
        settled = settle_callback(
            by=request.person,
            vault=vault_of(request),
            contact_id=contact_id,
            revision=form.cleaned_data["version"],
            result=CallResult(form.cleaned_data["result"]),
            again_on=form.cleaned_data["again_on"],
        )
    except (Conflict, NotNow):
        messages.warning(request, _("Bu temas bu arada değişti; arama işlenmedi. Şimdiki hâli aşağıda."))
        return redirect(at("open", contact_id))
    messages.success(request, _said_after(settled))
    return redirect(at("today"))


def _said_after(contact: Contact) -> str:
    told = {"code": contact.code}
    if contact.due_on:
        told["day"] = f"{contact.due_on:%d.%m.%Y}"
        return _("%(code)s: arama işlendi. Yeniden aranacağı gün: %(day)s.") % told
    return _("%(code)s: arama işlendi. Numara ve arama bilgileri silindi.") % told


@page("contacts.correct")
def correct(request: SignedInRequest, contact_id: UUID) -> HttpResponseBase:
    """Correct a recorded contact, with a reason."""
    contact = contact_of(request.person, contact_id)
    if contact.state != State.RECORDED:
        return redirect(at("open", contact.id))
    said = said_of(contact, contact.key(vault_of(request)))
    given: dict[str, Any] = {"never_again": said.answers.do_not_call, "near": district_of(contact.centre_id)}
    if request.method == "POST":
        form, reason = TallyForm(request.POST, **given), CorrectionForm(request.POST)
        if form.is_valid() & reason.is_valid() and form.said is not None:
            return _corrected(request, contact, form, reason)
        return _correcting(request, contact, form, reason, status=422)
    looked(by=request.person, event="contact.opened", centre=contact.centre_id, about=f"contact:{contact.code}")
    return _correcting(request, contact, TallyForm(initial=said_initial(said), **given), CorrectionForm())


def _correcting(
    request: SignedInRequest, contact: Contact, form: TallyForm, reason: CorrectionForm, status: int = 200, **more: Any
) -> HttpResponse:
    version = request.POST.get("version") or contact.revision
    context = {"contact": contact, "form": form, "reason": reason, "version": version} | more
    return render(request, "contacts/correct.html", context, status=status)


def _corrected(request: SignedInRequest, contact: Contact, form: TallyForm, reason: CorrectionForm) -> HttpResponse:
    said: Said | None = form.said
    version = request.POST.get("version", "")
    try:
        if said is not None:
            correct_contact(
                by=request.person,
                vault=vault_of(request),
                contact_id=contact.id,
                revision=int(version) if version.isdecimal() else 0,
                said=said,
                reason=CorrectionReason(reason.cleaned_data["reason"]),
            )
    except Conflict as met:
        newer = {"version": met.contact.revision, "theirs": differences(met)}
        return _correcting(request, contact, form, reason, status=409, **newer)
    messages.success(request, _("%(code)s düzeltildi.") % {"code": contact.code})
    return redirect(at("open", contact.id))
