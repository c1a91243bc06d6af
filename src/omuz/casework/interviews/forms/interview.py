"""The form of one interview: topics in any order, every answer optional."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from omuz.casework.contacts.forms.tally import day_field
from omuz.casework.interviews.forms.choices import choices_of, lists_of_questions
from omuz.casework.interviews.forms.quick import QuickCheckboxes, QuickRadio, QuickSelect
from omuz.casework.interviews.forms.words import PROBLEMS
from omuz.casework.interviews.queries.labels import FIELDS
from omuz.casework.interviews.queries.wording import title_of
from omuz.casework.interviews.rules.answers import (
    MINUTES_MAX,
    NOBODY_SAID,
    NOT_ASKED,
    Answers,
    Said,
    faults_of,
    fields_of,
    read_codes,
)
from omuz.casework.interviews.rules.questions import BLOCKS, QUESTIONS, WORDS, Question, field_name

_QUIET = {"autocomplete": "off", "spellcheck": "false"}
_LINES = {"her_words": 7, "worker_view": 4}


def _text_field(name: str) -> forms.CharField:
    most = WORDS[name]
    widget = (
        forms.Textarea({"rows": _LINES[name], "autocomplete": "off", "data-count": most})
        if name in _LINES
        else forms.TextInput(_QUIET)
    )
    return forms.CharField(label=FIELDS[name], required=False, max_length=most, strip=True, widget=widget)


def all_questions() -> dict[str, tuple[Question, str]]:
    """Every coded field of the form: its name → its question and the key of its words."""
    told = {question.name: (question, question.name) for question in QUESTIONS}
    for block in BLOCKS.values():
        for place in range(block.most):
            for each in block.questions:
                told[field_name(block.name, place, each.name)] = (each, f"{block.name}.{each.name}")
    return told


class InterviewForm(forms.Form):
    """One interview as it is typed; `said` is what may be recorded once `is_valid()`."""

    on = day_field(FIELDS["on"])
    minutes = forms.IntegerField(
        label=FIELDS["minutes"], required=False, widget=forms.NumberInput({"min": 0, "max": MINUTES_MAX, **_QUIET})
    )
    incident_on = day_field(FIELDS["incident_on"])
    her_words = _text_field("her_words")
    self_description = _text_field("self_description")
    worker_view = _text_field("worker_view")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.said: Said | None = None
        self.today = timezone.localdate()
        for name, (question, words) in all_questions().items():
            self.fields[name] = self._choice(name, question, title_of(words))

    def _choice(self, name: str, question: Question, label: str) -> forms.Field:
        chosen = self._chosen(name)
        if question.long:
            return forms.ChoiceField(
                label=label, required=False, widget=QuickSelect(_QUIET),
                choices=[("", "—"), *choices_of(question, self.today, chosen=chosen)],
            )  # fmt: skip
        kind = forms.MultipleChoiceField if question.several else forms.ChoiceField
        return kind(
            label=label,
            required=False,
            choices=choices_of(question, self.today, chosen=chosen),
            widget=QuickCheckboxes if question.several else QuickRadio,
            initial=list(NOBODY_SAID) if question.several else NOT_ASKED,
        )

    def _chosen(self, name: str) -> tuple[str, ...]:
        """Codes already in this field, in her order, and one that left its list since is not lost."""
        if self.is_bound:
            return tuple(getattr(self.data, "getlist", lambda _name: ())(name))
        value = self.initial.get(name, ())
        return tuple(value) if isinstance(value, list | tuple) else (value,)

    @classmethod
    def names(cls) -> frozenset[str]:
        """Every field of the form; anything else that is posted is not kept."""
        return frozenset(cls.base_fields) | frozenset(all_questions())

    def clean(self) -> dict[str, Any]:
        """Hold what was typed against the rules; every fault becomes a sentence at its field."""
        cleaned = dict(super().clean() or self.cleaned_data)
        answers, faults = self._answers(cleaned)
        for fault in faults:
            if fault.field not in self.errors:
                self.add_error(fault.field, str(PROBLEMS[fault.problem]))
        if not self.errors:
            self.said = Said(answers, {name: cleaned[name] for name in WORDS if cleaned.get(name)})
        return cleaned

    def _answers(self, cleaned: Mapping[str, Any]) -> tuple[Answers, list[Any]]:
        typed = {
            name: cleaned.get(name) or [] if question.several else [cleaned.get(name) or ""]
            for name, (question, _words) in all_questions().items()
        }
        codes, blocks, faults = read_codes(typed, lists_of_questions())
        # A day nobody wrote is today: nothing blocks saving.
        answers = Answers(
            on=cleaned.get("on") or self.today,
            codes=codes,
            blocks=blocks,
            minutes=cleaned.get("minutes"),
            incident_on=cleaned.get("incident_on"),
        )
        broken = set(self.errors)
        return answers, faults + [fault for fault in faults_of(answers, today=self.today) if fault.field not in broken]


def fresh_initial(day: date) -> dict[str, Any]:
    """What a page starts with where nothing is known: today."""
    return {"on": day}


def typed_initial(fields: Mapping[str, list[str]]) -> dict[str, Any]:
    """A draft's fields as the form shows them again, exactly as typed."""
    questions = all_questions()
    initial: dict[str, Any] = {}
    for name, values in fields.items():
        if name in questions and questions[name][0].several:
            initial[name] = values or list(NOBODY_SAID)
        else:
            initial[name] = values[0] if values else ""
    return initial


def said_initial(said: Said) -> dict[str, Any]:
    """A recorded interview, or what is known before one, as the form shows it."""
    return typed_initial({name: list(values) for name, values in fields_of(said)})
