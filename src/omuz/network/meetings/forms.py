"""What the pages of this room accept."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.catalogue.turkish import day
from omuz.network.directory.models import Partner
from omuz.network.meetings.models import AgendaItem, Attachment, Institution, Meeting
from omuz.network.meetings.rules.rota import LAST_WEEK
from omuz.network.meetings.rules.standing import Outcome
from omuz.network.meetings.rules.words import ANSWERS, ATTACHMENTS, OTHER, QUESTIONS
from omuz.network.standards.forms import Day

NO_PERSON = _("Kişi adı yazmayın; görevin adını yazın.")
NOBODY = _("Kimsenin adını, dosyasını, başından geçeni yazmayın.")
WEEKS = [(1, _("ayın ilk haftası")), (2, _("ikinci hafta")), (3, _("üçüncü hafta")), (4, _("dördüncü hafta")),
         (LAST_WEEK, _("son hafta"))]  # fmt: skip
WEEKDAYS = [(0, _("pazartesi")), (1, _("salı")), (2, _("çarşamba")), (3, _("perşembe")), (4, _("cuma"))]
OUTCOMES = [(Outcome.RUNNING, _("sürüyor")), (Outcome.DONE, _("yapıldı")), (Outcome.DROPPED, _("vazgeçildi"))]
EXTRA = 3
"""Empty rows for new items and decisions."""


class Clock(forms.TimeField):
    """A time of day by the browser's own picker."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **options)


def _area(label: Any, *, rows: int = 3, most: int = 600, required: bool = False, hint: Any = NOBODY) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=most, widget=area, help_text=hint)


def _hosts() -> Any:
    return Institution.objects.filter(hosts=True, closed=False).order_by("name")


class ProposalForm(forms.Form):
    """On which day of the month the network meets, and between which hours."""

    week = forms.TypedChoiceField(label=_("Ayın hangi haftası"), coerce=int, choices=WEEKS, widget=forms.Select)
    weekday = forms.TypedChoiceField(label=_("Hangi gün"), coerce=int, choices=WEEKDAYS, widget=forms.Select)
    begins = Clock(label=_("Başlangıç"))
    ends = Clock(label=_("Bitiş"))


class PlannedForm(forms.Form):
    """One meeting beside the proposal."""

    on = Day(label=_("Gün"))
    host = forms.ModelChoiceField(label=_("Ev sahibi"), queryset=Institution.objects.none())
    begins = Clock(label=_("Başlangıç"), initial=time(10))
    ends = Clock(label=_("Bitiş"), initial=time(13))
    number = forms.IntegerField(
        label=_("Kaçıncı toplantı (yalnız ilkinde)"), min_value=1, max_value=999, required=False, initial=1
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["host"]
        field.queryset = _hosts()
        if Meeting.objects.exclude(number=None).exists():
            del self.fields["number"]


class HostForm(forms.Form):
    """Somebody else hosts."""

    host = forms.ModelChoiceField(label=_("Yeni ev sahibi"), queryset=Institution.objects.none())
    reason = forms.CharField(label=_("Gerekçe"), max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["host"]
        field.queryset = _hosts()


class _Other(forms.ModelChoiceField):  # type: ignore[type-arg]  # the class takes no argument at run time
    def label_from_instance(self, obj: Any) -> str:
        return f"{day(obj.on)} · {obj.host.name if obj.host else '–'}"


class SwapForm(forms.Form):
    """Change turns with another meeting."""

    other = _Other(label=_("Hangi toplantıyla"), queryset=Meeting.objects.none())
    reason = forms.CharField(label=_("Gerekçe"), max_length=300)
    host = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, meeting: Meeting, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["host"].initial = meeting.host_id
        field: Any = self.fields["other"]
        rows = Meeting.objects.filter(cancelled_at=None, closed_at=None, on__gte=today).exclude(pk=meeting.pk)
        field.queryset = rows.select_related("host").order_by("on")


class DayForm(forms.Form):
    """Another day."""

    on = Day(label=_("Yeni gün"))
    reason = forms.CharField(label=_("Gerekçe"), max_length=300)


class ReasonForm(forms.Form):
    """A reason by itself."""

    reason = forms.CharField(label=_("Gerekçe"), max_length=300)


class DetailsForm(forms.Form):
    """Where, when, about what."""

    topic = forms.CharField(label=_("Ayın konusu"), max_length=200, required=False)
    place = forms.CharField(
        label=_("Yer"),
        max_length=200,
        required=False,
        help_text=_("Adresi gizli bir merkezi yazmayın; belediye salonu gibi herkese açık bir yer seçin."),
    )
    how_to_reach = forms.CharField(
        label=_("Nasıl gelinir, erişim"),
        max_length=300,
        required=False,
        help_text=_("Toplu taşıma, basamaksız giriş, işaret dili, çocuk köşesi."),
    )
    link = forms.CharField(label=_("Çevrim içi bağlantı"), max_length=300, required=False)
    begins = Clock(label=_("Başlangıç"))
    ends = Clock(label=_("Bitiş"))


class ItemForm(forms.Form):
    """One row of the agenda; a row without a title is none."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    place = forms.IntegerField(label=_("Sıra"), min_value=1, max_value=99, required=False)
    title = forms.CharField(label=_("Gündem maddesi"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=_("Tür"),
        required=False,
        choices=[
            (AgendaItem.Kind.TOPIC, _("konu")),
            (AgendaItem.Kind.FOLLOW_UP, _("karar takibi")),
            (AgendaItem.Kind.BREAK, _("ara")),
        ],
    )
    presenter = forms.CharField(label=_("Kim anlatacak (görev, kurum)"), max_length=120, required=False)
    minutes = forms.IntegerField(label=_("Dakika"), min_value=1, max_value=480, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("title") and not given.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("Bu madde kaç dakika sürecek?"))
        return given


ItemFormSet = forms.formset_factory(ItemForm, extra=EXTRA, max_num=30)


class DecisionForm(forms.Form):
    """A decision: what, which post of which institution, until when; a row without words is none."""

    what = _area(_("Karar"), rows=2)
    owner = forms.ModelChoiceField(
        label=_("Kurum"),
        queryset=Institution.objects.none(),
        required=False,
        empty_label=_("Ağ koordinatörlüğü"),
    )
    owner_post = forms.CharField(label=_("Sorumlu görev"), max_length=120, required=False, help_text=NO_PERSON)
    due = Day(label=_("Ne zamana kadar"), required=False)
    item = forms.ModelChoiceField(
        label=_("Hangi maddede"), queryset=AgendaItem.objects.none(), required=False, empty_label="–"
    )

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        owner: Any = self.fields["owner"]
        owner.queryset = Institution.objects.filter(closed=False).order_by("name")
        item: Any = self.fields["item"]
        item.queryset = meeting.items.exclude(kind=AgendaItem.Kind.BREAK)
        item.label_from_instance = lambda row: row.title


DecisionFormSet = forms.formset_factory(DecisionForm, extra=EXTRA, max_num=20)


class FollowUpForm(forms.Form):
    """What became of a decision."""

    outcome = forms.ChoiceField(label=_("Ne durumda?"), choices=OUTCOMES, widget=forms.RadioSelect)
    on = Day(label=_("Hangi gün"))
    words = _area(_("Ne yapıldı, ne kaldı?"), rows=2)


class PaperForm(forms.Form):
    """Where a paper of the meeting is kept."""

    kind = forms.ChoiceField(label=_("Tür"), choices=[(code, ATTACHMENTS[code]) for code in Attachment.Kind.values])
    title = forms.CharField(label=_("Belgenin adı"), max_length=200)
    link = forms.CharField(label=_("Bağlantı"), max_length=300, required=False)
    kept_at = forms.CharField(label=_("ya da nerede durduğu"), max_length=200, required=False)


class InstitutionForm(forms.Form):
    """Somebody the network meets with."""

    name = forms.CharField(label=_("Kurumun adı"), max_length=160)
    kind = forms.ChoiceField(label=_("Türü"), widget=forms.Select)
    member = forms.BooleanField(label=_("Her ay çağrılır"), required=False)
    hosts = forms.BooleanField(label=_("Ev sahipliği sırasında"), required=False)
    closed = forms.BooleanField(label=_("Artık çağrılmıyor"), required=False)

    def __init__(self, *args: Any, new: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["kind"]
        field.choices = [*code_list("centre_kind").choices(), (OTHER, _("başka kurum"))]
        if new:
            del self.fields["closed"]


class GuestForm(forms.Form):
    """A guest from the institutions of the directory."""

    partner = forms.ModelChoiceField(label=_("Rehberdeki kurum"), queryset=Partner.objects.none())

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["partner"]
        field.queryset = Partner.objects.filter(closed=False).order_by("name")


class EvaluationForm(forms.Form):
    """The three questions."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for question, words in QUESTIONS.items():
            self.fields[question] = forms.ChoiceField(
                label=str(words), choices=list(ANSWERS.items()), widget=forms.RadioSelect
            )


class SheetsForm(forms.Form):
    """What was counted on paper: a number for each answer of each question."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for question, answer in _asked():
            self.fields[f"{question}-{answer}"] = forms.IntegerField(
                label=f"{QUESTIONS[question]} – {ANSWERS[answer]}", min_value=0, max_value=500, required=False
            )

    def counts(self) -> dict[tuple[str, str], int]:
        """Question and answer → how many."""
        return {each: self.cleaned_data["-".join(each)] or 0 for each in _asked()}

    def rows(self) -> list[tuple[Any, list[Any]]]:
        """A question with its three fields."""
        return [(words, [self[f"{question}-{answer}"] for answer in ANSWERS]) for question, words in QUESTIONS.items()]


def _asked() -> Iterable[tuple[str, str]]:
    return [(question, answer) for question in QUESTIONS for answer in ANSWERS]
