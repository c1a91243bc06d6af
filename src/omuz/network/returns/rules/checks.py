"""What is asked of a return before it leaves: a total against its parts, a jump, an empty or missing quarter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from omuz.foundation.privacy.cells import TOTAL
from omuz.foundation.privacy.safe import SafeTable
from omuz.network.returns.rules.document import Answer

JUMP: Final = 0.5
"""More than half up or down since the quarter before asks for a note."""
MOST_WORDS: Final = 200
WHOLE: Final = "contacts_by_month"
"""The table whose total is all contacts of the quarter."""


class Check(StrEnum):
    """What a check found; the sentences are in views/questions.py."""

    CORRECTED = "corrected"
    """A later version of a return that was sent: why?"""
    JUMP = "jump"
    """A total changed by more than half."""
    EMPTY = "empty"
    """No contact at all: a quiet quarter, or one nobody recorded?"""
    GAP = "gap"
    """Nothing was sent for the quarter before; it is missing, not zero, and nothing can be compared."""
    PARTS = "parts"
    """The parts do not give the total though each answer stands alone."""
    SEVERAL = "several"
    """Several answers may be given, so the parts exceed the total and must not be added up."""
    VERSION = "version"
    """Counted by another version of its definition than the quarter before."""


DEMANDS: Final = frozenset({Check.CORRECTED, Check.JUMP, Check.EMPTY, Check.PARTS})
"""Checks that are answered before a return is sent; the others are told."""


@dataclass(frozen=True)
class Question:
    """One thing a check found; `keys` are the tables it is about, `before` and `after` the total then and now."""

    check: Check
    keys: tuple[str, ...] = ()
    before: int | None = None
    after: int | None = None

    @property
    def name(self) -> str:
        """By this an answer is kept: the same finding has the same name tomorrow."""
        return f"{self.check.value}/{self.keys[0]}" if self.keys else self.check.value

    @property
    def demands(self) -> bool:
        return self.check in DEMANDS


Tables = Mapping[str, SafeTable]


def questions(
    after: Tables, before: Tables | None, *, asked_of: Iterable[str], corrected: bool = False
) -> list[Question]:
    """Everything to be asked of the tables of one quarter.

    `before` are those of the quarter before, None where nothing was sent for it; `asked_of` are the tables whose
    total is a number of contacts. `corrected` says that a version was sent already.
    """
    found = [Question(Check.CORRECTED)] if corrected else []
    whole = after.get(WHOLE)
    if whole is not None and whole.total.value == 0:
        found.append(Question(Check.EMPTY, (WHOLE,), None, 0))
    if before is None:
        found.append(Question(Check.GAP))
    else:
        found += _jumps(after, before, [key for key in asked_of if key in after])
        told = tuple(key for key, table in after.items() if key in before and before[key].version != table.version)
        found += [Question(Check.VERSION, told)] if told else []
    wrong = tuple(key for key, table in after.items() if not adds_up(table))
    several = tuple(key for key, table in after.items() if table.multi)
    found += [Question(Check.PARTS, (key,)) for key in wrong]
    return found + ([Question(Check.SEVERAL, several)] if several else [])


def _jumps(after: Tables, before: Tables, keys: Iterable[str]) -> list[Question]:
    """Jumps of the totals; tables that share a total then and now jump as one and are explained once."""
    together: dict[tuple[int, int], list[str]] = {}
    for key in keys:
        was = before[key].total.value if key in before else None
        now = after[key].total.value
        if was is not None and now is not None and jumped(was, now):
            together.setdefault((was, now), []).append(key)
    return [Question(Check.JUMP, tuple(found), was, now) for (was, now), found in together.items()]


def jumped(was: int, now: int) -> bool:
    """Whether a total changed by more than half; anything out of nothing is a jump."""
    return abs(now - was) > was * JUMP


def adds_up(table: SafeTable) -> bool:
    """Whether the shown parts of a table give its shown total, line by line; hidden ones are left to the gate."""
    for place, dimension in enumerate(table.dimensions):
        if dimension.name in table.multi:
            continue
        for cell in table.cells:
            if cell.key[place] != TOTAL or cell.value is None:
                continue
            parts = [
                table.cell((*cell.key[:place], code, *cell.key[place + 1 :])).value for code in dimension.categories
            ]
            if None not in parts and sum(part or 0 for part in parts) != cell.value:
                return False
    return True


class Unfit(StrEnum):
    """Why an answer is not taken."""

    UNANSWERED = "unanswered"
    UNKNOWN_REASON = "unknown_reason"
    NUMBER = "number"
    TOO_LONG = "too_long"


def unfit(asked: Iterable[Question], answers: Mapping[str, Answer], reasons: Iterable[str]) -> dict[str, Unfit]:
    """What is wrong with the answers, by the question's name; empty when the return may leave.

    Words may hold no digit: a count written beside a protected table would give away what the table hides.
    """
    known, found = set(reasons), {}
    for question in asked:
        answer = answers.get(question.name)
        if answer is None:
            if question.demands:
                found[question.name] = Unfit.UNANSWERED
            continue
        fault = _fault(answer, known)
        if fault:
            found[question.name] = fault
    return found


def _fault(answer: Answer, known: set[str]) -> Unfit | None:
    if answer.reason not in known:
        return Unfit.UNKNOWN_REASON
    if any(letter.isdigit() for letter in answer.words):
        return Unfit.NUMBER
    return Unfit.TOO_LONG if len(answer.words) > MOST_WORDS else None
