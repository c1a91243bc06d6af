"""The page of one new contact: written, kept while it is written, recorded, or thrown away."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.contacts.actions import Conflict, NotNow, discard_draft, keep_draft, open_draft, record_contact
from omuz.casework.contacts.actions.versions import typed_of
from omuz.casework.contacts.forms.reasons import DiscardForm
from omuz.casework.contacts.forms.shown import differences, warnings_of
from omuz.casework.contacts.forms.tally import TallyForm, now_initial, typed_initial
from omuz.casework.contacts.models import Contact
from omuz.casework.contacts.queries.records import contact_of, district_of
from omuz.casework.contacts.queries.sentences import given_names, ready_sentences, sentence
from omuz.casework.contacts.queries.today import drafts_of
from omuz.casework.contacts.rules.record import NOTE, DiscardReason, State
from omuz.casework.contacts.views.places import Place, at, place_of
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of

LONGEST = 4000
"""Characters kept of one typed value of a draft; the form itself takes less."""
LONGEST_NUMBER = 9
MOST_UNFINISHED = 3


def _page(request: SignedInRequest, form: TallyForm, place: Place, status: int = 200, **more: Any) -> HttpResponse:
    """Draw the form; `more` holds contact_id, page, version and, of a draft, its code."""
    context = {
        "form": form,
        "place": place,
        "sentences": ready_sentences(),
        "third": sentence("third"),
        "page_keys": [("3", sentence("third").title), ("Alt 3", sentence("third").title)],
        "autosave_url": f"{at('keep', more['contact_id'])}?merkez={place.held.centre_code}&s={more['page']}",
        "note_warnings": warnings_of(str(form[NOTE].value() or ""), given_names()),
        **more,
    }
    return render(request, "contacts/tally.html", context, status=status)


@page("contacts.record")
def new(request: SignedInRequest) -> HttpResponseBase:
    """A fresh page; writes nothing until something is typed."""
    if request.method == "POST":
        return _record(request)
    place = place_of(request, "contacts.record")
    vault_of(request).centre(place.centre_id)  # without the key nothing typed could be kept, and no code is shown
    form = TallyForm(initial=now_initial(timezone.localtime()), near=district_of(place.centre_id))
    mine = drafts_of(request.person, place.centre_id).filter(worker_id=request.person.staff_id)
    fresh: dict[str, Any] = {"contact_id": uuid4(), "page": uuid4().hex, "version": 0}
    return _page(request, form, place, **fresh, unfinished=mine[:MOST_UNFINISHED])


def _record(request: SignedInRequest) -> HttpResponseBase:
    place, contact_id, version = place_of(request, "contacts.record"), _uuid(request), _version(request)
    form = TallyForm(request.POST, near=district_of(place.centre_id))
    mine: dict[str, Any] = {"contact_id": contact_id, "page": request.POST.get("page", "")[:64], "version": version}
    if not form.is_valid() or form.said is None:
        return _page(request, form, place, status=422, **mine)
    try:
        contact = record_contact(
            by=request.person,
            vault=vault_of(request),
            centre_id=place.centre_id,
            said=form.said,
            contact_id=contact_id,
            revision=version,
            page=mine["page"],
        )
    except Conflict as met:
        return _page(
            request, form, place, status=409, **mine | {"version": met.contact.revision, "theirs": differences(met)}
        )
    except NotNow as past:
        return _page(request, form, place, status=409, **mine, past=past.contact)
    return _recorded(request, contact, place)


def _recorded(request: SignedInRequest, contact: Contact, place: Place) -> HttpResponse:
    messages.success(request, _("%(code)s kaydedildi.") % {"code": contact.code})
    if warnings_of(request.POST.get(NOTE, ""), given_names()):
        return redirect(at("open", contact.id))
    return redirect(at("new" if "another" in request.POST else "today", place=place))


def resume(request: SignedInRequest, contact: Contact) -> HttpResponse:
    """A draft where it was left; called by the page of one contact."""
    place = next(
        Place(held, ())
        for held in request.person.centres_where("contacts.record")
        if held.centre_id == contact.centre_id
    )
    typed = typed_of(contact, contact.key(vault_of(request)))
    initial = now_initial(timezone.localtime(contact.changed_at)) | typed_initial(typed.fields)
    form = TallyForm(initial=initial, near=district_of(contact.centre_id))
    looked(by=request.person, event="contact.draft_resumed", centre=contact.centre_id, about=f"contact:{contact.code}")
    return _page(request, form, place, contact_id=contact.id, page=uuid4().hex, version=contact.revision, draft=contact)


@page("contacts.record")
@require_POST
def keep(request: SignedInRequest, contact_id: UUID) -> HttpResponseBase:
    """Autosave: keeps the changed fields and answers in JSON."""
    place = place_of(request, "contacts.record")
    given: dict[str, Any] = {
        "by": request.person,
        "vault": vault_of(request),
        "contact_id": contact_id,
        "changes": _changes(request),
        "page": request.GET.get("s", "")[:64],
    }
    try:
        if _version(request):
            contact = keep_draft(**given, revision=_version(request))
        else:
            contact = open_draft(**given, centre_id=place.centre_id)
    except Conflict as met:
        return JsonResponse({"version": met.contact.revision, "changes": differences(met)}, status=409)
    except NotNow:
        sentence = _("Bu temas artık taslak değil; değişikliği temasın sayfasında düzeltin.")
        return JsonResponse({"errors": {NOTE: sentence}}, status=422)
    return _kept(request, contact)


def _changes(request: SignedInRequest) -> dict[str, list[str]]:
    names = TallyForm.names() & set(request.POST.getlist("changed"))
    changes = {name: [value[:LONGEST] for value in request.POST.getlist(name)] for name in sorted(names)}
    if not _version(request):
        # A draft begins at the minute its page shows; a page without script sends it when it is recorded.
        now = timezone.localtime()
        changes = {"on": [f"{now:%d.%m.%Y}"], "clock": [f"{now:%H:%M}"]} | changes
    return changes


def _kept(request: SignedInRequest, contact: Contact) -> JsonResponse:
    saved_at = timezone.localtime(contact.changed_at).strftime("%H:%M")
    told: dict[str, Any] = {"saved_at": saved_at, "version": contact.revision, "code": contact.code}
    if NOTE in request.POST:
        told["notes"] = warnings_of(request.POST[NOTE], given_names())
    return JsonResponse(told)


def _version(request: SignedInRequest) -> int:
    """The revision the page shows; 0 for a page that has kept nothing yet."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < LONGEST_NUMBER else 0


def _uuid(request: SignedInRequest) -> UUID:
    try:
        return UUID(request.POST.get("contact", ""))
    except ValueError:
        raise Http404 from None


@page("contacts.record")
def discard(request: SignedInRequest, contact_id: UUID) -> HttpResponseBase:
    """Say what will be gone, ask why, and throw the draft away."""
    contact = contact_of(request.person, contact_id)
    vault_of(request).centre(contact.centre_id)
    if contact.state != State.DRAFT:
        return redirect(at("open", contact.id))
    posted = request.method == "POST"
    form = DiscardForm(request.POST if posted else None, initial={"version": contact.revision})
    if posted and form.is_valid():
        try:
            _discard(request, contact, form)
        except (Conflict, NotNow):
            form.add_error(None, _("Bu taslağa bu arada bir başkası yazdı; atılmadı. Önce ne yazdığına bakın."))
        else:
            return redirect(at("today"))
    return render(request, "shell/confirm.html", _discarding(contact, form))


def _discard(request: SignedInRequest, contact: Contact, form: DiscardForm) -> None:
    discard_draft(
        by=request.person,
        vault=vault_of(request),
        contact_id=contact.id,
        revision=form.cleaned_data["version"],
        reason=DiscardReason(form.cleaned_data["reason"]),
    )
    messages.success(request, _("Taslak atıldı."))


def _discarding(contact: Contact, form: DiscardForm) -> dict[str, Any]:
    return {
        "heading": _("Taslağı at"),
        "gone": [_("%(code)s taslağına yazılan her şey. Geri getirilemez.") % {"code": contact.code}],
        "kept": [_("Taslağın açılıp atıldığı bilgisi: kim, ne zaman, neden.")],
        "form": form,
        "act": _("Taslağı at"),
        "back": at("open", contact.id),
    }
