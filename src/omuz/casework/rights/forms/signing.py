"""Forms of a destruction: the ground first, then name, post and the same thing typed by hand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omuz.casework.cases.forms.fields import QUIET, HappenedOn
from omuz.casework.rights.forms.asking import chosen
from omuz.casework.rights.rules.destruction import Ground, Signature, same_typed

NAME_MAX = 120


class GroundForm(HappenedOn):
    """Why a file is destroyed, and how she said so."""

    field_order = ("ground", "asked_how", "on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ground"] = chosen(_("Neden yok ediliyor?"), "destruction_ground")
        self.fields["asked_how"] = chosen(_("Kendisi istediyse, nasıl söyledi?"), "consent_form")
        self.fields["asked_how"].required = False
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Her wish was said or written."""
        cleaned = dict(super().clean() or self.cleaned_data)
        if cleaned.get("ground") == Ground.HER_WISH and "asked_how" in cleaned and not cleaned["asked_how"]:
            self.add_error("asked_how", str(_("Nasıl söylediğini seçin.")))
        return cleaned


class SignForm(forms.Form):
    """Who answers for it. `expected` is what has to be typed again."""

    name = forms.CharField(
        label=_("Adınız"),
        max_length=NAME_MAX,
        widget=forms.TextInput(QUIET),
        error_messages={"required": _("Adınızı yazın; tutanağı siz imzalıyorsunuz.")},
    )
    post = forms.CharField(
        label=_("Göreviniz"),
        max_length=NAME_MAX,
        widget=forms.TextInput(QUIET),
        error_messages={"required": _("Görevinizi yazın.")},
    )
    typed = forms.CharField(
        label=_("Onay"), max_length=20, widget=forms.TextInput(QUIET),
        error_messages={"required": _("Onay için yazın; hiçbir şey yok edilmedi.")},
    )  # fmt: skip

    def __init__(self, *args: Any, expected: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.expected = expected

    def clean_typed(self) -> str:
        """The same code or number as shown."""
        typed: str = self.cleaned_data["typed"]
        if not same_typed(typed, self.expected):
            raise forms.ValidationError(_("Yazdığınız aynı değil; hiçbir şey yok edilmedi."))
        return typed

    def signature(self) -> Signature:
        """What she signed with; only of a valid form."""
        return Signature(**{name: self.cleaned_data[name] for name in ("name", "post", "typed")})
