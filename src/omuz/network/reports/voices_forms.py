"""What the pages of recommendations, quotes and cards accept."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omuz.network.reports.models import Recommendation
from omuz.network.reports.rules.voices_proposals import Proposals

NOBODY = _("İsim, adres, olay yazmayın.")


class Day(forms.DateField):
    """A day by the browser's own picker; 23.11.2026 is understood too."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", ["%Y-%m-%d", "%d.%m.%Y"])
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def _area(
    label: Any, *, rows: int = 2, required: bool = True, most: int = 600, hint: Any = "", lang: str = ""
) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, **({"lang": lang} if lang else {})})
    return forms.CharField(label=label, required=required, max_length=most, widget=area, help_text=hint)


class RecommendationForm(forms.Form):
    """Who, what, until when, with what means; English may wait."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    who = forms.ChoiceField(label=_("Kim"))
    post_tr = forms.CharField(label=_("Birim ya da görev"), max_length=160, help_text=_("Kişi adı değil, görev adı."))
    what_tr = _area(_("Ne yapılacak"), hint=NOBODY)
    until = Day(label=_("Ne zamana kadar"))
    means_tr = forms.CharField(label=_("Neyle (para, kişi, yer)"), max_length=300)
    post_en = forms.CharField(label=_("Birim ya da görev (İngilizce)"), max_length=160, required=False)
    what_en = _area(_("Ne yapılacak (İngilizce)"), required=False, lang="en")
    means_en = forms.CharField(label=_("Neyle (İngilizce)"), max_length=300, required=False)
    gap = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, known: Proposals, **options: Any) -> None:
        super().__init__(*args, **options)
        who: Any = self.fields["who"]
        who.choices = [("", "–"), *((code, words.say()) for code, words in known.who.items())]


class DecisionForm(forms.Form):
    """What a meeting decided, and where that is written."""

    decision = forms.CharField(
        label=_("Toplantı ve karar"),
        max_length=200,
        required=False,
        help_text=_("Örneğin “24. ağ toplantısı, karar 3”."),
    )
    on = Day(label=_("Karar günü"), required=False)
    why = _area(_("Neden (kabul edilmediyse)"), required=False, most=300, hint=NOBODY)


class FollowForm(forms.Form):
    """What became of a recommendation."""

    progress = forms.ChoiceField(
        label=_("Sonuç"),
        widget=forms.RadioSelect,
        choices=[
            (Recommendation.Progress.DONE, _("Yapıldı")),
            (Recommendation.Progress.UNDER_WAY, _("Sürüyor")),
            (Recommendation.Progress.LEFT, _("Bırakıldı")),
        ],
    )
    why = _area(_("Ne oldu? Gelecek yılın raporunda bu cümle görünür."), most=400, hint=NOBODY)


class QuoteForm(forms.Form):
    """Words out of an answer, edited, and where in the report they go."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    section = forms.ChoiceField(label=_("Raporun hangi bölümüne"))
    words_tr = _area(
        _("Alıntı"), rows=3, most=500, hint=_("Kimseyi tanıtmayacak biçimde kısaltın; anlamı değiştirmeyin.")
    )
    words_en = _area(_("Alıntının İngilizcesi (yoksa Türkçesi basılır)"), rows=3, required=False, most=500, lang="en")

    def __init__(self, *args: Any, sections: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        section: Any = self.fields["section"]
        section.choices = list(sections)


class CheckForm(forms.Form):
    """The identity check of the second reader: each question, and why a marked word may stay."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    answered = forms.MultipleChoiceField(
        label=_("Baktım ve doğru"), widget=forms.CheckboxSelectMultiple, required=False
    )
    kept_why = _area(_("İşaretli sözcükler neden kalabilir"), required=False, most=300)

    def __init__(self, *args: Any, questions: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        answered: Any = self.fields["answered"]
        answered.choices = list(questions)


class CardForm(forms.Form):
    """The lines a centre shows on its card."""

    lines = forms.MultipleChoiceField(label=_("Kartta görünsün"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, lines: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["lines"]
        field.choices = list(lines)
