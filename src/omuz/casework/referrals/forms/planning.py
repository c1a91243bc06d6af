"""A referral as it is written: to whom, by which way, what for, what is told; then the text of each chosen group."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from omuz.casework.cases.forms.fields import HappenedOn, choices_of, some_words
from omuz.casework.consents.queries.wording import group_label
from omuz.casework.consents.rules.recipients import Recipient
from omuz.casework.contacts.forms.tally import day_field
from omuz.casework.referrals.actions.drafting import Plan, ways_to
from omuz.casework.referrals.queries.told import Told
from omuz.casework.referrals.queries.words import CARRIED
from omuz.casework.referrals.rules.payload import LONGEST
from omuz.casework.referrals.rules.states import HERSELF, PROMISED_DAYS
from omuz.foundation.catalogue.lists import label_of

_TEXT = "text_"


class PlanForm(HappenedOn):
    """The frame of a referral to one recipient."""

    way = forms.ChoiceField(
        label=_("Nasıl?"), widget=forms.RadioSelect, error_messages={"required": _("Birini seçin.")}
    )
    purpose = forms.ChoiceField(
        label=_("Ne için?"), widget=forms.RadioSelect, error_messages={"required": _("Birini seçin.")}
    )
    groups = forms.MultipleChoiceField(
        label=_("Ne söylenecek?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Yalnız bu iş için gerekenler. Her biri kadına ayrı sorulur."),
    )  # fmt: skip
    urgent = forms.BooleanField(label=_("Acele"), required=False)
    carried = forms.ChoiceField(
        label=_("Mektubu kim götürüyor?"), required=False, choices=CARRIED, widget=forms.RadioSelect
    )
    answer_by = day_field(_("Yanıt ne zamana kadar?"))

    def __init__(self, *args: Any, recipient: Recipient, **options: Any) -> None:
        super().__init__(*args, **options)
        self.recipient = recipient
        ways = [(way, label_of("referral_way", way)) for way in ways_to(recipient)]
        offered = {
            "way": ways,
            "purpose": choices_of("sharing_purpose", special=False),
            "groups": choices_of("field_group", special=False),
        }
        for name, choices in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        if "letter" not in ways_to(recipient):
            del self.fields["carried"]

    def plan(self, texts: Mapping[str, str]) -> Plan:
        """What was chosen, with the text of each group."""
        told = self.cleaned_data
        return Plan(
            recipient=self.recipient,
            way=told["way"],
            purpose=told["purpose"],
            texts={group: texts.get(group, "") for group in told["groups"]},
            on=told["on"],
            answer_by=None if told["way"] == HERSELF else told["answer_by"] or told["on"] + timedelta(PROMISED_DAYS),
            urgent=told["urgent"],
            carried=told.get("carried") or "centre",
        )


def plan_initial(told: Told) -> dict[str, Any]:
    """A referral as the form shows it."""
    return {
        "on": told.on,
        "way": told.way,
        "purpose": told.purpose,
        "groups": list(told.groups),
        "urgent": told.urgent,
        "carried": told.carried or "centre",
        "answer_by": told.answer_by,
    }


class TextsForm(forms.Form):
    """The text of each chosen group, as it will be read by the other side."""

    def __init__(self, *args: Any, groups: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.groups = tuple(groups)
        for group in groups:
            self.fields[_TEXT + group] = some_words(group_label(group), LONGEST, rows=2)

    @property
    def texts(self) -> dict[str, str]:
        """Group → text."""
        return {group: str(self.cleaned_data.get(_TEXT + group, "")) for group in self.groups}


def texts_initial(texts: Mapping[str, str]) -> dict[str, str]:
    """Texts as the form shows them."""
    return {_TEXT + group: text for group, text in texts.items()}


class ResultForm(HappenedOn):
    """What came of it; obstacles are the institution's, not hers."""

    result = forms.ChoiceField(
        label=_("Ne oldu?"), widget=forms.RadioSelect, error_messages={"required": _("Birini seçin.")}
    )
    obstacles = forms.MultipleChoiceField(
        label=_("Kurumda bir engelle karşılaştı mı?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = some_words(_("Not"), LONGEST, rows=2)
    answer_by = day_field(_("Yeni yanıt günü, söz verildiyse"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, codes in (("result", "referral_result"), ("obstacles", "referral_obstacle")):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices_of(codes, special=False)

    def clean_answer_by(self) -> date | None:
        """A day that is still to come."""
        day: date | None = self.cleaned_data.get("answer_by")
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(_("Bu gün geçti; yeni bir gün yazın."))
        return day
