"""What the centre was told before this interview, so that she tells nothing twice."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from omuz.casework.cases.models import Presentation
from omuz.casework.cases.queries.files import OpenedCase, records_of
from omuz.casework.cases.rules.presentation import codes_of
from omuz.casework.contacts.rules.answers import NOBODY_SAID, SPECIAL
from omuz.casework.interviews.queries.records import interviews_of
from omuz.casework.interviews.rules.answers import Answers, Codes, Entry, Said
from omuz.casework.interviews.rules.questions import PERSONS

OF_THE_TALK = frozenset({"how", "notes_allowed", "limits_told", "other_worker", "urgent", "requests", "needs_met"})
"""Answers of one talk only: nobody's consent or wish of last time stands for today's."""


@dataclass(frozen=True, slots=True)
class Before:
    """What is known: coded answers to begin with, the day of the last interview, the days of the contacts read."""

    answers: Answers
    interview_on: date | None = None
    told_on: date | None = None

    @property
    def anything(self) -> bool:
        """Whether there is something to begin with."""
        return bool(self.answers.codes or self.answers.blocks)


def known_before(file: OpenedCase, *, on: date) -> Before:
    """What an interview on `on` begins with: the last interview, and over it what later presentations tell."""
    interviews = interviews_of(file)
    last = interviews[-1] if interviews else None
    told = presentations_of(file)
    since = last.answers.on if last else date.min
    codes: dict[str, Codes] = {}
    blocks: dict[str, tuple[Entry, ...]] = {}
    if last:
        codes = {name: said for name, said in last.answers.codes.items() if name not in OF_THE_TALK}
        blocks = dict(last.answers.blocks)
    newest = None
    for payload in told:
        day = date.fromisoformat(payload["on"])
        if day < since:
            continue
        newest = day
        fresh_codes, fresh_blocks = told_in(payload)
        codes |= fresh_codes
        blocks = {**fresh_blocks, **blocks}
    codes = {**of_file(file), **codes}
    return Before(Answers(on, codes, blocks), last.answers.on if last else None, newest)


def presentations_of(file: OpenedCase) -> list[dict[str, Any]]:
    """The coded answers of each presentation, oldest first."""
    found = [row.opened(file.key, "answers") for row in records_of(file.case, Presentation)]
    return sorted(found, key=lambda payload: str(payload["on"]))


def told_in(payload: dict[str, Any]) -> tuple[dict[str, Codes], dict[str, tuple[Entry, ...]]]:
    """The answers of an interview that a presentation tells already; the relations it names become persons."""
    codes: dict[str, Codes] = {}
    for name in ("violence_types", "age_band"):
        said = codes_of(payload, name)
        if said != NOBODY_SAID:
            codes[name] = said
    blocks: dict[str, tuple[Entry, ...]] = {}
    relations = [code for code in codes_of(payload, "relation") if code not in SPECIAL]
    if relations:
        blocks[PERSONS.name] = tuple({"relation": (code,)} for code in relations[: PERSONS.most])
    return codes, blocks


def of_file(file: OpenedCase) -> dict[str, Codes]:
    """What the file itself knows: age band, what she needs to be able to come, the language of an interpreter."""
    named = {"age_band": "age_band", "needs": "access", "interpreter_language": "interpreter_language"}
    told = {name: codes_of(file.answers, kept) for name, kept in named.items()}
    return {name: said for name, said in told.items() if said != NOBODY_SAID}


def said_before(before: Before) -> Said:
    """The same as a version of an interview, for a form to begin with."""
    return Said(before.answers)
