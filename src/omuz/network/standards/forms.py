"""What the pages of this room accept."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omuz.foundation.catalogue.lists import code_list
from omuz.foundation.people.models import Centre, Organisation
from omuz.network.standards.models import Adoption, Remark
from omuz.network.standards.rules.content import Content, Criterion

NOBODY = _("İsim, adres, olay yazmayın.")
LEVEL_WORDS = {
    "0": _("Yok"),
    "1": _("Başlangıç"),
    "2": _("Kısmen"),
    "3": _("Tam"),
    "U": _("Uygulanamaz"),
}
"""The words of the scale; what a level means for one criterion stands with the criterion."""

PART_WORDS = {
    "title": _("Başlık"),
    "meaning": _("Açıklama"),
    "evidence": _("Kanıt"),
    "level_0": _("Düzey: yok"),
    "level_1": _("Düzey: başlangıç"),
    "level_2": _("Düzey: kısmen"),
    "level_3": _("Düzey: tam"),
    "weight": _("Ağırlık"),
    "critical": _("Kritik"),
}


def parts() -> list[tuple[str, Any]]:
    """Parts a proposal may replace, Turkish first."""
    worded = [(name, words) for name, words in PART_WORDS.items() if name not in ("weight", "critical")]
    return [(f"{name}.tr", words) for name, words in worded] + [
        (f"{name}.en", f"{words} (EN)") for name, words in worded
    ]


class Day(forms.DateField):
    """A day by the browser's own picker; 23.11.2026 is understood too."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", ["%Y-%m-%d", "%d.%m.%Y"])
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def _text(
    label: Any, *, rows: int = 3, required: bool = False, most: int = 2000, hint: Any = NOBODY
) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=most, widget=area, help_text=hint)


class RemarkForm(forms.Form):
    """A word about a criterion of a draft."""

    kind = forms.ChoiceField(
        label=_("Ne demek istiyorsunuz?"),
        widget=forms.RadioSelect,
        choices=[
            (Remark.Kind.COMMENT, _("Yorum")),
            (Remark.Kind.PROPOSAL, _("Başka bir yazı öneriyorum")),
            (Remark.Kind.SUPPORT, _("Bu hâliyle destekliyorum")),
            (Remark.Kind.DISSENT, _("Karşıyım")),
        ],
    )
    part = forms.ChoiceField(label=_("Hangi bölüm (öneri için)"), required=False)
    words = _text(_("Sözünüz ya da önerilen yazı"))
    reason = _text(_("Gerekçe"), rows=2)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["part"]
        field.choices = [("", "–"), *parts()]


class WordingForm(forms.Form):
    """The words, weight and mark of one criterion of a draft."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    weight = forms.TypedChoiceField(label=_("Ağırlık"), coerce=int, choices=[(n, str(n)) for n in (1, 2, 3)])
    critical = forms.BooleanField(label=_("Kritik ölçüt (K)"), required=False)

    def __init__(self, *args: Any, criterion: Criterion, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in parts():
            part, _dot, language = name.partition(".")
            area = forms.Textarea(attrs={"rows": 2, "lang": language})
            self.fields[name.replace(".", "-")] = forms.CharField(
                label=label, max_length=1000, widget=area, initial=criterion.words(part)[language]
            )
        self.fields["weight"].initial, self.fields["critical"].initial = criterion.weight, criterion.critical

    def changes(self, criterion: Criterion) -> dict[str, Any]:
        """What is different now."""
        told = {name: self.cleaned_data[name.replace(".", "-")] for name, _label in parts()}
        found: dict[str, Any] = {
            name: words
            for name, words in told.items()
            if words != criterion.words(name.partition(".")[0])[name.partition(".")[2]]
        }
        for name in ("weight", "critical"):
            if self.cleaned_data[name] != getattr(criterion, name):
                found[name] = self.cleaned_data[name]
        return found


class AdoptionForm(forms.Form):
    """A municipality's decision about a version."""

    organisation = forms.ModelChoiceField(label=_("Kurum"), queryset=Organisation.objects.none())
    body = forms.ChoiceField(
        label=_("Kararı veren"),
        choices=[
            (Adoption.Body.COUNCIL, _("Meclis")),
            (Adoption.Body.MAYOR, _("Başkanlık oluru")),
            (Adoption.Body.BOARD, _("Yönetim kurulu")),
        ],
    )
    decided_on = Day(label=_("Karar günü"))
    number = forms.CharField(label=_("Karar sayısı"), max_length=60)

    def __init__(self, *args: Any, organisations: Iterable[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=list(organisations)).order_by("name")


class RoundForm(forms.Form):
    """A new round."""

    title = forms.CharField(label=_("Turun adı"), max_length=160)
    year = forms.IntegerField(label=_("Yıl"), min_value=2020, max_value=2100)
    opens_on = Day(label=_("Açılış"))
    due_on = Day(label=_("Son gün"))
    centres = forms.ModelMultipleChoiceField(
        label=_("Merkezler"), queryset=Centre.objects.order_by("name"), widget=forms.CheckboxSelectMultiple
    )


class VisitorForm(forms.Form):
    """Who visits whom, and when."""

    visitor = forms.ModelChoiceField(label=_("Ziyaret eden merkez"), queryset=Centre.objects.order_by("name"))
    visit_on = Day(label=_("Ziyaret günü"), required=False)


class ReasonForm(forms.Form):
    """Why, and perhaps a new last day."""

    reason = _text(_("Gerekçe"), rows=2, required=True, most=300)
    due_on = Day(label=_("Yeni son gün"), required=False)


class EvidenceForm(forms.Form):
    """Where proof lies; the document itself stays there."""

    kind = forms.ChoiceField(label=_("Kanıtın türü"))
    description = _text(
        _("Ne, nerede duruyor?"),
        rows=2,
        required=True,
        most=500,
        hint=_("Belgenin adı, sayısı, yeri. Bir kadının dosyasından kâğıt kanıt olmaz."),
    )
    on = Day(label=_("Kanıtın günü"), required=False)
    expires_on = Day(label=_("Geçerliliğin son günü"), required=False)
    link = forms.CharField(label=_("Bağlantı"), required=False, max_length=300)
    document = forms.CharField(label=_("Belgenin dosya adı"), required=False, max_length=120)
    sha256 = forms.CharField(
        label=_("Belgenin özeti (SHA-256)"), required=False, max_length=64, help_text=_("Belge burada saklanmaz.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["kind"]
        field.choices = [(each.code, each.label()) for each in code_list("standard_evidence").entries]


class StepForm(forms.Form):
    """A step of improvement."""

    what = _text(_("Ne yapılacak"), rows=2, required=True, most=600)
    responsible = forms.CharField(label=_("Sorumlu görev"), max_length=120, help_text=_("Kişi adı değil, görev adı."))
    until = Day(label=_("Ne zamana kadar"))
    means = forms.CharField(label=_("Kaynak (para, kişi, yer)"), required=False, max_length=300)
    plan = forms.CharField(label=_("Stratejik plandaki yeri"), required=False, max_length=200)
    equality = forms.CharField(label=_("Yerel eşitlik planındaki yeri"), required=False, max_length=200)
    check_on = Day(label=_("Yeniden bakma günü"), required=False)


class RecheckForm(forms.Form):
    """The level a criterion has now, and a further day where it is not yet there."""

    level = forms.ChoiceField(label=_("Ölçütün bugünkü düzeyi"))
    again_on = Day(label=_("Bir daha bakma günü (gerekiyorsa)"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        level: Any = self.fields["level"]
        level.choices = [(code, f"{code} · {words}") for code, words in LEVEL_WORDS.items()]


class DocumentForm(forms.Form):
    """A document of a municipality."""

    organisation = forms.ModelChoiceField(label=_("Kurum"), queryset=Organisation.objects.none())
    kind = forms.ChoiceField(label=_("Belgenin türü"))
    title = forms.CharField(label=_("Belgenin adı"), max_length=200)
    decided_on = Day(label=_("Karar günü"), required=False)
    number = forms.CharField(label=_("Karar sayısı"), required=False, max_length=60)
    period_from = forms.IntegerField(label=_("Dönem: ilk yıl"), required=False, min_value=1990, max_value=2100)
    period_to = forms.IntegerField(label=_("Dönem: son yıl"), required=False, min_value=1990, max_value=2100)
    reference = forms.CharField(label=_("Nerede bulunur"), required=False, max_length=300)
    link = forms.URLField(label=_("Bağlantı"), required=False, max_length=300, assume_scheme="https")
    actions = forms.IntegerField(
        label=_("Merkezi ilgilendiren eylem sayısı"), required=False, min_value=0, max_value=999
    )
    funded = forms.IntegerField(label=_("Bunlardan bütçesi olan"), required=False, min_value=0, max_value=999)

    def __init__(self, *args: Any, organisations: Iterable[Any], content: Content, **options: Any) -> None:
        super().__init__(*args, **options)
        places: Any = self.fields["organisation"]
        places.queryset = Organisation.objects.filter(pk__in=list(organisations)).order_by("name")
        kinds: Any = self.fields["kind"]
        kinds.choices = [(each.code, each.label()) for each in code_list("policy_document").entries]
        for chapter in content.chapters:
            self.fields[f"chapter_{chapter.code}"] = forms.CharField(
                label=f"{chapter.code} · {chapter.title['tr']}", required=False, max_length=120
            )

    def chapters(self) -> dict[str, str]:
        """Chapter → place in the document."""
        prefix = "chapter_"
        return {
            name.removeprefix(prefix): words for name, words in self.cleaned_data.items() if name.startswith(prefix)
        }

    def chapter_fields(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("chapter_")]
