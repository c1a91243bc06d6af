"""What calls for the next talk: added with its day, taken away with a reason."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.cases.queries.files import open_case, record_of
from omuz.casework.cases.rules.steps import Conflict as Moved
from omuz.casework.safety.actions.drafts import NotNow
from omuz.casework.safety.actions.reminders import add_trigger, drop_trigger
from omuz.casework.safety.forms.reasons import DropForm, ReminderForm
from omuz.casework.safety.models import RiskTrigger
from omuz.casework.safety.rules.triggers import DropReason, TriggerKind, TriggerState
from omuz.casework.safety.views import files
from omuz.casework.safety.views.places import at
from omuz.foundation.people.pages import SignedInRequest, page, pressed
from omuz.foundation.vault.session import vault_of


@page("cases.write")
@pressed("safety:file", "case_id")
def add(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Talk again because of something that happens on a day."""
    form = ReminderForm(request.POST)
    file = open_case(request.person, case_id, vault=vault_of(request), permission="cases.write")
    if not form.is_valid():
        return files.shown(request, file, status=422, reminder_form=form)
    made = add_trigger(
        by=request.person,
        vault=vault_of(request),
        case_id=case_id,
        kind=TriggerKind(form.cleaned_data["kind"]),
        day=form.cleaned_data["day"],
        on=timezone.localdate(),
        note=form.cleaned_data["note"],
    )
    days = ", ".join(f"{each.due_on:%d.%m.%Y}" for each in made if each.due_on)
    messages.success(request, _("Hatırlatılacak: %(days)s.") % {"days": days})
    return redirect(at("file", case_id))


@page("cases.write")
def drop(request: SignedInRequest, trigger_id: UUID) -> HttpResponseBase:
    """Take a reminder away, with a reason."""
    row = record_of(request.person, RiskTrigger, trigger_id, permission="cases.write")
    vault_of(request).centre(row.centre_id)
    if row.state != TriggerState.OPEN:
        return redirect(at("file", row.case_id))
    form = DropForm(request.POST if request.method == "POST" else None, initial={"version": row.revision})
    if form.is_bound and form.is_valid() and _dropped(request, row, form):
        messages.success(request, _("Hatırlatma kaldırıldı."))
        return redirect(at("file", row.case_id))
    context = {
        "heading": _("Hatırlatmayı kaldır"),
        "gone": [_("%(day)s günü yeniden konuşma hatırlatması.") % {"day": f"{row.due_on:%d.%m.%Y}"}],
        "kept": [_("Hatırlatmanın yazılıp kaldırıldığı bilgisi, nedeniyle."), _("Öteki hatırlatmalar.")],
        "form": form,
        "act": _("Kaldır"),
        "back": at("file", row.case_id),
    }
    return render(request, "shell/confirm.html", context, status=422 if form.is_bound else 200)


def _dropped(request: SignedInRequest, row: RiskTrigger, form: DropForm) -> bool:
    version, reason = form.cleaned_data["version"], DropReason(form.cleaned_data["reason"])
    today, vault = timezone.localdate(), vault_of(request)
    try:
        drop_trigger(by=request.person, vault=vault, trigger_id=row.id, reason=reason, on=today, revision=version)
    except (Moved, NotNow):
        form.add_error(None, _("Bu hatırlatma bu arada değişti; kaldırılmadı."))
        return False
    return True
