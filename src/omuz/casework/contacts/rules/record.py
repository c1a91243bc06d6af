"""The life of one contact: its states, why it is corrected or discarded, how a call-back ended, its code."""

from enum import StrEnum

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O, U, 0 or 1: a code is read aloud and written by hand."""
CODE_LENGTH = 5
CODE_PREFIX = "T-"

NOTE = "note"
"""Name of the one free field."""
NOTE_MAX = 2000
"""Characters of a note; a tally is not a story."""

MAX_UNANSWERED = 2
"""Two calls she did not answer are no permission for a third."""


class State(StrEnum):
    """Where a contact is in its life."""

    DRAFT = "draft"
    RECORDED = "recorded"
    DISCARDED = "discarded"
    FORGOTTEN = "forgotten"


GONE = (State.DISCARDED, State.FORGOTTEN)
"""States in which nothing of a contact opens any more; its code stays taken."""


class CorrectionReason(StrEnum):
    """Why a recorded contact is changed; kept plain, so it says nothing about her."""

    TYPING_SLIP = "typing_slip"
    MISHEARD = "misheard"
    SHE_ADDED = "she_added"
    SHE_ASKED = "she_asked"
    NAME_REMOVED = "name_removed"
    CALLBACK_CHANGED = "callback_changed"


class DiscardReason(StrEnum):
    """Why a draft is thrown away."""

    OPENED_BY_MISTAKE = "opened_by_mistake"
    LINE_CUT = "line_cut"
    WRITTEN_TWICE = "written_twice"
    SHE_ASKED = "she_asked"


class CallResult(StrEnum):
    """How a promised call ended."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    DO_NOT_CALL = "do_not_call"


MAY_BECOME: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.DRAFT, State.RECORDED, State.DISCARDED}),
    State.RECORDED: frozenset({State.RECORDED, State.FORGOTTEN}),
    State.DISCARDED: frozenset(),
    State.FORGOTTEN: frozenset(),
}
"""State → states one act may lead to; a recorded contact is corrected or forgotten, never discarded."""


def may_become(now: str, then: State) -> bool:
    """Whether a contact in state `now` may come into state `then`."""
    return then in MAY_BECOME[State(now)]


def is_code(text: str) -> bool:
    """Whether `text` has the form of a contact code."""
    body = text.removeprefix(CODE_PREFIX)
    return text.startswith(CODE_PREFIX) and len(body) == CODE_LENGTH and all(sign in CODE_ALPHABET for sign in body)
