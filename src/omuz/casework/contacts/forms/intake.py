"""Forms of the two doors for files: bringing contacts in, taking them out."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from omuz.casework.contacts.rules.exporting import ExportProblem
from omuz.foundation.catalogue.errors import CatalogueError
from omuz.foundation.catalogue.mappings import Mapping
from omuz.foundation.catalogue.place import catalogue_folder


def mappings_of_contacts() -> list[Mapping]:
    """Every mapping of the catalogues that reads contacts with their day, by code; a broken one is left out."""
    found = []
    for path in sorted((catalogue_folder() / "mappings").glob("*.toml")):
        try:
            mapping = Mapping.load(path)
        except CatalogueError:
            continue
        if mapping.kind.code == "contact" and mapping.day is not None:
            found.append(mapping)
    return found


class ImportForm(forms.Form):
    """A file and the mapping that reads it."""

    mapping = forms.ChoiceField(
        label=_("Eşleme"), widget=forms.RadioSelect, error_messages={"required": _("Eşlemeyi seçin.")}
    )
    file = forms.FileField(
        label=_("Dosya"),
        error_messages={
            "required": _("Dosyayı seçin; 20 MB’den büyük dosyalar için komut satırını kullanın."),
            "empty": _("Bu dosya boş; başka bir dosya seçin."),
        },
        widget=forms.FileInput({"accept": ".csv,.xlsx,.txt"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.mappings = mappings_of_contacts()
        field = self.fields["mapping"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # tells the type checker what is declared above
        field.choices = [(mapping.code, mapping.title.say()) for mapping in self.mappings]

    def clean_file(self) -> "UploadedFile[Any]":
        """A file that fits into memory."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            raise forms.ValidationError(str(self.fields["file"].error_messages["required"]))
        return file


class ExportForm(forms.Form):
    """Why contacts are taken out, and whether the notes go along."""

    why = forms.CharField(
        label=_("Neden çıkarılıyor?"),
        max_length=200,
        help_text=_("Günlükte kalır. İsim ya da olay yazmayın."),
        error_messages={"required": _("Nedenini bir cümleyle yazın.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    notes = forms.BooleanField(label=_("Serbest notlar da çıksın"), required=False)


EXPORT_PROBLEMS = {
    ExportProblem.SAME_PERSON: _("İsteyen ile onaylayan iki ayrı kişi olmalı. Bir çalışma arkadaşınızdan isteyin."),
    ExportProblem.NOT_OPEN: _("Bu istek artık açık değil. Gerekiyorsa yeniden istenir."),
}


def export_words(problem: ExportProblem) -> str:
    """Why nothing goes out, in a sentence."""
    return str(EXPORT_PROBLEMS[problem])
