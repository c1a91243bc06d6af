"""The safe-contact block of a file: the same questions as in the call tally, without a promised call."""

import copy
from datetime import time
from typing import Any

from django import forms
from django.utils import timezone

from omuz.casework.cases.forms.fields import choices_of, one_of
from omuz.casework.contacts.forms.choices import hour_choices
from omuz.casework.contacts.forms.tally import PERMISSIONS, TallyForm
from omuz.casework.contacts.forms.words import FIELDS, PROBLEMS
from omuz.casework.contacts.rules.answers import NOT_ASKED
from omuz.casework.contacts.rules.safe_contact import CallProblem, SafeContact, problems_of_plan

_TAKEN_OVER = (
    "number", "permissions", "email_address", "days", "start", "end", "if_other_answers", "code_word",
)  # fmt: skip


class SafeContactForm(forms.Form):
    """Whether, when and how she may be reached; `safe` is what may be kept once `is_valid()`."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.safe = SafeContact()
        self.fields["callable"] = one_of(FIELDS["callable"], choices_of("yes_no"))
        self.fields["callable"].initial = NOT_ASKED
        self.fields["hours"] = one_of(FIELDS["hours"], hour_choices())
        for name in _TAKEN_OVER:
            self.fields[name] = copy.deepcopy(TallyForm.base_fields[name])

    def clean(self) -> dict[str, Any]:
        """Hold the hours against the rules of the call tally."""
        cleaned = dict(super().clean() or self.cleaned_data)
        self.safe = self._said(cleaned)
        places = {CallProblem.HALF_WINDOW: "start", CallProblem.WINDOW_BACKWARDS: "end"}
        if not {"start", "end"} & set(self.errors):
            for problem in problems_of_plan(self.safe, None, today=timezone.localdate()):
                self.add_error(places[problem], str(PROBLEMS[problem]))
        return cleaned

    def _said(self, cleaned: dict[str, Any]) -> SafeContact:
        start, end = cleaned.get("start"), cleaned.get("end")
        if not start and not end and cleaned.get("hours"):
            start, end = (time.fromisoformat(hour) for hour in cleaned["hours"].split("-"))
        given = set(cleaned.get("permissions") or ())
        return SafeContact(
            callable=cleaned.get("callable") or NOT_ASKED,
            number=cleaned.get("number", ""),
            email_address=cleaned.get("email_address", ""),
            days=frozenset(int(day) for day in cleaned.get("days") or ()),
            start=start,
            end=end,
            if_other_answers=cleaned.get("if_other_answers", ""),
            code_word=cleaned.get("code_word", ""),
            **{name: name in given for name in PERMISSIONS},
        )


def safe_initial(safe: SafeContact) -> dict[str, Any]:
    """A safe-contact block as the form shows it again."""
    names = ("callable", "number", "email_address", "start", "end", "if_other_answers", "code_word")
    return {name: getattr(safe, name) for name in names} | {
        "days": [str(day) for day in sorted(safe.days)],
        "permissions": [name for name in PERMISSIONS if getattr(safe, name)],
    }
