"""Parts of a file that are written in their own place: safe contact, names and needs, identity, the code she keeps."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.cases.actions.identity import (
    add_identity,
    give_code,
    keep_about,
    keep_safe_contact,
    remove_identity,
)
from omuz.casework.cases.forms.about import AboutForm, IdentityForm, about_initial
from omuz.casework.cases.forms.safe import SafeContactForm, safe_initial
from omuz.casework.cases.queries.about import about_of, about_part
from omuz.casework.cases.queries.files import OpenedCase, safe_contact_of
from omuz.casework.cases.queries.shown import about_lines
from omuz.casework.cases.queries.words import KINDS
from omuz.casework.cases.rules.identity import USUAL, entries_of
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.cases.rules.versions import stamp_of
from omuz.casework.cases.views.places import opened_for, page_of_case, posted, shown_part
from omuz.casework.contacts.forms.shown import safe_lines
from omuz.casework.contacts.queries.sentences import sentence
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.write")
def safe(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Whether, when and how she may be reached."""
    file = opened_for(request, case_id)
    known = safe_contact_of(file)
    if request.method != "POST":
        return _safe(request, file, SafeContactForm(initial=safe_initial(known)))
    form = SafeContactForm(request.POST)
    if not form.is_valid():
        return _safe(request, file, form, status=422)
    kept: dict[str, Any] = {"by": request.person, "vault": vault_of(request), "case_id": case_id}
    try:
        keep_safe_contact(**kept, safe=form.safe, stamp=request.POST.get("version", ""))
    except Conflict:
        return _safe(request, file, form, status=409, theirs=safe_lines(known))
    messages.success(request, _("%(code)s: güvenli iletişim yazıldı.") % {"code": file.code})
    return redirect(page_of_case(case_id))


def _safe(
    request: SignedInRequest, file: OpenedCase, form: SafeContactForm, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"form": form, "version": _version(request, file.identity.get("safe"), status), **more}
    return shown_part(request, file, "cases/safe.html", context | {"say": [sentence("callback")]}, status)


def _version(request: SignedInRequest, part: Any, status: int) -> str:
    """What the page saw last: after a refusal the form still says it, after a meeting of two versions it is new."""
    return request.POST.get("version", "") if status == 422 else stamp_of(part)  # noqa: PLR2004  # refused as typed


@page("cases.write")
def about(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """What she is called, the phrase agreed on, what she needs to be able to come."""
    file = opened_for(request, case_id)
    if request.method != "POST":
        return _about(request, file, AboutForm(initial=about_initial(about_of(file))))
    form = AboutForm(request.POST)
    if not form.is_valid():
        return _about(request, file, form, status=422)
    kept: dict[str, Any] = {"by": request.person, "vault": vault_of(request), "case_id": case_id}
    try:
        keep_about(**kept, about=form.about, stamp=request.POST.get("version", ""))
    except Conflict:
        return _about(request, file, form, status=409, theirs=_theirs(file))
    messages.success(request, _("%(code)s güncellendi.") % {"code": file.code})
    return redirect(page_of_case(case_id))


def _theirs(file: OpenedCase) -> list[tuple[str, str]]:
    """What somebody else wrote meanwhile; the phrase stands on no other page, and here it would be lost unseen."""
    phrase = about_of(file).phrase
    return [*about_lines(file), (str(AboutForm.base_fields["phrase"].label), phrase)] if phrase else about_lines(file)


def _about(request: SignedInRequest, file: OpenedCase, form: AboutForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {"form": form, "version": _version(request, about_part(file), status), **more}
    return shown_part(request, file, "cases/about.html", context, status)


@page("cases.write")
def identity(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """What is kept of who she is, each with purpose and day; what has expired is offered for removal, not shown."""
    file = opened_for(request, case_id)
    form = IdentityForm(posted(request))
    if form.is_bound and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("kind", "value", "purpose", "expires_on")}
        add_identity(by=request.person, vault=vault_of(request), case_id=case_id, **told)
        messages.success(request, _("%(code)s: saklandı; günü gelince silinmesi önerilir.") % {"code": file.code})
        return redirect(request.path)
    context = {"form": form, "usual": timezone.localdate() + USUAL, **_entries(file)}
    return shown_part(request, file, "cases/identity.html", context, status=422 if form.is_bound else 200)


def _entries(file: OpenedCase) -> dict[str, list[dict[str, Any]]]:
    """What may be shown, and what has expired: of that only its kind and purpose reach the page."""
    told: dict[str, list[dict[str, Any]]] = {"entries": [], "expired": []}
    for entry in entries_of(file.identity):
        place = "expired" if entry.expired(timezone.localdate()) else "entries"
        told[place].append({"entry": entry, "kind": KINDS.get(entry.kind, entry.kind)})
    return told


@page("cases.write")
@require_POST
def forget(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Remove entries for good."""
    file = opened_for(request, case_id)
    chosen = frozenset(request.POST.getlist("entry"))
    if chosen:
        remove_identity(by=request.person, vault=vault_of(request), case_id=case_id, entry_ids=chosen)
        messages.success(request, _("%(code)s: seçilen bilgi silindi, geri gelmez.") % {"code": file.code})
    return redirect("cases:identity", case_id=case_id)


@page("cases.write")
def code(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Give her a code to keep: told once, printed on a neutral card, written down nowhere."""
    file = opened_for(request, case_id)
    if request.method == "POST":
        stamp = request.POST.get("version", "")
        try:
            given, told = give_code(by=request.person, vault=vault_of(request), case_id=case_id, stamp=stamp)
        except Conflict:
            messages.warning(
                request, _("Kod bir kez gösterildi. Yenisi gerekiyorsa kadın yanınızdayken yeniden verin.")
            )
            return redirect(request.path)
        return code_shown(request, given, told)
    kept = file.answers.get("kept_code")
    context = {"kept": kept, "version": stamp_of(kept), "say": [sentence("code", "case_sentences")]}
    return shown_part(request, file, "cases/code.html", context)


def code_shown(request: SignedInRequest, file: OpenedCase, told: str) -> HttpResponse:
    """The one page on which her code stands, with its card."""
    return shown_part(request, file, "cases/code.html", {"told": told, "say": [sentence("code", "case_sentences")]})
