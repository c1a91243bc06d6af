"""A request for a shelter: what became of it and why it was refused; where she went has no place here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from omuz.casework.services.rules.requests import NOT_ASKED, RequestState

UNKNOWN: Final = "unknown"
SPECIAL: Final = (NOT_ASKED, "did_not_want", UNKNOWN)

ASK_AGAIN_AFTER: Final = timedelta(days=1)
"""A shelter request without an answer is put before the team the next day."""


class ShelterState(StrEnum):
    """Whether somebody still waits for the answer."""

    OPEN = "open"
    SETTLED = "settled"


class Outcome(StrEnum):
    """What became of it; giving it up is her decision."""

    WAITING = "waiting"
    PLACED = "placed"
    REFUSED = "refused"
    GAVE_UP = "gave_up"
    UNKNOWN = UNKNOWN


REQUEST_AFTER: Final = {
    Outcome.WAITING: RequestState.WAITING,
    Outcome.PLACED: RequestState.MET,
    Outcome.REFUSED: RequestState.NOT_MET,
    Outcome.GAVE_UP: RequestState.WITHDRAWN,
    Outcome.UNKNOWN: RequestState.UNKNOWN,
}
"""How the request in her list stands after each outcome."""
UNMET_AFTER: Final = {Outcome.REFUSED: "institution_refused"}


@dataclass(frozen=True, slots=True)
class ShelterAsked:
    """A shelter was asked for: since when, what became of it on which day, why not; `request` is its place in her list.

    There is no field for a name, a place or an address, and no free text: placed means “in a safe place”.
    """

    on: date
    outcome: str = Outcome.WAITING
    refused: tuple[str, ...] = ()
    settled_on: date | None = None
    request: UUID | None = None

    def to_payload(self) -> dict[str, Any]:
        """Plain values for sealing."""
        kept: dict[str, Any] = {"on": self.on.isoformat(), "outcome": str(self.outcome)}
        if self.refused:
            kept["refused"] = list(self.refused)
        if self.settled_on is not None:
            kept["settled_on"] = self.settled_on.isoformat()
        if self.request is not None:
            kept["request"] = str(self.request)
        return kept

    @classmethod
    def from_payload(cls, kept: Mapping[str, Any]) -> "ShelterAsked":
        """The request from its opened form."""
        settled, request = kept.get("settled_on"), kept.get("request")
        return cls(
            on=date.fromisoformat(kept["on"]),
            outcome=kept.get("outcome", Outcome.WAITING),
            refused=tuple(kept.get("refused", ())),
            settled_on=date.fromisoformat(settled) if settled else None,
            request=UUID(request) if request else None,
        )


def answered(asked: ShelterAsked, outcome: Outcome, on: date, refused: Sequence[str] = ()) -> ShelterAsked:
    """The request after its answer; reasons belong to a refusal alone, and a real one drives out the special ones."""
    if outcome is Outcome.WAITING:
        return replace(asked, outcome=outcome.value, refused=(), settled_on=None)
    real = tuple(dict.fromkeys(code for code in refused if code not in SPECIAL))
    special = next((code for code in ("did_not_want", UNKNOWN) if code in refused), "")
    reasons = real or ((special,) if special else ())
    return replace(asked, outcome=outcome.value, refused=reasons if outcome is Outcome.REFUSED else (), settled_on=on)
