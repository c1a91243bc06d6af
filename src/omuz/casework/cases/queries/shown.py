"""A file in words: what a presentation says, a step, a change of hands, what is kept of who she is."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from omuz.casework.cases.queries.about import about_of
from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.cases.queries.told import Came, Held, Stepped
from omuz.casework.cases.queries.words import HANDS, KINDS, LABELS, state_in_words
from omuz.casework.cases.rules.closing import REASONS
from omuz.casework.cases.rules.identity import entries_of
from omuz.casework.cases.rules.presentation import LISTS, codes_of
from omuz.casework.contacts.rules.answers import NOT_ASKED
from omuz.foundation.catalogue.lists import label_of

Lines = list[tuple[str, str]]


def presented_lines(answers: Mapping[str, Any]) -> Lines:
    """Label and words of what was said when she came; silence is left out."""
    lines: Lines = []
    for name, catalogue in LISTS.items():
        codes = [code for code in codes_of(answers, name) if code != NOT_ASKED]
        if codes:
            lines.append((str(LABELS[name]), ", ".join(label_of(catalogue, code) for code in codes)))
    return lines


def came_in_words(came: Came) -> str:
    """One presentation in a line: why she came, and her wish as it was written."""
    reason = [label_of(LISTS["reason"], code) for code in codes_of(came.answers, "reason") if code != NOT_ASKED]
    return " · ".join(part for part in (", ".join(reason), came.words.get("note", "")) if part)


def step_in_words(step: Stepped) -> str:
    """What a step says besides its state: the reason of a closure, and the note."""
    reason = label_of(REASONS, step.reason) if step.reason else ""
    return " · ".join(part for part in (reason, step.note) if part)


def held_in_words(held: Held, names: Mapping[UUID, str]) -> str:
    """From whom to whom, and the note."""
    hands = " → ".join(names.get(each, "") if each else _("kimse") for each in (held.before, held.after))
    return " · ".join(part for part in (hands, held.note) if part)


def about_lines(file: OpenedCase) -> Lines:
    """What she is called and what she needs to be able to come; what nobody said is left out."""
    about = about_of(file)
    language = label_of("interpreter_language", about.language) if about.language else ""
    told = (
        (_("Takma ad"), about.pseudonym),
        (_("Nasıl seslenilsin"), about.chosen_name),
        (_("Yaş grubu"), label_of("age_band", about.age_band) if about.age_band else ""),
        (_("Gelebilmesi için"), ", ".join(label_of("access_need", code) for code in about.access)),
        (_("Tercüman dili"), language),
    )
    return [(label, words) for label, words in told if words]


def identity_lines(file: OpenedCase, today: date) -> Lines:
    """What is kept of who she is, without the thing itself: its kind, its purpose, the day it goes."""
    return [
        (str(KINDS.get(entry.kind, entry.kind)), f"{entry.purpose} · {entry.expires_on:%d.%m.%Y}")
        for entry in entries_of(file.identity)
        if not entry.expired(today)
    ]


def hands_title(why: str) -> str:
    """Why a file changed hands, in the reader's language."""
    return str(HANDS.get(why, why))


__all__ = [
    "Lines", "about_lines", "came_in_words", "hands_title", "held_in_words", "identity_lines", "presented_lines",
    "state_in_words", "step_in_words",
]  # fmt: skip
