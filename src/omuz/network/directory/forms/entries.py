"""One form for each kind of entry; each says from which day on it holds."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from omuz.foundation.catalogue.lists import code_list
from omuz.network.directory.actions.keeping import Moment
from omuz.network.directory.models import Kept
from omuz.network.directory.rules.places import gives_away, good_phone, is_secret, private_phone

NOBODY = _("İsim, kişinin kendi numarası ya da yaşanmış bir olay yazmayın.")
SECRET = _("Yeri gizli bir yerin adresi ve ilçesi hiçbir yerde tutulmaz; buradan çıkarın.")


def line(label: Any, most: int, hint: Any = "", *, required: bool = False) -> forms.CharField:
    """One line of words."""
    return forms.CharField(
        label=label, max_length=most, required=required, help_text=hint,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


def words(label: Any, most: int, hint: Any = NOBODY) -> forms.CharField:
    """A few lines of words."""
    return forms.CharField(
        label=label, max_length=most, required=False, help_text=hint, widget=forms.Textarea(attrs={"rows": 2})
    )


def several(label: Any) -> forms.MultipleChoiceField:
    """Some chips of a list; `lists` of the form says which."""
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple)


def phone_line(label: Any) -> forms.CharField:
    """A telephone of the place."""
    return line(label, 60, _("Kurumun kendi hattı; birden çoksa araya / koyun. Cep telefonu yazmayın."))


class EntryForm(forms.Form):
    """What all entries have: the day from which it holds, and the version she had before her."""

    lists: ClassVar[dict[str, str]] = {}
    phones: ClassVar[tuple[str, ...]] = ("phone",)

    def __init__(self, *args: Any, secret: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.secret = secret
        self.fields["holds_from"] = forms.DateField(
            label=_("Hangi günden beri böyle?"),
            initial=timezone.localdate(),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            help_text=_("Geçmişe bakarken bu gün kullanılır."),
        )
        self.fields["revision"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        today = timezone.localdate()
        for name, codes in self.lists.items():
            field = self.fields[name]
            if isinstance(field, forms.MultipleChoiceField):
                field.choices = code_list(codes).choices(today)
            elif isinstance(field, forms.ChoiceField):
                field.choices = [("", "—"), *code_list(codes).choices(today)]

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, by the names of the facts."""
        known = ("holds_from", "revision", "verified")
        return {name: value for name, value in self.cleaned_data.items() if name not in known}

    @property
    def moment(self) -> Moment:
        """From when it holds, and whether it was verified today."""
        return Moment(self.cleaned_data["holds_from"], bool(self.cleaned_data.get("verified")))

    def clean_holds_from(self) -> Any:
        """A day that has come."""
        day = self.cleaned_data["holds_from"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Bu gün daha gelmedi; bugünü ya da geçmiş bir günü yazın."))
        return day

    def clean(self) -> dict[str, Any]:
        """No private telephone; no word that tells where a secret place is."""
        cleaned = dict(super().clean() or self.cleaned_data)
        for name in self.phones:
            text = str(cleaned.get(name, ""))
            if not good_phone(text):
                self.add_error(name, _("Telefonu yalnız rakamla yazın."))
            elif private_phone(text):
                self.add_error(name, _("Cep telefonu yazılmaz; kurumun kendi hattını yazın."))
        if self.secret or is_secret(str(cleaned.get("kind", "")), bool(cleaned.get("confidential"))):
            where = gives_away({name: value for name, value in cleaned.items() if name in self.fields})
            if where:
                self.add_error(where, SECRET)
        return cleaned


def before(row: Kept) -> dict[str, Any]:
    """An entry as its form shows it first."""
    told = {name: getattr(row, name) for name in row.FACTS}
    return {**told, "revision": row.revision, "holds_from": timezone.localdate()}


class ReachedForm(EntryForm):
    """How a place is reached."""

    lists: ClassVar[dict[str, str]] = {"languages": "service_language", "access": "place_access"}
    phone = phone_line(_("Telefon"))
    email = forms.EmailField(label=_("E-posta"), max_length=120, required=False)
    website = line(_("Web adresi"), 200)
    hours = line(_("Saatler"), 200, _("Örneğin: Pzt–Cum 09:00–17:00; Cmt 10:00–13:00"))
    languages = several(_("Konuşulan diller"))
    access = several(_("Erişim"))
    confidential = forms.BooleanField(label=_("Yeri gizli: adresi hiçbir yerde tutulmasın"), required=False)
    address = line(_("Herkesin bildiği adres"), 200, _("Yeri gizliyse boş kalır."))
    how_to_reach = words(_("Nasıl gidilir?"), 300, _("Durak, giriş, kat. Yeri gizliyse boş kalır."))


class PublicForm(ReachedForm):
    """The public part of a centre."""

    appointment = words(_("Randevu nasıl alınır?"), 200, "")
    example = forms.BooleanField(label=_("Örnek bilgi: gerçek değil"), required=False)
    verified = forms.BooleanField(label=_("Bilgileri bugün doğruladım"), required=False)


class PartnerForm(ReachedForm):
    """An institution."""

    lists: ClassVar[dict[str, str]] = {**ReachedForm.lists, "kind": "institution", "district": "district"}
    field_order = ("name", "kind", "district")
    name = line(_("Adı"), 160, required=True)
    kind = forms.ChoiceField(label=_("Türü"))
    district = forms.ChoiceField(label=_("İlçesi"), required=False, help_text=_("Yeri gizliyse boş kalır."))
    note = words(_("Not"), 400)
    closed = forms.BooleanField(label=_("Kapandı, listede görünmesin"), required=False)
    example = forms.BooleanField(label=_("Örnek bilgi: gerçek değil"), required=False)
    verified = forms.BooleanField(label=_("Bilgileri bugün telefonla doğruladım"), required=False)


class ServiceForm(EntryForm):
    """Something offered to women."""

    lists: ClassVar[dict[str, str]] = {"kind": "service", "languages": "service_language", "cost": "offer_cost"}
    phones: ClassVar[tuple[str, ...]] = ()
    kind = forms.ChoiceField(label=_("Türü"))
    name = line(_("Adı"), 120, _("Kadına söylendiği gibi."), required=True)
    hours = line(_("Saatler"), 200, _("Örneğin: Pzt–Cum 09:00–17:00"))
    languages = several(_("Diller"))
    eligibility = words(_("Kimler için? Koşulu var mı?"), 300)
    cost = forms.ChoiceField(label=_("Ücreti"), required=False)
    how_to_apply = words(_("Nasıl başvurulur?"), 300)
    closed = forms.BooleanField(label=_("Artık verilmiyor"), required=False)


class InternalForm(EntryForm):
    """The internal part of a centre."""

    phones: ClassVar[tuple[str, ...]] = ("direct_line",)
    direct_line = phone_line(_("Ekiplerin aradığı doğrudan hat"))
    email = forms.EmailField(label=_("Kurumsal e-posta"), max_length=120, required=False)
    crisis_way = words(_("Acil durumda nasıl ulaşılır?"), 300)
    interpreting = words(_("Tercüman düzeni"), 300)
    staff = words(_("Kadro: unvan ve sayı"), 300)
    note = words(_("Diğer merkezlerin bilmesi gereken"), 400)


class MunicipalityForm(EntryForm):
    """What is known of a municipality."""

    lists: ClassVar[dict[str, str]] = {"district": "district"}
    district = forms.ChoiceField(label=_("İlçesi"), required=False)
    phone = phone_line(_("Santral"))
    website = line(_("Web adresi"), 200)
    family_places = forms.IntegerField(
        label=_("Kadın sığınağındaki aile yeri"), required=False, min_value=0, max_value=2000,
        help_text=_("Yalnız sayı; sığınağın yeri hiçbir yere yazılmaz. Bilinmiyorsa boş bırakın, sıfır yazmayın."),
    )  # fmt: skip
    note = words(_("Not"), 400)


class DirectorateForm(EntryForm):
    """A directorate under its own name."""

    name = line(
        _("Adı"), 120, _("Belediyenin kullandığı adıyla; aşağıdaki öneriler yalnız kolaylık içindir."), required=True
    )
    phone = phone_line(_("Telefon"))
    duty = words(_("Bu işte ne yapar?"), 300)
    closed = forms.BooleanField(label=_("Kapandı ya da birleşti"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].widget.attrs["list"] = "suggested"

    @property
    def suggested(self) -> list[str]:
        """Names other municipalities use."""
        return [label for _code, label in code_list("directorate").choices(timezone.localdate())]


class PostForm(EntryForm):
    """Whom colleagues ask there."""

    post = line(_("Görev unvanı"), 120, _("Kişi adı değil: “Kadın Hakları Merkezi sekreteryası” gibi."), required=True)
    phone = phone_line(_("Kurum hattı"))
    email = forms.EmailField(label=_("Kurumsal e-posta"), max_length=120, required=False)
    about = line(_("Hangi konuda?"), 200, NOBODY)
    closed = forms.BooleanField(label=_("Artık bu görevde değil"), required=False)
