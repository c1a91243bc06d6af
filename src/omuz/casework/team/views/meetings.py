"""Pages of the weekly meeting: its table, its decisions, its minutes by code."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.appointments.queries.door import named, workers_at
from omuz.casework.appointments.queries.visits import may_work_on
from omuz.casework.cases.queries.files import case_of
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.contacts.views.places import place_of
from omuz.casework.team.actions.meeting import (
    Closed,
    decide,
    keep_meeting,
    open_meeting,
    put_on_table,
    settle_decision,
    take_off_table,
)
from omuz.casework.team.forms.asking import CodeForm, DayForm, DecisionForm, MeetingForm
from omuz.casework.team.forms.words import DECISION_STATES, WHYS
from omuz.casework.team.models import Meeting
from omuz.casework.team.queries.meetings import agenda, decisions_of, meeting_key, meeting_of, meetings
from omuz.casework.team.rules.meeting import DecisionState, MeetingState
from omuz.casework.team.views.work import case_by_typed_code
from omuz.foundation.audit.chain import looked
from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.read")
def listed(request: SignedInRequest) -> HttpResponseBase:
    """The meetings of a centre, and a new one."""
    place = place_of(request, "cases.read")
    form = DayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = open_meeting(
            by=request.person, vault=vault_of(request), centre_id=place.centre_id, on=form.cleaned_data["on"],
            present=[each.id for each in workers_at(place.centre_id)],
        )  # fmt: skip
        return redirect("team:meeting", meeting_id=made.id)
    context = {"place": place, "meetings": meetings(request.person, place.centre_id), "form": form}
    return render(request, "team/meetings.html", context, status=422 if form.is_bound else 200)


@page("cases.read")
def one(request: SignedInRequest, meeting_id: UUID) -> HttpResponseBase:
    """A meeting: its table, what is decided, who is there."""
    return _shown(request, meeting_of(request.person, meeting_id))


def _told(request: SignedInRequest, meeting: Meeting) -> dict[str, Any]:
    vault, person = vault_of(request), request.person
    table = agenda(person, vault=vault, meeting=meeting)
    decided = decisions_of(person, vault=vault, meeting=meeting)
    known = named(*meeting.present, *(each.holder_id for each in table))
    return {
        "meeting": meeting,
        "open": meeting.state == MeetingState.OPEN,
        "general": meeting.opened(meeting_key(meeting, vault), "words").get("general", ""),
        "present": sorted((known[each] for each in meeting.present), key=turkish.sort_key),
        "table": [{"one": each, "why": WHYS[each.why], "holder": known[each.holder_id]} for each in table],
        "decided": [
            {"one": each, "post": label_of("decision_post", each.post), "state": DECISION_STATES[each.state]}
            for each in decided
        ],
    }


def _shown(
    request: SignedInRequest, meeting: Meeting, *, form: MeetingForm | None = None, met: str = "", status: int = 200
) -> HttpResponse:
    told, workers = _told(request, meeting), workers_at(meeting.centre_id)
    looked(by=request.person, event="meeting.read", centre=meeting.centre_id, about=f"meeting:{meeting.on.isoformat()}")
    initial = {
        "present": [str(each) for each in meeting.present],
        "general": told["general"],
        "version": meeting.revision,
    }
    context = told | {
        "form": form or MeetingForm(initial=initial, workers=workers),
        "code_form": CodeForm(),
        "met": met,
    }
    return render(request, "team/meeting.html", context, status=status)


@page("cases.write")
@require_POST
def keep(request: SignedInRequest, meeting_id: UUID) -> HttpResponseBase:
    """Who is there, what is decided about the work; or close the minutes."""
    meeting = meeting_of(request.person, meeting_id, "cases.write")
    form = MeetingForm(request.POST, workers=workers_at(meeting.centre_id))
    if not form.is_valid():
        return _shown(request, meeting, form=form, status=422)
    close = "kapat" in request.POST
    try:
        keep_meeting(
            by=request.person, vault=vault_of(request), meeting_id=meeting_id, revision=form.cleaned_data["version"],
            present=form.listed, general=form.cleaned_data["general"], close=close,
        )  # fmt: skip
    except (Conflict, Closed):
        now = meeting_of(request.person, meeting_id)
        said = _("Tutanak bu arada değişti; yazdıklarınız kaydedilmedi, aşağıda duruyor. Şimdiki hâli: %(now)s")
        general = now.opened(meeting_key(now, vault_of(request)), "words").get("general", "")
        again = request.POST.copy()
        again["version"] = str(now.revision)
        form = MeetingForm(again, workers=workers_at(meeting.centre_id))
        return _shown(request, now, form=form, met=said % {"now": general or "–"}, status=409)
    messages.success(request, _("Tutanak kapandı.") if close else _("Tutanak kaydedildi."))
    return redirect("team:minutes" if close else "team:meeting", meeting_id=meeting_id)


@page("cases.write")
@require_POST
def choose(request: SignedInRequest, meeting_id: UUID) -> HttpResponseBase:
    """Put a file on the table by its code."""
    place, meeting = place_of(request, "cases.write"), meeting_of(request.person, meeting_id, "cases.write")
    case = case_by_typed_code(request.person, place, request.POST.get("q", ""))
    if case is None:
        messages.warning(request, _("Bu kodla bir dosya yok. Kodu karşılaştırıp yeniden yazın."))
        return redirect("team:meeting", meeting_id=meeting.id)
    try:
        put_on_table(by=request.person, vault=vault_of(request), meeting_id=meeting_id, case_id=case.id)
    except Closed:
        messages.warning(request, _("Bu tutanak kapandı; gündem değişmedi."))
    return redirect("team:meeting", meeting_id=meeting.id)


@page("cases.write")
@require_POST
def take(request: SignedInRequest, meeting_id: UUID, item_id: UUID) -> HttpResponseBase:
    """Take a file off the table."""
    try:
        take_off_table(by=request.person, item_id=item_id)
    except Closed:
        messages.warning(request, _("Bu tutanak kapandı; gündem değişmedi."))
    return redirect("team:meeting", meeting_id=meeting_id)


@page("cases.write")
def decision(request: SignedInRequest, meeting_id: UUID, case_id: UUID) -> HttpResponseBase:
    """One decision of a meeting about a file."""
    meeting = meeting_of(request.person, meeting_id, "cases.write")
    case = case_of(request.person, case_id, "cases.write")
    vault_of(request).centre(case.centre_id)  # a post without the centre's key is shown no code
    workers = [each for each in workers_at(case.centre_id) if may_work_on(case, each.id)]
    form = DecisionForm(request.POST if request.method == "POST" else None, workers=workers)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            decide(
                by=request.person, vault=vault_of(request), case_id=case_id, what=told["what"], post=told["post"],
                worker_id=form.worker_id, due_on=form.day, meeting_id=meeting_id,
            )  # fmt: skip
        except Closed:
            messages.warning(request, _("Bu tutanak kapandı; karar yazılmadı."))
        return redirect("team:meeting", meeting_id=meeting_id)
    context = {"meeting": meeting, "case": case, "form": form}
    return render(request, "team/decision.html", context, status=422 if form.is_bound else 200)


@page("cases.write")
@require_POST
def settle(request: SignedInRequest, decision_id: UUID) -> HttpResponseBase:
    """A decision is done, or dropped."""
    text = request.POST.get("version", "")
    state = DecisionState.DROPPED if request.POST.get("ne") == DecisionState.DROPPED else DecisionState.DONE
    try:
        settle_decision(
            by=request.person, vault=vault_of(request), decision_id=decision_id, state=state,
            revision=int(text) if text.isdecimal() else 0,
        )  # fmt: skip
    except Conflict:
        messages.warning(request, _("Bu karar bu arada sonuçlandı; liste aşağıda."))
    else:
        messages.success(request, _("Karar işlendi."))
    return redirect("team:team")


@page("cases.read")
def minutes(request: SignedInRequest, meeting_id: UUID) -> HttpResponseBase:
    """The minutes on one sheet: decisions by code."""
    meeting = meeting_of(request.person, meeting_id)
    looked(by=request.person, event="meeting.read", centre=meeting.centre_id, about=f"meeting:{meeting.on.isoformat()}")
    return render(request, "team/minutes.html", _told(request, meeting) | {"printed_at": timezone.localtime()})
