"""What the team's pages ask: who, why, what was decided, which name."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from omuz.casework.appointments.rules.slots import Worker
from omuz.casework.contacts.forms.tally import day_field
from omuz.casework.contacts.forms.words import WEEKDAYS_SHORT
from omuz.casework.team.rules.meeting import GENERAL_MAX, WHAT_MAX, usual_untils
from omuz.casework.team.rules.searching import LONGEST, WHY_MAX
from omuz.casework.team.rules.walls import REASON_MAX
from omuz.foundation.catalogue.lists import code_list

_CHOOSE = {"required": _("Birini seçin.")}
_NO_NAMES = _("İsim, adres, işyeri yazmayın.")
_QUIET = {"autocomplete": "off", "spellcheck": "false"}


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows, "autocomplete": "off"})


def _people(field: forms.Field, workers: Sequence[Worker], first: str | None = None) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  # tells the type checker what is declared below
    none = [] if first is None else [("", first)]
    field.choices = [*none, *((str(each.id), each.name) for each in workers)]


class ReasonForm(forms.Form):
    """A reason in one sentence."""

    why = forms.CharField(
        label=_("Neden?"), max_length=REASON_MAX, help_text=_NO_NAMES, widget=_lines(2),
        error_messages={"required": _("Nedenini bir cümleyle yazın; isim yazmayın.")},
    )  # fmt: skip


class GlassForm(ReasonForm):
    """Which restricted file is needed, and why."""

    code = forms.CharField(
        label=_("Dosya kodu"), max_length=20, widget=forms.TextInput({**_QUIET, "placeholder": "D-…"}),
        error_messages={"required": _("Dosyanın kodunu yazın.")},
    )  # fmt: skip
    field_order = ("code", "why")


class StaffForm(forms.Form):
    """For which colleague the coordinator enters a conflict of interest."""

    staff = forms.ChoiceField(label=_("Kim bu dosyayı bilmemeli?"), error_messages=_CHOOSE)

    def __init__(self, *args: Any, workers: Sequence[Worker] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        _people(self.fields["staff"], workers)

    @property
    def staff_id(self) -> UUID:
        """Who, once `is_valid()`."""
        return UUID(self.cleaned_data["staff"])


class ListForm(ReasonForm):
    """The named list of a restricted file."""

    names = forms.MultipleChoiceField(
        label=_("Kimler bilebilir?"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("En az iki kişi; biri dosya sorumlusu ya da koordinatör."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("names", "why", "version")

    def __init__(self, *args: Any, workers: Sequence[Worker] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        _people(self.fields["names"], workers)

    @property
    def listed(self) -> list[UUID]:
        """The chosen colleagues, once `is_valid()`."""
        return [UUID(each) for each in self.cleaned_data["names"]]


class TieForm(forms.Form):
    """How the person using violence is tied to the house."""

    ties = forms.MultipleChoiceField(
        label=_("Belediyeye ya da merkeze bağı"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["ties"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  # tells the type checker what is declared above
        field.choices = code_list("inside_tie").choices(timezone.localdate())


class SearchForm(forms.Form):
    """A name and why it is looked for."""

    name = forms.CharField(
        label=_("Ad"), max_length=LONGEST, widget=forms.TextInput(_QUIET),
        error_messages={"required": _("En az üç harflik bir ad yazın.")},
    )  # fmt: skip
    reason = forms.ChoiceField(label=_("Neden arıyorsunuz?"), widget=forms.RadioSelect, error_messages=_CHOOSE)
    why = forms.CharField(
        label=_("Bir cümleyle"), max_length=WHY_MAX, widget=_lines(2), help_text=_("Aradığınız adı yazmayın."),
        error_messages={"required": _("Nedenini bir cümleyle yazın; isim yazmayın.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # tells the type checker what is declared above
        field.choices = code_list("name_search_reason").choices(timezone.localdate())


class MeetingForm(forms.Form):
    """Who is at the meeting, and what is decided about the work itself."""

    present = forms.MultipleChoiceField(label=_("Kimler var?"), required=False, widget=forms.CheckboxSelectMultiple)
    general = forms.CharField(
        label=_("Çalışmayla ilgili kararlar"), required=False, max_length=GENERAL_MAX, widget=_lines(4),
        help_text=_("Hiçbir kadından söz etmeyin; dosya kararları kodla, yukarıda yazılır."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, workers: Sequence[Worker] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        _people(self.fields["present"], workers)

    @property
    def listed(self) -> list[UUID]:
        """Who is there, once `is_valid()`."""
        return [UUID(each) for each in self.cleaned_data["present"]]


class DayForm(forms.Form):
    """The day of a meeting."""

    on = day_field(_("Toplantı günü"))

    def clean_on(self) -> date:
        """A day; today when none is typed."""
        day: date | None = self.cleaned_data["on"]
        return day or timezone.localdate()


class DecisionForm(forms.Form):
    """One decision: what, who by post, until when."""

    what = forms.CharField(
        label=_("Ne yapılacak?"), max_length=WHAT_MAX, help_text=_("Tek cümle; öykü ve isim yazmayın."),
        widget=forms.TextInput({"autocomplete": "off"}), error_messages={"required": _("Kararı bir cümleyle yazın.")},
    )  # fmt: skip
    post = forms.ChoiceField(label=_("Hangi görev yapacak?"), widget=forms.RadioSelect, error_messages=_CHOOSE)
    worker = forms.ChoiceField(label=_("Kimin “Bugün” sayfasında görünsün?"), required=False)
    until = forms.ChoiceField(label=_("Ne zamana kadar?"), required=False, widget=forms.RadioSelect)
    due_on = day_field(_("Başka gün"))

    def __init__(self, *args: Any, workers: Sequence[Worker] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        today = timezone.localdate()
        for name, choices in (
            ("post", code_list("decision_post").choices(today)),
            ("until", [(day.isoformat(), _short(day)) for day in usual_untils(today)]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  # tells the type checker what is declared above
            field.choices = choices
        _people(self.fields["worker"], workers, first=str(_("bütün ekibin")))

    @property
    def day(self) -> date | None:
        """Until when, once `is_valid()`; a typed day goes before a pressed one."""
        told = self.cleaned_data
        typed: date | None = told["due_on"]
        return typed or (date.fromisoformat(told["until"]) if told["until"] else None)

    @property
    def worker_id(self) -> UUID | None:
        """Whose page of today shows it, once `is_valid()`; None for everybody's."""
        return UUID(self.cleaned_data["worker"]) if self.cleaned_data["worker"] else None


def _short(day: date) -> str:
    return f"{WEEKDAYS_SHORT[day.weekday()]} {day.day}.{day.month}"


class CodeForm(forms.Form):
    """The code of a file."""

    q = forms.CharField(
        label=_("Dosya kodu"), max_length=20, widget=forms.TextInput({**_QUIET, "placeholder": "D-…"}),
        error_messages={"required": _("Dosyanın kodunu yazın.")},
    )  # fmt: skip


class MergeForm(CodeForm, ReasonForm):
    """Which other file is hers, and why we think so."""

    field_order = ("q", "why")


class MetForm(forms.Form):
    """That the team met about a file of the urgent list, and what it decided."""

    decided = forms.CharField(label=_("Karar"), max_length=WHAT_MAX, required=False, help_text=_NO_NAMES)
