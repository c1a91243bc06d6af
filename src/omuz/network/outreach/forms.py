"""What is typed about an activity."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from omuz.foundation.catalogue.lists import code_list
from omuz.network.outreach.rules import MOST


class ActivityForm(forms.Form):
    """An activity that took place."""

    on = forms.DateField(label=_("Gün"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    kind = forms.ChoiceField(label=_("Faaliyetin türü"))
    place = forms.ChoiceField(label=_("Nasıl bir yerde"))
    what = forms.CharField(label=_("Ne yapıldı (bir satır)"), max_length=160)
    where = forms.CharField(label=_("Mahalle ya da yerin adı"), required=False, max_length=120)
    reached = forms.IntegerField(
        label=_("Ulaşılan kişi (sayılmadıysa boş)"), required=False, min_value=0, max_value=MOST
    )
    estimated = forms.BooleanField(label=_("Bu sayı tahmin"), required=False)
    note = forms.CharField(label=_("Not"), required=False, max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, codes in (("kind", "outreach_kind"), ("place", "outreach_place")):
            field: Any = self.fields[name]
            field.choices = code_list(codes).choices()
