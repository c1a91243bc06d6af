"""A file of institutions, and which table it is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omuz.network.directory.rules.tables import LARGEST, foreign_tables

OWN, PACKAGE = "own", "hsds"


class BringForm(forms.Form):
    """One file and how to read it."""

    file = forms.FileField(
        label=_("Dosya"),
        help_text=_("CSV, XLSX, GeoJSON ya da Open Referral paketi (zip); en çok 400 kB."),
        error_messages={"required": _("Bir dosya seçin.")},
    )
    table = forms.ChoiceField(label=_("Bu nasıl bir dosya?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["table"]
        if isinstance(field, forms.ChoiceField):
            mapped = [(code, one.title) for code, one in foreign_tables().items()]
            field.choices = [(OWN, _("Rehberin kendi tablosu")), (PACKAGE, _("Open Referral HSDS 3")), *mapped]

    def clean_file(self) -> bytes:
        """Its bytes, when it is not too large."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("Dosya çok büyük; en çok 400 kB olabilir."))
        raw: bytes = file.read()
        return raw
