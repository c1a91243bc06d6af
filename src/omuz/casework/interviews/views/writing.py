"""The page of one interview as it is written: any order, kept while it is written, resumed, recorded or thrown away."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.cases.queries.files import OpenedCase, open_case, opened
from omuz.casework.cases.queries.pausing import Paused
from omuz.casework.contacts.queries.records import names_of
from omuz.casework.contacts.queries.sentences import sentence
from omuz.casework.interviews.actions import (
    Conflict,
    NotNow,
    discard_draft,
    keep_draft,
    open_draft,
    record_interview,
)
from omuz.casework.interviews.actions.versions import typed_of
from omuz.casework.interviews.forms.choices import cards_of
from omuz.casework.interviews.forms.interview import InterviewForm, said_initial, typed_initial
from omuz.casework.interviews.forms.reasons import DiscardForm
from omuz.casework.interviews.forms.shown import differences, note_warnings
from omuz.casework.interviews.models import Interview
from omuz.casework.interviews.queries.before import known_before, said_before
from omuz.casework.interviews.queries.records import drafts_of, interview_of
from omuz.casework.interviews.queries.wording import wording
from omuz.casework.interviews.rules.questions import CHECKED, UNDER_18
from omuz.casework.interviews.rules.record import DiscardReason, State
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of

LONGEST = 4000
"""Characters kept of one typed value of a draft; the form itself takes less."""
LONGEST_NUMBER = 9
MOST_UNFINISHED = 3
SAID_FIRST = ("notes", "limits", "noproof", "decide")
"""Ready sentences beside the page, by their key."""


def at(name: str, *args: object) -> str:
    """The address of a page of this room."""
    return reverse(f"interviews:{name}", args=args)


def page_context(form: InterviewForm, file: OpenedCase) -> dict[str, Any]:
    """What every page that writes an interview needs."""
    texts = [str(form[name].value() or "") for name in CHECKED]
    return {
        "form": form,
        "case": file.case,
        "cards": cards_of(form),
        "always": wording().always,
        "sentences": [sentence(key) for key in SAID_FIRST],
        "minor": str(form["age_band"].value()) in UNDER_18,
        "under_18": sorted(UNDER_18),
        "note_warnings": note_warnings(texts),
    }


def happened(met: Conflict | NotNow | Paused) -> dict[str, Any]:
    """What came between her page and the file, for `parts/meeting.html`; nothing of either side is lost."""
    if isinstance(met, Conflict):
        return {"version": met.interview.revision, "theirs": differences(met)}
    return {"past": met.interview} if isinstance(met, NotNow) else {"paused": str(met)}


def _page(
    request: SignedInRequest, form: InterviewForm, file: OpenedCase, status: int = 200, **more: Any
) -> HttpResponse:
    """Draw the form; `more` holds interview_id, page, version and what happened meanwhile."""
    address = f"{at('keep', more['interview_id'])}?dosya={file.id}&s={more['page']}"
    context = {**page_context(form, file), "autosave_url": address, **more}
    return render(request, "interviews/interview_form.html", context, status=status)


@page("cases.write")
def new(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """A fresh page that begins with what is known; writes nothing until something is typed."""
    file = open_case(request.person, case_id, vault=vault_of(request), permission="cases.write")
    if request.method == "POST":
        return _record(request, file)
    before = known_before(file, on=timezone.localdate())
    looked(by=request.person, event="interview.begun", centre=file.centre_id, about=f"case:{file.code}")
    fresh: dict[str, Any] = {"interview_id": uuid4(), "page": uuid4().hex, "version": 0, "before": before}
    drafts = list(drafts_of(file.case)[:MOST_UNFINISHED])
    names = names_of({each.changed_by for each in drafts})
    unfinished = [(each, names.get(each.changed_by, "")) for each in drafts]
    form = InterviewForm(initial=said_initial(said_before(before)))
    return _page(request, form, file, **fresh, unfinished=unfinished)


def _record(request: SignedInRequest, file: OpenedCase) -> HttpResponseBase:
    form, version = InterviewForm(request.POST), _version(request)
    mine: dict[str, Any] = {
        "interview_id": _uuid(request), "page": request.POST.get("page", "")[:64], "version": version,
    }  # fmt: skip
    if not form.is_valid() or form.said is None:
        return _page(request, form, file, status=422, **mine)
    given: dict[str, Any] = {"by": request.person, "vault": vault_of(request), "case_id": file.id, "said": form.said}
    try:
        interview = record_interview(**given, interview_id=mine["interview_id"], revision=version, page=mine["page"])
    except (Conflict, NotNow, Paused) as met:
        return _page(request, form, file, status=409, **mine | happened(met))
    messages.success(request, _("%(code)s: görüşme kaydedildi.") % {"code": file.code})
    return redirect(at("open", interview.id))


def resume(request: SignedInRequest, interview: Interview) -> HttpResponse:
    """A draft where it was left; called by the page of one interview."""
    file = opened(interview.case, vault_of(request))
    typed = typed_of(interview, file.key)
    before = known_before(file, on=timezone.localdate(interview.made_at))
    form = InterviewForm(initial=said_initial(said_before(before)) | typed_initial(typed.fields))
    looked(by=request.person, event="interview.draft_resumed", centre=file.centre_id, about=f"case:{file.code}")
    here: dict[str, Any] = {
        "interview_id": interview.id,
        "page": uuid4().hex,
        "version": interview.revision,
        "draft": interview,
    }
    return _page(request, form, file, **here, before=before)


@page("cases.write")
@require_POST
def keep(request: SignedInRequest, interview_id: UUID) -> HttpResponseBase:
    """Autosave: keeps the changed fields and answers in JSON."""
    given: dict[str, Any] = {
        "by": request.person,
        "vault": vault_of(request),
        "interview_id": interview_id,
        "changes": _changes(request),
        "page": request.GET.get("s", "")[:64],
    }
    try:
        if _version(request):
            interview = keep_draft(**given, revision=_version(request))
        else:
            interview = open_draft(**given, case_id=_case_id(request))
    except Conflict as met:
        return JsonResponse({"version": met.interview.revision, "changes": differences(met)}, status=409)
    except NotNow:
        told = _("Bu görüşme artık taslak değil; değişikliği görüşmenin sayfasında düzeltin.")
        return JsonResponse({"errors": {"her_words": told}}, status=422)
    except Paused as paused:
        return JsonResponse({"errors": {"her_words": str(paused)}}, status=422)
    return _kept(request, interview)


def _changes(request: SignedInRequest) -> dict[str, list[str]]:
    names = InterviewForm.names() & set(request.POST.getlist("changed"))
    changes = {name: [value[:LONGEST] for value in request.POST.getlist(name)] for name in sorted(names)}
    # A draft begins on the day its page shows, though it is finished another day.
    return changes if _version(request) else {"on": [f"{timezone.localdate():%d.%m.%Y}"]} | changes


def _kept(request: SignedInRequest, interview: Interview) -> JsonResponse:
    saved_at = timezone.localtime(interview.changed_at).strftime("%H:%M")
    told: dict[str, Any] = {"saved_at": saved_at, "version": interview.revision}
    if set(CHECKED) & set(request.POST):
        told["notes"] = {name: note_warnings([request.POST[name]]) for name in CHECKED if name in request.POST}
    return JsonResponse(told)


def _version(request: SignedInRequest) -> int:
    """The revision the page shows; 0 for a page that has kept nothing yet."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < LONGEST_NUMBER else 0


def _uuid(request: SignedInRequest) -> UUID:
    try:
        return UUID(request.POST.get("interview", ""))
    except ValueError:
        raise Http404 from None


def _case_id(request: SignedInRequest) -> UUID:
    try:
        return UUID(request.GET.get("dosya", ""))
    except ValueError:
        raise Http404 from None


@page("cases.write")
def discard(request: SignedInRequest, interview_id: UUID) -> HttpResponseBase:
    """Say what will be gone, ask why, and throw the draft away."""
    interview = interview_of(request.person, interview_id, "cases.write")
    vault_of(request).centre(interview.centre_id)
    if interview.state != State.DRAFT:
        return redirect(at("open", interview.id))
    posted = request.method == "POST"
    form = DiscardForm(request.POST if posted else None, initial={"version": interview.revision})
    if posted and form.is_valid():
        try:
            _discard(request, interview, form)
        except (Conflict, NotNow):
            form.add_error(None, _("Bu taslağa bu arada bir başkası yazdı; atılmadı. Önce ne yazdığına bakın."))
        else:
            return redirect(reverse("desk:case", args=[interview.case_id]))
    return render(request, "shell/confirm.html", _discarding(interview, form))


def _discard(request: SignedInRequest, interview: Interview, form: DiscardForm) -> None:
    discard_draft(
        by=request.person,
        vault=vault_of(request),
        interview_id=interview.id,
        revision=form.cleaned_data["version"],
        reason=DiscardReason(form.cleaned_data["reason"]),
    )
    messages.success(request, _("Taslak atıldı."))


def _discarding(interview: Interview, form: DiscardForm) -> dict[str, Any]:
    return {
        "heading": _("Taslağı at"),
        "gone": [_("Bu görüşme taslağına yazılan her şey. Geri getirilemez.")],
        "kept": [
            _("Taslağın açılıp atıldığı bilgisi: kim, ne zaman, neden."),
            _("Dosyanın kendisi ve öteki görüşmeler."),
        ],
        "form": form,
        "act": _("Taslağı at"),
        "back": at("open", interview.id),
    }
