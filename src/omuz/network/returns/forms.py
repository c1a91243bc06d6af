"""What pages about returns accept: a signed file with the fingerprint somebody read out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from omuz.network.returns.rules.document import MOST_BYTES


class ReceiveForm(forms.Form):
    """A return that arrived as a file."""

    file = forms.FileField(label=_("Bildirim dosyası"), widget=forms.ClearableFileInput(attrs={"accept": ".csv,.json"}))
    fingerprint = forms.CharField(
        label=_("Parmak izi"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        help_text=_("Yalnızca bir merkezin ilk dosyasında: merkezin telefonda okuduğu 24 rakam."),
    )

    def content(self) -> bytes:
        """The file's bytes, one more than a return may have at most."""
        raw: bytes = self.cleaned_data["file"].read(MOST_BYTES + 1)
        return raw


class SheetForm(forms.Form):
    """A table a centre without Omuz filled in."""

    file = forms.FileField(label=_("Doldurulmuş tablo"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}))

    def content(self) -> bytes:
        """The file's bytes, at most as many as a return may have."""
        raw: bytes = self.cleaned_data["file"].read(MOST_BYTES)
        return raw
