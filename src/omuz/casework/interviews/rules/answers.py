"""The coded answers of one interview: what was said, what was not, and how an answer becomes whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from omuz.casework.contacts.rules.answers import NOBODY_SAID, NOT_ASKED, SPECIAL, Fault, whole
from omuz.casework.interviews.rules.questions import (
    ACQUAINTED,
    BLOCKS,
    PERSONS,
    PROFESSIONAL,
    QUESTIONS,
    UNDER_18,
    Block,
    Question,
    field_name,
)

__all__ = ["NOBODY_SAID", "NOT_ASKED", "SPECIAL", "Answers", "Fault", "Problem", "Said", "whole"]

Codes = tuple[str, ...]
Entry = Mapping[str, Codes]
"""One child, person or place: question → codes."""

EARLIEST_YEAR: Final = 1990
MINUTES_MAX: Final = 600
YES: Final = "yes"
NO: Final = "no"


class Problem(StrEnum):
    """Why an interview cannot be recorded as it stands."""

    DAY_AHEAD = "day_ahead"
    DAY_TOO_OLD = "day_too_old"
    INCIDENT_AHEAD = "incident_ahead"
    CODE_UNKNOWN = "code_unknown"
    MINUTES_RANGE = "minutes_range"


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered in one interview; a question that is not in `codes` was not asked.

    `on` is the day of the interview, `minutes` its length or None, `incident_on` the day of the last event where she
    named one. `first` is true for the first interview of the file.
    """

    on: date
    codes: Mapping[str, Codes] = field(default_factory=dict)
    blocks: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    minutes: int | None = None
    incident_on: date | None = None
    first: bool = False

    def said(self, name: str) -> Codes:
        """The codes answered to a question, always as a tuple; not asked where nobody touched it."""
        return self.codes.get(name) or NOBODY_SAID

    def one(self, name: str) -> str:
        """The one code answered to a question that takes one."""
        return self.said(name)[0]

    def entries(self, block: Block) -> tuple[Entry, ...]:
        """The children, persons or places noted."""
        return self.blocks.get(block.name, ())

    @property
    def under_18(self) -> bool:
        """Whether she is a child herself, so that the child-protection path applies."""
        return self.one("age_band") in UNDER_18

    def to_payload(self) -> dict[str, Any]:
        """The answers as plain values for sealing; what nobody said takes no room."""
        kept: dict[str, Any] = {"on": self.on.isoformat()}
        if self.minutes is not None:
            kept["minutes"] = self.minutes
        if self.incident_on is not None:
            kept["incident_on"] = self.incident_on.isoformat()
        if self.first:
            kept["first"] = True
        kept["codes"] = {name: list(codes) for name, codes in self.codes.items() if codes != NOBODY_SAID}
        kept["blocks"] = {
            name: [{key: list(codes) for key, codes in entry.items()} for entry in entries]
            for name, entries in self.blocks.items()
            if entries
        }
        return kept

    @classmethod
    def from_payload(cls, kept: Mapping[str, Any]) -> "Answers":
        """The answers from their opened form."""
        incident = kept.get("incident_on")
        return cls(
            on=date.fromisoformat(kept["on"]),
            codes={name: tuple(codes) for name, codes in kept.get("codes", {}).items()},
            blocks={
                name: tuple({key: tuple(codes) for key, codes in entry.items()} for entry in entries)
                for name, entries in kept.get("blocks", {}).items()
            },
            minutes=kept.get("minutes"),
            incident_on=date.fromisoformat(incident) if incident else None,
            first=bool(kept.get("first")),
        )


@dataclass(frozen=True, slots=True)
class Said:
    """What is recorded of an interview: coded answers, and free text by the name of its field."""

    answers: Answers
    words: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """One free text; empty where nothing was written."""
        return self.words.get(name, "")


def read_codes(
    typed: Mapping[str, Sequence[str]], lists: Mapping[str, frozenset[str]]
) -> tuple[dict[str, Codes], dict[str, tuple[Entry, ...]], list[Fault]]:
    """Answers by question, entries by block, and a fault at each field with a code its list does not hold.

    `typed` maps the name of a field to what was chosen; `lists` maps a list's name to its codes. An entry in which
    nothing was said is not there; the others keep their order.
    """
    faults: list[Fault] = []

    def read(name: str, question: Question) -> Codes:
        chosen = whole([code.strip() for code in typed.get(name, ())])
        if any(code not in SPECIAL and code not in lists[question.catalogue] for code in chosen):
            faults.append(Fault(name, Problem.CODE_UNKNOWN))
            return NOBODY_SAID
        return chosen if question.several else chosen[:1]

    codes = {question.name: read(question.name, question) for question in QUESTIONS}
    blocks = {}
    for block in BLOCKS.values():
        entries = [
            {each.name: read(field_name(block.name, place, each.name), each) for each in block.questions}
            for place in range(block.most)
        ]
        said = [{name: told for name, told in entry.items() if told != NOBODY_SAID} for entry in entries]
        blocks[block.name] = tuple(entry for entry in said if entry)
    said_codes = {name: told for name, told in codes.items() if told != NOBODY_SAID}
    return said_codes, {name: entries for name, entries in blocks.items() if entries}, faults


def faults_of(answers: Answers, *, today: date) -> list[Fault]:
    """What keeps these answers from being recorded: only what cannot be true."""
    found: list[Fault] = []
    if answers.on > today:
        found.append(Fault("on", Problem.DAY_AHEAD))
    elif answers.on.year < EARLIEST_YEAR:
        found.append(Fault("on", Problem.DAY_TOO_OLD))
    if answers.incident_on and answers.incident_on > today:
        found.append(Fault("incident_on", Problem.INCIDENT_AHEAD))
    if answers.minutes is not None and not 0 <= answers.minutes <= MINUTES_MAX:
        found.append(Fault("minutes", Problem.MINUTES_RANGE))
    return found


def relations(answers: Answers) -> Codes:
    """How the persons who used violence stand to her, each once; special answers only where nothing else is known."""
    return whole([code for entry in answers.entries(PERSONS) for code in entry.get("relation", ())])


def children_exposed(answers: Answers) -> str:
    """Whether a child of hers saw or suffered violence: yes for one, no only where it was said of each noted child."""
    told = [entry.get("exposure", NOBODY_SAID)[0] for entry in answers.entries(BLOCKS["children"])]
    if {"witnessed", "targeted"} & set(told):
        return YES
    if told and set(told) == {"none"}:
        return NO
    return whole([code for code in told if code in SPECIAL])[0]


def has_children(answers: Answers) -> str:
    """Her own answer; a noted child is a yes."""
    return YES if answers.entries(BLOCKS["children"]) else answers.one("has_children")


def interpreter_needed(answers: Answers) -> str:
    """Whether the talk needed an interpreter: a language was named, or sign language is a need."""
    needs, language = answers.said("needs"), answers.one("interpreter_language")
    if "sign_language" in needs or language not in SPECIAL:
        return YES
    return language if language != NOT_ASKED else needs[0] if needs[0] in SPECIAL else NO


def interpreter_provided(answers: Answers) -> str:
    """Whether somebody fit interpreted: a relative, a neighbour, or one who knows her circle does not count."""
    how, knows = answers.one("interpreter_how"), answers.one("interpreter_knows")
    if how in SPECIAL:
        return how
    return YES if how in PROFESSIONAL and knows != YES else NO


def interpreter_unsafe(answers: Answers) -> bool:
    """Whether what she says may reach her circle through whoever interprets."""
    return answers.one("interpreter_how") in ACQUAINTED or answers.one("interpreter_knows") == YES


def changed_fields(before: Said, after: Said) -> tuple[str, ...]:
    """Names of the fields that differ between two versions, in the order of the page."""
    first, then = dict(fields_of(before)), dict(fields_of(after))
    names = dict.fromkeys((*first, *then))
    return tuple(name for name in names if first.get(name) != then.get(name))


def fields_of(said: Said) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every field of the form that holds something, with what stands in it, as the form would send it."""
    answers = said.answers
    yield "on", (f"{answers.on:%d.%m.%Y}",)
    if answers.minutes is not None:
        yield "minutes", (str(answers.minutes),)
    for question in QUESTIONS:
        if answers.said(question.name) != NOBODY_SAID:
            yield question.name, answers.said(question.name)
    for block in BLOCKS.values():
        for place, entry in enumerate(answers.entries(block)):
            for name, codes in entry.items():
                yield field_name(block.name, place, name), tuple(codes)
    if answers.incident_on:
        yield "incident_on", (f"{answers.incident_on:%d.%m.%Y}",)
    for name, text in said.words.items():
        if text:
            yield name, (text,)
