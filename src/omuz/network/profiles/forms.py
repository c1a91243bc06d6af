"""Opening a year of profiles."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omuz.network.surveys.forms import DayField

WEEKS = 6


class YearForm(forms.Form):
    """From when to when the centres are asked, and a note to them."""

    opens_on = DayField(label=_("Açıldığı gün"))
    due_on = DayField(label=_("Son gün"))
    note = forms.CharField(
        label=_("Merkezlere not"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Neden soruluyor, ne olacak? İsim, adres, olay yazmayın."),
    )

    def clean(self) -> dict[str, Any]:
        """The last day comes after the first."""
        told = super().clean() or {}
        opens_on, due_on = told.get("opens_on"), told.get("due_on")
        if opens_on and due_on and due_on <= opens_on:
            self.add_error("due_on", _("Son gün, açıldığı günden sonra olmalı."))
        return told


def default_days(today: date) -> dict[str, date]:
    """Six weeks from today."""
    return {"opens_on": today, "due_on": today + timedelta(weeks=WEEKS)}
