"""A talk and a plan in words, for the pages that only show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from omuz.casework.contacts.actions.versions import Typed
from omuz.casework.safety.actions.drafts import Conflict
from omuz.casework.safety.queries.talks import Reminder
from omuz.casework.safety.queries.texts import factor_text, factor_texts, plan_headings, plan_parts
from omuz.casework.safety.queries.words import CHANGES, COPY, FIELDS, SAID, WHEN, WHY, answer_words, level_words
from omuz.casework.safety.rules.factors import RED, Factor, Said, When
from omuz.casework.safety.rules.plan import CARD, Copy, Difference, Plan
from omuz.casework.safety.rules.prompt import Level, Prompt
from omuz.casework.safety.rules.talk import Talk
from omuz.foundation.catalogue.lists import label_of
from omuz.foundation.catalogue.turkish import day

LOOKS: dict[Level, tuple[str, str]] = {
    Level.URGENT_TEAM: ("danger", "alert"),
    Level.CLOSE_WATCH: ("look", "clock"),
    Level.STANDARD: ("", "info"),
}
"""Level → the look and the sign of its badge; the word itself always stands beside them."""


@dataclass(frozen=True, slots=True)
class Told:
    """One factor that was spoken of: its title, what was said, what is done, and whether that is still open."""

    factor: Factor
    title: str
    red: bool
    said: str
    done: str
    open: bool


def why_lines(prompt: Prompt) -> list[tuple[str, list[str]]]:
    """The reasons of a prompt: a sentence, and the factors it stands on; no number anywhere."""
    return [(str(WHY[line.why]), [factor_text(each).title.say() for each in line.factors]) for line in prompt.lines]


def action_words(codes: tuple[str, ...]) -> str:
    """What is done about a factor, in words."""
    return ", ".join(label_of("risk_action", code) for code in codes)


def told_factors(talk: Talk) -> list[Told]:
    """Factors that were spoken of, those that are there first, each in the order of the form."""
    found = [
        Told(
            text.factor,
            text.title.say(),
            text.factor in RED and talk.answers[text.factor].present,
            " · ".join(answer_words(talk.answers[text.factor])),
            action_words(talk.actions.get(text.factor, ())),
            text.factor in talk.open_factors,
        )
        for text in factor_texts()
        if text.factor in talk.answers
    ]
    return sorted(found, key=lambda each: not talk.answers[each.factor].present)


def silent_factors(talk: Talk) -> list[str]:
    """Factors nobody spoke of."""
    return [text.title.say() for text in factor_texts() if text.factor not in talk.answers]


def changes_of(talk: Talk, names: dict[Any, str]) -> list[dict[str, Any]]:
    """Each time a person raised or lowered the word, newest first; `names` by the text of the worker's id."""
    return [
        {
            "when": f"{day(each.on)} · {names.get(each.by, '')}",
            "title": f"{level_words(each.then)} · {CHANGES.get(each.reason, each.reason)}",
            "text": each.words,
            "icon": "edit",
        }
        for each in reversed(talk.changes)
    ]


def plan_lines(plan: Plan) -> list[tuple[str, list[tuple[str, str]]]]:
    """Her words by part and heading; what she left empty is not there."""
    parts = []
    for part in plan_parts():
        lines = [(each.title.say(), plan.words[each.code]) for each in part.headings if plan.words.get(each.code)]
        if lines:
            parts.append((part.title.say(), lines))
    return parts


def heading_title(code: str) -> str:
    """The title of a heading, of the card or of her decision; the code of one that is no longer offered."""
    if code in (CARD, "copy"):
        return str(FIELDS[code])
    return next((each.title.say() for each in plan_headings() if each.code == code), code)


def difference_lines(found: tuple[Difference, ...]) -> list[tuple[str, str, str]]:
    """What changed between two versions: title, before, now."""

    def words(each: Difference, text: str) -> str:
        return str(COPY[Copy(text)]) if each.heading == "copy" else text

    return [(heading_title(each.heading), words(each, each.before), words(each, each.now)) for each in found]


def differences(met: Conflict) -> list[dict[str, str]]:
    """What a colleague wrote meanwhile, field by field, as the autosave shows it."""
    return [{"name": name, "label": field_title(name), "theirs": _typed(met.theirs, name)} for name in met.fields]


def field_title(name: str) -> str:
    """What a field of either form is called."""
    kind, _sign, rest = name.partition("_")
    if kind in ("said", "when", "done") and rest in set(Factor):
        title = factor_text(Factor(rest)).title.say()
        return title if kind == "said" else f"{title}: {FIELDS[kind]}"
    if kind == "h":
        return heading_title(rest)
    return str(FIELDS.get(name, name))


def _typed(theirs: Typed, name: str) -> str:
    values = theirs.fields.get(name, [])
    kind = name.partition("_")[0]
    if kind == "done":
        return action_words(tuple(values))
    text = "".join(values[:1])
    if kind in ("said", "when") and text:
        return str(SAID[Said(text)]) if kind == "said" else str(WHEN[When(text)])
    return str(COPY[Copy(text)]) if name == "copy" and text else text


def level_shown(talk: Talk) -> dict[str, Any]:
    """The word of a talk with its look, its reasons and what is still open in it."""
    look, icon = LOOKS[talk.level]
    return {
        "level": talk.level,
        "words": level_words(talk.level),
        "rule": level_words(talk.prompt.level),
        "look": look,
        "icon": icon,
        "why": why_lines(talk.prompt),
        "little": talk.prompt.too_little_known,
        "by_hand": talk.level is not talk.prompt.level,
        "open": [factor_text(each).title.say() for each in talk.open_factors],
        "on": talk.on,
    }


def reminder_lines(reminders: Iterable[Reminder]) -> list[dict[str, Any]]:
    """What still calls for a talk, the nearest day first."""
    today = timezone.localdate()
    return [
        {
            "row": each.row,
            "words": label_of("risk_trigger", each.kind.value),
            "due_on": each.due_on,
            "day": each.day if each.day != each.due_on else None,
            "note": each.note,
            "late": each.due_on <= today,
        }
        for each in reminders
        if each.open
    ]
