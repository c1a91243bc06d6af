"""What the pages of this room accept."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.catalogue.turkish import sort_key
from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Centre, Organisation
from omuz.network.surveys.forms import DayField
from omuz.network.training.actions.elsewhere import MOST_HOURS, MOST_SUPERVISION, Paper
from omuz.network.training.actions.holding import MOST_PLACES, Plan
from omuz.network.training.actions.seats import MOST_AT_ONCE, Guest
from omuz.network.training.models import Seat, Training
from omuz.network.training.queries.catalogue import Course, course_of, courses
from omuz.network.training.queries.staff import Worker
from omuz.network.training.rules import HIGHEST, SeatState

OUTSIDE = "outside"
NETWORK = "network"
_RATINGS = [("0", "0"), ("1", "1"), ("2", "2"), ("3", "3"), ("4", "4")]


class PlanForm(forms.Form):
    """A training in the calendar."""

    host = forms.ChoiceField(label=_("Kim düzenliyor?"), choices=(), widget=forms.RadioSelect)
    course = forms.ChoiceField(label=_("Kurs"), choices=())
    modules = forms.MultipleChoiceField(
        label=_("Bölümler"), choices=(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Hepsi yapılacaksa boş bırakın."),
    )  # fmt: skip
    how = forms.ChoiceField(label=_("Nasıl?"), choices=Training.How.choices, widget=forms.RadioSelect)
    starts_on = DayField(label=_("İlk gün"))
    ends_on = DayField(label=_("Son gün"))
    time = forms.CharField(label=_("Saat"), max_length=40, required=False, help_text=_("Örneğin 10:00–16:00"))
    place = forms.CharField(
        label=_("Yer"), max_length=200, required=False, help_text=_("Çevrim içiyse bağlantının nasıl geleceğini yazın.")
    )
    places = forms.IntegerField(label=_("Kaç kişilik?"), min_value=1, max_value=MOST_PLACES)
    trainers = forms.CharField(
        label=_("Eğitmenler"), max_length=200, required=False, help_text=_("Unvan ve kurum yeter.")
    )
    note = forms.CharField(
        label=_("Katılacaklara not"), max_length=600, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, person: Person, training: Training | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.training = training
        if training is not None:
            for name in ("host", "course", "modules"):
                del self.fields[name]
            return
        hosts = [(str(post.centre_id), post.centre_name) for post in person.centres_where("training.elsewhere")]
        self.fields["host"].choices = [(NETWORK, _("Ağ"))] * person.sees_network + hosts  # type: ignore[attr-defined]  # a choice field
        self.fields["course"].choices = [(each.code, str(each.title)) for each in courses().values()]  # type: ignore[attr-defined]  # a choice field
        chosen = course_of(str(self["course"].value() or ""))
        if chosen is None:
            del self.fields["modules"]
            return
        self.fields["modules"].choices = [  # type: ignore[attr-defined]  # a choice field
            (module.code, f"{module.title} ({module.hours})") for module in chosen.modules
        ]

    @property
    def host_id(self) -> UUID | None:
        """The centre that holds it; None for the network."""
        told = self.cleaned_data["host"]
        return None if told == NETWORK else UUID(told)

    @property
    def plan(self) -> Plan:
        """What was asked for."""
        told = {name: value for name, value in self.cleaned_data.items() if name not in ("host", "course", "modules")}
        return Plan(**told, modules=tuple(self.cleaned_data.get("modules", ())))


def plan_initial(training: Training) -> dict[str, Any]:
    """A planned training as the form shows it again."""
    names = ("how", "starts_on", "ends_on", "time", "place", "places", "trainers", "note")
    return {name: getattr(training, name) for name in names}


class GuestForm(forms.Form):
    """So many of one title from one place."""

    title = forms.CharField(label=_("Unvan"), max_length=80, help_text=_("İsim yazılmaz; örneğin “Psikolog”."))
    centre = forms.ChoiceField(label=_("Nereden?"), choices=())
    where = forms.CharField(label=_("Belediye ya da kurum"), max_length=120, required=False)
    directorate = forms.ChoiceField(label=_("Müdürlük"), choices=(), required=False)
    number = forms.IntegerField(label=_("Kaç kişi?"), min_value=1, max_value=MOST_AT_ONCE, initial=1)
    left = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, training: Training, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = Centre.objects.filter(pk=training.host_id) if training.host_id else Centre.objects.all()
        centres = [(str(row.id), row.name) for row in sorted(rows, key=lambda row: sort_key(row.name))]
        self.fields["centre"].choices = [*centres, (OUTSIDE, _("Başka bir yerden"))]  # type: ignore[attr-defined]  # a choice field
        self.fields["directorate"].choices = [("", "—"), *code_list("directorate").choices(timezone.localdate())]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Where somebody from outside comes from is written."""
        told = super().clean() or {}
        if told.get("centre") == OUTSIDE and not told.get("where", "").strip():
            self.add_error("where", _("Hangi belediyeden ya da kurumdan geldiğini yazın."))
        return told

    @property
    def guest(self) -> Guest:
        """Who is invited."""
        told = self.cleaned_data
        centre = None if told["centre"] == OUTSIDE else UUID(told["centre"])
        return Guest(told["title"], centre, told["where"], told["directorate"], told["number"], told["left"])


class NameForm(forms.Form):
    """Which worker takes a seat of the centre."""

    staff = forms.ChoiceField(label=_("Kim katılıyor?"), choices=())

    def __init__(self, *args: Any, team: Iterable[Worker], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["staff"].choices = [(str(each.staff_id), each.name) for each in team]  # type: ignore[attr-defined]  # a choice field


class AttendanceForm(forms.Form):
    """Hours of each seat; somebody who said she would not come is not asked about."""

    def __init__(self, *args: Any, training: Training, seats: Sequence[tuple[Seat, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for seat, label in seats:
            if seat.state == SeatState.DECLINED:
                continue
            counted = seat.state in (SeatState.ATTENDED, SeatState.ABSENT)
            self.fields[str(seat.pk)] = forms.IntegerField(
                label=label, min_value=0, max_value=training.hours,
                initial=seat.attended_hours if counted else training.hours,
            )  # fmt: skip

    @property
    def hours(self) -> dict[UUID, int]:
        """Seat → hours."""
        return {UUID(name): value for name, value in self.cleaned_data.items()}


class RatingForm(forms.Form):
    """How she sees each skill, 0 to 4; a skill she leaves out is not counted."""

    def __init__(self, *args: Any, course: Course, **options: Any) -> None:
        super().__init__(*args, **options)
        for skill in course.skills:
            self.fields[skill.code] = forms.ChoiceField(
                label=str(skill.title), choices=_RATINGS, required=False, widget=forms.RadioSelect
            )

    @property
    def levels(self) -> dict[str, int]:
        """Skill → level, only those marked."""
        told = {name: int(value) for name, value in self.cleaned_data.items() if value}
        return {name: level for name, level in told.items() if 0 <= level <= HIGHEST}


class ChangeForm(forms.Form):
    """What she changed, in her words."""

    said = forms.CharField(
        label=_("Neyi değiştirdiniz?"), max_length=600, widget=forms.Textarea({"rows": 5}),
        help_text=_("Bir iki cümle yeter. Kadın, isim, olay yazmayın; sizin adınız da görünmez."),
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why a training is called off, or a certificate taken back."""

    reason = forms.CharField(label=_("Neden"), max_length=300, widget=forms.Textarea({"rows": 3}))


class CodeForm(forms.Form):
    """The code of a certificate."""

    code = forms.CharField(
        label=_("Belge kodu"), max_length=30,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Belgenin altındaki kod; örneğin 7K2M-0PQR-94TX"),
    )  # fmt: skip


class ElsewhereForm(forms.Form):
    """A training a worker took in another house."""

    staff = forms.ChoiceField(label=_("Çalışan"), choices=())
    course = forms.ChoiceField(label=_("Kurs"), choices=())
    hours = forms.IntegerField(label=_("Saat"), min_value=1, max_value=MOST_HOURS)
    ended_on = DayField(label=_("Bittiği gün"))
    given_by = forms.CharField(label=_("Eğitimi veren kurum"), max_length=160)
    code = forms.CharField(label=_("Belge kodu"), max_length=40, required=False)

    def __init__(self, *args: Any, team: Iterable[Worker], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["staff"].choices = [(str(each.staff_id), each.name) for each in team]  # type: ignore[attr-defined]  # a choice field
        self.fields["course"].choices = [(each.code, str(each.title)) for each in courses().values()]  # type: ignore[attr-defined]  # a choice field

    @property
    def paper(self) -> Paper:
        """What the paper says."""
        told = self.cleaned_data
        return Paper(told["course"], told["hours"], told["ended_on"], told["given_by"], told["code"])


class DirectorateForm(forms.Form):
    """Two counts of a directorate in a year."""

    organisation = forms.ChoiceField(label=_("Belediye"), choices=())
    directorate = forms.ChoiceField(label=_("Müdürlük"), choices=())
    year = forms.IntegerField(label=_("Yıl"), min_value=2000, max_value=2100)
    staff = forms.IntegerField(
        label=_("Çalışan sayısı"), min_value=1, max_value=20_000, required=False,
        help_text=_("Boşsa Belediye içi sayfasındaki sayı alınır."),
    )  # fmt: skip
    trained = forms.IntegerField(label=_("O yıl eğitim alan"), min_value=0, max_value=20_000)

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        held = person.centres_where("training.elsewhere")
        own = {post.organisation_id for post in held if post.organisation_id is not None}
        rows = Organisation.objects.filter(centres__isnull=False).distinct()
        rows = rows if person.sees_network else rows.filter(pk__in=own)
        named = sorted(rows, key=lambda row: sort_key(row.name))
        self.organisations = named
        self.fields["organisation"].choices = [(str(row.id), row.name) for row in named]  # type: ignore[attr-defined]  # a choice field
        self.fields["directorate"].choices = code_list("directorate").choices(timezone.localdate())  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Nobody can have trained more than there are."""
        told = super().clean() or {}
        staff, trained = told.get("staff"), told.get("trained")
        if staff is not None and trained is not None and trained > staff:
            self.add_error("trained", _("Eğitim alan sayısı çalışan sayısından çok olamaz."))
        return told


class SupervisionForm(forms.Form):
    """Two numbers of a centre's year."""

    year = forms.IntegerField(label=_("Yıl"), min_value=2000, max_value=2100)
    hours = forms.IntegerField(label=_("Süpervizyon saati (toplam)"), min_value=0, max_value=MOST_SUPERVISION)
    workers = forms.IntegerField(label=_("Kadınlarla çalışan sayısı"), min_value=1, max_value=MOST_HOURS)
