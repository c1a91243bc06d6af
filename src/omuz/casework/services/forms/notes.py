"""The form of a psychologist's own note."""

from django import forms
from django.utils.translation import gettext_lazy as _

from omuz.casework.cases.forms.fields import HappenedOn

TEXT_MAX = 8000


class NoteForm(HappenedOn):
    """A day and her own words."""

    text = forms.CharField(
        label=_("Not"),
        max_length=TEXT_MAX,
        widget=forms.Textarea({"rows": 8, "autocomplete": "off"}),
        error_messages={"required": _("Notu yazın ya da bu sayfadan çıkın; hiçbir şey kaydedilmedi.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    field_order = ("text", "on", "version")
