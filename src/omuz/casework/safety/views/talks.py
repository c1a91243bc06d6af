"""The page of one risk talk: written in any order, kept while it is written, recorded, read, added to."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.cases.queries.files import OpenedCase, open_case, opened
from omuz.casework.safety.actions import drafts
from omuz.casework.safety.actions.drafts import Conflict, NotNow, typed_of
from omuz.casework.safety.actions.talks import NotCalmer, add_to_talk, record_talk, talk_of
from omuz.casework.safety.forms.talk import TalkForm, talk_initial, typed_initial
from omuz.casework.safety.models import RiskTalk
from omuz.casework.safety.queries.shown import differences
from omuz.casework.safety.queries.talks import risk_talk_of, talk_drafts_of, talks_of
from omuz.casework.safety.queries.words import TALK_PROBLEMS
from omuz.casework.safety.rules.prompt import Level
from omuz.casework.safety.rules.talk import Talk, TalkProblem, TalkState
from omuz.casework.safety.views import levels, places
from omuz.casework.safety.views.discarding import discard_page
from omuz.casework.safety.views.places import at
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


def _last(file: OpenedCase) -> Talk | None:
    found = talks_of(file)
    return found[0].talk if found else None


def _page(request: SignedInRequest, form: TalkForm, file: OpenedCase, status: int = 200, **more: Any) -> HttpResponse:
    """Draw the form; `more` holds record_id, page, version and what happened meanwhile."""
    keep = f"{at('talk-keep', file.id, more['record_id'])}?s={more['page']}"
    context = {"form": form, "case": file.case, "cards": form.cards(), "autosave_url": keep, **more}
    return render(request, "safety/talk_form.html", context, status=status)


@page("cases.write")
def new(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """A fresh page; her own unfinished talk of this file is resumed instead."""
    file = open_case(request.person, case_id, vault=vault_of(request), permission="cases.write")
    if request.method == "POST":
        return _record(request, file)
    mine = talk_drafts_of(file.case).filter(made_by=request.person.staff_id).first()
    if mine is not None:
        return redirect(at("talk", mine.id))
    looked(by=request.person, event="risk_talk.begun", centre=file.centre_id, about=f"case:{file.code}")
    form = TalkForm(last=_last(file))
    form.initial["on"] = form.today
    return _page(request, form, file, record_id=uuid4(), page=uuid4().hex, version=0)


def _record(request: SignedInRequest, file: OpenedCase) -> HttpResponseBase:
    form, version = TalkForm(request.POST, last=_last(file)), places.version_of(request)
    mine: dict[str, Any] = {
        "record_id": places.record_id_of(request), "page": places.page_mark(request), "version": version,
    }  # fmt: skip
    if not form.is_valid() or form.said is None:
        return _page(request, form, file, status=422, **mine)
    given: dict[str, Any] = {"by": request.person, "vault": vault_of(request), "case_id": file.id, "talk": form.said}
    try:
        row = record_talk(**given, talk_id=mine["record_id"], revision=version, page=mine["page"])
    except Conflict as met:
        newer = mine | {"version": met.record.revision, "theirs": differences(met)}
        return _page(request, form, file, status=409, **newer)
    except NotNow as past:
        return _page(request, form, file, status=409, **mine, past=past.record)
    _tell(request, file.code, talk_of(row, file.key))
    return redirect(at("talk", row.id))


def _tell(request: SignedInRequest, code: str, talk: Talk) -> None:
    told = {"code": code}
    messages.success(request, _("%(code)s: konuşma kaydedildi.") % told)
    if talk.level is Level.URGENT_TEAM:
        messages.warning(request, _("%(code)s bugünkü acil listeye girdi; ekibe haber verin.") % told)


@page("cases.read")
def one(request: SignedInRequest, talk_id: UUID) -> HttpResponseBase:
    """A recorded talk with its word and its reasons; a draft opens where it was left."""
    row = risk_talk_of(request.person, talk_id)
    file = opened(row.case, vault_of(request))
    if row.state == TalkState.DRAFT:
        request.person.require("cases.write", row.centre_id)
        return _resume(request, row, file)
    return levels.shown(request, row, file)


def _resume(request: SignedInRequest, row: RiskTalk, file: OpenedCase) -> HttpResponse:
    looked(by=request.person, event="risk_talk.draft_resumed", centre=file.centre_id, about=f"case:{file.code}")
    form = TalkForm(initial=typed_initial(typed_of(row, file.key).fields), last=_last(file))
    return _page(request, form, file, record_id=row.id, page=uuid4().hex, version=row.revision, draft=row)


@page("cases.write")
@require_POST
def keep(request: SignedInRequest, case_id: UUID, talk_id: UUID) -> HttpResponseBase:
    """Autosave: keeps the changed fields and answers in JSON."""
    draft = places.draft_of(request, TalkForm, case_id, talk_id)
    try:
        row = drafts.keep(RiskTalk, by=request.person, vault=vault_of(request), draft=draft)
    except Conflict as met:
        return JsonResponse({"version": met.record.revision, "changes": differences(met)}, status=409)
    except NotNow:
        told = _("Bu konuşma artık taslak değil; eklemeyi konuşmanın sayfasında yapın.")
        return JsonResponse({"errors": {"note": told}}, status=422)
    return places.kept(row)


@page("cases.write")
def add(request: SignedInRequest, talk_id: UUID) -> HttpResponseBase:
    """Add to a recorded talk; it cannot be made calmer."""
    row = risk_talk_of(request.person, talk_id, "cases.write")
    file = opened(row.case, vault_of(request))
    if row.state != TalkState.RECORDED:
        return redirect(at("talk", row.id))
    before = talk_of(row, file.key)
    posted = request.method == "POST"
    form = TalkForm(request.POST if posted else None, initial=talk_initial(before), before=before)
    if posted and form.is_valid():
        return _added(request, row, file, form)
    if not posted:
        looked(by=request.person, event="risk_talk.read", centre=file.centre_id, about=f"case:{file.code}")
    version = places.version_of(request) if posted else row.revision
    return _adding(request, row, file, form, status=422 if posted else 200, version=version)


def _adding(
    request: SignedInRequest, row: RiskTalk, file: OpenedCase, form: TalkForm, status: int, **more: Any
) -> HttpResponse:
    context = {"form": form, "case": file.case, "cards": form.cards(), "recorded": row, **more}
    return render(request, "safety/talk_form.html", context, status=status)


def _added(request: SignedInRequest, row: RiskTalk, file: OpenedCase, form: TalkForm) -> HttpResponse:
    if form.said is None:
        return _adding(request, row, file, form, status=422, version=places.version_of(request))
    given: dict[str, Any] = {"by": request.person, "vault": vault_of(request), "talk_id": row.id, "on": form.today}
    try:
        add_to_talk(**given, talk=form.said, revision=places.version_of(request))
    except Conflict as met:
        return _adding(request, row, file, form, status=409, version=met.record.revision, moved=True)
    except NotCalmer:
        form.add_error(None, str(TALK_PROBLEMS[TalkProblem.CALMER_THAN_BEFORE]))
        return _adding(request, row, file, form, status=422, version=places.version_of(request))
    messages.success(request, _("%(code)s: konuşmaya eklendi.") % {"code": file.code})
    return redirect(at("talk", row.id))


@page("cases.write")
def discard(request: SignedInRequest, talk_id: UUID) -> HttpResponseBase:
    """Say what will be gone, ask why, and throw the draft away."""
    row = risk_talk_of(request.person, talk_id, "cases.write")
    if row.state != TalkState.DRAFT:
        return redirect(at("talk", row.id))
    return discard_page(request, row, _("Bu konuşma taslağına yazılan her şey. Geri getirilemez."), at("talk", row.id))
