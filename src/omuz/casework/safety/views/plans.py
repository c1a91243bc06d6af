"""The page of her safety plan: written in her words, kept while it is written, compared, printed if she wants."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.cases.queries.files import OpenedCase, open_case, opened
from omuz.casework.contacts.queries.records import names_of
from omuz.casework.safety.actions import drafts
from omuz.casework.safety.actions.drafts import Conflict, NotNow, typed_of
from omuz.casework.safety.actions.plans import write_plan
from omuz.casework.safety.forms.plan import PlanForm, plan_initial, typed_initial
from omuz.casework.safety.models import SafetyPlan
from omuz.casework.safety.queries.plans import Version, plan_drafts_of, safety_plan_of, versions_of
from omuz.casework.safety.queries.shown import difference_lines, differences, plan_lines
from omuz.casework.safety.queries.texts import plan_headings
from omuz.casework.safety.queries.words import COPY
from omuz.casework.safety.rules.plan import Paper, PlanState
from omuz.casework.safety.rules.plan import differences as differences_of
from omuz.casework.safety.views import places
from omuz.casework.safety.views.discarding import discard_page
from omuz.casework.safety.views.places import at
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


def _page(request: SignedInRequest, form: PlanForm, file: OpenedCase, status: int = 200, **more: Any) -> HttpResponse:
    """Draw the form; `more` holds record_id, page, version and what happened meanwhile."""
    keep = f"{at('plan-keep', file.id, more['record_id'])}?s={more['page']}"
    context = {"form": form, "case": file.case, "sheets": form.sheets(), "autosave_url": keep, **more}
    return render(request, "safety/plan_form.html", context, status=status)


@page("cases.write")
def new(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """The next version, beginning with the one that holds; her unfinished one is resumed instead."""
    file = open_case(request.person, case_id, vault=vault_of(request), permission="cases.write")
    if request.method == "POST":
        return _write(request, file)
    mine = plan_drafts_of(file.case).filter(made_by=request.person.staff_id).first()
    if mine is not None:
        return redirect(at("plan", mine.id))
    looked(by=request.person, event="plan.begun", centre=file.centre_id, about=f"case:{file.code}")
    versions = versions_of(file)
    form = PlanForm(initial=plan_initial(versions[-1].plan) if versions else {})
    form.initial["on"] = form.today
    return _page(request, form, file, record_id=uuid4(), page=uuid4().hex, version=0)


def _write(request: SignedInRequest, file: OpenedCase) -> HttpResponseBase:
    form, version = PlanForm(request.POST), places.version_of(request)
    mine: dict[str, Any] = {
        "record_id": places.record_id_of(request), "page": places.page_mark(request), "version": version,
    }  # fmt: skip
    if not form.is_valid() or form.said is None:
        return _page(request, form, file, status=422, **mine)
    given: dict[str, Any] = {"by": request.person, "vault": vault_of(request), "case_id": file.id, "plan": form.said}
    try:
        row = write_plan(**given, plan_id=mine["record_id"], revision=version, page=mine["page"])
    except Conflict as met:
        newer = mine | {"version": met.record.revision, "theirs": differences(met)}
        return _page(request, form, file, status=409, **newer)
    except NotNow as past:
        return _page(request, form, file, status=409, **mine, past=past.record)
    messages.success(request, _("%(code)s: planın yeni sürümü yazıldı.") % {"code": file.code})
    return redirect(at("plan", row.id))


@page("cases.write")
@require_POST
def keep(request: SignedInRequest, case_id: UUID, plan_id: UUID) -> HttpResponseBase:
    """Autosave: keeps the changed fields and answers in JSON."""
    draft = places.draft_of(request, PlanForm, case_id, plan_id)
    if not places.version_of(request):
        # What the page began with is part of the draft, though nobody touched it.
        file = open_case(request.person, case_id, vault=vault_of(request), permission="cases.write")
        draft = _begun_with(draft, versions_of(file))
    try:
        row = drafts.keep(SafetyPlan, by=request.person, vault=vault_of(request), draft=draft)
    except Conflict as met:
        return JsonResponse({"version": met.record.revision, "changes": differences(met)}, status=409)
    except NotNow:
        told = _("Bu plan artık taslak değil; değişikliği yeni bir sürümde yazın.")
        return JsonResponse({"errors": {"card": told}}, status=422)
    return places.kept(row)


def _begun_with(draft: drafts.Draft, versions: list[Version]) -> drafts.Draft:
    before = plan_initial(versions[-1].plan) if versions else {}
    begun = {name: [text] for name, text in before.items() if text}
    return drafts.Draft(draft.case_id, draft.record_id, draft.revision, begun | draft.changes, draft.page)


@page("cases.read")
def one(request: SignedInRequest, plan_id: UUID) -> HttpResponseBase:
    """One version in her words, and what changed since another one; a draft opens where it was left."""
    row = safety_plan_of(request.person, plan_id)
    file = opened(row.case, vault_of(request))
    if row.state == PlanState.DRAFT:
        request.person.require("cases.write", row.centre_id)
        return _resume(request, row, file)
    looked(by=request.person, event="plan.read", centre=file.centre_id, about=f"case:{file.code}")
    versions = versions_of(file)
    this = next(each for each in versions if each.row.id == row.id)
    before = _compared(request, versions, this)
    context = {
        "case": file.case,
        "this": this,
        "holds": this is versions[-1],
        "versions": [each for each in reversed(versions) if each is not this],
        "before": before,
        "changed": difference_lines(_between(before, this)) if before else [],
        "parts": plan_lines(this.plan),
        "copy": COPY[this.plan.copy],
        "who": names_of({row.made_by}).get(row.made_by, ""),
        "may_write": request.person.may("cases.write", file.centre_id),
    }
    return render(request, "safety/plan.html", context)


def _between(before: Version, this: Version) -> Any:
    earlier, later = sorted((before, this), key=lambda each: each.number)
    return differences_of(earlier.plan, later.plan, tuple(each.code for each in plan_headings()))


def _compared(request: SignedInRequest, versions: list[Version], this: Version) -> Version | None:
    """The version asked for by `?onceki=`, else the one before; None for the first."""
    asked = request.GET.get("onceki", "")
    wanted = int(asked) if asked.isdecimal() and len(asked) < places.LONGEST_NUMBER else this.number - 1
    return next((each for each in versions if each.number == wanted and each is not this), None)


def _resume(request: SignedInRequest, row: SafetyPlan, file: OpenedCase) -> HttpResponse:
    looked(by=request.person, event="plan.draft_resumed", centre=file.centre_id, about=f"case:{file.code}")
    form = PlanForm(initial=typed_initial(typed_of(row, file.key).fields))
    return _page(request, form, file, record_id=row.id, page=uuid4().hex, version=row.revision, draft=row)


@page("cases.read")
def printed(request: SignedInRequest, plan_id: UUID) -> HttpResponseBase:
    """Her copy on ordinary paper, without logo, header or code: the version that holds, as she decided, else 404."""
    row = safety_plan_of(request.person, plan_id)
    file = opened(row.case, vault_of(request))
    versions = versions_of(file)
    if not versions or versions[-1].row.id != row.id or versions[-1].plan.paper is None:
        raise Http404
    plan = versions[-1].plan
    looked(by=request.person, event="plan.printed", centre=file.centre_id, about=f"case:{file.code}")
    lines = [line for _part, told in plan_lines(plan) for line in told]
    context = {"plan_id": row.id, "card": plan.paper is Paper.CARD, "text": plan.card, "lines": lines}
    return render(request, "safety/plan_paper.html", context)


@page("cases.write")
def discard(request: SignedInRequest, plan_id: UUID) -> HttpResponseBase:
    """Say what will be gone, ask why, and throw the draft away."""
    row = safety_plan_of(request.person, plan_id, "cases.write")
    if row.state != PlanState.DRAFT:
        return redirect(at("plan", row.id))
    return discard_page(request, row, _("Bu plan taslağına yazılan her şey. Geri getirilemez."), at("plan", row.id))
