"""The address book, files that are brought in, and the answer to a packet."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from omuz.casework.cases.forms.fields import HappenedOn, choices_of, one_line, some_words
from omuz.casework.referrals.actions.answering import REASON_LONGEST
from omuz.casework.referrals.actions.keeping import Entry
from omuz.casework.referrals.models import Institution
from omuz.casework.referrals.rules.book import SHELTERS, good_phone, names_a_street
from omuz.casework.referrals.rules.parcels import LARGEST


class InstitutionForm(forms.Form):
    """One entry of the address book."""

    name = one_line(_("Kurumun adı"), 120)
    kind = forms.ChoiceField(label=_("Türü"))
    phone = one_line(_("Telefonu"), 40)
    address = one_line(_("Herkesin bildiği adresi"), 200, help_text=_("Sığınak ve yeri gizli kurumda boş kalır."))
    confidential = forms.BooleanField(label=_("Yeri gizli"), required=False)
    closed = forms.BooleanField(label=_("Kapandı, listede görünmesin"), required=False)
    checked = forms.BooleanField(label=_("Bilgileri bugün telefonla doğruladım"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices_of("institution", special=False)

    def clean_name(self) -> str:
        """A name, not blanks."""
        name = str(self.cleaned_data["name"]).strip()
        if not name:
            raise forms.ValidationError(_("Kurumun adını yazın."))
        return name

    def clean_phone(self) -> str:
        """Signs of a telephone number only."""
        phone = str(self.cleaned_data["phone"]).strip()
        if not good_phone(phone):
            raise forms.ValidationError(_("Telefonu yalnız rakamla yazın."))
        return phone

    def clean(self) -> dict[str, Any]:
        """A secret place has no address anywhere."""
        cleaned = dict(super().clean() or self.cleaned_data)
        secret = cleaned.get("confidential") or cleaned.get("kind") in SHELTERS
        if secret and names_a_street(str(cleaned.get("name", ""))):
            self.add_error("name", _("Yeri gizli bir kurumun adında sokak ya da kapı numarası olmasın."))
        if secret and cleaned.get("address"):
            self.add_error("address", _("Yeri gizli bir kurumun adresi hiçbir yerde tutulmaz; bu alanı boşaltın."))
        return cleaned

    @property
    def entry(self) -> Entry:
        """What was typed."""
        told = self.cleaned_data
        names = ("kind", "name", "phone", "address", "confidential", "closed")
        return Entry(**{name: told[name] for name in names})


def institution_initial(row: Institution) -> dict[str, Any]:
    """An entry as the form shows it."""
    return {
        "name": row.name,
        "kind": row.kind,
        "phone": row.phone,
        "address": row.public_address,
        "confidential": row.confidential,
        "closed": row.closed,
        "version": row.revision,
    }


class FileForm(forms.Form):
    """One file that is brought in."""

    file = forms.FileField(label=_("Dosya"), error_messages={"required": _("Bir dosya seçin.")})

    def clean_file(self) -> bytes:
        """Its bytes, when it is not larger than any of ours."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("Bu dosya çok büyük; bizim dosyalarımızdan biri değil."))
        raw: bytes = file.read()
        return raw


class AcceptForm(HappenedOn):
    """Taking a packet up, with a file of this centre or without."""

    with_file = forms.BooleanField(label=_("Burada dosya aç"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class RefuseForm(HappenedOn):
    """Sending a packet back."""

    reason = some_words(_("Neden? Yalnız gönderen merkez okur."), REASON_LONGEST, rows=2)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_reason(self) -> str:
        """Words, not blanks."""
        text = str(self.cleaned_data["reason"]).strip()
        if not text:
            raise forms.ValidationError(_("Nedenini yazın; gönderen merkez kadına başka yol bulabilsin."))
        return text


class DoneForm(HappenedOn):
    """What was asked is done."""

    note = some_words(_("Gönderen merkeze not"), REASON_LONGEST, rows=2)
    version = forms.IntegerField(widget=forms.HiddenInput)


class PlainForm(forms.Form):
    """A press of a button on a version of a record."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = timezone.localdate()
