"""The least answer to an authority: a coordinator writes it, a second person agrees, a lawyer beside them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.orders.actions.letters import take_paper
from omuz.casework.orders.actions.notification import NotAgreed
from omuz.casework.orders.actions.requests import agree_answer, return_answer, write_answer
from omuz.casework.orders.forms.fields import whole
from omuz.casework.orders.forms.papers import LetterForm, ReturnForm
from omuz.casework.orders.queries.papers import OpenedLetter, letter_of, request_of
from omuz.casework.orders.queries.told import in_words
from omuz.casework.orders.queries.words import AGREEMENTS, REFUSALS
from omuz.casework.orders.rules.two import Agreement, may_agree
from omuz.casework.orders.views.places import at, moved_on, name_of, not_agreed, shown, version
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.lead")
def new(request: SignedInRequest, request_id: UUID) -> HttpResponseBase:
    """Write the least answer."""
    file, opened = request_of(request.person, request_id, vault=vault_of(request))
    request.person.require("cases.lead", file.centre_id)
    form = LetterForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        context = {"form": form, "asked": opened}
        return shown(request, file, "orders/letter_new.html", context, status=422 if form.is_bound else 200)
    said = form.cleaned_data
    words = {name: said[name] for name in ("text", "reason", "lawyer")}
    given: dict[str, Any] = {"by": request.person, "vault": vault_of(request), "request_id": request_id}
    try:
        answer = write_answer(**given, on=said["on"], words=words, contents=whole(said["contents"]))
    except NotAgreed as refused:
        form.add_error(None, str(REFUSALS[refused.why]))
        return shown(request, file, "orders/letter_new.html", {"form": form, "asked": opened}, status=422)
    messages.success(request, _("Yazıldı; ikinci kişinin onayını bekliyor."))
    return redirect(at("letter", answer.id))


@page("cases.read")
def one(request: SignedInRequest, answer_id: UUID) -> HttpResponseBase:
    """One answer exactly as it would leave."""
    file, opened = letter_of(request.person, answer_id, vault=vault_of(request))
    return _drawn(request, file, opened, ReturnForm(initial={"version": opened.record.revision}))


def _drawn(
    request: SignedInRequest, file: OpenedCase, opened: OpenedLetter, form: ReturnForm, status: int = 200
) -> HttpResponse:
    state, me = Agreement(opened.record.state), str(request.person.staff_id)
    context = {
        "opened": opened,
        "state": AGREEMENTS[state],
        "contents": in_words("legal_given", opened.letter.contents),
        "first": name_of(opened.letter.first),
        "second": name_of(opened.letter.second),
        "may_agree": may_agree(state, first=opened.letter.first, second=me) is None,
        "may_take": state is Agreement.AGREED and me in (opened.letter.first, opened.letter.second),
        "return_form": form,
    }
    return shown(request, file, "orders/letter.html", context, status=status)


@page("cases.write")
@require_POST
def settle(request: SignedInRequest, answer_id: UUID, what: str) -> HttpResponseBase:
    """The second person agrees or sends it back."""
    file, opened = letter_of(request.person, answer_id, vault=vault_of(request))
    if what not in ("onay", "geri"):
        raise Http404
    given: dict[str, Any] = {"by": request.person, "vault": vault_of(request), "answer_id": answer_id}
    given["revision"] = version(request)
    form = ReturnForm(request.POST)
    if what == "geri" and not form.is_valid():
        return _drawn(request, file, opened, form, status=422)
    try:
        if what == "onay":
            agree_answer(**given, on=timezone.localdate())
        else:
            return_answer(**given, reason=form.cleaned_data["reason"])
    except Conflict:
        moved_on(request)
        return _again(request, answer_id, form)
    except NotAgreed as refused:
        messages.warning(request, str(REFUSALS[refused.why]))
        return _again(request, answer_id, form)
    return redirect(at("letter", answer_id))


def _again(request: SignedInRequest, answer_id: UUID, form: ReturnForm) -> HttpResponse:
    """The page as it stands now with what was typed."""
    file, opened = letter_of(request.person, answer_id, vault=vault_of(request))
    return _drawn(request, file, opened, form, status=409)


@page("cases.read")
@require_POST
def paper(request: SignedInRequest, answer_id: UUID) -> HttpResponseBase:
    """The agreed answer as PDF, for the two who agreed on it."""
    try:
        made = take_paper(by=request.person, vault=vault_of(request), answer_id=answer_id)
    except NotAgreed as refused:
        return not_agreed(request, refused, at("letter", answer_id))
    name = f"belge-{timezone.localdate().isoformat()}.pdf"
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
