"""Weighing a duty to notify: one worker writes, another agrees; what was decided is done by hand, outside.

There is no act here that notifies anybody, and there must never be one.
"""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from omuz.casework.cases.actions.writing import new_record
from omuz.casework.cases.queries.files import OpenedCase, locked_record, open_case, opened, record_of
from omuz.casework.orders.models import NotificationDecision
from omuz.casework.orders.rules.notification import NOTIFY, Weighing, may_note_done
from omuz.casework.orders.rules.two import Agreement, Refusal, may_agree
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


class NotAgreed(Exception):
    """This cannot be agreed or noted now; `why` says which rule stands against it. Nothing was written."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why)
        self.why = why


def weigh_notification(
    *, by: Person, vault: OpenedVault, case_id: UUID, weighing: Weighing, words: dict[str, str]
) -> NotificationDecision:
    """Write down what was weighed; it waits for a second worker. `words`: told, wish, least, plan."""
    file = open_case(by, case_id, vault=vault, permission="cases.write")
    with recorded(by=by, event="notification.weighed", centre=file.centre_id, about=f"case:{file.code}"):
        decision = new_record(NotificationDecision, file, by=by, state=Agreement.WAITING.value)
        _put(decision, file, replace(weighing, first=str(by.staff_id), second="", agreed_on=None), words)
        decision.save(force_insert=True)
    return decision


def rewrite_notification(
    *, by: Person, vault: OpenedVault, decision_id: UUID, revision: int, weighing: Weighing, words: dict[str, str]
) -> NotificationDecision:
    """Write it anew before anybody agreed; whoever writes it becomes the first, and it waits again."""
    decision = record_of(by, NotificationDecision, decision_id, permission="cases.write")
    about = f"case:{decision.case.code}"
    with recorded(by=by, event="notification.weighed", centre=decision.centre_id, about=about, why="again"):
        decision = locked_record(by, NotificationDecision, decision_id, revision=revision)
        if decision.state not in (Agreement.WAITING, Agreement.RETURNED):
            raise NotAgreed(Refusal.NOT_WAITING)
        fresh = replace(weighing, first=str(by.staff_id), second="", agreed_on=None)
        _put(decision, opened(decision.case, vault), fresh, words)
        _save(decision, Agreement.WAITING, by)
    return decision


def agree_notification(
    *, by: Person, vault: OpenedVault, decision_id: UUID, revision: int, on: date
) -> NotificationDecision:
    """The second worker agrees. Raises NotAgreed for the one who wrote it, Conflict when it was rewritten."""
    decision = record_of(by, NotificationDecision, decision_id, permission="cases.write")
    about = f"case:{decision.case.code}"
    with recorded(by=by, event="notification.agreed", centre=decision.centre_id, about=about):
        decision, file, weighing, words = _locked(by, vault, decision_id, revision)
        refusal = may_agree(decision.state, first=weighing.first, second=str(by.staff_id))
        if refusal:
            raise NotAgreed(refusal)
        _put(decision, file, replace(weighing, second=str(by.staff_id), agreed_on=on), words)
        decision.due_on = weighing.planned_on if weighing.decision == NOTIFY else None
        _save(decision, Agreement.AGREED, by)
    return decision


def return_notification(
    *, by: Person, vault: OpenedVault, decision_id: UUID, revision: int, reason: str
) -> NotificationDecision:
    """The second worker does not agree and says why; it goes back to whoever wrote it."""
    decision = record_of(by, NotificationDecision, decision_id, permission="cases.write")
    about = f"case:{decision.case.code}"
    with recorded(by=by, event="notification.returned", centre=decision.centre_id, about=about):
        decision, file, weighing, words = _locked(by, vault, decision_id, revision)
        refusal = may_agree(decision.state, first=weighing.first, second=str(by.staff_id))
        if refusal:
            raise NotAgreed(refusal)
        _put(decision, file, weighing, words | {"returned": reason})
        _save(decision, Agreement.RETURNED, by)
    return decision


def note_notified(
    *, by: Person, vault: OpenedVault, decision_id: UUID, revision: int, on: date, words: str
) -> NotificationDecision:
    """Note that somebody notified by hand, how, and what was said. Raises NotAgreed before two agreed to it."""
    decision = record_of(by, NotificationDecision, decision_id, permission="cases.write")
    about = f"case:{decision.case.code}"
    with recorded(by=by, event="notification.done", centre=decision.centre_id, about=about):
        decision, file, weighing, kept = _locked(by, vault, decision_id, revision)
        refusal = may_note_done(decision.state, weighing)
        if refusal:
            raise NotAgreed(refusal)
        _put(decision, file, replace(weighing, done_on=on), kept | {"done": words})
        decision.due_on = None
        _save(decision, Agreement.DONE, by)
    return decision


def _locked(
    by: Person, vault: OpenedVault, decision_id: UUID, revision: int
) -> tuple[NotificationDecision, OpenedCase, Weighing, dict[str, Any]]:
    decision = locked_record(by, NotificationDecision, decision_id, revision=revision)
    file = opened(decision.case, vault)
    weighing = Weighing.from_payload(decision.opened(file.key, "answers"))
    return decision, file, weighing, decision.opened(file.key, "words")


def _put(decision: NotificationDecision, file: OpenedCase, weighing: Weighing, words: dict[str, Any]) -> None:
    told = {name: text for name, text in words.items() if text}
    decision.put(file.key, answers=weighing.to_payload(), words=told)


def _save(decision: NotificationDecision, state: Agreement, by: Person) -> None:
    decision.state = state.value
    decision.touch(by)
    decision.save(force_update=True)
