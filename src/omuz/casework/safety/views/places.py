"""What every page of this room needs: its addresses, and what a page that saves itself sends."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase, JsonResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from omuz.casework.safety.actions.drafts import Changes, Draft
from omuz.casework.safety.forms.plan import PlanForm
from omuz.casework.safety.forms.talk import TalkForm
from omuz.casework.safety.models import RiskTalk, SafetyPlan
from omuz.foundation.people.pages import SignedInRequest

LONGEST = 4000
"""Characters kept of one typed value of a draft."""
LONGEST_NUMBER = 9
PAGE_MARK = 64


def at(name: str, *args: object) -> str:
    """The address of a page of this room."""
    return reverse(f"safety:{name}", args=args)


def case_page(case_id: UUID) -> str:
    """The page of the whole file; where this installation has none, this room's page of it."""
    try:
        return reverse("desk:case", args=[case_id])
    except NoReverseMatch:
        return at("file", case_id)


def version_of(request: SignedInRequest) -> int:
    """The revision the page shows; 0 for a page that has kept nothing yet."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < LONGEST_NUMBER else 0


def record_id_of(request: SignedInRequest) -> UUID:
    """The id the page made for its record; Http404 for anything else."""
    try:
        return UUID(request.POST.get("record", ""))
    except ValueError:
        raise Http404 from None


def page_mark(request: SignedInRequest) -> str:
    """By what one browser page is told from another."""
    return (request.GET.get("s") or request.POST.get("page") or "")[:PAGE_MARK]


def draft_of(request: SignedInRequest, form: type[TalkForm] | type[PlanForm], case_id: UUID, record_id: UUID) -> Draft:
    """What an autosave sends; a draft begins on the day its page shows, though it is finished another day."""
    names = form.names() & set(request.POST.getlist("changed"))
    changes: Changes = {name: [value[:LONGEST] for value in request.POST.getlist(name)] for name in sorted(names)}
    version = version_of(request)
    if not version:
        changes = {"on": [f"{timezone.localdate():%d.%m.%Y}"]} | changes
    return Draft(case_id, record_id, version, changes, page_mark(request))


def kept(record: RiskTalk | SafetyPlan) -> HttpResponseBase:
    """The answer to an autosave that was kept."""
    saved_at = timezone.localtime(record.changed_at).strftime("%H:%M")
    told: dict[str, Any] = {"saved_at": saved_at, "version": record.revision}
    return JsonResponse(told)
