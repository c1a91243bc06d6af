"""What two people must agree on before it holds: a decision on notifying, an answer to an authority."""

from enum import StrEnum

LAWYER = "lawyer"


class Agreement(StrEnum):
    """Where something stands that two people decide."""

    WAITING = "waiting"
    AGREED = "agreed"
    RETURNED = "returned"
    DONE = "done"


class Refusal(StrEnum):
    """Why a second person cannot agree, or an act is not possible yet."""

    SAME_PERSON = "same_person"
    NO_LAWYER = "no_lawyer"
    NOT_WAITING = "not_waiting"
    NOT_AGREED = "not_agreed"
    NOT_REVIEWED = "not_reviewed"
    NOTHING_TO_SEND = "nothing_to_send"
    NOT_ONE_OF_THE_TWO = "not_one_of_the_two"


def may_agree(state: str, *, first: object, second: object) -> Refusal | None:
    """Why `second` cannot agree with what `first` wrote; None when she can."""
    if Agreement(state) is not Agreement.WAITING:
        return Refusal.NOT_WAITING
    return Refusal.SAME_PERSON if first == second else None


def lawyer_beside(*professions: str, outside: str) -> bool:
    """Whether a lawyer stands beside a coordinator: one of the two is one, or an outside one is named."""
    return LAWYER in professions or bool(outside.strip())
