"""The ways the gate says no, each as a code with its particulars; the sentences are in wording.py."""

from enum import StrEnum


class Refusal(StrEnum):
    """Why a table does not pass; one sentence for the reader belongs to each."""

    THRESHOLD = "threshold"
    CROSSING = "crossing"
    DISTRICT_TIME = "district_time"
    TIME_GRAIN = "time_grain"
    MALFORMED = "malformed"
    UNLIKE = "unlike"
    NOT_ADDITIVE = "not_additive"
    CHANGED = "changed"
    LEAKS = "leaks"
    EARLIER = "earlier"
    """Earlier releases do not fit together or to this one; somebody must look before anything leaves."""

    CONTRADICTS = "contradicts"
    """By their definitions the tables cannot all be right."""


class Refused(ValueError):
    """The gate refuses a table; `code` says why, `about` names what (dimension, file part, number).

    `str()` is for developers; screens and the command line show `wording.sentence(refused)`.
    """

    def __init__(self, code: Refusal, about: str = "") -> None:
        super().__init__(f"{code.value}: {about}" if about else code.value)
        self.code = code
        self.about = about


class Malformed(Refused):
    """The table handed to the gate contradicts itself: a mistake in the counting, not a secret."""

    def __init__(self, about: str) -> None:
        super().__init__(Refusal.MALFORMED, about)


class Changed(Refused):
    """A stored or received table is not the one the gate wrote."""

    def __init__(self, about: str = "") -> None:
        super().__init__(Refusal.CHANGED, about)
