"""What an appointment holds beside its time: for whom, with whom, in which language, how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

NOT_ASKED: Final = "not_asked"
YES: Final = "yes"
TOLD: Final = "told"
"""A confirmation that needs no way: the time was agreed with her, so she knows it already."""


class State(StrEnum):
    """Where an appointment stands; how it ended is sealed."""

    PLANNED = "planned"
    OVER = "over"
    CANCELLED = "cancelled"


class Outcome(StrEnum):
    """How an appointment ended, without blame."""

    CAME = "came"
    DID_NOT_COME = "did_not_come"
    CANCELLED_BY_HER = "cancelled_by_her"
    CANCELLED_BY_CENTRE = "cancelled_by_centre"


STATE_AFTER: Final = {
    Outcome.CAME: State.OVER,
    Outcome.DID_NOT_COME: State.OVER,
    Outcome.CANCELLED_BY_HER: State.CANCELLED,
    Outcome.CANCELLED_BY_CENTRE: State.CANCELLED,
}


class InterpreterProblem(StrEnum):
    """Who may not interpret for her."""

    KNOWS_HER = "interpreter_knows_her"


@dataclass(frozen=True, slots=True)
class Visit:
    """The sealed part of an appointment."""

    on: date
    at: datetime
    minutes: int
    slot_id: UUID
    kind: str = NOT_ASKED
    with_children: str = NOT_ASKED
    interpreter: str = NOT_ASKED
    interpreter_language: str = NOT_ASKED
    interpreter_knows_her: str = NOT_ASKED
    access: tuple[str, ...] = ()
    other_district: str = NOT_ASKED
    confirm_by: str = TOLD
    confirmed: bool = False
    outcome: str = ""
    moved: tuple[tuple[str, str], ...] = field(default=())
    """Earlier times: the moment it stood at, and the day it was moved."""

    def to_payload(self) -> dict[str, Any]:
        """Plain values for sealing; what nobody asked takes no room."""
        kept: dict[str, Any] = {
            "on": self.on.isoformat(),
            "at": self.at.isoformat(),
            "minutes": self.minutes,
            "slot": self.slot_id.hex,
            "confirm_by": self.confirm_by,
        }
        for name in _CODED:
            if getattr(self, name) != NOT_ASKED:
                kept[name] = getattr(self, name)
        if self.access:
            kept["access"] = list(self.access)
        if self.confirmed:
            kept["confirmed"] = True
        if self.outcome:
            kept["outcome"] = self.outcome
        if self.moved:
            kept["moved"] = [list(each) for each in self.moved]
        return kept

    @classmethod
    def from_payload(cls, kept: Mapping[str, Any]) -> "Visit":
        """The visit from its opened form."""
        return cls(
            on=date.fromisoformat(kept["on"]),
            at=datetime.fromisoformat(kept["at"]),
            minutes=int(kept["minutes"]),
            slot_id=UUID(kept["slot"]),
            access=tuple(kept.get("access", ())),
            confirm_by=str(kept.get("confirm_by", TOLD)),
            confirmed=bool(kept.get("confirmed")),
            outcome=str(kept.get("outcome", "")),
            moved=tuple((str(was), str(when)) for was, when in kept.get("moved", ())),
            **{name: str(kept.get(name, NOT_ASKED)) for name in _CODED},
        )

    def moved_to(self, at: datetime, minutes: int, *, on: date) -> "Visit":
        """The same visit at another time; the earlier one is kept, and a way agreed on has to confirm it again."""
        was = (self.at.isoformat(), on.isoformat())
        return replace(self, at=at, minutes=minutes, confirmed=self.confirm_by == TOLD, moved=(*self.moved, was))


_CODED: Final = (
    "kind", "with_children", "interpreter", "interpreter_language", "interpreter_knows_her", "other_district",
)  # fmt: skip


def faults_of_interpreter(visit_needs: str, knows_her: str) -> tuple[InterpreterProblem, ...]:
    """Somebody she knows does not interpret, neither relative nor neighbour; a telephone interpreter does."""
    return (InterpreterProblem.KNOWS_HER,) if visit_needs == YES and knows_her == YES else ()
