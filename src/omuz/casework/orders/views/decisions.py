"""The page of a weighed duty to notify: written by one worker, agreed by another; it sends nothing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.cases.queries.files import OpenedCase, open_case
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.orders.actions.notification import (
    NotAgreed,
    agree_notification,
    note_notified,
    return_notification,
    rewrite_notification,
    weigh_notification,
)
from omuz.casework.orders.forms.papers import Dated, DoneForm, ReturnForm, WeighingForm
from omuz.casework.orders.queries.papers import OpenedDecision, decision_of
from omuz.casework.orders.queries.shown import decision_row
from omuz.casework.orders.queries.weighed import weighed_lines
from omuz.casework.orders.queries.words import REFUSALS
from omuz.casework.orders.rules.two import Agreement, may_agree
from omuz.casework.orders.views.places import at, moved_on, name_of, shown, version
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.write")
def new(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Weigh whether an authority is notified."""
    file = open_case(request.person, case_id, vault=vault_of(request), permission="cases.write")
    form = WeighingForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return shown(request, file, "orders/weigh.html", {"form": form}, status=422 if form.is_bound else 200)
    decision = weigh_notification(
        by=request.person, vault=vault_of(request), case_id=case_id, weighing=form.weighing, words=form.words
    )
    messages.success(request, _("Yazıldı; ikinci bir çalışanın onayını bekliyor. Kimseye bir şey gönderilmedi."))
    return redirect(at("decision", decision.id))


@page("cases.write")
def again(request: SignedInRequest, decision_id: UUID) -> HttpResponseBase:
    """Write it anew while nobody has agreed."""
    file, opened = decision_of(request.person, decision_id, vault=vault_of(request))
    if request.method != "POST":
        form = WeighingForm(initial=_initial(opened))
        return shown(
            request, file, "orders/weigh.html", {"form": form, "version": opened.record.revision, "opened": opened}
        )
    form = WeighingForm(request.POST)
    if not form.is_valid():
        return shown(request, file, "orders/weigh.html", {"form": form, "version": version(request)}, status=422)
    given: dict[str, Any] = {"by": request.person, "vault": vault_of(request), "decision_id": decision_id}
    try:
        rewrite_notification(**given, revision=version(request), weighing=form.weighing, words=form.words)
    except Conflict:
        moved_on(request)
        return _meeting(request, file, form, decision_id)
    except NotAgreed as refused:
        form.add_error(None, str(REFUSALS[refused.why]))
        return _meeting(request, file, form, decision_id)
    return redirect(at("decision", decision_id))


def _meeting(request: SignedInRequest, file: OpenedCase, form: WeighingForm, decision_id: UUID) -> HttpResponse:
    _file, newer = decision_of(request.person, decision_id, vault=vault_of(request))
    theirs = weighed_lines(newer.weighing, newer.words)
    context = {"form": form, "version": newer.record.revision, "theirs": theirs}
    return shown(request, file, "orders/weigh.html", context, status=409)


def _initial(opened: OpenedDecision) -> dict[str, Any]:
    names = ("on", "basis", "told", "told_on", "wish", "decision", "institution", "least", "planned_on")
    words = {f"{name}_words": opened.words.get(name, "") for name in ("told", "wish", "least", "plan")}
    told = {name: getattr(opened.weighing, name) for name in names}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in told.items()} | words


@page("cases.read")
def one(request: SignedInRequest, decision_id: UUID) -> HttpResponseBase:
    """One decision: what was weighed, by whom, and how far it is."""
    file, opened = decision_of(request.person, decision_id, vault=vault_of(request))
    return _drawn(request, file, opened)


def _drawn(
    request: SignedInRequest, file: OpenedCase, opened: OpenedDecision, status: int = 200, **more: Any
) -> HttpResponse:
    state, me = Agreement(opened.record.state), str(request.person.staff_id)
    context = {
        "opened": opened,
        "row": decision_row(opened),
        "lines": weighed_lines(opened.weighing, opened.words),
        "first": name_of(opened.weighing.first),
        "second": name_of(opened.weighing.second),
        "may_agree": may_agree(state, first=opened.weighing.first, second=me) is None,
        "may_rewrite": state in (Agreement.WAITING, Agreement.RETURNED),
        "may_note": state is Agreement.AGREED and opened.weighing.decision == "notify",
        "return_form": ReturnForm(initial={"version": opened.record.revision}),
        "done_form": DoneForm(initial={"version": opened.record.revision}),
    }
    return shown(request, file, "orders/decision.html", context | more, status=status)


@page("cases.write")
@require_POST
def settle(request: SignedInRequest, decision_id: UUID, what: str) -> HttpResponseBase:
    """The second worker agrees or not, or somebody notes what was done by hand."""
    file, opened = decision_of(request.person, decision_id, vault=vault_of(request))
    makers: dict[str, Any] = {"onay": Dated, "geri": ReturnForm, "yapildi": DoneForm}
    if what not in makers:
        raise Http404
    form = makers[what](request.POST)
    if not form.is_valid():
        return _drawn(request, file, opened, status=422, **_typed(what, form))
    try:
        _settled(request, decision_id, what, form.cleaned_data)
    except (Conflict, NotAgreed) as stopped:
        if isinstance(stopped, NotAgreed):
            messages.warning(request, str(REFUSALS[stopped.why]))
        else:
            moved_on(request)
        _file, newer = decision_of(request.person, decision_id, vault=vault_of(request))
        return _drawn(request, file, newer, status=409, **_typed(what, form))
    return redirect(at("decision", decision_id))


def _typed(what: str, form: Any) -> dict[str, Any]:
    """The form that was typed, under the name its page knows it by."""
    return {"return_form" if what == "geri" else "done_form": form} if what != "onay" else {}


def _settled(request: SignedInRequest, decision_id: UUID, what: str, said: dict[str, Any]) -> None:
    given: dict[str, Any] = {
        "by": request.person,
        "vault": vault_of(request),
        "decision_id": decision_id,
        "revision": version(request),
    }
    match what:
        case "onay":
            agree_notification(**given, on=said["on"])
            messages.success(request, _("Onayladınız. Bu program kimseye bir şey göndermez."))
        case "geri":
            return_notification(**given, reason=said["reason"])
            messages.success(request, _("Geri gönderildi."))
        case _:
            note_notified(**given, on=said["on"], words=said["words"])
            messages.success(request, _("Yapıldığı yazıldı."))
