"""What differs between two versions of an interview, and what a text had better not hold."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from omuz.casework.contacts.forms.shown import warnings_of
from omuz.casework.contacts.queries.sentences import given_names
from omuz.casework.interviews.actions.versions import Conflict
from omuz.casework.interviews.queries.shown import field_label
from omuz.casework.interviews.rules.answers import Said, fields_of
from omuz.casework.interviews.rules.questions import CHECKED, question_of
from omuz.foundation.catalogue.lists import label_of


def typed_in_words(name: str, values: Sequence[str]) -> str:
    """What stands in a field of a form, in words."""
    question = question_of(name)
    return ", ".join(label_of(question.catalogue, value) for value in values) if question else " ".join(values)


def differences(met: Conflict) -> list[dict[str, str]]:
    """What somebody else wrote meanwhile: field, its label, their words."""
    theirs = dict(fields_of(met.theirs)) if isinstance(met.theirs, Said) else met.theirs.fields
    return [
        {"name": name, "label": field_label(name), "theirs": typed_in_words(name, theirs.get(name, ())) or _("boş")}
        for name in met.fields
    ]


def note_warnings(texts: Sequence[str]) -> list[str]:
    """One line for each place of these texts that may tell who she is."""
    names = given_names()
    return list(dict.fromkeys(line for text in texts for line in warnings_of(text, names)))


def warnings_in(said: Said) -> list[str]:
    """The same for everything written freely in an interview."""
    return note_warnings([said.text(name) for name in CHECKED])
