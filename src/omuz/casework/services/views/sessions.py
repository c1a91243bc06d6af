"""A session written between two calls, on the page of its file or by its code; read, put right, taken back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.cases.queries.files import OpenedCase, open_case, record_of
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.contacts.views.places import Place, place_of
from omuz.casework.services import actions
from omuz.casework.services.actions.sessions import OfAGroup
from omuz.casework.services.forms.sessions import CorrectionForm, QuickForm, SessionForm, initial_of
from omuz.casework.services.models import ServiceSession
from omuz.casework.services.queries.records import colleagues, opened_session
from omuz.casework.services.queries.shown import (
    earlier_session,
    minutes_in_words,
    people_in,
    session_line,
    version_steps,
)
from omuz.casework.services.queries.waiting import own_counter
from omuz.casework.services.rules.sessions import CorrectionReason, SessionState
from omuz.casework.services.views.places import at, file_around, names, shown
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


def team_of(request: SignedInRequest, centre_id: UUID) -> dict[str, Any]:
    """What every form of a session needs to know."""
    return {"person": request.person, "team": colleagues(centre_id, timezone.localdate())}


@page("cases.write")
def quick(request: SignedInRequest) -> HttpResponseBase:
    """A session by the code of its file, and how many she wrote today."""
    place = place_of(request, "cases.write")
    given: dict[str, Any] = {**team_of(request, place.centre_id), "centre_id": place.centre_id}
    if request.method != "POST":
        return _quick(request, place, QuickForm(**given))
    form = QuickForm(request.POST, **given)
    if not form.is_valid():
        return _quick(request, place, form, status=422)
    told = {"case_id": form.cleaned_data["code"], "given": form.given(), "note": form.cleaned_data["note"]}
    actions.record_session(by=request.person, vault=vault_of(request), **told)
    messages.success(request, _("%(code)s dosyasına yazıldı.") % {"code": request.POST["code"].strip().upper()})
    return redirect(f"{at('quick')}?merkez={place.held.centre_code}")


def _quick(request: SignedInRequest, place: Place, form: QuickForm, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    counter = own_counter(request.person, vault=vault_of(request), centre_id=place.centre_id, day=today)
    told = ((_("bugün"), counter.today), (_("bu hafta"), counter.week), (_("bu ay"), counter.month))
    counters = [(words, each, minutes_in_words(each.minutes or None)) for words, each in told]
    drawn = render(request, "services/quick.html", {"place": place, "form": form, "counters": counters}, status=status)
    looked(by=request.person, event="service.own_counter_read", centre=place.centre_id)
    return drawn


@page("cases.write")
def new(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """A session of one file."""
    file = open_case(request.person, case_id, vault=vault_of(request), permission="cases.write")
    if request.method != "POST":
        return _form(request, file, SessionForm(**team_of(request, file.centre_id)))
    form = SessionForm(request.POST, **team_of(request, file.centre_id))
    if not form.is_valid():
        return _form(request, file, form, status=422)
    told = {"case_id": file.id, "given": form.given(), "note": form.cleaned_data["note"]}
    actions.record_session(by=request.person, vault=vault_of(request), **told)
    messages.success(request, _("Yazıldı."))
    return redirect(at("file", file.id))


def _form(
    request: SignedInRequest, file: OpenedCase, form: SessionForm, status: int = 200, **more: Any
) -> HttpResponse:
    return shown(request, file, "services/session_form.html", {"form": form, **more}, status=status)


@page("cases.read")
def one(request: SignedInRequest, session_id: UUID) -> HttpResponseBase:
    """One session with what it said before; of a group session, this file's part alone."""
    row = record_of(request.person, ServiceSession, session_id)
    each = opened_session(row, vault=vault_of(request))
    known = names(people_in([each]))
    context = {
        "line": session_line(each, known),
        "by": known.get(row.made_by, ""),
        "removed": row.state == SessionState.REMOVED,
        "steps": version_steps(each.versions, known, earlier_session),
    }
    return shown(request, file_around(request, row), "services/session.html", context)


@page("cases.write")
def correct(request: SignedInRequest, session_id: UUID) -> HttpResponseBase:
    """Put a session right, with a reason."""
    row = record_of(request.person, ServiceSession, session_id, permission="cases.write")
    each = opened_session(row, vault=vault_of(request))
    if each.given.group is not None or row.state == SessionState.REMOVED:
        return redirect(at("group-correct", each.given.group) if each.given.group else at("session", row.id))
    initial = initial_of(each.given, each.note)
    team, file = team_of(request, row.centre_id), file_around(request, row)
    if request.method != "POST":
        reason = CorrectionForm(initial={"version": row.revision})
        return _form(request, file, SessionForm(initial=initial, **team), session=row, reason=reason)
    form, reason = SessionForm(request.POST, initial=initial, **team), CorrectionForm(request.POST)
    if not (form.is_valid() & reason.is_valid()):
        return _form(request, file, form, status=422, session=row, reason=reason)
    return _corrected(request, row, file, form, reason)


def _corrected(
    request: SignedInRequest, row: ServiceSession, file: OpenedCase, form: SessionForm, reason: CorrectionForm
) -> HttpResponseBase:
    told = {"revision": reason.cleaned_data["version"], "reason": CorrectionReason(reason.cleaned_data["reason"])}
    given = {"given": form.given(), "note": form.cleaned_data["note"], **told}
    try:
        actions.correct_session(by=request.person, vault=vault_of(request), session_id=row.id, **given)
    except Conflict:
        each = opened_session(row, vault=vault_of(request))
        again = CorrectionForm({"version": row.revision, "reason": reason.cleaned_data["reason"]})
        theirs = session_line(each, names(people_in([each])))
        return _form(request, file, form, status=409, session=row, reason=again, theirs=theirs)
    messages.success(request, _("Düzeltildi; önceki hâli mühürlü olarak duruyor."))
    return redirect(at("session", row.id))


@page("cases.write")
@require_POST
def remove(request: SignedInRequest, session_id: UUID) -> HttpResponseBase:
    """Take back a session written by mistake."""
    row = record_of(request.person, ServiceSession, session_id, permission="cases.write")
    version = request.POST.get("version", "")
    try:
        revision = int(version) if version.isdecimal() else 0
        actions.remove_session(by=request.person, vault=vault_of(request), session_id=row.id, revision=revision)
    except (Conflict, OfAGroup):
        messages.warning(request, _("Bu kayıt bu arada değişti; geri alınmadı. Şimdiki hâli aşağıda."))
        return redirect(at("session", row.id))
    messages.success(request, _("Geri alındı; hiçbir sayıya girmez. Bir isteği karşılıyorsa istek yeniden bekliyor."))
    return redirect(at("file", row.case_id))
