"""What the pages about people accept."""

import hashlib
from typing import Any, cast

from allauth.account.forms import LoginForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from omuz.foundation.audit.kinds import KINDS
from omuz.foundation.people.access import Person
from omuz.foundation.people.actions.accounts import Place
from omuz.foundation.people.models import Centre, Organisation, Staff
from omuz.foundation.people.queries import managed_centres, organisations
from omuz.foundation.people.rules import Role, given_by, held_at
from omuz.foundation.people.words import LEAVING_WORDS, ROLE_TITLES

_CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
_PLAIN = {"autocapitalize": "none", "autocomplete": "off"}


def _password(label: Any, *, autocomplete: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"})
    return forms.CharField(label=label, strip=False, max_length=200, widget=widget)


class SignIn(LoginForm):  # type: ignore[misc]  # the library carries no types
    """Name and password; what is refused says the same for an unknown name and a wrong password."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        name = self.fields["login"]
        name.label, name.max_length = _("Kullanıcı adı"), 150
        name.widget.attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        self.fields["password"] = _password(_("Parola"), autocomplete="current-password")


class FirstCode(ActivateTOTPForm):  # type: ignore[misc]  # the library carries no types
    """The first code of an app that is being set up."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["code"].label = _("Kod")
        self.fields["code"].widget.attrs = _CODE


class SecondStep(AuthenticateForm):  # type: ignore[misc]  # the library carries no types
    """A code from the app, or a recovery code; each is taken once."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        code = self.fields["code"]
        code.label, code.max_length = _("Kod"), 20
        code.widget.attrs = _CODE

    def clean_code(self) -> str:
        code: str = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP and not _first_use(self.user.pk, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


def _first_use(staff_id: Any, code: str) -> bool:
    # The library remembers a code for one period; with one step of tolerance it stays good for three.
    seconds = settings.MFA_TOTP_TOLERANCE * 2 * 30 + 60
    spoken = "".join(sign for sign in code if sign.isdigit())
    mark = hashlib.sha256(f"{staff_id}:{spoken}".encode()).hexdigest()
    return bool(cache.add(f"omuz.code.{mark}", "used", timeout=seconds))


class Proof(forms.Form):
    """Her password, to open the screen again or before something that matters."""

    password = _password(_("Parola"), autocomplete="current-password")


class NewPassword(forms.Form):
    """A password of her own choosing, twice."""

    password = _password(_("Yeni parola"), autocomplete="new-password")
    again = _password(_("Yeni parola, bir kez daha"), autocomplete="new-password")

    def __init__(self, *args: Any, staff: Staff, **named: Any) -> None:
        super().__init__(*args, **named)
        self.staff = staff

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.staff)
        return password

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if "password" in told and told["password"] != told.get("again"):
            self.add_error("again", _("İki parola aynı değil. Birini yeniden yazın."))
        return told


class ChangedPassword(NewPassword):
    """Her present password first."""

    old = _password(_("Şimdiki parola"), autocomplete="current-password")
    field_order = ["old", "password", "again"]


NETWORK = "network"


class Newcomer(forms.Form):
    """Somebody who will get an account: who she is, what she does, and where."""

    full_name = forms.CharField(
        label=_("Adı soyadı"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    username = forms.RegexField(
        label=_("Kullanıcı adı"),
        regex=r"^[a-z0-9][a-z0-9._-]{1,39}$",
        max_length=40,
        help_text=_("Küçük harf, rakam, nokta ve tire. Giriş ekranında bunu yazacak; Türkçe harf kullanmayın."),
        error_messages={"invalid": _("Yalnız küçük harf (ş, ı, ğ yerine s, i, g), rakam, nokta ve tire; en az iki.")},
        widget=forms.TextInput(attrs=_PLAIN),
    )
    profession = forms.ChoiceField(label=_("Mesleği"), choices=Staff.Profession.choices, required=False)
    role = forms.ChoiceField(label=_("Görevi"), widget=forms.RadioSelect)
    place = forms.ChoiceField(label=_("Nerede"))

    def __init__(self, *args: Any, person: Person, **named: Any) -> None:
        super().__init__(*args, **named)
        _offer(self, "role", [(role.value, ROLE_TITLES[role]) for role in given_by(person.roles)])
        _offer(self, "place", _places(person))

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"]
        if Staff.objects.filter(username__iexact=name).exists():
            raise forms.ValidationError(_("Bu kullanıcı adı alınmış. Başka bir ad yazın."))
        return name

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        _fit(self, told)
        return told


class Appointment(forms.Form):
    """Another post for somebody who already has an account."""

    role = forms.ChoiceField(label=_("Görevi"), widget=forms.RadioSelect)
    place = forms.ChoiceField(label=_("Nerede"))

    def __init__(self, *args: Any, person: Person, **named: Any) -> None:
        super().__init__(*args, **named)
        _offer(self, "role", [(role.value, ROLE_TITLES[role]) for role in given_by(person.roles)])
        _offer(self, "place", _places(person))

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        _fit(self, told)
        return told


def _offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = choices


def _places(person: Person) -> list[tuple[str, Any]]:
    choices: list[tuple[str, Any]] = [(f"centre:{each.code}", each.name) for each in managed_centres(person)]
    choices += [(f"organisation:{each.id}", each.name) for each in organisations(person)]
    if Role.IT_ADMINISTRATOR in person.roles or Role.NETWORK_COORDINATOR in person.roles:
        choices.append((NETWORK, _("Ağ / kurulum")))
    return choices


def _fit(form: forms.Form, told: dict[str, Any]) -> None:
    """Turn the chosen place into a `Place` and say when the role is not held there."""
    if "role" not in told or "place" not in told:
        return
    kind, _colon, key = told["place"].partition(":")
    told["role"] = Role(told["role"])
    told["at"] = Place(
        centre=Centre.objects.get(code=key) if kind == "centre" else None,
        organisation=Organisation.objects.get(pk=key) if kind == "organisation" else None,
    )
    if not held_at(told["role"], at_centre=kind == "centre", at_organisation=kind == "organisation"):
        form.add_error(
            "place",
            _("Bu görev burada tutulmaz: danışmanlık, karşılama ve koordinatörlük merkezde, müdürlük kurumda tutulur."),
        )


class Leaving(forms.Form):
    """Why somebody's posts end."""

    why = forms.ChoiceField(label=_("Neden"), choices=list(LEAVING_WORDS.items()), widget=forms.RadioSelect)


class NewOrganisation(forms.Form):
    """A legal owner of centres."""

    name = forms.CharField(label=_("Kurumun adı"), max_length=160)
    kind = forms.ChoiceField(label=_("Türü"), choices=Organisation.Kind.choices)


class NewCentre(forms.Form):
    """A centre of an organisation."""

    organisation = forms.ModelChoiceField(label=_("Kurumu"), queryset=Organisation.objects.order_by("name"))
    name = forms.CharField(label=_("Merkezin adı"), max_length=160)
    code = forms.SlugField(
        label=_("Kısa kodu"),
        max_length=40,
        help_text=_("Örneğin konak-1. Dosya adlarında ve komutlarda geçer; sonradan değişmez."),
    )
    district = forms.CharField(label=_("İlçesi"), max_length=40, required=False)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].lower()
        if Centre.objects.filter(code=code).exists():
            raise forms.ValidationError(_("Bu kod başka bir merkezin. Başka bir kod yazın."))
        return code


class SheetLines(forms.Form):
    """The recovery sheet, typed back from paper."""

    lines = forms.CharField(
        label=_("Kâğıttaki yedi satır"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 7, "spellcheck": "false", "autocomplete": "off", **_PLAIN}),
        help_text=_("Boşluk, tire ve büyük küçük harf fark etmez."),
    )


class Renewal(forms.Form):
    """What comes with a new key of the centre."""

    new_sheet = forms.BooleanField(
        label=_("Yeni kurtarma kâğıdı da yap"),
        required=False,
        help_text=_("Eski kâğıt artık hiçbir şey açmaz. Yenisi bir kez gösterilir; yazıcıyı hazırlayın."),
    )


class LogFilter(forms.Form):
    """What the log is narrowed to."""

    person = forms.ChoiceField(label=_("Kim"), required=False)
    kind = forms.ChoiceField(label=_("Ne"), required=False)
    day = forms.DateField(
        label=_("Gün"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        _offer(self, "person", [("", _("herkes")), *people])
        _offer(self, "kind", [("", _("her şey")), *((code, words[0]) for code, words in KINDS.items())])
