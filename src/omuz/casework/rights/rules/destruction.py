"""What a destruction needs: a ground, a signature, and the same thing typed by hand."""

from dataclasses import dataclass
from enum import StrEnum


class Ground(StrEnum):
    """Why something is destroyed; plain codes, so that minutes never tell a story."""

    HER_WISH = "her_wish"
    CLOCK = "clock"
    NO_GROUND = "no_ground"
    BY_MISTAKE = "by_mistake"
    DECISION = "decision"


LEGAL = {
    Ground.HER_WISH: "6698 m.7, m.11/1-e",
    Ground.CLOCK: "6698 m.4/2-d, m.7",
    Ground.NO_GROUND: "6698 m.7",
    Ground.BY_MISTAKE: "6698 m.4, m.7",
    Ground.DECISION: "6698 m.15",
}
"""Ground → the provision that stands in the minutes."""


class Sort(StrEnum):
    """What kind of thing the minutes are about."""

    FILE = "file"
    CONTACTS = "contact"
    IDENTITY = "identity"


class NotSigned(Exception):
    """Name, post or typed confirmation is missing or wrong; nothing was destroyed."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who answers for a destruction: name and post as signed, and what she typed to confirm."""

    name: str
    post: str
    typed: str

    def check(self, expected: str) -> None:
        """Raise NotSigned unless name and post are there and what she typed is what she was shown."""
        if not self.name.strip() or not self.post.strip() or not same_typed(self.typed, expected):
            raise NotSigned(expected)


def same_typed(typed: str, expected: str) -> bool:
    """Whether she typed the code or the number she was shown; case, spaces and dots aside."""
    return _bare(typed) == _bare(expected) != ""


def _bare(text: str) -> str:
    return "".join(sign for sign in text.upper() if sign.isalnum())
