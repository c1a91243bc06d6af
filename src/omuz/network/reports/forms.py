"""What a person types about editions: a new one, a reason, a comment."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from omuz.insight.reports.content.report_types import ReportType
from omuz.network.reports.actions.writing import LONGEST_COMMENT
from omuz.network.reports.queries.desk import Language

NAMES = (("tr", "Türkçe"), ("en", "English"))
"""Languages a report is written in, each in its own words."""
FIRST_YEAR = 2015
LONGEST_WHY = 300
LONGEST_PLACE = 60
_ABOUT = {
    "centre": _("Hangi merkez?"),
    "municipality": _("Hangi belediye?"),
    "programme": _("Hangi program?"),
}


class BeginForm(forms.Form):
    """Year, place, sections and the language one begins to write in."""

    year = forms.IntegerField(
        label=_("Hangi yılın raporu?"),
        min_value=FIRST_YEAR,
        widget=forms.NumberInput({"inputmode": "numeric"}),
        help_text=_("Sayılar bu yıldan alınır; varsa önceki yıl yanına konur."),
    )
    about = forms.ChoiceField(label=_("Kimin için?"))
    sections = forms.MultipleChoiceField(
        label=_("Seçilebilen bölümler"), required=False, widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(
        label=_("Hangi dilde yazmaya başlıyorsunuz?"),
        choices=NAMES,
        widget=forms.RadioSelect,
        help_text=_("Rapor iki dilde de çıkar; dili her sayfada değiştirebilirsiniz."),
    )

    def __init__(
        self, *args: Any, report: ReportType, language: Language, places: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["year"].initial = timezone.localdate().year
        self.fields["language"].initial = language
        free = sections_of(report, language)
        self._offer("sections", free)
        self.fields["sections"].initial = [key for key, _title in free]
        if not free:
            del self.fields["sections"]
        if report.scope == "network":
            del self.fields["about"]
        elif report.scope == "programme" and not places:
            self.fields["about"] = forms.CharField(label=_ABOUT["programme"], max_length=LONGEST_PLACE)
        else:
            self.fields["about"].label = _ABOUT[report.scope]
            self._offer("about", [("", "–"), *places])

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # tells the type checker what is declared above
        field.choices = list(choices)

    def clean_year(self) -> int:
        """Not before there were centres, not after this year."""
        year = int(self.cleaned_data["year"])
        if year > timezone.localdate().year:
            raise forms.ValidationError(_("Gelecek bir yılın raporu yazılamaz; bu yılı ya da geçmiş bir yılı yazın."))
        return year


def sections_of(report: ReportType, language: Language) -> list[tuple[str, str]]:
    """The sections one may leave out, by key and title."""
    return [(each.key, each.title.say(language)) for each in report.sections if not each.required]


class WhyForm(forms.Form):
    """A reason that others will read."""

    why = forms.CharField(
        label=_("Neden?"),
        max_length=LONGEST_WHY,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Raporu okuyanlar bunu görür. İsim, olay yazmayın."),
    )


class CommentForm(forms.Form):
    """Something said about a section."""

    words = forms.CharField(
        label=_("Yorum"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Bölümü yazanlar okur; rapora girmez. İsim, olay yazmayın."),
    )
