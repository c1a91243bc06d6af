"""Writing an order and its steps; no step is ever edited, a mistaken one is taken back by another."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.utils import timezone

from omuz.casework.cases.actions.writing import new_record
from omuz.casework.cases.queries.files import OpenedCase, locked_record, open_case, opened, record_of
from omuz.casework.orders.models import OrderStep, ProtectionOrder
from omuz.casework.orders.queries.law import law
from omuz.casework.orders.queries.orders import steps_of
from omuz.casework.orders.rules.due import look_again_on
from omuz.casework.orders.rules.picture import may_follow, picture
from omuz.casework.orders.rules.sealed import NOT_ASKED
from omuz.casework.orders.rules.steps import Kind, State, Step
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

OVER = (State.ENDED, State.LAPSED, State.NOT_PURSUED)


class NotNow(Exception):
    """This step cannot follow what is written: somebody wrote another one meanwhile. Nothing was written."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


def open_order(
    *, by: Person, vault: OpenedVault, case_id: UUID, step: Step, note: str = "", today: date | None = None
) -> ProtectionOrder:
    """Write down a new order with its first step. Raises NotNow for a step no order begins with."""
    file = open_case(by, case_id, vault=vault, permission="cases.write")
    if not may_follow((), step.kind):
        raise NotNow(State.NEW)
    with recorded(by=by, event="order.opened", centre=file.centre_id, about=f"case:{file.code}"):
        order = new_record(ProtectionOrder, file, by=by)
        order.put(file.key, answers={"on": step.on.isoformat()}, words={})
        _stand(order, [step], today)
        order.save(force_insert=True)
        _put_step(file, order, step, note, by=by)
    return order


def add_step(
    *,
    by: Person,
    vault: OpenedVault,
    order_id: UUID,
    revision: int,
    step: Step,
    note: str = "",
    today: date | None = None,
) -> OrderStep:
    """Add what happened to an order.

    Raises cases' Conflict when somebody added a step since `revision`, NotNow when this one cannot follow.
    """
    order = record_of(by, ProtectionOrder, order_id, permission="cases.write")
    about = f"case:{order.case.code}"
    with recorded(by=by, event="order.step_added", centre=order.centre_id, about=about, why=step.kind.value):
        order = locked_record(by, ProtectionOrder, order_id, revision=revision)
        file = opened(order.case, vault)
        before = [written.step for written in steps_of(order, file.key)]
        known = {each.id for each in before}
        if not may_follow(before, step.kind) or (step.kind is Kind.TAKEN_BACK and step.takes_back not in known):
            raise NotNow(picture(before).state)
        row = _put_step(file, order, step, note, by=by)
        _stand(order, [*before, replace(step, id=str(row.id))], today)
        order.touch(by)
        order.save(force_update=True)
    return row


def _put_step(file: OpenedCase, order: ProtectionOrder, step: Step, note: str, *, by: Person) -> OrderStep:
    row = new_record(OrderStep, file, by=by, order=order)
    told = step.to_payload() | {"order": str(order.id)}
    row.put(file.key, answers=told, words={"note": note} if note else {})
    row.save(force_insert=True)
    return row


def _stand(order: ProtectionOrder, steps: list[Step], today: date | None) -> None:
    """Outside the seal: whether somebody still has to look, and when next."""
    now = picture(steps)
    waits_for_objection = now.objected_on is not None and now.objection_result == NOT_ASKED
    over = now.state in OVER and not waits_for_objection
    order.state = ProtectionOrder.OVER if over else ProtectionOrder.RUNNING
    order.due_on = None if over else look_again_on(now, law(), today or timezone.localdate())
