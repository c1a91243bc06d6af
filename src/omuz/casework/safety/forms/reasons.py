"""Small forms: lowering a word, a reminder, taking one away, throwing a draft away, what the team decided."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omuz.casework.contacts.forms.tally import day_field
from omuz.casework.safety.queries.words import DISCARD_REASONS, DROP_REASONS, LOWER_REASONS, level_words
from omuz.casework.safety.rules.prompt import Level
from omuz.casework.safety.rules.triggers import BY_ITSELF, TriggerKind
from omuz.foundation.catalogue.lists import code_list

_QUIET = {"autocomplete": "off"}
DECIDED_MAX = 1000
"""Characters of a decision of the team."""


class Versioned(forms.Form):
    """A form that knows which version of the record its page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class LowerForm(Versioned):
    """To which word, why, and the reason in writing."""

    then = forms.ChoiceField(label=_("Hangi söze?"), widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label=_("Neden?"),
        widget=forms.RadioSelect,
        choices=[(reason.value, words) for reason, words in LOWER_REASONS.items()],
        error_messages={"required": _("Nedeni seçin.")},
    )
    words = forms.CharField(
        label=_("Gerekçe"),
        max_length=2000,
        help_text=_("Dosyada kapalı kalır; kadın okumak isterse okuyacakmış gibi yazın."),
        error_messages={"required": _("Neden indirildiğini bir cümleyle yazın.")},
        widget=forms.Textarea({"rows": 3, **_QUIET}),
    )

    def __init__(self, *args: Any, now: Level, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["then"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # tells the type checker what is declared above
        field.choices = [(level.value, level_words(level)) for level in Level if now.above(level)]


class ReminderForm(forms.Form):
    """What calls for the next talk, and on which day it happens."""

    kind = forms.ChoiceField(
        label=_("Ne oluyor?"), widget=forms.RadioSelect, error_messages={"required": _("Neyin olacağını seçin.")}
    )
    day = day_field(_("Hangi gün?"))
    note = forms.CharField(label=_("Not"), required=False, max_length=300, widget=forms.TextInput(_QUIET))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["day"].required = True
        self.fields["day"].error_messages["required"] = _("Günü yazın.")
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # tells the type checker what is declared above
        words = code_list("risk_trigger")
        field.choices = [(kind.value, words.label(kind.value)) for kind in TriggerKind if kind is not BY_ITSELF]


class DropForm(Versioned):
    """Why a reminder is taken away."""

    reason = forms.ChoiceField(
        label=_("Neden?"),
        widget=forms.RadioSelect,
        choices=[(reason.value, words) for reason, words in DROP_REASONS.items()],
        error_messages={"required": _("Nedeni seçin.")},
    )


class DiscardForm(Versioned):
    """Why a draft is thrown away."""

    reason = forms.ChoiceField(
        label=_("Neden?"),
        widget=forms.RadioSelect,
        choices=[(reason.value, words) for reason, words in DISCARD_REASONS.items()],
        error_messages={"required": _("Nedeni seçin.")},
    )


class MetForm(forms.Form):
    """What the team decided: a decision, not a story."""

    decided = forms.CharField(
        label=_("Ne kararlaştırıldı?"),
        required=False,
        max_length=DECIDED_MAX,
        widget=forms.Textarea({"rows": 2, **_QUIET}),
    )
