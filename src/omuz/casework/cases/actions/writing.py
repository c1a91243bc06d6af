"""What every act on a file needs: a fresh record of it, and the step the act takes with it."""

import secrets
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.utils import timezone

from omuz.casework.cases.models import Case, CaseRecord, CaseStep
from omuz.casework.cases.queries.files import OpenedCase
from omuz.casework.cases.queries.pausing import refuse_paused
from omuz.casework.cases.rules.steps import (
    CODE_ALPHABET,
    CODE_LENGTH,
    CODE_PREFIX,
    NotNow,
    State,
    is_further,
    may_step,
)
from omuz.foundation.people.access import Person
from omuz.foundation.tenancy.context import counting_rows

R = TypeVar("R", bound=CaseRecord)


def new_record(model: type[R], file: OpenedCase, *, by: Person, state: str = "recorded", **plain: object) -> R:
    """An unsaved record of a file, made now by her; the caller seals with `put` and saves with force_insert.

    Raises Paused while she wants nothing done with her file.
    """
    refuse_paused(file.case)
    now = timezone.now()
    return model(
        centre_id=file.centre_id,
        case=file.case,
        state=state,
        made_at=now,
        made_by=by.staff_id,
        changed_at=now,
        changed_by=by.staff_id,
        **plain,
    )


def step_taken(file: OpenedCase, state: str, *, by: Person, on: date, reason: str = "", note: str = "") -> bool:
    """Inside the caller's record: move the file further to `state` and keep the step; False when it is there already.

    Only forward on the usual way; `put_step` takes any step that the rules allow.
    """
    if not is_further(file.case.state, state):
        return False
    put_step(file, state, by=by, on=on, reason=reason, note=note)
    return True


def put_step(
    file: OpenedCase, state: str, *, by: Person, on: date, reason: str = "", note: str = "", **told: str
) -> CaseStep:
    """Inside the caller's record: write the step and the file's new state; raises NotNow where the rules forbid it.

    `told` are more coded answers of the step, sealed with its day and reason.
    """
    case = file.case
    refuse_paused(case)
    if not may_step(case.state, state):
        raise NotNow(case.state, state)
    return first_step(file, state, by=by, on=on, reason=reason, note=note, **told)


def first_step(
    file: OpenedCase, state: str, *, by: Person, on: date, reason: str = "", note: str = "", **told: str
) -> CaseStep:
    """As `put_step` without asking what came before: for a file that is just opened."""
    case, now = file.case, timezone.now()
    step = CaseStep(
        centre_id=case.centre_id,
        case=case,
        number=CaseStep.objects.filter(centre_id=case.centre_id, case=case).count() + 1,
        state=state,
        made_at=now,
        made_by=by.staff_id,
    )
    named = {"on": on.isoformat(), "reason": reason, **told}
    answers = {name: value for name, value in named.items() if value}
    step.put(file.key, answers=answers, words={"note": note} if note else {})
    step.save(force_insert=True)
    case.state = state
    case.closed_on = on if state == State.CLOSED else None
    touch_case(case, by)
    case.save(update_fields=["state", "closed_on", "revision", "changed_at", "changed_by"])
    return step


def touch_case(case: Case, by: Person) -> None:
    """One revision further, now, by her; the caller saves."""
    case.revision += 1
    case.changed_at = timezone.now()
    case.changed_by = by.staff_id


def free_code(centre_id: UUID) -> str:
    """A random code no file of the centre has, those she may not see included."""
    while True:
        code = CODE_PREFIX + "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
        with counting_rows():
            if not Case.objects.filter(centre_id=centre_id, code=code).exists():
                return code
