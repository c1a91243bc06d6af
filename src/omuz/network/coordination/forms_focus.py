"""What the pages of focus groups accept."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from omuz.network.coordination.actions.focus import MOST_CAME, WORDS, Note, Plan
from omuz.network.coordination.actions.nobody import fault_of
from omuz.network.coordination.actions.sheets import MOST_ACTIONS, Proposed
from omuz.network.coordination.forms import NO_PERSON, area
from omuz.network.coordination.models import FocusGroup, SheetAction, UnitSheet, Workspace
from omuz.network.coordination.queries.focus import QuestionNotes
from omuz.network.coordination.queries.guide import GuideText, frame
from omuz.network.standards.forms import Day


class PlanForm(forms.Form):
    """One group of one directorate."""

    unit = forms.ChoiceField(label=_("Müdürlük"), widget=forms.Select)
    level = forms.ChoiceField(label=_("Kademe"), widget=forms.RadioSelect)
    on = Day(label=_("Gün"))
    begins = forms.TimeField(
        label=_("Saat"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    minutes = forms.IntegerField(label=_("Süre (dakika)"), initial=90)
    seats = forms.IntegerField(label=_("Kaç kişi çağrılıyor"), initial=8)
    place = forms.CharField(label=_("Yer"), max_length=160, required=False)
    facilitator = forms.CharField(
        label=_("Kolaylaştırıcı"), max_length=120,
        help_text=_("Belediyenin dışından bir kurum ve görev; kişi adı yazmayın."),
    )  # fmt: skip
    note_taker = forms.CharField(label=_("Not tutan"), max_length=120, help_text=NO_PERSON)
    support = forms.CharField(
        label=_("Görüşmeden sonra destek"), max_length=200, required=False,
        help_text=_("Herkese söylenecek yer; kurumun adı, hattı."),
    )  # fmt: skip

    def __init__(self, *args: Any, workspace: Workspace, **options: Any) -> None:
        super().__init__(*args, **options)
        told, field, level = frame(), self.fields["unit"], self.fields["level"]
        self.units = {str(row.id): row for row in workspace.units.all()}
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
        assert isinstance(level, forms.ChoiceField)  # noqa: S101  # for the type checker
        field.choices = [(key, row.name) for key, row in self.units.items()]
        level.choices = [(each.code, str(each.title)) for each in told.levels]
        self.fields["minutes"].help_text = gettext("%(least)s ile %(most)s dakika arası") % {
            "least": told.shortest, "most": told.longest,
        }  # fmt: skip
        self.fields["seats"].help_text = gettext("%(least)s ile %(most)s kişi arası") % {
            "least": told.fewest, "most": told.most,
        }  # fmt: skip

    @property
    def plan(self) -> Plan:
        """What was asked for."""
        return Plan(**self.cleaned_data | {"unit": self.units[self.cleaned_data["unit"]]})


def plan_initial(group: FocusGroup) -> dict[str, Any]:
    """A planned group as the form shows it again."""
    names = ("level", "on", "begins", "minutes", "seats", "place", "facilitator", "note_taker", "support")
    return {name: getattr(group, name) for name in names} | {"unit": str(group.unit_id)}


class HeldForm(forms.Form):
    """On which day the group sat, and how many came."""

    on = Day(label=_("Yapıldığı gün"))
    came = forms.IntegerField(
        label=_("Kaç kişi geldi"), min_value=1, max_value=MOST_CAME, help_text=_("Yalnız sayı; kim olduğu yazılmaz.")
    )


class WhyForm(forms.Form):
    """A reason by itself."""

    why = forms.CharField(label=_("Neden"), max_length=300)


class NotesForm(forms.Form):
    """What was said, question by question: rows that are there, and one box for new ones, a note a line."""

    def __init__(self, *args: Any, questions: list[QuestionNotes], **options: Any) -> None:
        super().__init__(*args, **options)
        self.questions = questions
        for each in questions:
            for row in each.notes:
                self.fields[f"note-{row.id}"] = self._box(each.asked.text, 2, WORDS, row.words)
            self.fields[f"new-{each.asked.code}"] = self._box(each.asked.text, 4, 6000, "")

    @staticmethod
    def _box(label: str, rows: int, most: int, start: str) -> forms.CharField:
        box = forms.Textarea(attrs={"rows": rows})
        return forms.CharField(label=label, required=False, max_length=most, widget=box, initial=start)

    def clean(self) -> dict[str, Any]:
        """Each box is looked at by itself, so that the sentence stands where the words are."""
        told = super().clean() or {}
        for name, words in list(told.items()):
            fault = next((fault for line in words.splitlines() if (fault := fault_of(line))), "")
            if fault:
                self.add_error(name, fault)
        return told

    def groups(self) -> Iterator[tuple[int, Any, list[BoundField], BoundField]]:
        """Number, question, boxes of its notes, the box for new ones."""
        for place, each in enumerate(self.questions, 1):
            yield place, each.asked, [self[f"note-{row.id}"] for row in each.notes], self[f"new-{each.asked.code}"]

    @property
    def notes(self) -> list[Note]:
        """Everything that was typed, as the act takes it."""
        told = []
        for each in self.questions:
            code = each.asked.code
            told += [Note(code, self.cleaned_data[f"note-{row.id}"], row.id) for row in each.notes]
            lines = self.cleaned_data[f"new-{code}"].splitlines()
            told += [Note(code, line.strip()[:WORDS]) for line in lines if line.strip()]
        return told


class GuideForm(forms.Form):
    """The nine questions and the consent in the municipality's own words."""

    def __init__(self, *args: Any, guide: GuideText, **options: Any) -> None:
        super().__init__(*args, **options)
        self.codes = [each.code for each in guide.questions]
        for place, each in enumerate(guide.questions, 1):
            text = area(gettext("%(n)s. soru") % {"n": place}, rows=2, required=True, hint="")
            probe = area(gettext("Sormaya devam etmek için"), rows=2, hint="")
            text.initial, probe.initial = each.text, each.probe
            self.fields[f"text-{each.code}"], self.fields[f"probe-{each.code}"] = text, probe
        consent = area(
            gettext("Onam metni"), rows=12, most=6000, required=True, hint=gettext("Her satır bir paragraf.")
        )
        consent.initial = "\n".join(guide.consent)
        self.fields["consent"] = consent

    @property
    def questions(self) -> dict[str, tuple[str, str]]:
        """Code → question and what to ask on."""
        return {code: (self.cleaned_data[f"text-{code}"], self.cleaned_data[f"probe-{code}"]) for code in self.codes}


class FindingsForm(forms.Form):
    """What was learnt about each theme."""

    def __init__(self, *args: Any, start: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        for theme in frame().themes:
            field = area(str(theme.title), rows=3, most=2000, hint=str(theme.means or ""))
            field.initial = start.get(theme.code, "")
            self.fields[theme.code] = field


class SheetForm(forms.Form):
    """The workflow of a unit and up to five actions."""

    workflow = area(
        _("İş akışı"), rows=6, most=4000, required=True, hint=_("Her satıra bir adım: kim, ne zaman, ne yapar.")
    )

    def __init__(self, *args: Any, sheet: UnitSheet | None, **options: Any) -> None:
        super().__init__(*args, **options)
        rows: list[SheetAction | None] = [*(sheet.actions.all() if sheet else ())]
        if sheet is not None:
            self.fields["workflow"].initial = sheet.workflow
        for place in range(MOST_ACTIONS):
            self._add(place, rows[place] if place < len(rows) else None)

    def _add(self, place: int, row: SheetAction | None) -> None:
        months = [(3, _("üç ay içinde")), (12, _("on iki ay içinde"))]
        fields: dict[str, forms.Field] = {
            "what": forms.CharField(label=_("Ne yapılacak"), max_length=400, required=False),
            "post": forms.CharField(label=_("Sorumlu görev"), max_length=120, required=False),
            "months": forms.TypedChoiceField(label=_("Ne zamana kadar"), choices=months, coerce=int, initial=3),
            "indicator": forms.CharField(label=_("Olduğu nereden anlaşılır"), max_length=200, required=False),
        }
        for name, field in fields.items():
            if row is not None:
                field.initial = getattr(row, name)
            self.fields[f"{name}-{place}"] = field

    def rows(self) -> Iterator[tuple[int, list[BoundField]]]:
        """The boxes of each action with its number."""
        for place in range(MOST_ACTIONS):
            yield place + 1, [self[f"{name}-{place}"] for name in ("what", "post", "months", "indicator")]

    @property
    def actions(self) -> list[Proposed]:
        """Actions that have words."""
        told = self.cleaned_data
        return [
            Proposed(told[f"what-{n}"], told[f"post-{n}"], told[f"months-{n}"], told[f"indicator-{n}"])
            for n in range(MOST_ACTIONS)
            if told[f"what-{n}"].strip()
        ]


class ConfirmForm(forms.Form):
    """The unit agrees to its sheet."""

    on = Day(label=_("Onay günü"))
    post = forms.CharField(label=_("Onaylayan görev"), max_length=120, help_text=NO_PERSON)


class JointForm(forms.Form):
    """All units together."""

    on = Day(label=_("Gün"))
    present = forms.MultipleChoiceField(label=_("Gelen birimler"), choices=(), widget=forms.CheckboxSelectMultiple)
    words = area(_("Neye karar verildi, ne değişti"), rows=4, most=4000)
    validated = forms.BooleanField(label=_("Birimlerin sayfaları birlikte geçerli sayıldı"), required=False)

    def __init__(self, *args: Any, workspace: Workspace, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["present"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  # for the type checker
        field.choices = [(str(row.id), row.name) for row in workspace.units.all()]

    @property
    def units(self) -> list[UUID]:
        return [UUID(each) for each in self.cleaned_data["present"]]
