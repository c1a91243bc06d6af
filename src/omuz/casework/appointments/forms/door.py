"""Forms behind the door: rooms."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RoomForm(forms.Form):
    """A room where somebody can be received."""

    name = forms.CharField(
        label=_("Odanın adı"), max_length=60, error_messages={"required": _("Odanın adını yazın.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip
    step_free = forms.BooleanField(label=_("Basamaksız girilir"), required=False)
    for_children = forms.BooleanField(label=_("Çocuk köşesi var"), required=False)
    closed = forms.BooleanField(label=_("Kullanıma kapalı"), required=False)
