"""The form of one step of an order: only the fields its kind needs, nothing demanded but a day."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from omuz.casework.orders.forms.fields import day_field, hour_field, moment_of, one_of, several_of, whole, words_field
from omuz.casework.orders.queries.words import ASKS, FIELDS, NOTE_HINT, PROBLEMS, UNITS
from omuz.casework.orders.rules.law import Unit
from omuz.casework.orders.rules.sealed import NOT_ASKED
from omuz.casework.orders.rules.steps import Kind, Step

IN_FORCE_SINCE = date(2012, 3, 20)
LONGEST = 400

_LENGTH = ("amount", "unit", "ends_on")
SHOWN: dict[Kind, tuple[str, ...]] = {
    Kind.ASKED: ("by", "authority", "measures"),
    Kind.URGENT: ("clock", "measures", *_LENGTH),
    Kind.PRESENTED: ("clock",),
    Kind.APPROVED: ("authority", *_LENGTH),
    Kind.NOT_APPROVED: (),
    Kind.GRANTED: ("authority", "measures", "starts_on", *_LENGTH, "confidential"),
    Kind.REFUSED: ("authority",),
    Kind.SERVED: (),
    Kind.EXTENDED: ("measures", "starts_on", *_LENGTH, "confidential"),
    Kind.BREACH: ("told_to", "result"),
    Kind.OBJECTED: ("by",),
    Kind.OBJECTION_DECIDED: ("result",),
    Kind.ENDED: ("result",),
    Kind.TAKEN_BACK: (),
}
RESULTS = {Kind.BREACH: "breach_result", Kind.OBJECTION_DECIDED: "objection_result", Kind.ENDED: "order_end"}
LENGTH_UNITS = (Unit.MONTH, Unit.DAY, Unit.WEEK)


def _unit_choices() -> list[tuple[str, Any]]:
    return [(unit.value, UNITS[unit]) for unit in LENGTH_UNITS]


class StepForm(forms.Form):
    """One step as it is typed; `step` is what may be written once `is_valid()`."""

    on = day_field(FIELDS["on"])
    clock = hour_field(FIELDS["clock"])
    by = one_of("order_asker", FIELDS["by"], hint=ASKS["by"])
    authority = one_of("order_authority", FIELDS["authority"])
    measures = several_of("order_measure", FIELDS["measures"], hint=ASKS["measures"])
    starts_on = day_field(FIELDS["starts_on"])
    amount = forms.IntegerField(
        label=FIELDS["amount"],
        required=False,
        min_value=1,
        max_value=LONGEST,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), PROBLEMS["length"]),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    unit = forms.ChoiceField(label=FIELDS["unit"], required=False, choices=_unit_choices, widget=forms.RadioSelect)
    ends_on = day_field(FIELDS["ends_on"])
    confidential = one_of("yes_no", FIELDS["confidential"], hint=ASKS["confidential"])
    told_to = several_of("breach_told_to", FIELDS["told_to"], hint=ASKS["told_to"])
    result = one_of("breach_result", FIELDS["result"], hint=ASKS["result"])
    note = words_field(FIELDS["note"], hint=NOTE_HINT)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *given: Any, kind: Kind, takes_back: str = "", **named: Any) -> None:
        named["initial"] = {"on": timezone.localdate(), "unit": Unit.MONTH.value} | named.get("initial", {})
        super().__init__(*given, **named)
        self.kind, self.takes_back = kind, takes_back
        self.step: Step | None = None
        kept = {"on", "note", "version", *SHOWN[kind]}
        for name in set(self.fields) - kept:
            del self.fields[name]
        if kind is Kind.OBJECTED:
            self.fields["by"] = one_of("objection_by", FIELDS["objected_by"])
        if kind in RESULTS:
            self.fields["result"] = one_of(RESULTS[kind], FIELDS["result"], hint=ASKS["result"])
        self.order_fields(["on", *SHOWN[kind], "note"])

    def clean_on(self) -> date:
        """The day it happened: today where none is typed, never one that has not come."""
        on: date = self.cleaned_data["on"] or timezone.localdate()
        if on > timezone.localdate():
            raise forms.ValidationError(str(PROBLEMS["ahead"]))
        if on < IN_FORCE_SINCE:
            raise forms.ValidationError(str(PROBLEMS["too_old"]))
        return on

    def clean(self) -> dict[str, Any]:
        """Make the step; its days may not run backwards."""
        cleaned = dict(super().clean() or self.cleaned_data)
        start = cleaned.get("starts_on") or cleaned.get("on")
        if cleaned.get("ends_on") and start and cleaned["ends_on"] < start and "ends_on" not in self.errors:
            self.add_error("ends_on", str(PROBLEMS["backwards"]))
        if not self.errors:
            self.step = self._step(cleaned)
        return cleaned

    def _step(self, cleaned: dict[str, Any]) -> Step:
        made = Step(id="", kind=self.kind, on=cleaned["on"], takes_back=self.takes_back)
        several = {name: whole(cleaned.get(name) or []) for name in ("measures", "told_to")}
        single = {name: cleaned.get(name) or NOT_ASKED for name in ("by", "authority", "confidential", "result")}
        days = {name: cleaned.get(name) for name in ("starts_on", "ends_on", "amount")}
        return replace(
            made,
            at=moment_of(cleaned["on"], cleaned.get("clock")),
            unit=cleaned.get("unit") or Unit.MONTH.value,
            **several | single | days,
        )


FIRST_KINDS = (Kind.ASKED, Kind.GRANTED, Kind.URGENT, Kind.REFUSED)
FIRST_HINTS = {
    Kind.ASKED: _("İstendi, sonuç bekleniyor"),
    Kind.GRANTED: _("Karar elinde ya da biliniyor"),
    Kind.URGENT: _("Kolluk hemen verdi; onay saatleri işliyor"),
    Kind.REFUSED: _("İstendi ve reddedildi; itiraz edilebilir"),
}
