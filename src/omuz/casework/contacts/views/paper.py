"""The blank paper version of the form, for the day the computer is down."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from omuz.casework.contacts.forms.choices import code_choices, question_label
from omuz.casework.contacts.rules.answers import QUESTIONS, Question
from omuz.foundation.people.pages import SignedInRequest, page

WRITTEN_BY_HAND = frozenset({"referred_to", "district"})
"""Too long to print as boxes; a line is left for the institution, and the district is a word of the note line."""


def _boxes(questions: list[Question]) -> list[tuple[str, list[str]]]:
    today = timezone.localdate()
    return [
        (question_label(each.name), [label for _code, label in code_choices(each, today, chosen=())])
        for each in questions
    ]


@page("contacts.record")
def blank(request: SignedInRequest) -> HttpResponseBase:
    """One A4 sheet without a logo, printed by the browser."""
    asked = [each for each in QUESTIONS if not each.only_if_told and each.name not in WRITTEN_BY_HAND]
    told = [each for each in QUESTIONS if each.only_if_told]
    return render(request, "contacts/paper.html", {"groups": _boxes(asked), "told": _boxes(told)})
