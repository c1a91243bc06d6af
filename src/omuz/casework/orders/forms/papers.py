"""Forms for aid, for a weighed duty to notify, for requests by authorities and their answers, and for the wage."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from omuz.casework.orders.forms.fields import day_field, one_of, several_of, whole, words_field
from omuz.casework.orders.queries.words import NOTE_HINT, PROBLEMS
from omuz.casework.orders.rules.aid import MOST_PERSONS, Aid, AidKind
from omuz.casework.orders.rules.notification import Weighing
from omuz.casework.orders.rules.requests import Asked
from omuz.casework.orders.rules.sealed import NOT_ASKED


class Dated(forms.Form):
    """A form with the day it is about: today where none is typed, never one that has not come."""

    on = day_field(_("Gün"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        named["initial"] = {"on": timezone.localdate()} | named.get("initial", {})
        super().__init__(*given, **named)

    def clean_on(self) -> date:
        """The day, or today."""
        on: date = self.cleaned_data["on"] or timezone.localdate()
        if on > timezone.localdate():
            raise forms.ValidationError(str(PROBLEMS["ahead"]))
        return on


class AidForm(Dated):
    """What was asked for, and what came of it."""

    kind = one_of("aid_kind", _("Ne istendi"), special=False)
    works = one_of("yes_no", _("Çalışıyor mu?"), hint=_("Kreşin süresi buna göre değişir."))
    persons = forms.IntegerField(
        label=_("Korunan kişi sayısı, kendisi içinde"),
        required=False,
        min_value=1,
        max_value=MOST_PERSONS,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    sheltered = one_of("yes_no", _("Barınma yeri sağlandı mı?"))
    outcome = one_of("aid_outcome", _("Sonuç"), special=False)
    decided_on = day_field(_("Karar günü"))
    starts_on = day_field(_("Başlangıç"))
    ends_on = day_field(_("Bitiş"))
    note = words_field(_("Not"), hint=NOTE_HINT)

    def clean(self) -> dict[str, Any]:
        """Days may not run backwards; childcare is meant where nothing is chosen."""
        cleaned = dict(super().clean() or self.cleaned_data)
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", str(PROBLEMS["backwards"]))
        if not cleaned.get("kind") and "kind" not in self.errors:
            self.add_error("kind", str(_("Kreş mi, geçici maddi yardım mı? Birini seçin.")))
        return cleaned

    @property
    def aid(self) -> Aid:
        """The request as typed; only after `is_valid()`."""
        said = self.cleaned_data
        return Aid(
            kind=AidKind(said["kind"]),
            on=said["on"],
            works=said["works"] or NOT_ASKED,
            sheltered=said["sheltered"] or NOT_ASKED,
            persons=said["persons"],
            outcome=said["outcome"] or "waiting",
            decided_on=said["decided_on"],
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
        )


class WeighingForm(Dated):
    """What two workers weigh before anybody is notified."""

    basis = several_of("notification_basis", _("Yasal dayanak"), special=False)
    told = one_of("notification_told", _("Kadına ne zaman anlatıldı?"))
    told_on = day_field(_("Anlatıldığı gün"))
    told_words = words_field(
        _("Ona ne söylendi?"), rows=2, hint=_("Kime, neyin, neden bildirilebileceğini kararından önce bilsin.")
    )
    wish = one_of("notification_wish", _("O ne istiyor?"))
    wish_words = words_field(_("Kendi sözleriyle"), rows=2)
    decision = one_of("notification_decision", _("Önerilen karar"), special=False)
    institution = one_of("notification_to", _("Bildirilecekse kime"))
    least = several_of("notification_content", _("En az ne söylenecek"), special=False)
    least_words = words_field(
        _("Söylenecek tam söz"), rows=2, hint=_("Bundan fazlası söylenmez. Kararı bu program iletmez; siz iletirsiniz.")
    )
    planned_on = day_field(_("Ne zaman"))
    plan_words = words_field(
        _("Zamanlama ve güvenlik planı"), rows=2, hint=_("O gün nerede olacak, kim yanında, sonra kim arayacak?")
    )

    @property
    def weighing(self) -> Weighing:
        """What was weighed, as typed; only after `is_valid()`."""
        said = self.cleaned_data
        single: dict[str, Any] = {name: said[name] or NOT_ASKED for name in ("told", "wish", "decision", "institution")}
        return Weighing(
            on=said["on"],
            basis=whole(said["basis"]),
            least=whole(said["least"]),
            told_on=said["told_on"],
            planned_on=said["planned_on"],
            **single,
        )

    @property
    def words(self) -> dict[str, str]:
        """The free words, by name."""
        return {name: self.cleaned_data[f"{name}_words"] for name in ("told", "wish", "least", "plan")}


class DoneForm(Dated):
    """That somebody notified by hand."""

    words = words_field(_("Nasıl, kime, ne söylendi?"), rows=2)


class ReturnForm(forms.Form):
    """Why the second person does not agree."""

    reason = words_field(_("Neden onaylamıyorsunuz?"), rows=2, required=True)
    version = forms.IntegerField(widget=forms.HiddenInput)


class RequestForm(Dated):
    """A paper that came from an authority."""

    institution = one_of("legal_asker", _("Kim istedi"))
    kind = one_of("legal_request_kind", _("Ne istendi"))
    document = forms.CharField(label=_("Belge sayısı"), required=False, max_length=100)
    document_on = day_field(_("Belge tarihi"))
    answer_by = day_field(_("Yanıt için son gün"))
    asked = words_field(_("Belgede tam olarak ne yazıyor?"), rows=2)

    @property
    def asked_for(self) -> Asked:
        """The request as typed; only after `is_valid()`."""
        said = self.cleaned_data
        days: dict[str, Any] = {name: said[name] for name in ("document_on", "answer_by")}
        single: dict[str, Any] = {name: said[name] or NOT_ASKED for name in ("institution", "kind")}
        return Asked(on=said["on"], **days, **single)

    @property
    def words(self) -> dict[str, str]:
        """The free words, by name."""
        return {name: self.cleaned_data[name] for name in ("document", "asked")}


class ReviewForm(Dated):
    """What a lawyer found."""

    review = one_of("legal_review", _("Avukatın görüşü"), special=False)
    lawyer = forms.CharField(
        label=_("Dışarıdan avukatsa kim"),
        required=False,
        max_length=100,
        help_text=_("Merkezin avukatıysanız boş bırakın."),
    )
    review_words = words_field(_("Dayanağı ve sınırı"), rows=2)

    def clean_review(self) -> str:
        """A finding is what this form is for."""
        if not self.cleaned_data["review"]:
            raise forms.ValidationError(str(_("Avukatın görüşünü seçin.")))
        return str(self.cleaned_data["review"])


class WarnedForm(Dated):
    """Whether she was told that an authority asked about her, and how it is done safely."""

    warned = one_of("legal_warned", _("Kadına haber verildi mi?"), special=False)
    plan = words_field(_("Haber verme planı"), rows=2, hint=_("Ne zaman, hangi güvenli yoldan, kim?"))


class SettledForm(Dated):
    """What was given in the end."""

    given = several_of("legal_given", _("Ne verildi"), special=False)


class LetterForm(Dated):
    """The least answer as it would leave."""

    text = words_field(_("Yanıt metni"), rows=6, required=True, hint=_("Yalnız sorulana, en azıyla."))
    contents = several_of("legal_given", _("Metinde ne var"), special=False)
    reason = forms.CharField(
        label=_("Sayfaya basılacak neden"),
        max_length=80,
        help_text=_("Belge sayısı ve günü: 2026/123 · 02.03.2026."),
    )
    lawyer = forms.CharField(
        label=_("Dışarıdan bakan avukat"),
        required=False,
        max_length=100,
        help_text=_("İkinizden biri avukatsa boş bırakın."),
    )


class WageForm(forms.Form):
    """The monthly net minimum wage from a day on."""

    valid_from = day_field(_("Hangi günden"))
    monthly_net = forms.CharField(
        label=_("Aylık net asgari ücret (TL)"),
        max_length=20,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
        help_text=_("Örneğin 12.345,67"),
    )
    source = forms.CharField(
        label=_("Nerede yazıyor"), max_length=200, help_text=_("Resmî Gazete günü ve sayısı ya da Bakanlık duyurusu.")
    )

    def clean_valid_from(self) -> date:
        """The first day it holds."""
        if self.cleaned_data["valid_from"] is None:
            raise forms.ValidationError(str(_("Hangi günden geçerli olduğunu yazın.")))
        day: date = self.cleaned_data["valid_from"]
        return day

    def clean_monthly_net(self) -> Decimal:
        """An amount above nothing, written as people here write it: 12.345,67 or 12345,67."""
        text = self.cleaned_data["monthly_net"].replace(" ", "")
        if "," in text or re.fullmatch(r"\d{1,3}(\.\d{3})+", text):
            text = text.replace(".", "").replace(",", ".")
        if not re.fullmatch(r"\d{1,9}(\.\d{1,2})?", text) or not Decimal(text):
            raise forms.ValidationError(str(_("Tutarı 12.345,67 gibi yazın.")))
        return Decimal(text)
