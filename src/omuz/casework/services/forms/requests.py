"""Forms of requests: one press that asks, how it ended, what became of a shelter request."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from omuz.casework.cases.forms.fields import HappenedOn, choices_of, one_line, one_of, some_of
from omuz.casework.services.queries.words import OUTCOMES, PROBLEMS, SETTLED, outcome_in_words
from omuz.casework.services.rules.requests import NOT_ASKED, WORDS_MAX, RequestState, day_problem

_CHOOSE = {"required": _("Birini seçin.")}


class AskForm(HappenedOn):
    """What she asks for, in her own words if she likes."""

    service = forms.ChoiceField(label=_("Ne istiyor?"), widget=forms.RadioSelect, error_messages=_CHOOSE)
    hers = one_line(_("Kendi sözleriyle"), WORDS_MAX)

    field_order = ("service", "hers", "on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        service: Any = self.fields["service"]
        service.choices = choices_of("service", special=False)


class _Ended(HappenedOn):
    """A day on which something ended: not before she asked."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, asked_on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked_on = asked_on

    def clean_on(self) -> date:
        """The day it ended; today where nothing is written."""
        day = super().clean_on()
        problem = day_problem(day, today=timezone.localdate(), not_before=self.asked_on)
        if problem is not None:
            raise forms.ValidationError(str(PROBLEMS[problem]))
        return day


class SettleForm(_Ended):
    """How a request ended, and where it was not met, why and what was missing."""

    state = forms.ChoiceField(
        label=_("Ne oldu?"),
        choices=[(state.value, words) for state, words in SETTLED.items()],
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )
    missing = one_line(_("Hangi hizmet yoktu?"), WORDS_MAX)

    field_order = ("state", "on", "unmet_reason", "missing")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unmet_reason"] = one_of(_("Neden karşılanamadı?"), choices_of("unmet_reason"))
        self.order_fields(self.field_order)

    def told(self) -> dict[str, Any]:
        """What the action takes."""
        clean = self.cleaned_data
        return {
            "revision": clean["version"],
            "state": RequestState(clean["state"]),
            "on": clean["on"],
            "unmet_reason": clean.get("unmet_reason") or NOT_ASKED,
            "missing": clean.get("missing", ""),
        }


class ShelterForm(_Ended):
    """What became of a shelter request; there is no field for where, and none for free words."""

    outcome = forms.ChoiceField(label=_("Ne oldu?"), widget=forms.RadioSelect, error_messages=_CHOOSE)

    field_order = ("outcome", "on", "refused")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        outcome: Any = self.fields["outcome"]
        outcome.choices = [(code, outcome_in_words(code)) for code in OUTCOMES]
        self.fields["refused"] = some_of(_("Neden kabul edilmedi?"), choices_of("shelter_refusal"))
        self.order_fields(self.field_order)
