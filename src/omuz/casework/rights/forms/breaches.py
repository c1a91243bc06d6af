"""The form of a data breach: when it was found, what happened, who was told."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from omuz.casework.cases.forms.fields import some_words
from omuz.casework.contacts.forms.tally import day_field, hour_field
from omuz.casework.rights.actions.breaches import ToldBreach
from omuz.casework.rights.forms.asking import chosen

WORDS_MAX = 1000


class BreachForm(forms.Form):
    """A breach; no name of a woman is needed, and none should be written."""

    found_on = day_field(_("Hangi gün fark edildi?"))
    found_hour = hour_field(_("Saat kaçta?"))
    what = some_words(_("Ne oldu? İsim yazmadan, kısaca"), WORDS_MAX)
    done = some_words(_("Ne yapıldı, bir daha olmasın diye ne değişti?"), WORDS_MAX)
    told_on = day_field(_("Kişisel Verileri Koruma Kuruluna bildirilen gün (bildirilmediyse boş)"))
    told_hour = hour_field(_("Bildirilen saat"))
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    field_order = ("found_on", "found_hour", "kind", "what", "done", "women", "told_on", "told_hour", "revision")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"] = chosen(_("Nasıl bir ihlal?"), "data_breach_kind")
        self.fields["women"] = chosen(_("İlgili kadınlara söylendi mi?"), "data_breach_women")
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """A day it was found that is not ahead, and a notice that is not before it."""
        told: dict[str, Any] = super().clean() or {}
        found, notice = _moment(told, "found"), _moment(told, "told")
        if found is None:
            if "found_on" not in self.errors:
                self.add_error("found_on", _("Fark edildiği günü yazın; yetmiş iki saat ondan sayılır."))
        elif found > timezone.now():
            self.add_error("found_on", _("Bu an henüz gelmedi."))
        elif notice is not None and not found <= notice <= timezone.now():
            self.add_error("told_on", _("Bildirim, fark edilmeden önce ya da ileri bir günde olamaz."))
        return told | {"found_at": found, "authority_told_at": notice}

    def told(self) -> ToldBreach:
        """What was typed, once the form is valid."""
        names = ("found_at", "kind", "women", "what", "done", "authority_told_at")
        return ToldBreach(**{name: self.cleaned_data[name] for name in names})


def _moment(told: dict[str, Any], name: str) -> datetime | None:
    day = told.get(f"{name}_on")
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day, told.get(f"{name}_hour") or time(0)))
