"""Forms of follow-ups: planning one by a way she allowed, and writing down how an attempt ended."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from omuz.casework.appointments.forms.words import PROBLEMS, RESULTS, WAYS
from omuz.casework.appointments.rules.follow_up import PlanProblem, Result, usual_days
from omuz.casework.appointments.rules.slots import Worker
from omuz.casework.appointments.rules.ways import Way, ways_of
from omuz.casework.contacts.forms.tally import day_field
from omuz.casework.contacts.forms.words import WEEKDAYS_SHORT
from omuz.casework.contacts.rules.safe_contact import SafeContact
from omuz.foundation.catalogue.lists import code_list

OTHER = "other"
_CHOOSE = {"required": _("Birini seçin.")}
_PLACES = {PlanProblem.WAY_NOT_GIVEN: "way"}


class PromiseForm(forms.Form):
    """When and how she is asked how she is; only ways and days she allowed are offered."""

    due_on = day_field(_("Başka gün"))
    worker = forms.ChoiceField(label=_("Kim yapacak?"), required=False)
    note = forms.CharField(
        label=_("Kararlaştırılan"), required=False, max_length=300,
        widget=forms.Textarea({"rows": 2, "autocomplete": "off"}),
    )  # fmt: skip

    field_order = ("way", "day", "due_on", "why", "worker", "note")

    def __init__(self, *args: Any, safe: SafeContact, workers: Sequence[Worker] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        today = timezone.localdate()
        self.fields["way"] = forms.ChoiceField(
            label=_("Hangi yolla?"), widget=forms.RadioSelect, error_messages=_CHOOSE,
            choices=[(way.value, WAYS[way]) for way in ways_of(safe)], initial=ways_of(safe)[0].value,
        )  # fmt: skip
        self.fields["day"] = forms.ChoiceField(
            label=_("Hangi gün?"), required=False, widget=forms.RadioSelect, choices=_days(safe, today)
        )
        self.fields["why"] = forms.ChoiceField(
            label=_("Ne için?"), required=False, widget=forms.RadioSelect,
            choices=code_list("follow_up_reason").choices(today),
        )  # fmt: skip
        field = self.fields["worker"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # tells the type checker what is declared above
        field.choices = [("", _("ben")), *((str(each.id), each.name) for each in workers)]
        self.order_fields(self.field_order)

    @property
    def day(self) -> date | None:
        """The chosen day, once `is_valid()`; a typed one goes before a pressed one."""
        told = self.cleaned_data
        if told["due_on"]:
            typed: date = told["due_on"]
            return typed
        return date.fromisoformat(told["day"]) if told["day"] else None

    @property
    def worker_id(self) -> UUID | None:
        """Who makes it, once `is_valid()`; None for whoever plans it."""
        return UUID(self.cleaned_data["worker"]) if self.cleaned_data["worker"] else None

    def refuse(self, problems: Iterable[PlanProblem]) -> None:
        """Put each problem as a sentence at the field it is about."""
        for problem in problems:
            self.add_error(_PLACES.get(problem, "day"), str(PROBLEMS[problem]))


def _days(safe: SafeContact, today: date) -> list[tuple[str, str]]:
    """The usual rhythm, each moved on to the next day she allowed."""
    days: dict[date, None] = {}
    for ahead in (*usual_days(today, high=True), *usual_days(today)):
        day = ahead
        for _step in range(7):
            if safe.allows_day(day):
                break
            day = date.fromordinal(day.toordinal() + 1)
        days[day] = None
    return [(day.isoformat(), f"{WEEKDAYS_SHORT[day.weekday()]} {day.day}.{day.month}") for day in sorted(days)]


class TryForm(forms.Form):
    """How an attempt ended."""

    result = forms.ChoiceField(
        label=_("Nasıl geçti?"), widget=forms.RadioSelect, error_messages=_CHOOSE,
        choices=[(result.value, words) for result, words in RESULTS.items()],
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def chosen(self) -> Result:
        """The result, once `is_valid()`."""
        return Result(self.cleaned_data["result"])


def way_words(way: str) -> str:
    """A way in words."""
    return str(WAYS.get(way, WAYS[Way.FACE_TO_FACE]))
