"""Fields several forms of this room share: a day that happened, one line, a few words, codes of a list."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from omuz.casework.contacts.forms.tally import day_field
from omuz.foundation.catalogue.lists import SPECIAL, code_list, label_of

QUIET = {"autocomplete": "off", "spellcheck": "false"}
EARLIEST = date(1990, 1, 1)


class HappenedOn(forms.Form):
    """The day something happened: today unless the worker says another; never a day that has not come."""

    on = day_field(_("Gün"))

    def clean_on(self) -> date:
        """The day; an empty field means today."""
        told: date | None = self.cleaned_data.get("on")
        today = timezone.localdate()
        if told is None:
            return today
        if told > today:
            raise forms.ValidationError(_("Bu gün henüz gelmedi; günü düzeltin."))
        if told < EARLIEST:
            raise forms.ValidationError(_("Bu gün çok eski; yılı düzeltin."))
        return told


def one_line(label: Any, most: int, **more: Any) -> forms.CharField:
    """One line nobody has to fill."""
    return forms.CharField(label=label, required=False, max_length=most, widget=forms.TextInput(QUIET), **more)


def some_words(label: Any, most: int, rows: int = 3) -> forms.CharField:
    """A few sentences nobody has to write."""
    widget = forms.Textarea({"rows": rows, "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=most, widget=widget)


def choices_of(name: str, *, chosen: Sequence[str] = (), special: bool = True) -> list[tuple[str, str]]:
    """Codes of a list that may be chosen today, those already chosen, then the three special answers."""
    today = timezone.localdate()
    offered = code_list(name).choices(today)
    known = {code for code, _label in offered}
    kept = [(code, label_of(name, code)) for code in chosen if code and code not in known and code not in SPECIAL]
    return [*offered, *kept, *(code_list("special").choices(today) if special else [])]


def one_of(label: Any, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    """One of some chips, or none."""
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=forms.RadioSelect)


def some_of(label: Any, choices: list[tuple[str, str]]) -> forms.MultipleChoiceField:
    """Any of some chips."""
    return forms.MultipleChoiceField(label=label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple)
