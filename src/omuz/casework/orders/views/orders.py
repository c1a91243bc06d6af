"""The page of one order: written down with its first step, then one step after another."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.cases.queries.files import OpenedCase, open_case
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.orders.actions.orders import NotNow, add_step, open_order
from omuz.casework.orders.forms.steps import FIRST_HINTS, FIRST_KINDS, StepForm
from omuz.casework.orders.queries.law import law
from omuz.casework.orders.queries.orders import OpenedOrder, order_of
from omuz.casework.orders.queries.shown import badge_of, due_rows, next_steps, slips
from omuz.casework.orders.queries.told import breach_words, her_lines, span_words, state_words, step_lines
from omuz.casework.orders.queries.words import PROBLEMS, STEPS
from omuz.casework.orders.rules.picture import standing
from omuz.casework.orders.rules.steps import Kind, Step
from omuz.casework.orders.views.places import at, name_of, shown, version
from omuz.foundation.catalogue import turkish
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.write")
def new(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """A new order: what is known of it so far."""
    file = open_case(request.person, case_id, vault=vault_of(request), permission="cases.write")
    kind = _kind(request.GET.get("adim", Kind.ASKED.value), FIRST_KINDS)
    if request.method != "POST":
        return _writing(request, file, StepForm(kind=kind), kind=kind)
    form = StepForm(request.POST, kind=kind)
    if not form.is_valid() or form.step is None:
        return _writing(request, file, form, status=422, kind=kind)
    order = open_order(
        by=request.person,
        vault=vault_of(request),
        case_id=case_id,
        step=form.step,
        note=form.cleaned_data["note"],
    )
    messages.success(request, _("Karar yazıldı."))
    return redirect(at("order", order.id))


def _kind(text: str, kinds: Any) -> Kind:
    if text not in {kind.value for kind in kinds}:
        raise Http404
    return Kind(text)


def _writing(
    request: SignedInRequest, file: OpenedCase, form: StepForm, *, kind: Kind, status: int = 200, **more: Any
) -> HttpResponse:
    tabs = [
        {"words": FIRST_HINTS[each], "address": f"?adim={each.value}", "current": each is kind} for each in FIRST_KINDS
    ]
    context = {"form": form, "title": STEPS[kind], "tabs": [] if "order" in more else tabs, **more}
    return shown(request, file, "orders/step.html", context, status=status)


@page("cases.read")
def one(request: SignedInRequest, order_id: UUID) -> HttpResponseBase:
    """One order: its days, what she can ask for, and every step."""
    file, opened = order_of(request.person, order_id, vault=vault_of(request))
    today = timezone.localdate()
    context = {
        "order": opened.order,
        "opened": opened,
        "state": state_words(opened.order, today),
        "badge": badge_of(opened, today),
        "span": span_words(opened.order),
        "dues": due_rows(opened, today),
        "slips": slips(opened),
        "next": next_steps(opened),
        "steps": _steps(opened),
        "her": her_lines(opened.order, law(), today),
        "breach": breach_words(law(), len(opened.order.breaches), today) if opened.order.breaches else "",
    }
    return shown(request, file, "orders/order.html", context)


def _steps(opened: OpenedOrder) -> list[dict[str, Any]]:
    kept = {step.id for step in standing(written.step for written in opened.steps)}
    rows = []
    for written in reversed(opened.steps):
        taken_back = written.step.kind is not Kind.TAKEN_BACK and written.step.id not in kept
        day = turkish.day(written.step.on)
        moment = turkish.moment(timezone.localtime(written.step.at)) if written.step.at else day
        row = {
            "title": STEPS[written.step.kind],
            "when": f"{moment} · {name_of(written.made_by)}",
            "lines": step_lines(written.step),
            "note": written.note,
            "taken_back": taken_back,
            "back": at("take-back", opened.id, written.step.id) if written.step.id in kept else "",
        }
        rows.append(row)
    return rows


@page("cases.write")
def step(request: SignedInRequest, order_id: UUID, kind: str) -> HttpResponseBase:
    """Write down what happened to an order."""
    file, opened = order_of(request.person, order_id, vault=vault_of(request))
    request.person.require("cases.write", file.centre_id)
    wanted = _kind(kind, [each for each in Kind if each is not Kind.TAKEN_BACK])
    form = StepForm(request.POST if request.method == "POST" else None, kind=wanted)
    if not form.is_bound or not form.is_valid() or form.step is None:
        status, shows = (422, version(request)) if form.is_bound else (200, opened.record.revision)
        return _writing(request, file, form, kind=wanted, status=status, order=opened, version=shows)
    try:
        _add(request, opened, form.step, form.cleaned_data["note"])
    except (Conflict, NotNow) as stopped:
        return _stopped(request, file, form, order_id, stopped)
    return redirect(at("order", order_id))


def _add(request: SignedInRequest, opened: OpenedOrder, made: Step, note: str) -> None:
    """Write the step; raises Conflict where somebody was first, NotNow where it cannot follow."""
    given: dict[str, Any] = {"by": request.person, "vault": vault_of(request), "order_id": opened.id}
    add_step(**given, revision=version(request), step=made, note=note)
    messages.success(request, _("Adım yazıldı."))


def _stopped(
    request: SignedInRequest, file: OpenedCase, form: StepForm, order_id: UUID, stopped: Exception
) -> HttpResponse:
    """The form again with all that was typed, beside what stands written now."""
    _file, opened = order_of(request.person, order_id, vault=vault_of(request))
    more: dict[str, Any] = {"order": opened, "version": opened.record.revision}
    if isinstance(stopped, NotNow):
        form.add_error(None, str(PROBLEMS["no_step"]))
        return _writing(request, file, form, kind=form.kind, status=422, **more)
    return _writing(request, file, form, kind=form.kind, status=409, theirs=_steps(opened)[0], **more)


@page("cases.write")
@require_POST
def take_back(request: SignedInRequest, order_id: UUID, step_id: UUID) -> HttpResponseBase:
    """Take a mistaken step back; it stays in the row, with who took it back."""
    _file, opened = order_of(request.person, order_id, vault=vault_of(request))
    made = Step(id="", kind=Kind.TAKEN_BACK, on=timezone.localdate(), takes_back=str(step_id))
    try:
        _add(request, opened, made, "")
    except (Conflict, NotNow):
        messages.warning(request, _("Karar bu arada değişti; adım geri alınmadı. Şimdiki hâli aşağıda."))
    return redirect(at("order", order_id))
