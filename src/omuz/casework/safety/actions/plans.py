"""Her safety plan: each time it changes a new version is written, and the earlier ones stay sealed."""

from dataclasses import replace
from uuid import UUID, uuid4

from omuz.casework.cases.actions.writing import new_record
from omuz.casework.cases.queries.files import open_case
from omuz.casework.safety.actions.drafts import WRITE, Draft, already, locked_draft
from omuz.casework.safety.models import SafetyPlan
from omuz.casework.safety.rules.plan import Plan, PlanState
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedKey, OpenedVault


def plan_of(row: SafetyPlan, key: OpenedKey) -> Plan:
    """What one written version says."""
    return Plan.from_payload(row.opened(key, "answers"), row.opened(key, "words"))


def write_plan(
    *,
    by: Person,
    vault: OpenedVault,
    case_id: UUID,
    plan: Plan,
    plan_id: UUID | None = None,
    revision: int = 0,
    page: str = "",
) -> SafetyPlan:
    """Write a version of her plan, from its draft when `plan_id` has one; nothing in it is required.

    Raises Conflict and NotNow as drafts do, Http404 where she may not know of the file.
    """
    file = open_case(by, case_id, vault=vault, permission=WRITE)
    record_id = plan_id or uuid4()
    before = already(SafetyPlan, case_id=case_id, record_id=record_id, key=file.key, page=page)
    if before is not None:
        return before
    drafted = SafetyPlan.objects.filter(id=record_id, case_id=case_id).exists()
    words = {name: text.strip() for name, text in plan.words.items() if text.strip()}
    with recorded(by=by, event="plan.written", centre=file.centre_id, about=f"case:{file.code}"):
        if drafted:
            held = Draft(case_id, record_id, revision, {}, page)
            row = locked_draft(SafetyPlan, by=by, key=file.key, record_id=record_id, draft=held)
            row.touch(by)
        else:
            row = new_record(SafetyPlan, file, by=by, id=record_id)
        row.state = PlanState.WRITTEN.value
        kept = replace(plan, words=words, card=plan.card.strip())
        answers = kept.to_payload() | ({"page": page} if page else {})
        row.put(file.key, answers=answers, words=kept.to_words())
        row.save(force_insert=not drafted, force_update=drafted)
    return row
