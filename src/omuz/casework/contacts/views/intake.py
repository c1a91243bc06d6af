"""Pages of the door for files that come in: a preview first, what is refused as a file."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from omuz.casework.contacts.actions import runs
from omuz.casework.contacts.actions.exports import file_name
from omuz.casework.contacts.actions.refusals import refused_text
from omuz.casework.contacts.forms.choices import short_label
from omuz.casework.contacts.forms.intake import ImportForm
from omuz.casework.contacts.forms.shown import in_words
from omuz.casework.contacts.rules.answers import BY_NAME, NOBODY_SAID, NOT_ASKED
from omuz.casework.contacts.views.places import at, place_of
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of

SHOWN_REFUSALS = 20


@page("contacts.import")
def bring(request: SignedInRequest) -> HttpResponseBase:
    """Choose a file and a mapping; reading begins at once, writing only after the preview."""
    place = place_of(request, "contacts.import")
    posted = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if posted else ImportForm()
    if posted and form.is_valid():
        run_id = runs.begin_run(
            person=request.person,
            vault=vault_of(request),
            centre_id=place.centre_id,
            content=form.cleaned_data["file"].read(),
            mapping=form.cleaned_data["mapping"],
        )
        return redirect(at("import-run", run_id))
    status = 422 if form.is_bound else 200
    return render(request, "contacts/import.html", {"form": form, "place": place}, status=status)


def _state(request: SignedInRequest, run_id: UUID) -> dict[str, Any]:
    state = runs.state_of(request.person, run_id)
    if state is None:
        raise Http404
    return state


@page("contacts.import")
def run(request: SignedInRequest, run_id: UUID) -> HttpResponseBase:
    """Where an import stands: reading, the preview, writing, the result."""
    state = _state(request, run_id)
    if request.headers.get("X-Omuz-Background"):
        return JsonResponse({"stage": state["stage"], "read": state["count"]["read"], "total": state["total"]})
    opened = runs.opened_rows(state, vault=vault_of(request), run_id=run_id)
    context = {
        "run_id": run_id,
        "state": state,
        "count": state["count"],
        "preview": [_previewed(*row) for row in opened["preview"]],
        "refused": runs.refused_rows(opened)[:SHOWN_REFUSALS],
        "refused_number": len(opened["refused"]),
        "sentence": opened["sentence"],
        "moving": state["stage"] in {runs.Stage.READING, runs.Stage.WRITING},
    }
    return render(request, "contacts/import_run.html", context)


def _previewed(line: int, day: str, answers: dict[str, Any], note: str) -> dict[str, Any]:
    told = []
    for name, value in answers.items():
        codes = [value] if isinstance(value, str) else value
        if tuple(codes) not in ((NOT_ASKED,), NOBODY_SAID) and name in BY_NAME:
            told.append((short_label(name), in_words(name, codes)))
    return {"line": line, "day": date.fromisoformat(day), "told": told, "note": bool(note)}


@page("contacts.import")
@require_POST
def order(request: SignedInRequest, run_id: UUID) -> HttpResponseBase:
    """Go on with writing, or cancel."""
    _state(request, run_id)
    runs.order(person=request.person, run_id=run_id, what=request.POST.get("what", ""))
    return redirect(at("import-run", run_id))


@page("contacts.import")
def refused(request: SignedInRequest, run_id: UUID) -> HttpResponseBase:
    """The refused rows as a file: line, column, value, what to do."""
    opened = runs.opened_rows(_state(request, run_id), vault=vault_of(request), run_id=run_id)
    text = refused_text(runs.refused_rows(opened))
    name = file_name(timezone.localdate()).replace(".xlsx", ".csv")
    return download(text.encode(), "text/csv; charset=utf-8", name)


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file under a name that says nothing."""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
