"""The page before a draft is thrown away: what will be gone, what stays, and why."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from omuz.casework.safety.actions import drafts
from omuz.casework.safety.actions.drafts import Conflict, DiscardReason, NotNow
from omuz.casework.safety.forms.reasons import DiscardForm
from omuz.casework.safety.models import RiskTalk, SafetyPlan
from omuz.casework.safety.views.places import at
from omuz.foundation.people.pages import SignedInRequest
from omuz.foundation.vault.session import vault_of


def discard_page(request: SignedInRequest, row: RiskTalk | SafetyPlan, gone: str, back: str) -> HttpResponseBase:
    """Ask, and throw the draft `row` away when the answer is posted."""
    vault_of(request).centre(row.centre_id)
    form = DiscardForm(request.POST if request.method == "POST" else None, initial={"version": row.revision})
    if form.is_bound and form.is_valid():
        try:
            _discard(request, row, form)
        except (Conflict, NotNow):
            form.add_error(None, _("Bu taslağa bu arada bir başkası yazdı; atılmadı. Önce ne yazdığına bakın."))
        else:
            messages.success(request, _("Taslak atıldı."))
            return redirect(at("file", row.case_id))
    context = {
        "heading": _("Taslağı at"),
        "gone": [gone],
        "kept": [_("Taslağın açılıp atıldığı bilgisi: kim, ne zaman, neden."), _("Dosyanın kendisi.")],
        "form": form,
        "act": _("Taslağı at"),
        "back": back,
    }
    return render(request, "shell/confirm.html", context, status=422 if form.is_bound else 200)


def _discard(request: SignedInRequest, row: RiskTalk | SafetyPlan, form: DiscardForm) -> None:
    given: dict[str, Any] = {"by": request.person, "vault": vault_of(request), "record_id": row.id}
    given |= {"revision": form.cleaned_data["version"], "reason": DiscardReason(form.cleaned_data["reason"])}
    if isinstance(row, RiskTalk):
        drafts.discard(RiskTalk, **given)
    else:
        drafts.discard(SafetyPlan, **given)
