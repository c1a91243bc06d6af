"""The way of a referral and of a packet at the other side, and the sentences of why one is closed."""

import secrets
from enum import StrEnum
from typing import Final

from omuz.casework.cases.rules.steps import CODE_ALPHABET, CODE_LENGTH

NUMBER_PREFIX: Final = "Y-"
PROMISED_DAYS: Final = 14
"""Days within which an answer is expected when no day was promised."""
HERSELF: Final = "herself"
"""She goes herself and nothing is told: no consent is needed, none is asked."""


class Stage(StrEnum):
    """Where a referral stands for us; what came of it is sealed."""

    DRAFT = "draft"
    PREPARED = "prepared"
    SENT = "sent"
    CLOSED = "closed"


class PacketState(StrEnum):
    """Where a packet stands between two centres."""

    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DONE = "done"
    REVOKED = "revoked"


class Act(StrEnum):
    """What happened in the history of a referral that is no result of hers."""

    PREPARED = "prepared"
    SENT = "sent"
    REVOKED = "revoked"
    RECIPIENT_TOLD = "recipient_told"


class Result(StrEnum):
    """What came of it, in the words of the list."""

    SUGGESTED = "suggested"
    SHE_WANTED = "she_wanted"
    CONSENTED = "consented"
    TALKED = "talked"
    WENT = "went"
    RECEIVED = "received"
    NOT_RECEIVED = "not_received"
    GAVE_UP = "gave_up"


FINAL: Final = frozenset({Result.RECEIVED, Result.NOT_RECEIVED, Result.GAVE_UP})
"""After these nobody waits for an answer any more."""

_STAGES: Final = {
    Stage.DRAFT: frozenset({Stage.DRAFT, Stage.PREPARED, Stage.SENT, Stage.CLOSED}),
    Stage.PREPARED: frozenset({Stage.DRAFT, Stage.SENT, Stage.CLOSED}),
    Stage.SENT: frozenset({Stage.SENT, Stage.CLOSED}),
    Stage.CLOSED: frozenset({Stage.CLOSED}),
}
_PACKETS: Final = {
    PacketState.SENT: frozenset({PacketState.ACCEPTED, PacketState.REFUSED, PacketState.REVOKED}),
    PacketState.ACCEPTED: frozenset({PacketState.DONE, PacketState.REFUSED, PacketState.REVOKED}),
    PacketState.REFUSED: frozenset({PacketState.REVOKED}),
    PacketState.DONE: frozenset({PacketState.REVOKED}),
    PacketState.REVOKED: frozenset(),
}  # fmt: skip


def may_become(now: str, then: str) -> bool:
    """Whether a referral may go from one stage to the other; only one sent nowhere goes straight from draft to sent."""
    return Stage(then) in _STAGES[Stage(now)]


def packet_may_become(now: str, then: str) -> bool:
    """Whether a packet may go from one state to the other; a revoked one stays closed for ever."""
    return PacketState(then) in _PACKETS[PacketState(now)]


def reached_of(result: str) -> str:
    """Whether the service was reached, as a code: yes, no, or unknown while nothing is known."""
    return {Result.RECEIVED: "yes", Result.NOT_RECEIVED: "no"}.get(Result(result), "unknown") if result else "unknown"


def new_number() -> str:
    """A fresh number two institutions can name a referral by; random, tells no order."""
    return NUMBER_PREFIX + "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
