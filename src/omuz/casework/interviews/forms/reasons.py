"""Forms that ask for a reason: throwing a draft away, correcting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from omuz.casework.interviews.forms.words import CORRECTION_REASONS, DISCARD_REASONS

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
    """Why a recorded interview is changed."""

    reason = forms.ChoiceField(
        label=_("Neden düzeltiliyor?"),
        choices=[(reason.value, words) for reason, words in CORRECTION_REASONS.items()],
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )
