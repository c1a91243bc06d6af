"""Her answer item by item, and what two people write when something is to leave without her yes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from omuz.casework.cases.forms.fields import HappenedOn, choices_of, one_line, some_words
from omuz.casework.consents.queries.wording import group_label
from omuz.casework.consents.rules.covering import LONGEST
from omuz.casework.contacts.forms.tally import day_field

NOTE_MAX = 300
REASON_MAX = 1000
_PREFIX = "says_"


class SpokenForm(HappenedOn):
    """What was said aloud: yes or no for each group, how she said it, until when. Nothing is chosen beforehand."""

    form = forms.ChoiceField(label=_("Sözle mi, yazıyla mı?"), required=False, widget=forms.RadioSelect)
    how = forms.ChoiceField(label=_("Nasıl söyledi?"), required=False, widget=forms.RadioSelect)
    until = day_field(_("Ne zamana kadar? (boşsa altı ay)"))
    note = one_line(_("Not"), NOTE_MAX)

    def __init__(self, *args: Any, groups: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked = tuple(groups)
        self._offer("form", "consent_form")
        self._offer("how", "consent_how")
        for group in groups:
            self.fields[_PREFIX + group] = forms.ChoiceField(
                label=group_label(group),
                required=False,
                choices=choices_of("yes_no", special=False),
                widget=forms.RadioSelect,
            )

    def _offer(self, name: str, codes: str) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices_of(codes, special=False)

    def items(self) -> list[forms.BoundField]:
        """The yes-or-no fields, one for each group."""
        return [self[_PREFIX + group] for group in self.asked]

    def clean_until(self) -> date | None:
        """A day that has not passed, within a year."""
        day: date | None = self.cleaned_data.get("until")
        if day is not None and not timezone.localdate() <= day <= timezone.localdate() + LONGEST:
            raise forms.ValidationError(_("Bugünden en çok bir yıl sonrasına kadar bir gün yazın."))
        return day

    def clean(self) -> dict[str, Any]:
        """At least one answer."""
        cleaned = dict(super().clean() or self.cleaned_data)
        if not any(cleaned.get(_PREFIX + group) for group in self.asked):
            raise forms.ValidationError(_("Henüz hiçbir yanıt işaretlenmedi. Kadın ne dediyse onu işaretleyin."))
        return cleaned

    @property
    def answers(self) -> dict[str, bool]:
        """Group → whether she said yes; groups without an answer are not in it."""
        told = {group: self.cleaned_data.get(_PREFIX + group) for group in self.asked}
        return {group: answer == "yes" for group, answer in told.items() if answer}


class ReasonForm(forms.Form):
    """Why something is to leave without her yes."""

    reason = some_words(_("Neden onayı beklenemez? Kadına ne zaman söylenecek?"), REASON_MAX)

    def clean_reason(self) -> str:
        """Words, not blanks."""
        text = str(self.cleaned_data["reason"]).strip()
        if not text:
            raise forms.ValidationError(_("Gerekçe yazılmadan istisna istenemez."))
        return text


class SecondForm(forms.Form):
    """What the second person says."""

    note = one_line(_("Notunuz"), NOTE_MAX)
    version = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(HappenedOn):
    """The day she took it back."""
