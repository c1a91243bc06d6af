"""What a file tells of itself: each time she came, each step it took, who held it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from omuz.casework.cases.models import CaseStep, Presentation
from omuz.casework.cases.queries.files import OpenedCase, records_of
from omuz.casework.cases.queries.reading import read_once
from omuz.casework.cases.rules.presentation import MINOR_BANDS, codes_of


@dataclass(frozen=True, slots=True)
class Came:
    """One presentation, opened: the day, what is coded, her words in the worker's hand, the contact it grew out of."""

    id: UUID
    on: date
    answers: Mapping[str, Any]
    words: Mapping[str, str]
    contact_id: UUID | None
    made_by: UUID


@dataclass(frozen=True, slots=True)
class Stepped:
    """One step, opened: the state it came to, the day, the reason and the note."""

    state: str
    on: date
    reason: str
    note: str
    answers: Mapping[str, Any]
    made_by: UUID


@dataclass(frozen=True, slots=True)
class Held:
    """One change of hands: from whom to whom, why, with which note."""

    on: date
    before: UUID | None
    after: UUID | None
    why: str
    note: str
    by: UUID


@read_once
def presentations_of(file: OpenedCase) -> list[Came]:
    """Every time she came with this file, the first one first."""
    found = [
        Came(
            id=row.id,
            on=day_of(answers := row.opened(file.key, "answers"), row.made_at.date()),
            answers=answers,
            words=row.opened(file.key, "words"),
            contact_id=row.contact_id,
            made_by=row.made_by,
        )
        for row in records_of(file.case, Presentation)
    ]
    return sorted(found, key=lambda came: came.on)


@read_once
def steps_of(file: OpenedCase) -> list[Stepped]:
    """Every step of the file in the order it was written."""
    rows = CaseStep.objects.filter(centre_id=file.centre_id, case=file.case).order_by("number")
    return [_stepped(row, row.opened(file.key, "answers"), row.opened(file.key, "words")) for row in rows]


def _stepped(row: CaseStep, answers: Mapping[str, Any], words: Mapping[str, str]) -> Stepped:
    return Stepped(
        state=row.state,
        on=day_of(answers, row.made_at.date()),
        reason=str(answers.get("reason", "")),
        note=str(words.get("note", "")),
        answers=answers,
        made_by=row.made_by,
    )


@read_once
def holders_of(file: OpenedCase) -> list[Held]:
    """Every change of hands, the first one first."""
    notes: Mapping[str, str] = file.words.get("holders", {})
    return [
        Held(
            on=date.fromisoformat(kept["on"]),
            before=_id_in(kept.get("from")),
            after=_id_in(kept.get("to")),
            why=str(kept.get("why", "")),
            note=str(notes.get(str(place), "")),
            by=UUID(kept["by"]),
        )
        for place, kept in enumerate(file.answers.get("holders", ()))
    ]


def day_of(answers: Mapping[str, Any], otherwise: date) -> date:
    """The day a record says it happened; `otherwise` where it says none."""
    told = answers.get("on")
    return date.fromisoformat(told[:10]) if told else otherwise


def age_band_of(file: OpenedCase) -> str:
    """Her age band as the file knows it; empty when nobody asked."""
    return next((code for code in codes_of(file.answers, "age_band") if code != "not_asked"), "")


def is_minor(file: OpenedCase) -> bool:
    """Whether this is the file of a girl under eighteen: by her age band, or because somebody began her path."""
    return age_band_of(file) in MINOR_BANDS or "child" in file.answers


def pseudonym_of(file: OpenedCase) -> str:
    """What she is called here: the name she chose, else her pseudonym; empty when she gave neither."""
    return str(file.identity.get("chosen_name") or file.identity.get("pseudonym") or "")


def _id_in(told: Any) -> UUID | None:
    return UUID(told) if told else None
