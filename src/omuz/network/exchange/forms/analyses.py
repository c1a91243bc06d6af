"""What is typed about an analysis: the fields of the template what is chosen beside them, the second reading."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from omuz.network.exchange.queries.template import Field, template
from omuz.network.exchange.rules.analyses import MOST_MONTHS, Consent, Typed, Visibility

VISIBILITIES = [
    (Visibility.CENTRE.value, gettext_lazy("yalnız merkezimiz")),
    (Visibility.NETWORK.value, gettext_lazy("ağdaki bütün merkezler")),
]
CONSENTS = [
    (Consent.YES.value, gettext_lazy("izni alındı")),
    (Consent.NOT_NEEDED.value, gettext_lazy("gerekmedi")),
]
MONTHS = [(str(number), str(number)) for number in (3, 6, 9, MOST_MONTHS)]
_ROWS = {"text": 4, "weeks": 6}
_QUIET = {"autocomplete": "off", "spellcheck": "true"}


class AnalysisForm(forms.Form):
    """The whole page; it is kept while it is written, and only handing on asks for what is missing."""

    def __init__(self, *args: Any, tags: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        for field in template().fields:
            self.fields[field.code] = _control(field)
        self.fields["tags"] = forms.MultipleChoiceField(
            label=_("Etiketler"), required=False, choices=list(tags), widget=forms.CheckboxSelectMultiple
        )
        self.fields["consent"] = forms.ChoiceField(
            label=_("Kadının izni"), required=False, choices=CONSENTS, widget=forms.RadioSelect
        )
        self.fields["consent_why"] = forms.CharField(
            label=_("Gerekmediyse neden"), required=False, max_length=300, widget=forms.TextInput(_QUIET),
            help_text=_("İsim yazmayın. Örneğin: beş yıllık deneyimden kuruldu, tek bir kadına ait ayrıntı yok."),
        )  # fmt: skip
        self.fields["visibility"] = forms.ChoiceField(
            label=_("Onaylanınca kim okur"), required=False, choices=VISIBILITIES, widget=forms.RadioSelect
        )
        self.fields["months"] = forms.ChoiceField(
            label=_("Kaç ay sonra yok edilir"), required=False, choices=MONTHS, initial=str(MOST_MONTHS),
            widget=forms.RadioSelect,
        )  # fmt: skip

    def words(self) -> list[forms.BoundField]:
        """The fields of the template, in its order."""
        return [self[code] for code in template().codes]

    def settings(self) -> list[forms.BoundField]:
        """What is chosen beside the words."""
        return [self[name] for name in self.fields if name not in (*template().codes, "tags")]


def _control(field: Field) -> forms.Field:
    title, hint = field.title.say(), field.hint.say()
    if field.kind == "choice":
        choices = [(code, words.say()) for code, words in field.choices]
        return forms.ChoiceField(label=title, help_text=hint, required=False, choices=choices, widget=forms.RadioSelect)
    if field.kind == "line":
        widget: forms.Widget = forms.TextInput(_QUIET)
    else:
        widget = forms.Textarea({"rows": _ROWS[field.kind], **_QUIET})
    return forms.CharField(
        label=title, help_text=hint, required=False, max_length=field.longest, strip=False, widget=widget
    )


def start_of(typed: Typed) -> dict[str, Any]:
    """What the form begins with."""
    return {name: values if name == "tags" else next(iter(values), "") for name, values in typed.fields.items()}


def answers_in(data: Any, codes: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """What the second reader answered, trap → empty for clean or why refused; and trap → what is wrong with it."""
    told, wrong = {}, {}
    for code in codes:
        said, why = data.get(f"trap-{code}", ""), data.get(f"why-{code}", "").strip()
        if said == "clean":
            told[code] = ""
        elif said == "refused" and why:
            told[code] = why
        elif said == "refused":
            wrong[code] = _("Neyin değişmesi gerektiğini yazın; yazan ancak öyle onarabilir.")
    return told, wrong
