"""Opening a file: from a contact or without one; and coming again with a file she already has."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.cases.actions.identity import fresh_code
from omuz.casework.cases.actions.opening import FirstPage, open_file
from omuz.casework.cases.actions.presenting import case_of_contact, present_again
from omuz.casework.cases.forms.opening import NameForm, PresentationForm, first_page, presentation_initial
from omuz.casework.cases.forms.safe import SafeContactForm, safe_initial
from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.cases.queries.find import case_by_code
from omuz.casework.cases.queries.shown import presented_lines, step_in_words
from omuz.casework.cases.queries.told import presentations_of, pseudonym_of, steps_of
from omuz.casework.cases.rules.presentation import from_contact, is_for_herself, is_minor, may_become_file
from omuz.casework.cases.rules.steps import State
from omuz.casework.cases.views.parts import code_shown
from omuz.casework.cases.views.places import opened_for, page_of_case, posted, shown_part
from omuz.casework.contacts.actions.versions import Said, said_of
from omuz.casework.contacts.models import Contact
from omuz.casework.contacts.queries.records import contact_of
from omuz.casework.contacts.queries.sentences import sentence
from omuz.casework.contacts.rules.record import State as ContactState
from omuz.casework.contacts.views.places import place_of
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of

Forms = tuple[PresentationForm, NameForm, SafeContactForm]


@page("cases.write")
def new(request: SignedInRequest) -> HttpResponseBase:
    """A file without a contact: she stands before us, or another institution brought her."""
    place = place_of(request, "cases.write")
    forms = _forms(request, {"on": timezone.localdate(), "channel": "face_to_face"}, {})
    if request.method == "POST":
        return _opened(request, forms, place.centre_id, {"place": place})
    return _form(request, forms, {"place": place})


@page("cases.write")
def from_contact_page(request: SignedInRequest, contact_id: UUID) -> HttpResponseBase:
    """A file that grows out of a contact: what she said there is already filled in."""
    contact = contact_of(request.person, contact_id)
    known = case_of_contact(request.person, contact_id)
    if known is not None:
        return redirect(page_of_case(known))
    said = _said(request, contact)
    forms = _forms(request, _told(said), safe_initial(said.safe))
    more = {"contact": contact, "for_other": not is_for_herself(said.answers), "note": said.note}
    if request.method == "POST":
        return _opened(request, forms, contact.centre_id, more)
    drawn = _form(request, forms, more)
    looked(by=request.person, event="contact.opened", centre=contact.centre_id, about=f"contact:{contact.code}")
    return drawn


def _said(request: SignedInRequest, contact: Contact) -> Said:
    """What the contact says; Http404 for one no file can grow out of."""
    if contact.state != ContactState.RECORDED:
        raise Http404
    said = said_of(contact, contact.key(vault_of(request)))
    if not may_become_file(said.answers):
        raise Http404
    return said


def _told(said: Said) -> dict[str, Any]:
    day = timezone.localtime(said.answers.at).date()
    return {"on": day, **presentation_initial(from_contact(said.answers))}


def _forms(request: SignedInRequest, presented: dict[str, Any], safe: dict[str, Any]) -> Forms:
    data = posted(request)
    return PresentationForm(data, initial=presented), NameForm(data), SafeContactForm(data, initial=safe)


def _form(request: SignedInRequest, forms: Forms, more: dict[str, Any], status: int = 200) -> HttpResponse:
    form, name, safe = forms
    say = [sentence(key) for key in ("notes", "limits", "noproof", "decide")]
    context = {"form": form, "name": name, "safe_form": safe, "say": say, **more}
    return render(request, "cases/new.html", context, status=status)


def _opened(request: SignedInRequest, forms: Forms, centre_id: UUID, more: dict[str, Any]) -> HttpResponseBase:
    form, name, safe = forms
    # Each one is held against its rules, so that every fault is told at once.
    if not all([each.is_valid() for each in forms]):  # noqa: C419  # a generator would stop at the first
        return _form(request, forms, more, status=422)
    contact, vault, told = more.get("contact"), vault_of(request), ""
    names = {key: name.cleaned_data[key] for key in ("pseudonym", "chosen_name")}
    nameless = name.cleaned_data["give_code"]
    contact_id = contact.id if contact else None
    first = first_page(form, safe=safe.safe, contact_id=contact_id, anonymous=nameless, **names)
    if nameless:
        told, mark = fresh_code(vault=vault, centre_id=centre_id)
        first = replace(first, her_mark=mark, answers={**first.answers, "kept_code": _given(first)})
    file = open_file(by=request.person, vault=vault, centre_id=centre_id, first=first)
    if told:
        return code_shown(request, file, told)
    messages.success(request, _("%(code)s açıldı.") % {"code": file.code})
    return redirect(_next(file, first))


def _given(first: FirstPage) -> dict[str, Any]:
    return {"on": first.on.isoformat(), "times": 1}


def _next(file: OpenedCase, first: FirstPage) -> str:
    """A girl under eighteen leads to the child-protection path first."""
    if is_minor(str(first.presented.get("age_band", ""))):
        return reverse("cases:child", args=[file.id])
    return page_of_case(file.id)


@page("cases.write")
@require_POST
def attach(request: SignedInRequest, contact_id: UUID) -> HttpResponseBase:
    """The contact is of a woman who has a file: one more presentation in it, by its code or by the code she keeps."""
    contact = contact_of(request.person, contact_id)
    said, vault = _said(request, contact), vault_of(request)
    found = case_by_code(request.person, request.POST.get("q", ""), vault=vault)
    known = case_of_contact(request.person, contact_id)
    if known is not None or found is None or found.case.centre_id != contact.centre_id:
        messages.warning(request, _("Bu kodla bir dosya yok ya da temas zaten bir dosyada. Hiçbir şey değişmedi."))
        return redirect(reverse("cases:from-contact", args=[contact_id]))
    told = from_contact(said.answers)
    first = FirstPage(on=_told(said)["on"], presented=told, contact_id=contact.id, identity=_safe_of(said))
    file = present_again(by=request.person, vault=vault, case_id=found.case.id, first=first)
    messages.success(request, _("%(code)s: yeni başvuru eklendi. Yeniden anlatmasına gerek yok.") % {"code": file.code})
    return redirect(page_of_case(file.id))


def _safe_of(said: Said) -> dict[str, Any]:
    return {} if said.safe.empty else {"safe": said.safe.to_payload()}


@page("cases.write")
def again(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """She came again: what is known stands beside the form, a closed file opens again, nothing is asked twice."""
    file = opened_for(request, case_id)
    came = presentations_of(file)
    initial = {"on": timezone.localdate(), "channel": "face_to_face"}
    if came:
        initial = presentation_initial(came[-1].answers) | initial
    form = PresentationForm(posted(request), initial=initial)
    if form.is_bound and form.is_valid():
        vault = vault_of(request)
        present_again(by=request.person, vault=vault, case_id=case_id, first=first_page(form))
        messages.success(request, _("%(code)s: yeni başvuru eklendi.") % {"code": file.code})
        return redirect(page_of_case(case_id))
    context = {
        "form": form,
        "closed": file.case.state == State.CLOSED,
        "say": [sentence("again", "case_sentences"), sentence("decide")],
        **_summary(file),
    }
    return shown_part(request, file, "cases/again.html", context, status=422 if form.is_bound else 200)


def _summary(file: OpenedCase) -> dict[str, Any]:
    """What she already told: every presentation, and how the work ended each time."""
    came = [
        {"on": each.on, "lines": presented_lines(each.answers), "note": each.words.get("note", "")}
        for each in presentations_of(file)
    ]
    ends = [(step.on, step_in_words(step)) for step in steps_of(file) if step.state == State.CLOSED]
    return {"came": came, "ends": ends, "called": pseudonym_of(file)}
