"""A payload in words: the same on the page before it leaves, in the other centre's inbox and on a letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from omuz.casework.consents.queries.wording import group_label, sharing
from omuz.casework.referrals.rules.payload import day_of
from omuz.foundation.catalogue import turkish
from omuz.foundation.catalogue.lists import label_of


@dataclass(frozen=True, slots=True)
class Shown:
    """What the reader sees, line by line."""

    number: str
    sender: str
    phone: str
    to: str
    purpose: str
    urgent: bool
    on: date | None
    answer_by: date | None
    until: date | None
    lines: tuple[tuple[str, str], ...]


def shown(payload: Mapping[str, Any]) -> Shown:
    """A payload in the reader's words; a group this installation does not know keeps its code."""
    return Shown(
        number=payload["number"],
        sender=payload["from"]["name"],
        phone=payload["from"]["phone"],
        to=payload["to"],
        purpose=label_of("sharing_purpose", payload["purpose"]),
        urgent=bool(payload.get("urgent")),
        on=day_of(payload, "on"),
        answer_by=day_of(payload, "answer_by"),
        until=day_of(payload, "until"),
        lines=tuple((group_label(group), text) for group, text in payload["groups"]),
    )


@dataclass(frozen=True, slots=True)
class LetterText:
    """The letter around it: what stands before, after, and how to answer."""

    opening: str
    closing: str
    answer: str


def letter_text(seen: Shown) -> LetterText:
    """The words of the template, with its days and its number filled in."""
    letter = sharing().letter
    until = turkish.day(seen.until) if seen.until else "–"
    answer = ""
    if seen.answer_by:
        answer = letter["answer"].say().replace("{day}", turkish.day(seen.answer_by)).replace("{number}", seen.number)
    return LetterText(letter["opening"].say(), letter["closing"].say().replace("{until}", until), answer)
