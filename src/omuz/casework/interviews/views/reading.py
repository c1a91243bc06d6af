"""The page of one recorded interview: read, printed, corrected with a reason."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.cases.queries.files import OpenedCase, opened
from omuz.casework.cases.queries.pausing import Paused
from omuz.casework.contacts.queries.records import names_of
from omuz.casework.interviews.actions import Conflict, NotNow, correct_interview
from omuz.casework.interviews.actions.versions import said_of
from omuz.casework.interviews.forms.interview import InterviewForm, said_initial
from omuz.casework.interviews.forms.reasons import CorrectionForm
from omuz.casework.interviews.forms.shown import warnings_in
from omuz.casework.interviews.forms.words import CORRECTION_REASONS
from omuz.casework.interviews.models import Interview
from omuz.casework.interviews.queries.records import Correction, corrections_of, interview_of
from omuz.casework.interviews.queries.shown import field_label, sections_of, silent_questions, title_for
from omuz.casework.interviews.rules.answers import Said, interpreter_unsafe
from omuz.casework.interviews.rules.record import CorrectionReason, State
from omuz.casework.interviews.views import writing
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.read")
def one(request: SignedInRequest, interview_id: UUID) -> HttpResponseBase:
    """A recorded interview; a draft opens where it was left."""
    interview = interview_of(request.person, interview_id)
    if interview.state == State.DRAFT:
        return writing.resume(request, interview)
    key = interview.case.key(vault_of(request))
    said = said_of(interview, key)
    looked(by=request.person, event="interview.opened", centre=interview.centre_id, about=f"case:{interview.case.code}")
    corrections = corrections_of(interview, key, said)
    names = names_of({interview.made_by, *(each.by for each in corrections)})
    context = _shown(interview, said) | {
        "worker": names.get(interview.made_by, ""),
        "steps": [_step(each, names) for each in corrections],
    }
    return render(request, "interviews/interview.html", context)


def _shown(interview: Interview, said: Said) -> dict[str, Any]:
    return {
        "interview": interview,
        "case": interview.case,
        "title": title_for(said.answers),
        "on": said.answers.on,
        "sections": sections_of(said),
        "silent": silent_questions(said.answers),
        "minor": said.answers.under_18,
        "unsafe_interpreter": interpreter_unsafe(said.answers),
        "note_warnings": warnings_in(said),
    }


def _step(correction: Correction, names: dict[UUID, str]) -> dict[str, Any]:
    moment = timezone.localtime(correction.at)
    return {
        "when": f"{moment:%d.%m.%Y %H:%M} · {names.get(correction.by, '')}",
        "title": CORRECTION_REASONS[CorrectionReason(correction.reason)],
        "text": ", ".join(field_label(name) for name in correction.fields),
        "icon": "edit",
    }


@page("cases.write")
def correct(request: SignedInRequest, interview_id: UUID) -> HttpResponseBase:
    """Correct a recorded interview, with a reason; what it said before is kept sealed."""
    interview = interview_of(request.person, interview_id, "cases.write")
    if interview.state != State.RECORDED:
        return redirect(writing.at("open", interview.id))
    file = opened(interview.case, vault_of(request))
    if request.method == "POST":
        form, reason = InterviewForm(request.POST), CorrectionForm(request.POST)
        if form.is_valid() & reason.is_valid():
            return _corrected(request, interview, file, form, reason)
        return _correcting(request, interview, file, form, reason, status=422)
    looked(by=request.person, event="interview.opened", centre=file.centre_id, about=f"case:{file.code}")
    form = InterviewForm(initial=said_initial(said_of(interview, file.key)))
    return _correcting(request, interview, file, form, CorrectionForm())


def _correcting(
    request: SignedInRequest, interview: Interview, file: OpenedCase, form: InterviewForm, reason: CorrectionForm,
    status: int = 200, **more: Any,
) -> HttpResponse:  # fmt: skip
    version = request.POST.get("version") or interview.revision
    context = writing.page_context(form, file) | {"interview": interview, "reason": reason, "version": version} | more
    return render(request, "interviews/correct.html", context, status=status)


def _corrected(
    request: SignedInRequest, interview: Interview, file: OpenedCase, form: InterviewForm, reason: CorrectionForm
) -> HttpResponse:
    version = request.POST.get("version", "")
    given: dict[str, Any] = {"by": request.person, "vault": vault_of(request), "interview_id": interview.id}
    given["revision"] = int(version) if version.isdecimal() and len(version) < writing.LONGEST_NUMBER else 0
    try:
        if form.said is not None:
            correct_interview(**given, said=form.said, reason=CorrectionReason(reason.cleaned_data["reason"]))
    except (Conflict, NotNow, Paused) as met:
        return _correcting(request, interview, file, form, reason, status=409, **writing.happened(met))
    messages.success(request, _("%(code)s: görüşme düzeltildi.") % {"code": file.code})
    return redirect(writing.at("open", interview.id))
