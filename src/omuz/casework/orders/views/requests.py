"""The register page of one request by an authority: reviewed, she is told, settled."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.cases.queries.files import OpenedCase, open_case
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.orders.actions.requests import note_on_request, register_request
from omuz.casework.orders.forms.fields import whole
from omuz.casework.orders.forms.papers import RequestForm, ReviewForm, SettledForm, WarnedForm
from omuz.casework.orders.queries.papers import OpenedRequest, request_of
from omuz.casework.orders.queries.shown import request_row
from omuz.casework.orders.queries.weighed import asked_lines
from omuz.casework.orders.queries.words import AGREEMENTS
from omuz.casework.orders.rules.requests import may_write
from omuz.casework.orders.rules.sealed import NOT_ASKED
from omuz.casework.orders.rules.two import LAWYER, Agreement
from omuz.casework.orders.views.places import at, moved_on, name_of, shown, version
from omuz.foundation.catalogue import turkish
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of

FORMS: dict[str, Any] = {"inceleme": ReviewForm, "haber": WarnedForm, "sonuc": SettledForm}
EVENTS = {"inceleme": "reviewed", "haber": "warned", "sonuc": "settled"}


@page("cases.write")
def new(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Enter a paper that came from an authority."""
    file = open_case(request.person, case_id, vault=vault_of(request), permission="cases.write")
    form = RequestForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return shown(request, file, "orders/ask.html", {"form": form}, status=422 if form.is_bound else 200)
    kept = register_request(
        by=request.person, vault=vault_of(request), case_id=case_id, asked=form.asked_for, words=form.words
    )
    messages.success(request, _("Resmî istek deftere yazıldı. Yanıt verilmeden önce avukat bakar."))
    return redirect(at("request", kept.id))


@page("cases.read")
def one(request: SignedInRequest, request_id: UUID) -> HttpResponseBase:
    """One request with everything the register holds."""
    file, opened = request_of(request.person, request_id, vault=vault_of(request))
    return _drawn(request, file, opened)


def _drawn(
    request: SignedInRequest, file: OpenedCase, opened: OpenedRequest, status: int = 200, **more: Any
) -> HttpResponse:
    forms = {f"{name}_form": maker(initial={"version": opened.record.revision}) for name, maker in FORMS.items()}
    lead = request.person.may("cases.lead", file.centre_id)
    context = {
        "opened": opened,
        "row": request_row(opened),
        "lines": asked_lines(opened.asked, opened.words, name_of(opened.asked.lawyer)),
        "may_answer": lead and may_write(opened.asked) is None and not opened.asked.settled,
        "letters": [
            {
                "address": at("letter", each.record.id),
                "title": _("Yanıt, %(day)s") % {"day": turkish.day(each.letter.on)},
                "state": AGREEMENTS[Agreement(each.record.state)],
                "badge": "done" if each.record.state == Agreement.AGREED else "look",
            }
            for each in opened.letters
        ],
        **forms,
    }
    return shown(request, file, "orders/request.html", context | more, status=status)


@page("cases.write")
@require_POST
def note(request: SignedInRequest, request_id: UUID, what: str) -> HttpResponseBase:
    """Note the lawyer's review, that she was told, or what was given."""
    file, opened = request_of(request.person, request_id, vault=vault_of(request))
    if what not in FORMS:
        raise Http404
    form = FORMS[what](request.POST)
    if not form.is_valid():
        return _drawn(request, file, opened, status=422, **{f"{what}_form": form, "open_part": what})
    changes, words = _changes(request, what, form.cleaned_data)
    given: dict[str, Any] = {"by": request.person, "vault": vault_of(request), "request_id": request_id}
    try:
        note_on_request(**given, revision=version(request), what=EVENTS[what], changes=changes, words=words)
    except Conflict:
        moved_on(request)
        typed = FORMS[what](request.POST | {"version": opened.record.revision})
        return _drawn(request, file, opened, status=409, **{f"{what}_form": typed, "open_part": what})
    messages.success(request, _("Kaydedildi."))
    return redirect(at("request", request_id))


def _changes(request: SignedInRequest, what: str, said: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Fields of the request and words that this note brings."""
    if what == "inceleme":
        own = request.person.profession == LAWYER and not said["lawyer"]
        lawyer = str(request.person.staff_id) if own else ""
        changes = {"review": said["review"], "reviewed_on": said["on"], "lawyer": lawyer}
        return changes, {"lawyer": said["lawyer"], "review": said["review_words"]}
    if what == "haber":
        return {"warned": said["warned"] or NOT_ASKED, "warned_on": said["on"]}, {"plan": said["plan"]}
    return {"given": whole(said["given"]), "answered_on": said["on"]}, {}
