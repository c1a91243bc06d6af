"""The life of a case analysis: its states, who may read it a second time, how long it is kept."""

import calendar
import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

MOST_MONTHS: Final = 12
"""Nothing is kept longer; a centre may choose less."""


class State(StrEnum):
    """Where an analysis stands."""

    DRAFT = "draft"
    READING = "reading"
    MEND = "mend"
    SHOWN = "shown"
    WITHDRAWN = "withdrawn"
    DESTROYED = "destroyed"


class Visibility(StrEnum):
    """Who reads it once it is approved."""

    CENTRE = "centre"
    NETWORK = "network"


WRITABLE: Final = frozenset({State.DRAFT, State.MEND})
"""States in which words are written; in every other they stand still."""


_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_PREFIX: Final = "ANZ-"
"""An analysis has a code of its own, of another shape than a file's: none leads from one to the other."""

SETTINGS: Final = ("visibility", "months", "consent", "consent_why", "tags")
"""What is chosen beside the words of the template."""


def new_code() -> str:
    """A fresh code of an analysis; random, so that it tells neither order nor number."""
    return CODE_PREFIX + "".join(secrets.choice(_LETTERS) for _ in range(5))


class Consent(StrEnum):
    """Whether the woman was asked; of a composed story there is often nobody to ask."""

    YES = "yes"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True)
class Typed:
    """What stands in an analysis, field by field, as typed.

    `since` is the revision each field came with, `pages` the browser page it was typed on.
    """

    fields: dict[str, list[str]] = field(default_factory=dict)
    since: dict[str, int] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """The single value of a field, empty where nothing stands."""
        return next(iter(self.fields.get(name, [])), "")

    def differing(self, changes: dict[str, list[str]]) -> dict[str, list[str]]:
        """The part of `changes` that says something else than what stands here."""
        return {name: values for name, values in changes.items() if self.fields.get(name, []) != values}

    def with_changes(self, changes: dict[str, list[str]], page: str, revision: int) -> "Typed":
        """With newer values of some fields."""
        since, pages = dict.fromkeys(changes, revision), dict.fromkeys(changes, page)
        return Typed({**self.fields, **changes}, {**self.since, **since}, {**self.pages, **pages})

    def changed_elsewhere(self, revision: int, page: str) -> frozenset[str]:
        """Names of the fields another browser page changed after `revision`."""
        return frozenset(
            name for name, came in self.since.items() if came > revision and (not page or self.pages.get(name) != page)
        )

    def to_payload(self) -> dict[str, Any]:
        """As it is sealed."""
        return {"fields": self.fields, "since": self.since, "pages": self.pages}

    @classmethod
    def from_payload(cls, told: dict[str, Any]) -> "Typed":
        """As it comes out of the envelope; an empty one is an empty analysis."""
        return cls(told.get("fields", {}), told.get("since", {}), told.get("pages", {}))


class NotNow(ValueError):
    """The step cannot be taken; the message says what happened, what was kept and what to do."""


class Conflict(Exception):
    """Somebody else changed these fields meanwhile; `theirs` is what stands there. Nothing of either is lost."""

    def __init__(self, revision: int, theirs: dict[str, list[str]]) -> None:
        super().__init__(f"revision {revision}")
        self.revision = revision
        self.theirs = theirs


def until(day: date, months: int) -> date:
    """The last day on which something kept since `day` for so many months is shown."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def may_read_second(staff_id: UUID, writers: Collection[UUID]) -> bool:
    """Whether somebody can be the second reader: never one of those who wrote it."""
    return staff_id not in writers
