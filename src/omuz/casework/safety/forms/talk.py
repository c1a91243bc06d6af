"""The form of one risk talk: twenty factors in free order, none of them required."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone

from omuz.casework.contacts.forms.tally import day_field
from omuz.casework.safety.queries.texts import FactorText, factor_texts
from omuz.casework.safety.queries.words import FIELDS, SAID, TALK_PROBLEMS, WHEN, answer_words
from omuz.casework.safety.rules.factors import RED, Answer, Factor, Said, When
from omuz.casework.safety.rules.talk import WORDS_MAX, Talk, TalkProblem, faults_of
from omuz.foundation.catalogue.lists import code_list


@dataclass(frozen=True)
class Card:
    """One factor as the page draws it: its words, what was said, when, what is done, and what was said last time."""

    text: FactorText
    said: BoundField
    when: BoundField
    done: BoundField | None
    before: str

    @property
    def present(self) -> bool:
        """Whether it is marked as being there."""
        return self.said.value() in (Said.YES, Said.PARTLY)


def action_choices(day: date) -> list[tuple[str, str]]:
    """What can be done about a factor, with her word that she wants nothing done at the end."""
    return code_list("risk_action").choices(day)


class TalkForm(forms.Form):
    """One risk talk as it is typed; `said` is what may be recorded once `is_valid()`.

    `before` is the same talk as it was recorded, when something is added to it.
    """

    on = day_field(FIELDS["on"])
    plan_offered = forms.ChoiceField(
        label=FIELDS["plan_offered"],
        required=False,
        widget=forms.RadioSelect,
        initial=Said.NOT_ASKED.value,
        choices=[(said.value, SAID[said]) for said in (Said.YES, Said.NO, Said.NOT_ASKED)],
    )
    her_words = forms.CharField(
        label=FIELDS["her_words"], required=False, max_length=WORDS_MAX,
        widget=forms.Textarea({"rows": 4, "autocomplete": "off"}),
    )  # fmt: skip
    note = forms.CharField(
        label=FIELDS["note"], required=False, max_length=WORDS_MAX,
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, before: Talk | None = None, last: Talk | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.before = before
        self.last = last
        self.said: Talk | None = None
        self.today = timezone.localdate()
        for each in factor_texts():
            self._add(each)

    def _add(self, text: FactorText) -> None:
        factor = text.factor
        self.fields[f"said_{factor}"] = forms.ChoiceField(
            label=text.title.say(), required=False, widget=forms.RadioSelect, initial=Said.NOT_ASKED.value,
            choices=[(said.value, words) for said, words in SAID.items()],
        )  # fmt: skip
        self.fields[f"when_{factor}"] = forms.ChoiceField(
            label=FIELDS["when"], required=False, widget=forms.RadioSelect,
            choices=[(when.value, words) for when, words in WHEN.items()],
        )  # fmt: skip
        if factor in RED:
            self.fields[f"done_{factor}"] = forms.MultipleChoiceField(
                label=FIELDS["done"], required=False, widget=forms.CheckboxSelectMultiple,
                choices=action_choices(self.today),
            )  # fmt: skip

    @classmethod
    def names(cls) -> frozenset[str]:
        """Every field of the form; anything else that is posted is not kept."""
        own = {f"{kind}_{factor}" for factor in Factor for kind in ("said", "when")}
        return frozenset(cls.base_fields) | own | {f"done_{factor}" for factor in RED}

    def cards(self) -> list[Card]:
        """The factors as the page draws them."""
        return [self._card(each) for each in factor_texts()]

    def _card(self, text: FactorText) -> Card:
        done = f"done_{text.factor}"
        before = self.last.answers.get(text.factor) if self.last else None
        told = "" if before is None else " · ".join(answer_words(before))
        return Card(
            text,
            self[f"said_{text.factor}"],
            self[f"when_{text.factor}"],
            self[done] if done in self.fields else None,
            told,
        )

    def clean(self) -> dict[str, Any]:
        """Hold what was typed against the rules; every fault becomes a sentence."""
        cleaned = dict(super().clean() or self.cleaned_data)
        if self.errors:
            return cleaned
        # A day nobody wrote is today: nothing blocks saving.
        talk = self._talk(cleaned, cleaned.get("on") or self.today)
        for fault in faults_of(talk, today=self.today, before=self.before):
            self.add_error("on" if fault is TalkProblem.DAY_AHEAD else None, str(TALK_PROBLEMS[fault]))
        if not self.errors:
            self.said = talk
        return cleaned

    def _talk(self, cleaned: Mapping[str, Any], on: date) -> Talk:
        def answer(factor: Factor) -> Answer:
            said, when = cleaned.get(f"said_{factor}"), cleaned.get(f"when_{factor}")
            return Answer(Said(said or Said.NOT_ASKED), When(when or ""))

        return Talk(
            on=on,
            answers={factor: answer(factor) for factor in Factor},
            actions={factor: tuple(cleaned.get(f"done_{factor}") or ()) for factor in RED},
            plan_offered=cleaned.get("plan_offered") or Said.NOT_ASKED.value,
            her_words=cleaned.get("her_words", "").strip(),
            note=cleaned.get("note", "").strip(),
        )


def typed_initial(fields: Mapping[str, list[str]]) -> dict[str, Any]:
    """A draft's fields as the form shows them again, exactly as typed."""
    return {name: values if name.startswith("done_") else "".join(values[:1]) for name, values in fields.items()}


def talk_initial(talk: Talk) -> dict[str, Any]:
    """A recorded talk as the form shows it when something is added."""
    told: dict[str, Any] = {
        "on": talk.on, "plan_offered": talk.plan_offered, "her_words": talk.her_words, "note": talk.note,
    }  # fmt: skip
    for factor, answer in talk.answers.items():
        told[f"said_{factor}"], told[f"when_{factor}"] = answer.said.value, answer.when.value
    return told | {f"done_{factor}": list(codes) for factor, codes in talk.actions.items()}
