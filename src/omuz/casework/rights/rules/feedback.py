"""Anonymous feedback: three questions, and what the first two say together."""

from typing import Final

YES: Final = "yes"
NOT_ASKED: Final = "not_asked"
SPECIAL: Final = (NOT_ASKED, "did_not_want", "unknown")
QUESTIONS: Final = {"listened": "feedback_agree", "own_decision": "feedback_agree", "safety": "feedback_safety"}
"""Question → the list its answers come from."""


def heard_and_own(listened: str, own_decision: str) -> str:
    """Yes where both sentences were agreed to, no where one was not; else why it is not known."""
    answers = (listened, own_decision)
    real = [answer for answer in answers if answer not in SPECIAL]
    if any(answer != YES for answer in real):
        return "no"
    if len(real) == len(answers):
        return YES
    return next(answer for answer in answers if answer in SPECIAL)
