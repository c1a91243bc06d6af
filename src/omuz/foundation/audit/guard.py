"""Knows whether a write is being recorded right now, and refuses it when it is not."""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from omuz.foundation.audit.actors import Actor


class UnrecordedWrite(RuntimeError):
    """A model was written outside `recorded(...)`: a programming error, never a user's."""


class NestedRecord(RuntimeError):
    """One action writes one event; an action called another action."""


@dataclass
class Record:
    """What the event under way will say; `about` and `why` may be completed inside the block."""

    by: Actor
    event: str
    centre: UUID | None
    about: str
    why: str
    at: datetime | None = None


current: ContextVar[Record | None] = ContextVar("omuz_audit_record", default=None)


def demand_record(what: str) -> None:
    """Raise UnrecordedWrite unless an action is being recorded; `what` names the model."""
    if current.get() is None:
        raise UnrecordedWrite(f"{what} was written outside recorded(...)")
