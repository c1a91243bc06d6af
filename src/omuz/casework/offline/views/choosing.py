"""Two versions of an interview side by side, and one press that says which words stand."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from omuz.casework.cases.queries.pausing import Paused
from omuz.casework.contacts.queries.records import names_of
from omuz.casework.interviews.actions import Conflict, NotNow
from omuz.casework.interviews.models import Interview
from omuz.casework.interviews.rules.answers import Said
from omuz.casework.interviews.rules.record import State
from omuz.casework.offline import actions
from omuz.casework.offline.forms import corrected_with
from omuz.casework.offline.models import OfflineConflict
from omuz.casework.offline.queries.waiting import Compared, compared, conflict_of, waiting_for
from omuz.foundation.audit.chain import looked
from omuz.foundation.people.pages import SignedInRequest, page
from omuz.foundation.people.replies import UNPROCESSABLE, done
from omuz.foundation.vault.session import vault_of

CONFLICT = 409


@page("cases.write")
def waiting(request: SignedInRequest) -> HttpResponseBase:
    """Comparisons that wait, by code."""
    rows = waiting_for(request.person)
    names = names_of({row.staff_id for row in rows})
    return render(request, "offline/waiting.html", {"rows": [(row, names.get(row.staff_id, "")) for row in rows]})


@page("cases.write")
def compare(request: SignedInRequest, conflict_id: UUID) -> HttpResponseBase:
    """Both sides; nothing is chosen beforehand."""
    conflict = conflict_of(request.person, conflict_id)
    if conflict.settled_at is not None:
        return redirect(reverse("interviews:open", args=[conflict.interview_id]))
    shown = compared(conflict, vault_of(request))
    if request.method == "POST":
        return _choose(request, conflict, shown)
    about = f"case:{conflict.case.code}"
    looked(by=request.person, event="offline.compared", centre=conflict.centre_id, about=about)
    return _page(request, conflict, shown)


def _page(
    request: SignedInRequest, conflict: OfflineConflict, shown: Compared, status: int = 200, problem: str = ""
) -> HttpResponse:
    picked: Any = request.POST if request.method == "POST" else {}
    context = {
        "conflict": conflict,
        "who": names_of({conflict.staff_id}).get(conflict.staff_id, ""),
        "sides": [(each, picked.get(f"pick-{each.name}", "")) for each in shown.fields],
        "problem": problem,
        "recorded": conflict.interview.state == State.RECORDED,
    }
    return render(request, "offline/compare.html", context, status=status)


def _choose(request: SignedInRequest, conflict: OfflineConflict, shown: Compared) -> HttpResponseBase:
    picked = {each.name: request.POST.get(f"pick-{each.name}", "") for each in shown.fields}
    if not all(each in ("mine", "theirs") for each in picked.values()):
        return _page(request, conflict, shown, UNPROCESSABLE, _("Her satırda hangisinin kalacağını işaretleyin."))
    mine = {name for name, each in picked.items() if each == "mine"}
    recorded = conflict.interview.state == State.RECORDED
    corrected = _corrected(shown, mine) if recorded and mine else None
    if recorded and mine and corrected is None:
        told = _("Bu sözlerle görüşme kaydedilemiyor; görüşmenin sayfasında düzeltip burada onunkini seçin.")
        return _page(request, conflict, shown, UNPROCESSABLE, told)
    return _settled(request, conflict, mine, corrected)


def _corrected(shown: Compared, mine: set[str]) -> Said | None:
    return corrected_with(shown.stands, {each.name: each.mine for each in shown.fields if each.name in mine})


def _settled(
    request: SignedInRequest, conflict: OfflineConflict, mine: set[str], corrected: Said | None
) -> HttpResponseBase:
    vault, text = vault_of(request), request.POST.get("version", "")
    revision = int(text) if text.isdecimal() and len(text) < 9 else 0  # noqa: PLR2004  # a number a column holds
    try:
        interview: Interview = actions.choose(
            by=request.person,
            vault=vault,
            conflict_id=conflict.id,
            revision=revision,
            mine=mine,
            corrected=corrected,
        )
    except (Conflict, NotNow):
        fresh = conflict_of(request.person, conflict.id)
        told = _("Siz seçerken görüşme yine değişti; aşağıda şimdiki hâli var. Yeniden seçin.")
        return _page(request, fresh, compared(fresh, vault), CONFLICT, told)
    except Paused as paused:
        return _page(request, conflict, compared(conflict, vault), CONFLICT, str(paused))
    done(request, _("Seçtiğiniz sözler görüşmede."))
    return redirect(reverse("interviews:open", args=[interview.id]))
