"""What is typed about ties and protocols."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from omuz.foundation.catalogue.turkish import sort_key
from omuz.network.cooperation.rules import Way
from omuz.network.directory.models import Partner

WAYS: dict[str, Any] = {
    Way.PROTOCOL.value: _("protokolle"),
    Way.REGULAR.value: _("düzenli"),
    Way.PERSONAL.value: _("kişisel tanışıklıkla"),
    Way.NOT.value: _("çalışılmıyor"),
}
"""How it is said; `not` is an answer, silence is none."""


def ways_in(post: Any, partners: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """Institution → (way, note) of a sent page, for institutions that were on it; an unknown way says nothing.

    What stood there when the page was opened and was left alone is left out: somebody else may have written it anew.
    """
    found = {}
    for partner_id in partners:
        if f"way-{partner_id}" in post:
            way, note = post[f"way-{partner_id}"], post.get(f"note-{partner_id}", "")
            if (way, note) != (post.get(f"was-way-{partner_id}"), post.get(f"was-note-{partner_id}")):
                found[partner_id] = (way if way in WAYS else "", note)
    return found


class ProtocolForm(forms.Form):
    """A protocol with an institution."""

    holder = forms.ChoiceField(label=_("Kimin protokolü"))
    partner = forms.ModelChoiceField(label=_("Kurum"), queryset=Partner.objects.none())
    title = forms.CharField(label=_("Protokolün adı"), max_length=200)
    number = forms.CharField(label=_("Sayısı"), required=False, max_length=60)
    signed_on = forms.DateField(label=_("İmza günü"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    ends_on = forms.DateField(
        label=_("Bittiği gün"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    renews = forms.BooleanField(label=_("Bitince kendiliğinden yenilenir"), required=False)
    covers = forms.CharField(label=_("Neyi kapsıyor"), required=False, max_length=400)
    reference = forms.CharField(label=_("Belge nerede duruyor"), required=False, max_length=300)

    def __init__(self, *args: Any, holders: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        holder: Any = self.fields["holder"]
        holder.choices = list(holders)
        partner: Any = self.fields["partner"]
        # An institution that has closed since keeps its protocol.
        here = self.initial.get("partner")
        partner.queryset = Partner.objects.filter(Q(closed=False) | Q(pk=here))
        partner.choices = [("", "–")] + [
            (row.id, row.name) for row in sorted(partner.queryset, key=lambda each: sort_key(each.name))
        ]
