"""Forms of her requests and wishes: what she asks, how she was answered, until when she wants it kept."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from omuz.casework.cases.forms.fields import HappenedOn, choices_of, some_words
from omuz.casework.contacts.forms.tally import day_field
from omuz.casework.rights.rules.asking import WISHES, Kind, wish_fits

WORDS_MAX = 1000
_CHOOSE = {"required": _("Birini seçin.")}


def chosen(label: Any, name: str, only: tuple[str, ...] = ()) -> forms.ChoiceField:
    """One code of a list, without the three special answers."""
    codes = [(code, words) for code, words in choices_of(name, special=False) if not only or code in only]
    return forms.ChoiceField(label=label, choices=codes, widget=forms.RadioSelect, error_messages=_CHOOSE)


class AskForm(HappenedOn):
    """What she asks about her own record, the day it was received, her words if she likes."""

    words = some_words(_("Kendi sözleriyle"), WORDS_MAX)

    field_order = ("kind", "words", "on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"] = chosen(_("Ne istiyor?"), "rights_request_kind")
        self.order_fields(self.field_order)


class AnswerForm(HappenedOn):
    """How she was answered, and what she was told."""

    words = some_words(_("Ne söylendi?"), WORDS_MAX)
    version = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ("outcome", "words", "on", "version")

    def __init__(self, *args: Any, asked_on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked_on = asked_on
        self.fields["outcome"] = chosen(_("Sonuç"), "rights_request_outcome")
        self.order_fields(self.field_order)

    def clean_on(self) -> date:
        """Not before she asked."""
        day = super().clean_on()
        if day < self.asked_on:
            raise forms.ValidationError(_("Yanıt, talepten önce olamaz; günü düzeltin."))
        return day


class KeepingForm(HappenedOn):
    """Until when she wants her file kept: only ever her own wish."""

    until = day_field(_("Hangi güne kadar?"))

    field_order = ("kind", "until", "on")

    def __init__(self, *args: Any, usual: date | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.usual = usual
        self.fields["kind"] = chosen(_("Ne istiyor?"), "rights_request_kind", tuple(each.value for each in WISHES))
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """A day to come, later or sooner than the usual one as she wants."""
        cleaned = dict(super().clean() or self.cleaned_data)
        until, kind = cleaned.get("until"), cleaned.get("kind")
        if "until" in cleaned and until is None:
            self.add_error("until", str(_("Günü yazın.")))
        elif until and kind and not wish_fits(Kind(kind), until, self.usual, timezone.localdate()):
            self.add_error(
                "until", str(_("Bu gün istediğiyle uyuşmuyor; bugünden sonra, dosyanın süresine göre yazın."))
            )
        return cleaned


class NoticeForm(HappenedOn):
    """How she was told about her data."""

    field_order = ("how", "on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["how"] = chosen(_("Nasıl yapıldı?"), "given_how")
        self.order_fields(self.field_order)
