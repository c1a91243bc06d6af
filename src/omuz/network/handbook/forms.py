"""What the pages of this room accept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omuz.foundation.catalogue.external import external_sheet
from omuz.foundation.catalogue.lists import code_list
from omuz.network.handbook.documents.tables import LARGEST
from omuz.network.handbook.rules.external import LONGEST_NOTE, LONGEST_SOURCE, Entry, NotAFigure, checked

SEPARATOR = ":"


class ExternalForm(forms.Form):
    """One published figure: which, when, where, how many, and who says so."""

    place = forms.ChoiceField(label=_("Hangi sayı?"))
    year = forms.CharField(label=_("Yıl"), max_length=4, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    area = forms.ChoiceField(label=_("Yer"))
    value = forms.CharField(
        label=_("Sayı"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Yayımlanmadıysa boş bırakın ve nota yazın; boş, sıfır demek değildir."),
    )
    source = forms.CharField(
        label=_("Kaynak"), max_length=LONGEST_SOURCE, help_text=_("Kim yayımladı, hangi belge, hangi sayfa?")
    )
    note = forms.CharField(
        label=_("Not"), required=False, max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, this_year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self._this_year = this_year
        sheet = external_sheet()
        place: Any = self.fields["place"]
        place.choices = [("", "–")] + [
            (f"{code}{SEPARATOR}{part}", _titled(sheet.figures[code], part)) for code, part in sheet.places
        ]
        area: Any = self.fields["area"]
        area.choices = code_list("external_area").choices()

    def clean(self) -> dict[str, Any]:
        """The whole as an entry, in `entry`."""
        told: dict[str, Any] = super().clean() or {}
        if not self.errors:
            code, _sign, part = told["place"].partition(SEPARATOR)
            try:
                told["entry"] = checked({**told, "code": code, "part": part}, external_sheet(), self._this_year)
            except NotAFigure as fault:
                self.add_error(fault.field if fault.field in self.fields else None, str(fault))
        return told

    @property
    def entry(self) -> Entry:
        """What may be kept; only after `is_valid`."""
        found: Entry = self.cleaned_data["entry"]
        return found


def _titled(figure: Any, part: str) -> str:
    return f"{figure.code} · {figure.title}" + (f" · {figure.parts[part]}" if part else "")


class SheetForm(forms.Form):
    """A filled entry sheet."""

    file = forms.FileField(
        label=_("Doldurulmuş çizelge"),
        help_text=_("Buradan indirilen çizelge, CSV ya da XLSX; en çok 400 kB."),
        error_messages={"required": _("Bir dosya seçin.")},
    )

    def clean_file(self) -> bytes:
        """Its bytes, when it is not too large."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("Dosya çok büyük; en çok 400 kB olabilir."))
        raw: bytes = file.read()
        return raw
