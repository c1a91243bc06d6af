"""Choices of the questions: codes as big chips, ranked ones in her order, repeated blocks one after another."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.forms import BoundField
from django.forms.forms import BaseForm
from django.utils.functional import Promise

from omuz.casework.interviews.queries.labels import BLOCK_TITLES
from omuz.casework.interviews.queries.wording import Topic, wording
from omuz.casework.interviews.rules.answers import NOBODY_SAID, SPECIAL
from omuz.casework.interviews.rules.questions import (
    BLOCKS,
    BY_NAME,
    QUESTIONS,
    Block,
    Question,
    field_name,
    question_of,
)
from omuz.foundation.catalogue.lists import code_list, label_of
from omuz.foundation.catalogue.place import catalogue_folder

Choices = list[tuple[str, str]]


def choices_of(question: Question, day: date, *, chosen: tuple[str, ...]) -> Choices:
    """Codes offered on `day`, those already `chosen` too, then the special answers; ranked ones first in order."""
    offered = code_list(question.catalogue).choices(day)
    known = {code for code, _label in offered}
    kept = [(code, label_of(question.catalogue, code)) for code in chosen if code and code not in {*known, *SPECIAL}]
    if question.ranked:
        order = {code: place for place, code in enumerate(chosen)}
        offered = sorted(offered, key=lambda choice: order.get(choice[0], len(order)))
    return [*offered, *kept, *code_list("special").choices(day)]


def lists_of_questions() -> dict[str, frozenset[str]]:
    """Codes of every list an interview uses, those no longer offered included."""
    return _lists_in(catalogue_folder())


@lru_cache(maxsize=4)
def _lists_in(folder: Path) -> dict[str, frozenset[str]]:
    questions = (*QUESTIONS, *(each for block in BLOCKS.values() for each in block.questions))
    return {each.catalogue: frozenset(code_list(each.catalogue, folder).codes) for each in questions}


@dataclass(frozen=True)
class Asked:
    """One question on its card: its field, the gentle wording, and how its choices are drawn."""

    field: BoundField
    gently: str
    shape: str
    options: tuple[list[Any], list[Any], list[Any]] = ([], [], [])
    """Of a ranked question: chosen in her order, the others, the special ones."""


@dataclass(frozen=True)
class Place:
    """One child, person or place of a block; `filled` ones stand open, the next is one press away."""

    title: str
    more: Promise
    filled: bool
    asked: list[Asked]


@dataclass(frozen=True)
class Card:
    """One topic: its words, its questions, its repeated blocks, its free fields, and what is answered so far."""

    topic: Topic
    asked: list[Asked]
    places: list[Place]
    said: str
    open: bool


def asked_of(bound: BoundField) -> Asked:
    """One field with its gentle wording."""
    question = question_of(bound.name)
    if question is None:
        return Asked(bound, "", "text")
    parts = bound.name.split("-")
    words = wording().questions[
        bound.name if question.name in BY_NAME and len(parts) == 1 else f"{parts[0]}.{parts[-1]}"
    ]
    gently = words.gently.say() if words.gently else ""
    if question.ranked:
        return Asked(bound, gently, "ranked", _parted(bound))
    return Asked(bound, gently, "long" if question.long else "chips")


def _parted(bound: BoundField) -> tuple[list[Any], list[Any], list[Any]]:
    options = list(bound.subwidgets)
    ordinary = [option for option in options if str(option.data["value"]) not in SPECIAL]
    return (
        [option for option in ordinary if option.data["selected"]],
        [option for option in ordinary if not option.data["selected"]],
        [option for option in options if str(option.data["value"]) in SPECIAL],
    )


def _places(form: BaseForm, block: Block) -> list[Place]:
    one, more = BLOCK_TITLES[block.name]
    found = []
    for number in range(block.most):
        names = [field_name(block.name, number, each.name) for each in block.questions]
        filled = any(_said(form[name]) for name in names)
        found.append(Place(str(one) % {"number": number + 1}, more, filled, [asked_of(form[name]) for name in names]))
    return found


def _said(bound: BoundField) -> tuple[str, ...]:
    """What stands in a coded field, without what nobody said."""
    value = bound.value()
    values = value if isinstance(value, list | tuple) else [value]
    return tuple(str(each) for each in values if each not in (None, "", *NOBODY_SAID))


def _summary(form: BaseForm, names: Collection[str]) -> str:
    words = []
    for name in names:
        question = question_of(name)
        if question is not None:
            words += [label_of(question.catalogue, code) for code in _said(form[name])]
    return ", ".join(words)


OPEN_FIRST = "requests"
"""The one topic that stands open: what she came for."""
TEXTS: dict[str, tuple[str, ...]] = {
    "violence": ("incident_on",),
    "herself": ("self_description",),
    "words": ("her_words",),
    "view": ("worker_view",),
}
"""Topic → its fields that are no coded answers."""


def cards_of(form: BaseForm) -> list[Card]:
    """The topics of a form in the order of the page, each with everything it asks."""
    cards = []
    for topic in wording().topics:
        names = [question.name for question in QUESTIONS if question.topic == topic.key]
        block = next((each for each in BLOCKS.values() if each.topic == topic.key), None)
        places = _places(form, block) if block else []
        texts = TEXTS.get(topic.key, ())
        of_places = [asked.field.name for place in places if place.filled for asked in place.asked]
        asked = [asked_of(form[name]) for name in (*names, *texts)]
        fields = {*names, *texts, *(each.field.name for place in places for each in place.asked)}
        standing = topic.key == OPEN_FIRST or bool(fields & set(form.errors))
        cards.append(Card(topic, asked, places, _summary(form, (*names, *of_places)), standing))
    return cards
