"""What the pages of this room accept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omuz.foundation.catalogue.lists import code_list
from omuz.network.coordination.models import Unit, UnitPage, Workspace
from omuz.network.coordination.queries.catalogue import stages
from omuz.network.coordination.rules.states import State
from omuz.network.coordination.rules.words import PARTS, STATES
from omuz.network.standards.forms import Day

NO_PERSON = _("Kişi adı yazmayın; görevin adını yazın.")
NOBODY = _("Kimsenin adını, dosyasını, başından geçeni yazmayın.")
A_LINE = _("Her satıra bir cümle.")


def area(label: Any, *, rows: int = 3, most: int = 600, required: bool = False, hint: Any = NOBODY) -> forms.CharField:
    """Free words of several lines."""
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=most, widget=box, help_text=hint)


class BeginForm(forms.Form):
    """For which municipality the work begins."""

    municipality = forms.ChoiceField(label=_("Belediye"), widget=forms.Select)
    on = Day(label=_("Başladığı gün"))

    def __init__(self, *args: Any, halls: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["municipality"]
        field.choices = [(str(hall.id), hall.name) for hall in halls]


class DetailsForm(forms.Form):
    """The mayor's word and the post that runs the work."""

    committed_on = Day(label=_("Başkanlık taahhüdünün günü"), required=False)
    commitment = forms.CharField(
        label=_("Nerede yazılı"),
        max_length=300,
        required=False,
        help_text=_("Belgenin adı ve sayısı: başkanlık oluru, meclis kararı, stratejik plan maddesi."),
    )
    secretariat_post = forms.CharField(
        label=_("Sekreteryayı yürüten görev"), max_length=120, required=False, help_text=NO_PERSON
    )


class ReachForm(forms.Form):
    """One stage further."""

    on = Day(label=_("Hangi gün"))
    evidence_note = forms.CharField(
        label=_("Dayanak (isteğe bağlı)"),
        max_length=400,
        required=False,
        help_text=_("Belgenin adı, toplantının günü."),
    )


class BackForm(forms.Form):
    """Back to an earlier stage."""

    stage = forms.TypedChoiceField(label=_("Hangi aşamaya"), coerce=int, widget=forms.Select)
    on = Day(label=_("Hangi gün"))
    why = forms.CharField(label=_("Neden"), max_length=400, help_text=NOBODY)

    def __init__(self, *args: Any, workspace: Workspace, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["stage"]
        field.choices = [(each.number, f"{each.number} {each.name}") for each in stages()[: workspace.stage]]


class TakeInForm(forms.Form):
    """Directorates of the list that are not on the map yet."""

    keys = forms.MultipleChoiceField(label=_("Müdürlükler"), widget=forms.CheckboxSelectMultiple, required=False)
    own = forms.CharField(
        label=_("Listede olmayan birim"),
        max_length=160,
        required=False,
        help_text=_("Belediyenizdeki adıyla; ör. Kent Konseyi Genel Sekreterliği."),
    )

    def __init__(self, *args: Any, workspace: Workspace, **options: Any) -> None:
        super().__init__(*args, **options)
        there = set(Unit.objects.filter(workspace=workspace).values_list("key", flat=True))
        field: Any = self.fields["keys"]
        field.choices = [(code, label) for code, label in code_list("directorate").choices() if code not in there]


class FocalForm(forms.Form):
    """Whom to call in a directorate."""

    name = forms.CharField(label=_("Müdürlüğün adı"), max_length=160)
    focal_post = forms.CharField(label=_("İrtibat görevi"), max_length=120, required=False, help_text=NO_PERSON)
    focal_contact = forms.CharField(
        label=_("Görevin hattı ya da ortak kutusu"),
        max_length=120,
        required=False,
        help_text=_("Kimsenin kendi telefonu değil: dahili numara, birim kutusu."),
    )
    deputy_post = forms.CharField(label=_("Yedek görev"), max_length=120, required=False, help_text=NO_PERSON)
    staff_count = forms.IntegerField(label=_("Çalışan sayısı"), min_value=0, max_value=20000, required=False)


class PageForm(forms.Form):
    """The five parts of a directorate's page."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["base"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        for part in UnitPage.PARTS:
            self.fields[part] = area(PARTS[part], rows=5, most=1500, hint=A_LINE)


class DayForm(forms.Form):
    """A day by itself."""

    on = Day(label=_("Hangi gün"))


class DraftForm(forms.Form):
    """The draft of a protocol."""

    title = forms.CharField(label=_("Protokolün adı"), max_length=200)
    parties = area(_("Taraflar"), rows=6, most=2000, hint=_("Her satıra bir birim ya da kurum; kişi adı yazmayın."))
    text = area(_("Metin"), rows=18, most=20000)


class TermForm(forms.Form):
    """When a protocol was signed and how long it runs."""

    signed_on = Day(label=_("İmza günü"))
    starts_on = Day(label=_("Yürürlüğe girdiği gün"))
    ends_on = Day(label=_("Bittiği gün"), required=False, help_text=_("Süresizse boş bırakın."))


class StepForm(forms.Form):
    """One action of the plan."""

    unit = forms.ModelChoiceField(label=_("Müdürlük"), queryset=Unit.objects.none())
    what = area(_("Eylem: ne yapılacak?"), rows=2, most=400, required=True)
    post = forms.CharField(label=_("Sorumlu görev"), max_length=120, help_text=NO_PERSON)
    starts_on = Day(label=_("Başlama"))
    ends_on = Day(label=_("Bitiş"))
    indicator = forms.CharField(
        label=_("Gösterge"), max_length=200, required=False, help_text=_("Yapıldığı neyden anlaşılacak?")
    )
    means = forms.CharField(label=_("Kaynak, bütçe"), max_length=200, required=False)
    strategic_plan = forms.CharField(label=_("Stratejik plan maddesi"), max_length=120, required=False)
    equality_plan = forms.CharField(label=_("Yerel eşitlik eylem planı maddesi"), max_length=120, required=False)

    def __init__(self, *args: Any, workspace: Workspace, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["unit"]
        field.queryset = Unit.objects.filter(workspace=workspace)


class MoveForm(forms.Form):
    """Another state of an action."""

    state = forms.ChoiceField(label=_("Durum"), choices=[(each, STATES[each]) for each in State])
    done_on = Day(label=_("Tamamlandığı gün"), required=False, help_text=_("Yalnız tamamlandıysa; boşsa bugün."))
    why = area(_("Neden, açıklama"), rows=2, most=400, hint=_("Vazgeçildiyse ya da geciktiyse nedenini yazın."))


class LessonForm(forms.Form):
    """Something learnt."""

    on = Day(label=_("Gün"))
    text = area(_("Ne öğrenildi?"), rows=3, required=True)
    for_whom = forms.CharField(label=_("Kimin işine yarar?"), max_length=160, required=False)
