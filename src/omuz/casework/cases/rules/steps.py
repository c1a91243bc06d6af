"""The way of a file: its states, which may follow which, and its code."""

from enum import StrEnum
from typing import Final

CODE_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O, U, 0 or 1: a code is read aloud and written by hand."""
CODE_LENGTH: Final = 5
CODE_PREFIX: Final = "D-"


class State(StrEnum):
    """Where the work with a woman stands."""

    CONTACT = "contact"
    APPOINTMENT = "appointment"
    FIRST_INTERVIEW = "first_interview"
    ASSESSMENT = "assessment"
    SUPPORT = "support"
    FOLLOW_UP = "follow_up"
    CLOSED = "closed"
    REOPENED = "reopened"
    DESTROYED = "destroyed"


WORKING: Final = (State.CONTACT, State.APPOINTMENT, State.FIRST_INTERVIEW, State.ASSESSMENT, State.SUPPORT)
"""The usual order; nobody is held to it, and the work may stand still or go back."""
OPEN: Final = frozenset(State) - {State.CLOSED, State.DESTROYED}

_AHEAD: Final = {
    State.CONTACT: {
        State.APPOINTMENT, State.FIRST_INTERVIEW, State.ASSESSMENT, State.SUPPORT, State.FOLLOW_UP, State.CLOSED,
    },
    State.APPOINTMENT: {
        State.FIRST_INTERVIEW, State.ASSESSMENT, State.SUPPORT, State.FOLLOW_UP, State.CONTACT, State.CLOSED,
    },
    State.FIRST_INTERVIEW: {State.ASSESSMENT, State.SUPPORT, State.FOLLOW_UP, State.APPOINTMENT, State.CLOSED},
    State.ASSESSMENT: {State.SUPPORT, State.FOLLOW_UP, State.APPOINTMENT, State.CLOSED},
    State.SUPPORT: {State.FOLLOW_UP, State.ASSESSMENT, State.APPOINTMENT, State.CLOSED},
    State.FOLLOW_UP: {State.SUPPORT, State.ASSESSMENT, State.APPOINTMENT, State.CLOSED},
    State.CLOSED: {State.REOPENED, State.DESTROYED},
    State.REOPENED: {
        State.APPOINTMENT, State.FIRST_INTERVIEW, State.ASSESSMENT, State.SUPPORT, State.FOLLOW_UP, State.CLOSED,
    },
    State.DESTROYED: set(),
}  # fmt: skip

_PLACE: Final = {
    state: place
    for place, state in enumerate(
        (
            State.CONTACT, State.REOPENED, State.APPOINTMENT, State.FIRST_INTERVIEW, State.ASSESSMENT, State.SUPPORT,
            State.FOLLOW_UP, State.CLOSED, State.DESTROYED,
        )
    )
}  # fmt: skip


class NotNow(Exception):
    """The file is not where this step begins; nothing was written."""

    def __init__(self, state: str, wanted: str) -> None:
        super().__init__(f"{state} → {wanted}")
        self.state = state
        self.wanted = wanted


class Conflict(Exception):
    """Somebody else changed this record meanwhile; nothing of either version is lost. `record` is as it stands now."""

    def __init__(self, record: object) -> None:
        super().__init__(str(getattr(record, "revision", "")))
        self.record = record


def may_step(now: str, then: str) -> bool:
    """Whether a file in state `now` may take the step to `then`; any file may be destroyed at her wish."""
    return State(then) in _AHEAD[State(now)] or (then == State.DESTROYED and now != State.DESTROYED)


def is_further(now: str, then: str) -> bool:
    """Whether `then` lies ahead of `now` on the usual way, so that an act may move the file there by itself."""
    return now in OPEN and may_step(now, then) and _PLACE[State(then)] > _PLACE[State(now)]


def next_steps(now: str) -> tuple[State, ...]:
    """The steps a worker may take from here, in the usual order; destruction has its own page."""
    return tuple(state for state in _PLACE if state in _AHEAD[State(now)] and state is not State.DESTROYED)


def is_code(text: str) -> bool:
    """Whether `text` is written as the code of a file."""
    body = text.removeprefix(CODE_PREFIX)
    return text.startswith(CODE_PREFIX) and len(body) == CODE_LENGTH and set(body) <= set(CODE_ALPHABET)
