"""What is typed about a programme."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omuz.network.programmes.models import Remark
from omuz.network.programmes.rules import Counting

COUNTINGS = [
    (Counting.NOTHING.value, _("sayılmaz")),
    (Counting.PIECES.value, _("her kanıt bir sayılır")),
    (Counting.NUMBERS.value, _("kanıtların sayıları toplanır")),
    (Counting.MOST.value, _("kanıtların en büyük sayısı alınır (aynı kişiler ya da merkezler yeniden sayılıyorsa)")),
    (Counting.TYPED.value, _("elle yazılır")),
]


class Day(forms.DateField):
    """A day as the browser's own calendar gives it."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ProgrammeForm(forms.Form):
    """A programme."""

    title = forms.CharField(label=_("Programın adı"), max_length=200)
    title_en = forms.CharField(label=_("Adı, İngilizce"), required=False, max_length=200)
    code = forms.SlugField(label=_("Kısa adı (küçük harf, tire)"), max_length=40)
    donor = forms.CharField(label=_("Destekleyen kurum"), max_length=160)
    donor_en = forms.CharField(label=_("Destekleyen kurum, İngilizce"), required=False, max_length=160)
    number = forms.CharField(label=_("Sözleşme sayısı"), required=False, max_length=80)
    starts_on = Day(label=_("Başlangıç"))
    ends_on = Day(label=_("Bitiş"))
    closed_on = Day(label=_("Kapandığı gün"), required=False)
    currency = forms.ChoiceField(label=_("Para birimi"), choices=[("EUR", "EUR"), ("TRY", "TRY"), ("USD", "USD")])
    about = forms.CharField(
        label=_("Ne için"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    about_en = forms.CharField(
        label=_("Ne için, İngilizce"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )


class GoalForm(forms.Form):
    """A promise."""

    code = forms.CharField(label=_("Kod (ör. 1.2)"), max_length=12)
    title = forms.CharField(label=_("Ne"), max_length=300)
    title_en = forms.CharField(label=_("Ne, İngilizce"), required=False, max_length=300)
    indicator = forms.CharField(label=_("Gösterge"), required=False, max_length=200)
    indicator_en = forms.CharField(label=_("Gösterge, İngilizce"), required=False, max_length=200)
    counting = forms.ChoiceField(label=_("Nasıl sayılır"), required=False, choices=COUNTINGS)
    baseline = forms.IntegerField(label=_("Başlangıç değeri (bilinmiyorsa boş)"), required=False, min_value=0)
    target = forms.IntegerField(label=_("Hedef"), required=False, min_value=0)
    typed = forms.IntegerField(label=_("Ulaşılan (elle yazılıyorsa)"), required=False, min_value=0)
    begins_on = Day(label=_("Başlar"), required=False)
    until = Day(label=_("Son gün"), required=False)
    done_on = Day(label=_("Tamamlandığı gün"), required=False)
    left = forms.BooleanField(label=_("Vazgeçildi"), required=False)
    difference = forms.CharField(label=_("Plandan farkı, nedeni"), required=False, max_length=400)
    difference_en = forms.CharField(label=_("Plandan farkı, İngilizce"), required=False, max_length=400)
    where = forms.CharField(label=_("Ürün nerede bulunur"), required=False, max_length=300)
    where_en = forms.CharField(label=_("Ürün nerede bulunur, İngilizce"), required=False, max_length=300)


class DocumentForm(forms.Form):
    """Evidence that stands in no room of the program."""

    words = forms.CharField(label=_("Belge ve yeri"), max_length=300)
    on = Day(label=_("Günü"))
    number = forms.IntegerField(label=_("Kaç sayılır"), min_value=0, initial=1)


class RemarkForm(forms.Form):
    """A line of the closing report; which fields matter depends on its kind."""

    kind = forms.ChoiceField(label=_("Satırın türü"), choices=Remark.Kind.choices)
    what = forms.CharField(label=_("Ne (ortak, harcama başlığı, planlanan, devam edecek iş)"), max_length=300)
    then = forms.CharField(label=_("Payı, yapılan ya da kim sürdürecek (görev)"), required=False, max_length=300)
    why = forms.CharField(label=_("Nedeni ya da kaynağı"), required=False, max_length=300)
    what_en = forms.CharField(label=_("Ne, İngilizce"), required=False, max_length=300)
    then_en = forms.CharField(label=_("Payı, yapılan ya da kim, İngilizce"), required=False, max_length=300)
    why_en = forms.CharField(label=_("Nedeni ya da kaynağı, İngilizce"), required=False, max_length=300)
    planned = forms.DecimalField(
        label=_("Planlanan tutar"), required=False, min_value=0, max_digits=14, decimal_places=2
    )
    spent = forms.DecimalField(label=_("Harcanan tutar"), required=False, min_value=0, max_digits=14, decimal_places=2)


def start_of(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """What a form for a known row begins with."""
    return {name: getattr(row, name) for name in names} if row else {}
