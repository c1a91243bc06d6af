"""The way of a file: a step further, its end, and who holds it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from omuz.casework.cases.actions.changing import file_changed, put_or_drop
from omuz.casework.cases.actions.writing import put_step
from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.cases.queries.team import colleagues_of
from omuz.casework.cases.rules.closing import Review, needs_review
from omuz.casework.cases.rules.holders import HandOver
from omuz.casework.cases.rules.steps import NotNow, State
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

_OWN_ACTS = frozenset({State.CLOSED, State.REOPENED, State.DESTROYED})


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of the work for now: the day, a neutral reason, whether it was closed with her, what was agreed."""

    on: date
    reason: str
    with_her: str = ""
    note: str = ""
    keep_safe_contact: bool = True


def take_step(
    *, by: Person, vault: OpenedVault, case_id: UUID, state: str, on: date, reason: str = "", note: str = ""
) -> OpenedCase:
    """Take a step the rules allow; closing, opening again and destroying are acts of their own. Raises NotNow."""
    with file_changed(by=by, vault=vault, case_id=case_id, event="case.stepped") as file:
        if State(state) in _OWN_ACTS:
            raise NotNow(file.case.state, state)
        put_step(file, state, by=by, on=on, reason=reason, note=note)
    return file


def close_file(*, by: Person, vault: OpenedVault, case_id: UUID, closing: Closing) -> OpenedCase:
    """Close a file with a neutral reason; a death asks for the special review. Raises NotNow when it is closed."""
    with file_changed(by=by, vault=vault, case_id=case_id, event="case.closed") as file:
        told = {"with_her": closing.with_her}
        put_step(file, State.CLOSED, by=by, on=closing.on, reason=closing.reason, note=closing.note, **told)
        if needs_review(closing.reason):
            file.answers["review"] = {"state": Review.OPEN.value, "on": closing.on.isoformat()}
        if not closing.keep_safe_contact:
            file.identity.pop("safe", None)
    return file


class NoColleague(Exception):
    """The named person may not hold this file: no post here, or the file is not open to her."""


def change_holder(
    *, by: Person, vault: OpenedVault, case_id: UUID, to: UUID, why: HandOver, on: date, note: str = ""
) -> OpenedCase:
    """Give a file to a colleague, or take it; each change stays readable, with its note. Raises NoColleague.

    A woman may ask for another worker at any time and need not say why (`HandOver.HER_WISH`).
    """
    with file_changed(by=by, vault=vault, case_id=case_id, event="case.holder_changed") as file:
        if to not in dict(colleagues_of(file.case)):
            raise NoColleague(str(to))
        before = file.case.holder_id
        changes = file.answers.setdefault("holders", [])
        changes.append(
            {
                "on": on.isoformat(),
                "from": str(before) if before else "",
                "to": str(to),
                "why": why.value,
                "by": str(by.staff_id),
            }
        )
        if note:
            file.words.setdefault("holders", {})[str(len(changes) - 1)] = note
        file.case.holder_id = to
    return file


def keep_review(*, by: Person, vault: OpenedVault, case_id: UUID, note: str, finished: bool, on: date) -> OpenedCase:
    """Write down what the special review after a death found; only whoever leads the team. Raises NotNow."""
    event = "case.looked_back"
    with file_changed(by=by, vault=vault, case_id=case_id, event=event, permission="cases.lead") as file:
        review = dict(file.answers.get("review") or {})
        if not review:
            raise NotNow(file.case.state, "review")
        review["state"] = (Review.DONE if finished else Review.OPEN).value
        if finished:
            review["done_on"] = on.isoformat()
        file.answers["review"] = review
        put_or_drop(file.words, "review", note)
    return file
