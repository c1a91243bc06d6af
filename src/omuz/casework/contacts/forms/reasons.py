"""Forms that ask for a reason: throwing a draft away, correcting, settling a promised call."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from omuz.casework.contacts.forms.tally import day_field
from omuz.casework.contacts.forms.words import CALL_RESULTS, CORRECTION_REASONS, DISCARD_REASONS, PROBLEMS
from omuz.casework.contacts.rules.record import CallResult
from omuz.casework.contacts.rules.safe_contact import LONGEST_WAIT, CallProblem

_CHOOSE = {"required": _("Birini seçin.")}


class DiscardForm(forms.Form):
    """Why a draft is thrown away."""

    reason = forms.ChoiceField(
        label=_("Neden atılıyor?"),
        choices=[(reason.value, words) for reason, words in DISCARD_REASONS.items()],
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class CorrectionForm(forms.Form):
    """Why a recorded contact is changed."""

    reason = forms.ChoiceField(
        label=_("Neden düzeltiliyor?"),
        choices=[(reason.value, words) for reason, words in CORRECTION_REASONS.items()],
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )


class CallForm(forms.Form):
    """How a promised call ended, and whether she wants another one."""

    result = forms.ChoiceField(
        label=_("Arama nasıl geçti?"),
        choices=[(result.value, words) for result, words in CALL_RESULTS.items()],
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )
    again_on = day_field(_("Yeni arama günü, o istediyse"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_again_on(self) -> date | None:
        """A day that has not passed, within a year."""
        day: date | None = self.cleaned_data["again_on"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(str(PROBLEMS[CallProblem.DAY_PAST]))
        if day is not None and day - timezone.localdate() > LONGEST_WAIT:
            raise forms.ValidationError(str(PROBLEMS[CallProblem.DAY_TOO_FAR]))
        return day

    def clean(self) -> dict[str, Any]:
        """Who does not want to be called has no new day."""
        cleaned = dict(super().clean() or self.cleaned_data)
        if cleaned.get("result") == CallResult.DO_NOT_CALL and cleaned.get("again_on"):
            self.add_error("again_on", str(PROBLEMS[CallProblem.SHE_SAID_NO_MORE]))
        return cleaned
