"""Fields of this room: codes of a list as chips with the three special answers, days and hours as people write them."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from omuz.casework.contacts.forms.tally import day_field, hour_field
from omuz.foundation.catalogue.lists import DID_NOT_WANT, SPECIAL, UNKNOWN, code_list

__all__ = ["day_field", "hour_field", "moment_of", "one_of", "several_of", "whole", "words_field"]

Choices = list[tuple[str, str]]
LONGEST_NOTE = 2000
_QUIET = {"autocomplete": "off", "spellcheck": "false"}


def _choices(name: str, special: bool) -> Choices:
    offered = code_list(name).choices(timezone.localdate())
    return [*offered, *code_list("special").choices()] if special else offered


def one_of(name: str, label: Any, *, special: bool = True, hint: Any = "") -> forms.ChoiceField:
    """One code of a list as chips, nothing demanded; untouched it is *not asked*."""

    def choices() -> Choices:
        return _choices(name, special)

    return forms.ChoiceField(label=label, required=False, choices=choices, widget=forms.RadioSelect, help_text=hint)


def several_of(name: str, label: Any, *, special: bool = True, hint: Any = "") -> forms.MultipleChoiceField:
    """Several codes of a list as chips, nothing demanded."""

    def choices() -> Choices:
        return _choices(name, special)

    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, required=False, choices=choices, widget=widget, help_text=hint)


def words_field(label: Any, *, rows: int = 3, hint: Any = "", required: bool = False) -> forms.CharField:
    """Free words, sealed; at most LONGEST_NOTE characters."""
    widget = forms.Textarea({"rows": rows, "data-person": "", **_QUIET})
    return forms.CharField(label=label, required=required, max_length=LONGEST_NOTE, widget=widget, help_text=hint)


def whole(codes: list[str]) -> tuple[str, ...]:
    """Several answers put in order: real ones drive out the special ones, nothing chosen is nothing."""
    real = tuple(dict.fromkeys(code for code in codes if code not in SPECIAL))
    if real:
        return real
    return next(((special,) for special in (DID_NOT_WANT, UNKNOWN) if special in codes), ())


def moment_of(day: date | None, clock: time | None) -> datetime | None:
    """Day and hour as a moment in the time of this installation; None where either is missing."""
    if day is None or clock is None:
        return None
    return timezone.make_aware(datetime.combine(day, clock))
