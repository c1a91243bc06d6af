"""What the pages of templates accept."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omuz.foundation.people.models import Organisation
from omuz.network.standards.forms import Day


class FileForm(forms.Form):
    """A template that comes as a file."""

    file = forms.FileField(label=_("Kalıp dosyası"), help_text=_("TOML ya da JSON; bu programdan alınmış olmalı."))


class NameForm(forms.Form):
    """How a template is called."""

    name = forms.CharField(label=_("Kalıbın adı"), max_length=160)


class BeginFromForm(forms.Form):
    """Which municipality begins with a template."""

    municipality = forms.ChoiceField(label=_("Belediye"), widget=forms.Select)
    on = Day(label=_("Başladığı gün"))

    def __init__(self, *args: Any, halls: Sequence[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["municipality"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
        self.halls = {str(hall.id): hall for hall in halls}
        field.choices = [(key, hall.name) for key, hall in self.halls.items()]

    @property
    def hall(self) -> Organisation:
        return self.halls[self.cleaned_data["municipality"]]
