"""A contact in words: what a field says, what differs between two versions, what a note had better not hold."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from omuz.casework.contacts.actions import Conflict, Said
from omuz.casework.contacts.forms.choices import question_label
from omuz.casework.contacts.forms.tally import PERMISSIONS, TallyForm, said_initial
from omuz.casework.contacts.forms.words import CALL_RESULTS, FIELDS, MENTIONS, WEEKDAYS
from omuz.casework.contacts.rules.answers import BY_NAME, NOBODY_SAID, NOT_ASKED, QUESTIONS
from omuz.casework.contacts.rules.note import Names, check_note
from omuz.casework.contacts.rules.record import NOTE, CallResult
from omuz.casework.contacts.rules.safe_contact import SafeContact
from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.lists import label_of

_MOST_WARNINGS = 8


def field_label(name: str) -> str:
    """The words over a field."""
    return question_label(name) if name in BY_NAME else str(FIELDS.get(name, name))


def in_words(name: str, codes: Sequence[str]) -> str:
    """Codes of a question in words, several parted by a comma."""
    catalogue = BY_NAME[name].catalogue
    return ", ".join(label_of(catalogue, code) for code in codes)


def _typed_in_words(name: str, values: Sequence[str]) -> str:
    if name in BY_NAME:
        return in_words(name, values)
    if name in {"permissions", "days"}:
        words = dict(TallyForm.base_fields[name].choices)  # type: ignore[attr-defined]  # both are choice fields
        return ", ".join(str(words.get(value, value)) for value in values)
    return ", ".join(values)


def differences(met: Conflict) -> list[dict[str, str]]:
    """What somebody else wrote meanwhile: field, its label, their words."""
    told = []
    for name in met.fields:
        if isinstance(met.theirs, Said):
            value = said_initial(met.theirs).get("clock" if name == "at" else name, "")
            values = [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]
        else:
            values = met.theirs.fields.get(name, [])
        told.append({"name": name, "label": field_label(name), "theirs": _typed_in_words(name, values) or _("boş")})
    return told


def warnings_of(note: str, names: Names) -> list[str]:
    """One line for each place of a note that may tell who she is."""
    if not note.strip():
        return []
    found = check_note(note, names)[:_MOST_WARNINGS]
    return list(dict.fromkeys(f"{MENTIONS[hit.what]}: “{hit.text}”" for hit in found))


def answer_lines(said: Said) -> list[tuple[str, str]]:
    """Label and words of everything that was answered; what nobody said is left out."""
    local = timezone.localtime(said.answers.at)
    when = turkish.moment(local) if said.answers.timed else turkish.day(local)
    lines = [(str(FIELDS["at"]), when)]
    if said.answers.minutes is not None:
        lines.append((str(FIELDS["minutes"]), str(said.answers.minutes)))
    lines += [
        (question_label(question.name), in_words(question.name, said.answers.codes(question.name)))
        for question in QUESTIONS
        if getattr(said.answers, question.name) not in (NOT_ASKED, NOBODY_SAID)
    ]
    return lines


def silent_questions(said: Said) -> list[str]:
    """Labels of the questions that were not asked."""
    return [
        question_label(question.name)
        for question in QUESTIONS
        if getattr(said.answers, question.name) in (NOT_ASKED, NOBODY_SAID) and question.name != "looking_for"
    ]


def safe_lines(safe: SafeContact) -> list[tuple[str, str]]:
    """Label and words of the safe-contact block; permissions are said as yes or no, the silent ones too."""
    if safe.empty:
        return []
    words: dict[str, Any] = dict(TallyForm.base_fields["permissions"].choices)  # type: ignore[attr-defined]  # a choice field
    lines = [(str(FIELDS["callable"]), label_of("yes_no", safe.callable))]
    if safe.days:
        lines.append((str(FIELDS["days"]), ", ".join(str(WEEKDAYS[day]) for day in sorted(safe.days))))
    if safe.start and safe.end:
        lines.append((str(FIELDS["hours"]), f"{safe.start:%H:%M}–{safe.end:%H:%M}"))
    written = ("if_other_answers", "code_word", "email_address")
    lines += [(str(FIELDS[name]), getattr(safe, name)) for name in written if getattr(safe, name)]
    lines += [(str(words[name]), _("Evet") if getattr(safe, name) else _("Hayır")) for name in PERMISSIONS]
    return lines


def tries(said: Said) -> list[tuple[str, str]]:
    """Each try at a promised call: when, and how it ended."""
    return [
        (turkish.moment(timezone.localtime(attempt.at)), str(CALL_RESULTS[CallResult(attempt.result)]))
        for attempt in said.answers.attempts
    ]


NOTE_LABEL = FIELDS[NOTE]
