"""The board without a database: what somebody can say there, whose it is, and what a new thing is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

EVERYTHING: Final = "all"
"""Whoever follows this hears of every card, question and analysis."""
THREAD: Final = "question:"
"""Whoever follows `question:<uuid>` hears of its answers."""


class Kind(StrEnum):
    """What can be found on the board."""

    CARD = "card"
    QUESTION = "question"
    ANSWER = "answer"
    ANALYSIS = "analysis"


class Standing(StrEnum):
    """How a question stands."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class NotKept(ValueError):
    """Cannot be kept as typed; the message says where and why, `field` names the place in the form."""

    def __init__(self, words: str, field: str = "", *, names: bool = False) -> None:
        super().__init__(words)
        self.field = field
        self.names = names
        """Whether only a name-like word stands in the way, which the writer may confirm to be an institution's."""


@dataclass(frozen=True)
class CardWords:
    """A card as it was typed."""

    title: str
    tried: str
    happened: str
    helps: str
    evidence: str
    tags: tuple[str, ...] = ()

    def stored(self) -> dict[str, object]:
        """As a former wording is kept."""
        return {**self.__dict__, "tags": list(self.tags)}


def standing(*, closed: bool, answers: int) -> Standing:
    """How a question with so many answers stands."""
    if closed:
        return Standing.CLOSED
    return Standing.ANSWERED if answers else Standing.OPEN
