"""Writing a form in the browser: a section at a time, by several people, with a line that may be cut.

What travels with a page, in hidden fields the server alone reads:

    page       marks this browser page, so that its own earlier saves never clash with it
    revision   the revision of the answer the page was drawn from; it stays as it is while the page is open
    seen       {path: revision} of what the page has been told of since, or shows by now; each answer brings a new one

The autosave answers 200 `{"saved_at", "seen", "others": […]}`, where `others` are questions of the form somebody else
has written and the page does not show yet (name, label, value, theirs, who, at), and 409 `{"seen", "changes": […]}`
where both wrote (name, label, mine, theirs, who, at); everything else of the same save is kept then too.
"""

import json
import secrets
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.people.pages import SignedInRequest, page
from omuz.network.surveys import filling
from omuz.network.surveys.actions.answers import Kept, Locked, Unfinished, keep_answer, settle_clashes, submit_answer
from omuz.network.surveys.logic import TooMany
from omuz.network.surveys.models import Answer
from omuz.network.surveys.queries.answers import answer_of, may_write, previous_words
from omuz.network.surveys.queries.clashes import changes_by_others, clashes_in_words
from omuz.network.surveys.queries.questionnaires import form_of_version, version_of
from omuz.network.surveys.queries.rounds import lines_of
from omuz.network.surveys.rules.merging import Seen, told
from omuz.network.surveys.views.sections import Place, place_of, where

_LONGEST_NUMBER = 9


def seen_of(request: SignedInRequest) -> Seen:
    """What the page that posts knew."""
    revision = request.POST.get("revision", "")
    number = int(revision) if revision.isdecimal() and len(revision) < _LONGEST_NUMBER else 0
    try:
        paths: Any = json.loads(request.POST.get("seen") or "{}")
    except (ValueError, RecursionError):
        paths = {}
    paths = paths if isinstance(paths, dict) else {}
    known = {str(path): int(at) for path, at in paths.items() if isinstance(at, int)}
    return Seen(request.POST.get("page", "")[:40], number, known)


@page("surveys.answer")
def write(request: SignedInRequest, answer_id: UUID) -> HttpResponseBase:
    """One section of the form: drawn, or taken and led on from."""
    answer = answer_of(request.person, answer_id)
    request.person.require("surveys.answer", answer.centre_id)
    if not may_write(answer):
        messages.info(request, _("Bu form şu anda yazmaya kapalı; aşağıda nedeni duruyor."))
        return redirect("surveys:invitation", answer.invitation_id)
    if request.method != "POST":
        return _drawn(request, answer, place_of(request, answer, request.GET.get("b", "")))
    section = request.POST.get("section", "")
    try:
        kept = keep_answer(
            by=request.person, answer_id=answer_id, section=section, data=request.POST, seen=seen_of(request)
        )
    except (KeyError, Locked):
        messages.error(request, _("Bu form bu arada değişti ya da kapandı; kayıtlı hâli aşağıda."))
        return redirect("surveys:invitation", answer.invitation_id)
    except TooMany as measure:
        messages.error(request, str(measure))
        return _drawn(request, answer, place_of(request, answer, section), status=422)
    return _clashing(request, kept, section) if kept.clashes else _onward(request, kept.answer, section)


def _onward(request: SignedInRequest, answer: Answer, section: str) -> HttpResponseBase:
    """Where the pressed button leads: another section, the same one, or out."""
    go = request.POST.get("go", "")
    if go == "finish":
        return _finish(request, answer)
    place = place_of(request, answer, section)
    return redirect(where(answer, place.after(go), request.POST.get("language", "")))


def _finish(request: SignedInRequest, answer: Answer) -> HttpResponseBase:
    try:
        submit_answer(by=request.person, answer_id=answer.id)
    except Unfinished as unfinished:
        place = place_of(request, answer_of(request.person, answer.id), "", fault=unfinished.judged.faults[0].path)
        return _drawn(request, place.answer, place, status=422)
    except Locked:
        messages.error(request, _("Bu form bu arada kapandı; yazdıklarınız duruyor."))
    else:
        messages.success(request, _("Form gönderildi. Yanıtı aşağıdan okuyabilirsiniz."))
    return redirect("surveys:invitation", answer.invitation_id)


def _drawn(request: SignedInRequest, answer: Answer, place: Place, status: int = 200) -> HttpResponseBase:
    context = {
        "answer": answer,
        "asked": answer.invitation.round,
        "line": lines_of([answer.invitation])[0],
        "form": place.form,
        "instance": place.instance,
        "judged": place.judged,
        "section": place.section,
        "language": place.language,
        "previous": previous_words(answer.invitation, place.language),
        "action_url": reverse("surveys:answer", args=[answer.id]),
        "keep_url": reverse("surveys:keep", args=[answer.id]),
        "lists_url": reverse("surveys:choices", args=[answer.version_id]),
        "hidden": {"page": secrets.token_urlsafe(9), "revision": answer.revision, "seen": "{}"},
        "show_faults": status != 200,  # noqa: PLR2004  # any page that was not simply asked for
    }
    return render(request, "surveys/write.html", context, status=status)


@page("surveys.answer")
@require_POST
def keep(request: SignedInRequest, answer_id: UUID) -> HttpResponseBase:
    """Autosave: keeps the changed fields of one section and answers in JSON."""
    seen, section = seen_of(request), request.POST.get("section", "")
    changed = request.POST.getlist("changed")
    try:
        kept = keep_answer(
            by=request.person, answer_id=answer_id, section=section, data=request.POST, seen=seen, changed=changed
        )
    except (KeyError, Locked):
        sentence = _("Bu form bu arada kapandı; yazdığınız bu sayfada duruyor.")
        return JsonResponse({"errors": {"form": sentence}}, status=422)
    except TooMany as measure:
        return JsonResponse({"errors": {"form": str(measure)}}, status=422)
    language = request.POST.get("language", "")
    known = told(kept.clashes, kept.answer.revision, seen.paths) | dict.fromkeys(kept.shows, kept.answer.revision)
    answer: dict[str, Any] = {"seen": json.dumps(known)}
    if kept.clashes:
        return JsonResponse(answer | {"changes": clashes_in_words(kept.form, kept.clashes, language)}, status=409)
    seen = Seen(seen.page, seen.revision, known)
    answer["saved_at"] = timezone.localtime(kept.answer.changed_at).strftime("%H:%M")
    answer["others"] = changes_by_others(kept.answer, kept.form, seen, language)
    return JsonResponse(answer)


def _clashing(request: SignedInRequest, kept: Kept, section: str) -> HttpResponseBase:
    """Both versions side by side; everything else of the save is kept already."""
    language = request.POST.get("language", "")
    context = {
        "answer": kept.answer,
        "asked": kept.answer.invitation.round,
        "clashes": clashes_in_words(kept.form, kept.clashes, language),
        "section": section,
        "language": language,
        "revision": kept.answer.revision,
        "page": secrets.token_urlsafe(9),
    }
    return render(request, "surveys/clash.html", context, status=409)


@page("surveys.answer")
@require_POST
def settle(request: SignedInRequest, answer_id: UUID) -> HttpResponseBase:
    """Write what she chose where two people had written."""
    section = request.POST.get("section", "")
    wanted = {
        name[len("mine:") :]: str(text)
        for name, text in request.POST.items()
        if name.startswith("mine:") and request.POST.get(f"keep:{name[len('mine:') :]}") == "mine"
    }
    answer = answer_of(request.person, answer_id)
    request.person.require("surveys.answer", answer.centre_id)
    if wanted:
        try:
            kept = settle_clashes(
                by=request.person, answer_id=answer_id, section=section, wanted=wanted, seen=seen_of(request)
            )
        except (KeyError, Locked):
            messages.error(request, _("Bu form bu arada değişti ya da kapandı; kayıtlı hâli aşağıda."))
            return redirect("surveys:invitation", answer.invitation_id)
        if kept.clashes:
            return _clashing(request, kept, section)
    return redirect(where(answer, section, request.POST.get("language", "")))


@page(None)
def choices(request: SignedInRequest, version_id: UUID) -> HttpResponseBase:
    """One whole list of a questionnaire for a page that keeps it out of its text."""
    form = form_of_version(version_of(version_id))
    name, language = request.GET.get("list", ""), request.GET.get("language", "")
    if name not in form.lists:
        return JsonResponse([], safe=False)
    return JsonResponse(filling.whole_list(form, name, language), safe=False)
