"""The life of a case analysis: its states, who may read it a second time, how long it is kept."""

import calendar
from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Final
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


class NotNow(ValueError):
    """The step cannot be taken; the message says what happened, what was kept and what to do."""


def until(day: date, months: int) -> date:
    """The last day on which something kept since `day` for so many months is shown."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def may_read_second(staff_id: UUID, writers: Collection[UUID]) -> bool:
    """Whether somebody can be the second reader: never one of those who wrote it."""
    return staff_id not in writers
