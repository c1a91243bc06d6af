"""The team's first page: who waits urgently, who carries how much, what was decided and is not done."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from omuz.casework.appointments.queries.door import named
from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import visible_cases
from omuz.casework.cases.rules.steps import CODE_LENGTH, CODE_PREFIX, is_code
from omuz.casework.contacts.views.places import Place, place_of
from omuz.casework.safety.actions.drafts import NotNow
from omuz.casework.safety.actions.urgent import met_urgently
from omuz.casework.safety.queries.urgent import urgent_entries
from omuz.casework.team.forms.asking import MetForm
from omuz.casework.team.queries.meetings import open_decisions
from omuz.casework.team.queries.naming import unseen_searches
from omuz.casework.team.queries.team import unheld, workload
from omuz.casework.team.queries.walls import waiting_glass
from omuz.foundation.audit.chain import looked
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.people.access import Person
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.vault.session import vault_of


@page("cases.read")
def team(request: SignedInRequest) -> HttpResponseBase:
    """Urgent files, decisions, workload; by code."""
    place, person, today = place_of(request, "cases.read"), request.person, timezone.localdate()
    asked: dict[str, Any] = {"vault": vault_of(request), "centre_id": place.centre_id}
    urgent = urgent_entries(person, asked["vault"], place.centre_id)
    decided = open_decisions(person, **asked)
    known = named(*(each.holder_id for each in urgent), *(each.worker_id for each in decided))
    looked(by=person, event="team.read", centre=place.centre_id, about="list:team")
    context = {
        "place": place,
        "urgent": [{"one": each, "holder": known[each.holder_id], "late": each.due_on < today} for each in urgent],
        "decided": decision_lines(decided, known, today),
        "loads": workload(person, day=today, **asked),
        "unheld": unheld(person, place.centre_id),
        "waiting": waiting_glass(person, **asked),
        "unseen": unseen_searches(person, place.centre_id),
        "leads": person.may("cases.lead", place.centre_id),
    }
    return render(request, "team/team.html", context)


def decision_lines(decided: list[Any], known: dict[UUID | None, str], today: Any) -> list[dict[str, Any]]:
    """Decisions as a list shows them."""
    return [
        {
            "one": each,
            "post": label_of("decision_post", each.post),
            "worker": known[each.worker_id],
            "late": each.late(today),
        }
        for each in decided
    ]


@page("cases.write")
@require_POST
def met(request: SignedInRequest, entry_id: UUID) -> HttpResponseBase:
    """The team met about a file of the urgent list; it leaves the list."""
    form = MetForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Kaydedilmedi; sayfayı yenileyip yeniden deneyin."))
        return redirect("team:team")
    try:
        met_urgently(
            by=request.person, vault=vault_of(request), entry_id=entry_id, on=timezone.localdate(),
            decided=form.cleaned_data["decided"],
        )  # fmt: skip
    except NotNow:
        messages.warning(request, _("Bu dosya için bu arada görüşülmüş; liste aşağıda."))
        return redirect("team:team")
    messages.success(request, _("Görüşüldü olarak yazıldı; dosya acil listeden çıktı."))
    return redirect("team:team")


def case_by_typed_code(person: Person, place: Place, text: str) -> Case | None:
    """The file she may know of with this typed code; None for everything else."""
    wanted = text[:20].strip().upper().replace(" ", "")
    wanted = CODE_PREFIX + wanted if len(wanted) == CODE_LENGTH else wanted
    if not is_code(wanted):
        return None
    found: Case | None = visible_cases(person, place.centre_id).filter(code=wanted).first()
    return found


def typed_code(text: str) -> str:
    """A code as typed, in the form it is written."""
    wanted = text[:20].strip().upper().replace(" ", "")
    return CODE_PREFIX + wanted if len(wanted) == CODE_LENGTH else wanted
