"""Would anybody be recognised by these words? Questions a second reader answers, and signs the program marks.

A mark is a question, not a verdict: most capital letters name nobody. Some signs are no question at all; words that
carry one of them are not kept.
"""

from omuz.foundation.catalogue.traces import Mark, Sign, pieces, sign_of_case_paper
from omuz.insight.reports.content.identity_check import Item, checklist, marks, missing_answers

__all__ = ["Item", "Mark", "Sign", "checklist", "forbidden_sign", "marks", "missing_answers", "pieces"]


def forbidden_sign(text: str) -> str:
    """The sign of a telephone number, identity number, mail address, file or court case; empty where none."""
    return sign_of_case_paper(text)
