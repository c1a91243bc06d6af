"""A request by an authority about a woman: reviewed by a lawyer first, answered with the least, she is told."""

from dataclasses import dataclass
from datetime import date

from omuz.casework.orders.rules.sealed import NOT_ASKED, Sealed
from omuz.casework.orders.rules.two import Refusal

ANSWERED = ("answer_least", "nothing_held")
"""Reviews after which a letter may be written."""


@dataclass(frozen=True, slots=True)
class Asked(Sealed):
    """Who asked what and when, and how far it has come.

    `review` is the lawyer's finding with its day, `lawyer` the id of one of ours or empty for one from outside;
    `given` what left in the end, `warned` how and when she was told.
    """

    on: date
    institution: str = NOT_ASKED
    kind: str = NOT_ASKED
    document_on: date | None = None
    answer_by: date | None = None
    review: str = NOT_ASKED
    reviewed_on: date | None = None
    lawyer: str = ""
    warned: str = NOT_ASKED
    warned_on: date | None = None
    given: tuple[str, ...] = ()
    answered_on: date | None = None

    @property
    def reviewed(self) -> bool:
        return self.review != NOT_ASKED

    @property
    def settled(self) -> bool:
        return self.answered_on is not None


@dataclass(frozen=True, slots=True)
class Letter(Sealed):
    """The day a letter was written, by whom, who agreed and how a lawyer stood beside it."""

    on: date
    first: str = ""
    second: str = ""
    agreed_on: date | None = None
    outside_lawyer: bool = False
    contents: tuple[str, ...] = ()


def may_write(asked: Asked) -> Refusal | None:
    """Why no letter can be written yet; None once a lawyer found that it is answered."""
    return None if asked.review in ANSWERED else Refusal.NOT_REVIEWED
