"""What calls for the next risk talk: written down, answered by a talk, or taken away with a reason."""

from datetime import date
from uuid import UUID

from omuz.casework.cases.actions.writing import new_record
from omuz.casework.cases.queries.files import OpenedCase, locked_record, open_case, record_of, records_of
from omuz.casework.safety.actions.drafts import WRITE, NotNow
from omuz.casework.safety.models import RiskTrigger
from omuz.casework.safety.rules.triggers import (
    BY_ITSELF,
    DropReason,
    TriggerKind,
    TriggerState,
    days_due,
    settled_by,
    three_months_after,
)
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


def add_trigger(
    *, by: Person, vault: OpenedVault, case_id: UUID, kind: TriggerKind, day: date, on: date, note: str = ""
) -> list[RiskTrigger]:
    """Talk again because of something that happens on `day`; an order's end makes up to three reminders.

    `on` is the day this is written. Raises Http404 where she may not know of the file.
    """
    file = open_case(by, case_id, vault=vault, permission=WRITE)
    with recorded(by=by, event="risk.reminder_added", centre=file.centre_id, about=f"case:{file.code}"):
        return [_put(file, by, kind, due, on, note, day) for due in days_due(kind, day, today=on)]


def _put(
    file: OpenedCase, by: Person, kind: TriggerKind, due: date, on: date, note: str, day: date | None = None
) -> RiskTrigger:
    trigger = new_record(RiskTrigger, file, by=by, state=TriggerState.OPEN.value, due_on=due)
    answers = {"on": on.isoformat(), "kind": kind.value, "due": due.isoformat(), "day": (day or due).isoformat()}
    trigger.put(file.key, answers=answers, words={"note": note} if note else {})
    trigger.save(force_insert=True)
    return trigger


def drop_trigger(
    *, by: Person, vault: OpenedVault, trigger_id: UUID, reason: DropReason, on: date, revision: int | None = None
) -> RiskTrigger:
    """Take a reminder away without a talk. Raises NotNow when it is settled, Http404 outside her files."""
    trigger = record_of(by, RiskTrigger, trigger_id, permission=WRITE)
    about = f"case:{trigger.case.code}"
    with recorded(by=by, event="risk.reminder_dropped", centre=trigger.centre_id, about=about, why=reason.value):
        trigger = locked_record(by, RiskTrigger, trigger_id, permission=WRITE, revision=revision)
        if trigger.state != TriggerState.OPEN:
            raise NotNow(trigger)
        key = trigger.case.key(vault)
        told = {"dropped": reason.value, "dropped_on": on.isoformat()}
        _settle(trigger, by, TriggerState.DROPPED)
        trigger.put(key, answers=trigger.opened(key, "answers") | told)
        trigger.save(force_update=True)
    return trigger


def _settle(trigger: RiskTrigger, by: Person, state: TriggerState) -> None:
    trigger.state = state.value
    trigger.due_on = None
    trigger.touch(by)


def answer_triggers(file: OpenedCase, *, by: Person, talked_on: date) -> None:
    """Inside the record of a talk: settle what it answers, and call for the next one in three months."""
    for trigger in records_of(file.case, RiskTrigger).filter(state=TriggerState.OPEN.value).select_for_update():
        told = trigger.opened(file.key, "answers")
        if not settled_by(TriggerKind(told["kind"]), date.fromisoformat(told["due"]), talked_on=talked_on):
            continue
        _settle(trigger, by, TriggerState.TALKED)
        trigger.put(file.key, answers=told | {"talked_on": talked_on.isoformat()})
        trigger.save(force_update=True)
    _put(file, by, BY_ITSELF, three_months_after(talked_on), talked_on, "")
