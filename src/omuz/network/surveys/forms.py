"""Forms about questionnaires, rounds and devices; the questionnaires themselves are drawn by `filling`."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.access import Held
from omuz.foundation.people.models import Centre
from omuz.network.surveys.actions.questionnaires import MOST_BYTES
from omuz.network.surveys.actions.rounds import REASON_LENGTH, Guest
from omuz.network.surveys.models import QuestionnaireVersion, Round


class DayField(forms.DateField):
    """A day as it is written here, or as a browser's own calendar sends it."""

    def __init__(self, **options: Any) -> None:
        said = {"invalid": _("Günü gün.ay.yıl olarak yazın."), "required": _("Günü yazın.")}
        options.setdefault("error_messages", said)
        super().__init__(
            input_formats=["%Y-%m-%d", "%d.%m.%Y"],
            widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            **options,
        )


class UploadForm(forms.Form):
    """An XLSForm to take in."""

    file = forms.FileField(
        label=_("XLSForm dosyası"),
        error_messages={"required": _("Dosyayı seçin."), "empty": _("Bu dosya boş; başka bir dosya seçin.")},
        widget=forms.FileInput({"accept": ".xlsx,.xls"}),
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """A file small enough to be a questionnaire."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("Dosya 5 MB’den büyük; bir soru formu bu kadar büyük olmaz."))
        return file


class RoundForm(forms.Form):
    """What is asked, from when to when, and of whom."""

    version = forms.ChoiceField(label=_("Soru formu"), error_messages={"required": _("Soru formunu seçin.")})
    title = forms.CharField(label=_("Başlık"), max_length=160, error_messages={"required": _("Başlığı yazın.")})
    note = forms.CharField(
        label=_("Davetlilere not"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Neden soruluyor, ne olacak? İsim, adres, olay yazmayın."),
    )
    opens_on = DayField(label=_("Açıldığı gün"))
    due_on = DayField(label=_("Son gün"))
    several = forms.BooleanField(label=_("Bir merkez birden çok form gönderebilir"), required=False)
    centres = forms.MultipleChoiceField(
        label=_("Davet edilen merkezler"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    organisations = forms.MultipleChoiceField(
        label=_("Adına sorulan belediye ve örgütler"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Yanıtı, o kurumun merkezi yazar; kurumun birden çok merkezi varsa ilki."),
    )

    def __init__(self, *args: Any, versions: Iterable[QuestionnaireVersion] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.places = sorted(Centre.objects.select_related("organisation"), key=lambda row: sort_key(row.name))
        self._offer("version", [(str(each.id), f"{each.title} · {each.version}") for each in versions])
        self._offer("centres", [(str(row.id), row.name) for row in self.places])
        self.fields["centres"].initial = [str(row.id) for row in self.places]
        towns = {str(row.organisation_id): row.organisation.name for row in self.places}
        self._offer("organisations", sorted(towns.items(), key=lambda pair: sort_key(pair[1])))

    @classmethod
    def ticked(cls, told: QueryDict, versions: Iterable[QuestionnaireVersion]) -> "RoundForm":
        """The form as it was typed, all or none of a group ticked as the pressed button says; nothing is judged."""
        group, _colon, which = told.get("tick", "").partition(":")
        initial: dict[str, Any] = {name: told.get(name, "") for name in cls.base_fields}
        initial |= {name: told.getlist(name) for name in ("centres", "organisations")}
        form = cls(versions=versions, initial=initial)
        field = form.fields.get(group)
        if isinstance(field, forms.MultipleChoiceField):
            form.initial[group] = [choice[0] for choice in field.widget.choices] if which == "all" else []
        return form

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # tells the type checker what is declared above
        field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        """The last day comes after the first, and somebody is invited."""
        told = super().clean() or {}
        opens_on, due_on = told.get("opens_on"), told.get("due_on")
        if opens_on and due_on and due_on < opens_on:
            self.add_error("due_on", _("Son gün, açıldığı günden önce olamaz."))
        if not told.get("centres") and not told.get("organisations"):
            self.add_error("centres", _("En az bir merkez ya da kurum seçin."))
        return told

    def guests(self) -> list[Guest]:
        """Whom the form invites."""
        wanted = set(self.cleaned_data["centres"])
        towns = set(self.cleaned_data["organisations"])
        answering: dict[str, Centre] = {}
        for row in self.places:
            if str(row.organisation_id) in towns:
                answering.setdefault(str(row.organisation_id), row)
        own = [Guest(row.id) for row in self.places if str(row.id) in wanted]
        return own + [Guest(row.id, row.organisation_id) for row in answering.values()]


class MoreForm(RoundForm):
    """More centres for a round that is open."""

    field_order = ("centres", "organisations")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["centres"].initial = []
        for name in ("version", "title", "note", "opens_on", "due_on", "several"):
            del self.fields[name]

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        if name in self.fields:
            super()._offer(name, choices)


class ChangeForm(forms.Form):
    """What of an open round may still change."""

    title = forms.CharField(label=_("Başlık"), max_length=160, error_messages={"required": _("Başlığı yazın.")})
    note = forms.CharField(
        label=_("Davetlilere not"), max_length=600, required=False, widget=forms.Textarea({"rows": 3})
    )
    due_on = DayField(label=_("Son gün"))

    def __init__(self, *args: Any, asked: Round, **options: Any) -> None:
        options["initial"] = {"title": asked.title, "note": asked.note, "due_on": asked.due_on}
        super().__init__(*args, **options)
        self.opens_on = asked.opens_on

    def clean_due_on(self) -> date:
        """A day on or after the first one."""
        due_on: date = self.cleaned_data["due_on"]
        if due_on < self.opens_on:
            raise forms.ValidationError(_("Son gün, açıldığı günden önce olamaz."))
        return due_on


class DueForm(forms.Form):
    """A last day of its own for one centre."""

    due_on = DayField(label=_("Bu merkezin son günü"), required=False, help_text=_("Boş bırakırsanız turun son günü."))


class ReopenForm(forms.Form):
    """Why a centre may write again, and until when."""

    reason = forms.CharField(
        label=_("Neden yeniden açılıyor?"),
        max_length=REASON_LENGTH,
        help_text=_("Merkez bunu okur. İsim, adres, olay yazmayın."),
        error_messages={"required": _("Nedenini bir cümleyle yazın.")},
    )
    due_on = DayField(label=_("Yeni son gün"), required=False)


class DeclineForm(forms.Form):
    """Why a centre will not answer."""

    reason = forms.CharField(
        label=_("Neden yanıtlamıyorsunuz?"),
        max_length=REASON_LENGTH,
        help_text=_("Ağ koordinatörü bunu okur. İsim, adres, olay yazmayın."),
        error_messages={"required": _("Nedenini bir cümleyle yazın.")},
    )


class DeviceForm(forms.Form):
    """A telephone or tablet and the centre whose forms it will carry."""

    centre = forms.ChoiceField(label=_("Merkez"), error_messages={"required": _("Merkezi seçin.")})
    name = forms.CharField(
        label=_("Cihazın adı"),
        max_length=60,
        help_text=_("Çekmecede hangisi olduğunu söyleyen bir ad: “Beyaz tablet”."),
        error_messages={"required": _("Cihaza bir ad verin.")},
    )

    def __init__(self, *args: Any, places: Iterable[tuple[UUID | None, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["centre"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # tells the type checker what is declared above
        field.choices = [(str(centre_id), name) for centre_id, name in places]
        if len(field.choices) == 1:
            field.initial = field.choices[0][0]


def centres_to_choose(held: Sequence[Held], *, every: bool) -> list[tuple[UUID | None, str]]:
    """The centres a device may be bound to: hers, or all of them for whoever manages; by name."""
    if every:
        rows: list[tuple[UUID | None, str]] = list(Centre.objects.values_list("id", "name"))
    else:
        rows = list({post.centre_id: (post.centre_id, post.centre_name) for post in held}.values())
    return sorted(rows, key=lambda pair: sort_key(pair[1]))


def default_days(today: date) -> dict[str, date]:
    """The days a new round begins with: today, and six weeks later."""
    return {"opens_on": today, "due_on": date.fromordinal(today.toordinal() + 42)}
