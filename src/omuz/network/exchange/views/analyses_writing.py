"""The page an analysis is written on: kept while it is written, by one or two people, and handed to a second reader.

The autosave answers 200 `{"saved_at", "version"}`, 409 `{"version", "changes"}` where somebody else wrote in the same
field, 422 with a sentence where the words may not be kept.
"""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of
from omuz.network.exchange.actions import writing
from omuz.network.exchange.actions.refusing import Refused
from omuz.network.exchange.forms.analyses import AnalysisForm, start_of
from omuz.network.exchange.models import CaseAnalysis
from omuz.network.exchange.queries import analyses as found
from omuz.network.exchange.queries.board_words import tag_groups, tags_of
from omuz.network.exchange.queries.template import template
from omuz.network.exchange.rules.analyses import SETTINGS, WRITABLE, Conflict, NotNow, Typed
from omuz.network.exchange.views.analyses_centre import UNPROCESSABLE, number_in

CONFLICT = 409
_LONGEST = 20_000
"""Letters taken of one field; the field itself takes less and says so."""


@page("exchange.write")
def write(request: SignedInRequest, analysis_id: UUID) -> HttpResponseBase:
    """The form; sending it keeps what is typed and hands it to the second reader."""
    row = found.analysis_of(request.person, analysis_id)
    if row.state not in WRITABLE:
        return redirect("exchange:analysis", row.id)
    if request.method == "POST":
        return _sent(request, row)
    typed = found.typed_of(row, vault_of(request))
    looked(by=request.person, event="analysis.opened", centre=row.centre_id, about=writing.about(row))
    return _drawn(request, row, AnalysisForm(initial=start_of(typed), tags=found.tag_choices()), row.revision)


def _drawn(
    request: SignedInRequest, row: CaseAnalysis, form: AnalysisForm, version: int, status: int = 200, **more: Any
) -> HttpResponse:
    reading = next(iter(found.readings_of(row, vault_of(request))), None)
    context = {
        "row": row,
        "form": form,
        "tag_groups": tag_groups(),
        "chosen_tags": form["tags"].value() or [],
        "tags_now": tags_of(form["tags"].value() or []),
        "version": version,
        "loaded": number_in(request, "loaded") or version,
        "page": request.POST.get("page") or uuid4().hex,
        "autosave_url": reverse("exchange:keep", args=[row.id]),
        "refused": reading.refused if reading else [],
        "use": template(),
        **more,
    }
    return render(request, "exchange/analyses/write.html", context, status=status)


def _typed_in(request: SignedInRequest, names: set[str]) -> dict[str, list[str]]:
    """Field → its values, with the line ends of a text."""
    told = {name: request.POST.getlist(name) for name in names}
    return {name: [value.replace("\r\n", "\n")[:_LONGEST] for value in values] for name, values in told.items()}


def _sent(request: SignedInRequest, row: CaseAnalysis) -> HttpResponseBase:
    form = AnalysisForm(request.POST, tags=found.tag_choices())
    given: dict[str, Any] = {"by": request.person, "vault": vault_of(request), "analysis_id": row.id}
    changes = _typed_in(request, {*template().codes, *SETTINGS} & set(form.fields))
    version = number_in(request, "version")
    try:
        kept = writing.keep(**given, revision=version, changes=changes, page=request.POST.get("page", "")[:64],
                            loaded=number_in(request, "loaded") or None)  # fmt: skip
        version = kept.revision
        if "keep" in request.POST:
            messages.success(request, _("Kaydedildi."))
            return redirect("exchange:analysis", row.id)
        writing.hand_on(**given)
    except Conflict as met:
        return _drawn(request, row, form, met.revision, CONFLICT, theirs=_theirs(met))
    except NotNow as refusal:
        return _drawn(request, row, form, version, UNPROCESSABLE, refusal=str(refusal))
    messages.success(request, _("İkinci okumaya verildi. Ekipten, bu metne yazmamış biri okuyacak."))
    return redirect("exchange:analysis", row.id)


def _theirs(met: Conflict) -> list[dict[str, str]]:
    """What the other person wrote in the same fields, as a reader sees it."""
    labels = {name: str(bound.label) for name, bound in AnalysisForm(tags=found.tag_choices()).fields.items()}
    typed = Typed(met.theirs)
    codes = template().codes
    return [
        {
            "name": name,
            "label": labels.get(name, name),
            "theirs": template().field(name).said(typed.one(name)) if name in codes else ", ".join(values),
        }
        for name, values in met.theirs.items()
    ]


@page("exchange.write")
@require_POST
def keep(request: SignedInRequest, analysis_id: UUID) -> HttpResponseBase:
    """Autosave: keeps the changed fields and answers in JSON."""
    changed = set(request.POST.getlist("changed")) & {*template().codes, *SETTINGS}
    try:
        row = writing.keep(
            by=request.person,
            vault=vault_of(request),
            analysis_id=analysis_id,
            revision=number_in(request, "version"),
            changes=_typed_in(request, changed),
            page=request.POST.get("page", "")[:64],
        )
    except Conflict as met:
        return JsonResponse({"version": met.revision, "changes": _theirs(met)}, status=CONFLICT)
    except NotNow as refusal:
        name = refusal.field if isinstance(refusal, Refused) else "title"
        return JsonResponse({"errors": {name: str(refusal)}}, status=UNPROCESSABLE)
    saved_at = timezone.localtime(row.changed_at).strftime("%H:%M")
    return JsonResponse({"saved_at": saved_at, "version": row.revision})


@page("exchange.write")
def versions(request: SignedInRequest, analysis_id: UUID) -> HttpResponseBase:
    """What was written over or handed on before."""
    row = found.analysis_of(request.person, analysis_id)
    rows = found.versions_of(row, vault_of(request))
    looked(by=request.person, event="analysis.opened", centre=row.centre_id, about=writing.about(row))
    return render(request, "exchange/analyses/versions.html", {"row": row, "rows": rows})
