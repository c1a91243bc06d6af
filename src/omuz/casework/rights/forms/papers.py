"""Forms of anonymous feedback and of what a centre chooses for its papers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omuz.casework.cases.forms.fields import HappenedOn, choices_of, one_line, one_of
from omuz.casework.rights.rules.feedback import NOT_ASKED, QUESTIONS
from omuz.foundation.catalogue.lists import code_list

LINE_MAX = 200
QUESTION_WORDS = {
    "listened": _("“Burada dinlendim.”"),
    "own_decision": _("“Kararım bana aitti.”"),
    "safety": _("“Buraya ilk geldiğim güne göre kendimi … hissediyorum.”"),
}


class FeedbackForm(HappenedOn):
    """One anonymous form; nothing has to be answered."""

    field_order = (*QUESTIONS, "on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, catalogue in QUESTIONS.items():
            self.fields[name] = one_of(QUESTION_WORDS[name], choices_of(catalogue))
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """An empty form is not entered."""
        cleaned = dict(super().clean() or self.cleaned_data)
        if not any(cleaned.get(name) for name in QUESTIONS):
            raise forms.ValidationError(_("Hiçbir soru işaretlenmedi; boş form kaydedilmez."))
        return cleaned

    def answers(self) -> dict[str, str]:
        """Question → code; what nobody answered is *not asked*."""
        return {name: self.cleaned_data.get(name) or NOT_ASKED for name in QUESTIONS}


def blank_questions() -> list[tuple[Any, list[str]]]:
    """The questions with their boxes, for the sheet on paper."""
    return [(QUESTION_WORDS[name], [entry.label() for entry in code_list(lst)]) for name, lst in QUESTIONS.items()]


class PapersForm(forms.Form):
    """Where she can turn to, and whether she is told names of staff or only their posts."""

    address = one_line(_("Veri sorumlusunun adresi"), LINE_MAX)
    contact = one_line(_("Yazılı başvuru yeri"), LINE_MAX, help_text=_("Adres ya da KEP. E-posta güvenli değildir."))
    names_shown = forms.BooleanField(
        label=_("“Kim gördü” listesinde çalışanların adı da yazsın (yoksa yalnız görevi yazar)"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
