"""A safety plan as it is kept: her words by heading, her decision about a copy, and what may be printed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

CARD: Final = "card"
"""The words she chose for the small card."""
COPY: Final = "copy"
WORDS_MAX: Final = 2000
"""Characters of one heading."""


class PlanState(StrEnum):
    """Where a version is in its life."""

    DRAFT = "draft"
    WRITTEN = "written"
    DISCARDED = "discarded"


class Copy(StrEnum):
    """What she decided about a copy."""

    NOT_ASKED = "not_asked"
    DOES_NOT_WANT = "does_not_want"
    CODED_CARD = "coded_card"
    SAFE_PERSON = "safe_person"
    AT_CENTRE = "at_centre"


class Paper(StrEnum):
    """What may come out of the printer."""

    SHEET = "sheet"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of her plan: `words` by heading (only what she spoke of), `card`, and her decision."""

    on: date
    words: Mapping[str, str] = field(default_factory=dict)
    card: str = ""
    copy: Copy = Copy.NOT_ASKED

    @property
    def paper(self) -> Paper | None:
        """What she allows to be printed; None before she was asked and when she wants no copy."""
        if self.copy is Copy.CODED_CARD:
            return Paper.CARD
        return Paper.SHEET if self.copy in (Copy.SAFE_PERSON, Copy.AT_CENTRE) else None

    def to_payload(self) -> dict[str, Any]:
        """Her decision and the day, as plain values for sealing."""
        return {"on": self.on.isoformat(), COPY: str(self.copy)}

    def to_words(self) -> dict[str, Any]:
        """Her words, as plain values for sealing."""
        return {"plan": {name: text for name, text in self.words.items() if text.strip()}, CARD: self.card}

    @classmethod
    def from_payload(cls, kept: Mapping[str, Any], words: Mapping[str, Any]) -> "Plan":
        """The plan from its opened envelopes."""
        return cls(
            on=date.fromisoformat(kept["on"]),
            words=dict(words.get("plan", {})),
            card=words.get(CARD, ""),
            copy=Copy(kept.get(COPY, Copy.NOT_ASKED)),
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """A heading that says something else than before."""

    heading: str
    before: str
    now: str


def differences(before: Plan, now: Plan, order: tuple[str, ...]) -> tuple[Difference, ...]:
    """What changed from one version to another, in `order` of the headings, those no longer offered last."""
    names = (*order, *sorted((set(before.words) | set(now.words)) - set(order)))
    found = [Difference(name, before.words.get(name, ""), now.words.get(name, "")) for name in names]
    found.append(Difference(CARD, before.card, now.card))
    found.append(Difference(COPY, str(before.copy), str(now.copy)))
    return tuple(each for each in found if each.before != each.now)
