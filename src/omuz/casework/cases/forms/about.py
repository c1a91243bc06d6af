"""What she is called, what she needs to be able to come, and what may be kept of who she is."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from omuz.casework.cases.forms.fields import choices_of, one_line, one_of, some_of
from omuz.casework.cases.queries.about import About
from omuz.casework.cases.queries.words import KINDS, PROBLEMS
from omuz.casework.cases.rules.identity import PURPOSE_MAX, USUAL, VALUE_MAX, Fault, faults_of
from omuz.casework.contacts.forms.tally import day_field
from omuz.casework.contacts.rules.answers import NOBODY_SAID, whole


class AboutForm(forms.Form):
    """Names she chose, the phrase agreed on, age band, access needs; all of it may stay empty."""

    pseudonym = one_line(_("Takma ad ya da baş harfler"), 60)
    chosen_name = one_line(_("Nasıl seslenilmesini istiyor?"), 60)
    phrase = one_line(_("Telefonda tanımak için anlaşılan söz"), 120)
    age_band = one_of(_("Yaş grubu"), [])
    access = some_of(_("Gelebilmesi için ne gerekiyor?"), [])
    language = one_of(_("Tercüman dili"), [])

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        lists = {"age_band": "age_band", "access": "access_need", "language": "interpreter_language"}
        for name, catalogue in lists.items():
            self.fields[name].choices = choices_of(catalogue)  # type: ignore[attr-defined]  # choice fields

    @property
    def about(self) -> About:
        """What may be kept."""
        told = self.cleaned_data
        access = whole(told["access"])
        age_band = "" if told["age_band"] == "not_asked" else told["age_band"]
        return About(
            pseudonym=told["pseudonym"],
            chosen_name=told["chosen_name"],
            phrase=told["phrase"],
            age_band=age_band,
            access=() if access == NOBODY_SAID else access,
            language="" if told["language"] == "not_asked" else told["language"],
        )


def about_initial(about: About) -> dict[str, Any]:
    """What is known, as the form shows it."""
    return {
        "pseudonym": about.pseudonym,
        "chosen_name": about.chosen_name,
        "phrase": about.phrase,
        "age_band": about.age_band or "not_asked",
        "access": list(about.access) or ["not_asked"],
        "language": about.language or "not_asked",
    }


class IdentityForm(forms.Form):
    """One thing that tells who she is: kept for a purpose, until a day."""

    kind = forms.ChoiceField(
        label=_("Ne saklanacak?"),
        widget=forms.RadioSelect,
        choices=list(KINDS.items()),
        error_messages={"required": _("Ne saklanacağını seçin.")},
    )
    value = one_line(_("Bilgi"), VALUE_MAX)
    purpose = one_line(_("Hangi hizmet için?"), PURPOSE_MAX)
    expires_on = day_field(_("Hangi güne kadar?"))

    def clean(self) -> dict[str, Any]:
        """Hold the entry against the rules; an empty day means the usual time."""
        cleaned = dict(super().clean() or self.cleaned_data)
        today = timezone.localdate()
        if "expires_on" in self.errors:
            return cleaned
        until: date = cleaned.get("expires_on") or today + USUAL
        cleaned["expires_on"] = until
        places = {Fault.NO_VALUE: "value", Fault.NO_PURPOSE: "purpose"}
        for fault in faults_of(cleaned.get("value", ""), cleaned.get("purpose", ""), until, today=today):
            self.add_error(places.get(fault, "expires_on"), str(PROBLEMS[fault]))
        return cleaned
