"""Pages of one appointment: agreed, looked at, moved, confirmed, ended."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.appointments.actions.booking import (
    CannotBook,
    PastThat,
    book_appointment,
    confirm_appointment,
    end_appointment,
    move_appointment,
)
from omuz.casework.appointments.forms.booking import OutcomeForm, TimeForm, VisitForm, time_initial
from omuz.casework.appointments.forms.shown import visit_lines
from omuz.casework.appointments.forms.words import SLOT_STATES, sentences
from omuz.casework.appointments.models import Appointment, Slot
from omuz.casework.appointments.queries.door import rooms_of, workers_at
from omuz.casework.appointments.queries.visits import may_work_on
from omuz.casework.appointments.rules.visit import YES, Outcome, State, Visit
from omuz.casework.appointments.rules.ways import ways_of
from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import OpenedCase, open_case, opened, record_of, safe_contact_of
from omuz.casework.cases.rules.steps import Conflict
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page, pressed
from omuz.foundation.people.queries import names
from omuz.foundation.vault.session import vault_of


def _places(case: Case) -> dict[str, Any]:
    """Rooms and colleagues that may be chosen for a file."""
    workers = [each for each in workers_at(case.centre_id) if may_work_on(case, each.id)]
    return {"rooms": list(rooms_of(case.centre_id)), "workers": workers}


@page("cases.write")
def book(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Agree on a time for a file."""
    vault = vault_of(request)
    file = open_case(request.person, case_id, vault=vault, permission="cases.write")
    given = {"ways": ways_of(safe_contact_of(file)), **_places(file.case)}
    if request.method != "POST":
        return _form(request, file, VisitForm(initial=_known(request, file), **given))
    form = VisitForm(request.POST, **given)
    if not form.is_valid():
        return _form(request, file, form, status=422)
    try:
        made = book_appointment(
            by=request.person, vault=vault, case_id=case_id, wanted=form.wanted, said=form.said,
            note=form.cleaned_data["note"],
        )  # fmt: skip
    except CannotBook as refused:
        form.refuse(refused.problems)
        return _form(request, file, form, status=422)
    messages.success(request, _("Randevu yazıldı. Kapıda yalnız ziyaret kodu görünür."))
    return redirect("appointments:open", appointment_id=made.id)


def _known(request: SignedInRequest, file: OpenedCase) -> dict[str, Any]:
    """What the file already says, so that she is not asked again."""
    language = str(file.answers.get("interpreter_language", ""))
    known = {"worker": str(file.case.holder_id or request.person.staff_id), "access": file.answers.get("access", [])}
    return known | {"interpreter": YES, "interpreter_language": language} if language else known


def _form(request: SignedInRequest, file: OpenedCase, form: VisitForm, status: int = 200) -> HttpResponse:
    looked(by=request.person, event="case.read", centre=file.centre_id, about=f"case:{file.code}")
    context = {"file": file, "form": form, "rooms": rooms_of(file.centre_id).exists()}
    return render(request, "appointments/book.html", context, status=status)


@page("cases.read")
def one(request: SignedInRequest, appointment_id: UUID) -> HttpResponseBase:
    """One appointment with what can be done with it."""
    return _shown(request, record_of(request.person, Appointment, appointment_id))


def _shown(request: SignedInRequest, appointment: Appointment, *, status: int = 200, **forms: Any) -> HttpResponse:
    file = opened(appointment.case, vault_of(request))
    visit = Visit.from_payload(appointment.opened(file.key, "answers"))
    slot = Slot.objects.select_related("room").filter(id=visit.slot_id).first()
    looked(by=request.person, event="appointment.read", centre=file.centre_id, about=f"case:{file.code}")
    context = {
        "file": file,
        "appointment": appointment,
        "visit": visit,
        "slot": slot,
        "state": SLOT_STATES[slot.state] if slot else "",
        "worker": names([slot.worker_id]).get(slot.worker_id, "") if slot and slot.worker_id else "",
        "lines": visit_lines(visit),
        "note": appointment.opened(file.key, "words").get("note", ""),
        "standing": appointment.state == State.PLANNED,
        "started": timezone.now() >= visit.at,
        "time_form": TimeForm(initial=time_initial(visit, slot), **_places(file.case)),
        "outcome_form": OutcomeForm(initial={"version": appointment.revision}),
        "version": request.POST.get("version") or appointment.revision,
    }
    return render(request, "appointments/appointment.html", context | forms, status=status)


@page("cases.write")
@pressed("appointments:open", "appointment_id")
def move(request: SignedInRequest, appointment_id: UUID) -> HttpResponseBase:
    """Another time for the same appointment."""
    appointment = record_of(request.person, Appointment, appointment_id, permission="cases.write")
    form = TimeForm(request.POST, **_places(appointment.case))
    if not form.is_valid():
        return _shown(request, appointment, status=422, time_form=form)
    try:
        move_appointment(
            by=request.person, vault=vault_of(request), appointment_id=appointment_id, wanted=form.wanted,
            revision=_version(request, appointment),
        )  # fmt: skip
    except CannotBook as refused:
        form.refuse(refused.problems)
        return _shown(request, appointment, status=422, time_form=form)
    except (Conflict, PastThat):
        return _changed_meanwhile(request, appointment_id, time_form=form)
    messages.success(request, _("Yeni saat yazıldı; ziyaret kodu aynı kaldı."))
    return redirect("appointments:open", appointment_id=appointment_id)


def _version(request: SignedInRequest, appointment: Appointment) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() else appointment.revision


def _changed_meanwhile(request: SignedInRequest, appointment_id: UUID, **forms: Any) -> HttpResponse:
    """The appointment as it stands now, with what she typed beside it; nothing was written."""
    appointment = record_of(request.person, Appointment, appointment_id)
    met = _(
        "Bu randevu bu arada değişti; yazdığınız kaydedilmedi, aşağıda duruyor. Şimdiki hâline bakıp yeniden gönderin."
    )
    return _shown(request, appointment, status=409, met=met, version=appointment.revision, **forms)


@page("cases.write")
@require_POST
def confirm(request: SignedInRequest, appointment_id: UUID) -> HttpResponseBase:
    """She knows the time for sure."""
    appointment = record_of(request.person, Appointment, appointment_id, permission="cases.write")
    try:
        confirm_appointment(
            by=request.person, vault=vault_of(request), appointment_id=appointment_id,
            revision=_version(request, appointment),
        )  # fmt: skip
    except CannotBook as refused:
        return _shown(request, appointment, status=422, met=" ".join(sentences(refused.problems)))
    except (Conflict, PastThat):
        return _changed_meanwhile(request, appointment_id)
    messages.success(request, _("Randevu doğrulandı."))
    return redirect("appointments:open", appointment_id=appointment_id)


@page("cases.write")
@require_POST
def end(request: SignedInRequest, appointment_id: UUID) -> HttpResponseBase:
    """How it ended."""
    appointment = record_of(request.person, Appointment, appointment_id, permission="cases.write")
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _shown(request, appointment, status=422, outcome_form=form)
    outcome = Outcome(form.cleaned_data["outcome"])
    try:
        end_appointment(
            by=request.person, vault=vault_of(request), appointment_id=appointment_id,
            revision=form.cleaned_data["version"], outcome=outcome,
        )  # fmt: skip
    except CannotBook as refused:
        form.add_error("outcome", sentences(refused.problems))
        return _shown(request, appointment, status=422, outcome_form=form)
    except (Conflict, PastThat):
        return _changed_meanwhile(request, appointment_id)
    messages.success(request, _("Randevunun sonucu yazıldı; oda ve saat boşaldı."))
    return redirect("appointments:open", appointment_id=appointment_id)
