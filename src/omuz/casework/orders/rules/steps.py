"""The steps of a protection order: asked, granted, refused, extended, ended; each added, none ever edited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from omuz.casework.orders.rules.sealed import NOT_ASKED, Sealed


class Kind(StrEnum):
    """What happened to an order."""

    ASKED = "asked"
    URGENT = "urgent"
    PRESENTED = "presented"
    APPROVED = "approved"
    NOT_APPROVED = "not_approved"
    GRANTED = "granted"
    REFUSED = "refused"
    SERVED = "served"
    EXTENDED = "extended"
    BREACH = "breach"
    OBJECTED = "objected"
    OBJECTION_DECIDED = "objection_decided"
    ENDED = "ended"
    TAKEN_BACK = "taken_back"


class State(StrEnum):
    """Where an order stands by its steps; whether its days have run out is another question."""

    NEW = "new"
    WAITING = "waiting"
    URGENT = "urgent"
    GRANTED = "granted"
    REFUSED = "refused"
    LAPSED = "lapsed"
    ENDED = "ended"
    NOT_PURSUED = "not_pursued"


_AFTER_ALL = (Kind.TAKEN_BACK,)
_TOLD_LATE = (Kind.BREACH, Kind.SERVED, Kind.OBJECTED, Kind.OBJECTION_DECIDED, *_AFTER_ALL)

MAY_FOLLOW: Mapping[State, tuple[Kind, ...]] = {
    State.NEW: (Kind.ASKED, Kind.URGENT, Kind.GRANTED, Kind.REFUSED),
    State.WAITING: (Kind.GRANTED, Kind.REFUSED, Kind.URGENT, Kind.ENDED, *_AFTER_ALL),
    State.URGENT: (
        Kind.PRESENTED, Kind.APPROVED, Kind.NOT_APPROVED, Kind.GRANTED, Kind.BREACH, Kind.SERVED, Kind.ENDED,
        *_AFTER_ALL,
    ),
    State.GRANTED: (Kind.EXTENDED, Kind.ENDED, *_TOLD_LATE),
    State.REFUSED: (Kind.SERVED, Kind.OBJECTED, Kind.OBJECTION_DECIDED, Kind.GRANTED, *_AFTER_ALL),
    State.LAPSED: (Kind.GRANTED, *_TOLD_LATE),
    State.ENDED: _TOLD_LATE,
    State.NOT_PURSUED: _AFTER_ALL,
}  # fmt: skip
"""State → what may be written next; what happened earlier may be told late."""


@dataclass(frozen=True, slots=True)
class Step(Sealed):
    """One thing that happened to an order, on a day; only what its kind needs is filled.

    `amount` and `unit` are the length written in the decision, `starts_on` and `ends_on` its days as written; `at`
    is the moment (with zone) of an urgent order, its presentation or approval. `result` holds the code of how an
    objection, a breach or the order ended, `by` who asked or objected. `takes_back` is the id of a mistaken step.
    """

    apart: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    kind: Kind
    on: date
    at: datetime | None = None
    authority: str = NOT_ASKED
    by: str = NOT_ASKED
    measures: tuple[str, ...] = ()
    amount: int | None = None
    unit: str = "month"
    starts_on: date | None = None
    ends_on: date | None = None
    confidential: str = NOT_ASKED
    told_to: tuple[str, ...] = ()
    result: str = NOT_ASKED
    takes_back: str = ""
