"""The form of her safety plan: one box for each heading, all of them hers to fill or to leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from omuz.casework.contacts.forms.tally import day_field
from omuz.casework.safety.queries.texts import Heading, Part, plan_headings, plan_parts
from omuz.casework.safety.queries.words import COPY, FIELDS, TALK_PROBLEMS
from omuz.casework.safety.rules.plan import CARD, WORDS_MAX, Copy, Plan
from omuz.casework.safety.rules.talk import TalkProblem

_PREFIX = "h_"


@dataclass(frozen=True)
class Sheet:
    """One part of the plan as the page draws it: boxes with their headings, and whether something stands in it."""

    part: Part
    boxes: tuple[tuple[Heading, BoundField], ...]

    @property
    def filled(self) -> bool:
        """Whether a box of this part holds words."""
        return any(bound.value() for _heading, bound in self.boxes)


class PlanForm(forms.Form):
    """Her plan as it is typed; `said` is the version that may be written once `is_valid()`."""

    on = day_field(FIELDS["on"])
    copy = forms.ChoiceField(
        label=FIELDS["copy"],
        required=False,
        widget=forms.RadioSelect,
        initial=Copy.NOT_ASKED.value,
        choices=[(copy.value, words) for copy, words in COPY.items()],
    )
    card = forms.CharField(
        label=FIELDS["card"], required=False, max_length=WORDS_MAX,
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
        help_text=_("Başka biri görse alışveriş notu sanmalı. Merkezin adı, telefonu, şiddet sözcüğü yazılmaz."),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.said: Plan | None = None
        self.today = timezone.localdate()
        for heading in plan_headings():
            self.fields[_PREFIX + heading.code] = forms.CharField(
                label=heading.title.say(), required=False, max_length=WORDS_MAX,
                widget=forms.Textarea({"rows": 2, "autocomplete": "off"}),
            )  # fmt: skip

    @classmethod
    def names(cls) -> frozenset[str]:
        """Every field of the form; anything else that is posted is not kept."""
        return frozenset(cls.base_fields) | {_PREFIX + heading.code for heading in plan_headings()}

    def sheets(self) -> list[Sheet]:
        """The parts as the page draws them."""
        return [
            Sheet(part, tuple((each, self[_PREFIX + each.code]) for each in part.headings)) for part in plan_parts()
        ]

    def clean(self) -> dict[str, Any]:
        """A day ahead is a slip; nothing else is refused."""
        cleaned = dict(super().clean() or self.cleaned_data)
        on = cleaned.get("on") or self.today
        if on > self.today:
            self.add_error("on", str(TALK_PROBLEMS[TalkProblem.DAY_AHEAD]))
        if not self.errors:
            self.said = self._plan(cleaned, on)
        return cleaned

    def _plan(self, cleaned: Mapping[str, Any], on: date) -> Plan:
        words = {heading.code: cleaned.get(_PREFIX + heading.code, "") for heading in plan_headings()}
        return Plan(on, words, cleaned.get(CARD, ""), Copy(cleaned.get("copy") or Copy.NOT_ASKED))


def plan_initial(plan: Plan) -> dict[str, Any]:
    """The version that holds, to begin the next one with; her decision about a copy is asked again."""
    return {CARD: plan.card} | {_PREFIX + code: text for code, text in plan.words.items()}


def typed_initial(fields: Mapping[str, list[str]]) -> dict[str, Any]:
    """A draft's fields as the form shows them again, exactly as typed."""
    return {name: "".join(values[:1]) for name, values in fields.items()}
