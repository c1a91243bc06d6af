"""She asks something about her own record, and is answered within thirty days."""

from datetime import date
from uuid import UUID

from omuz.casework.cases.actions.writing import new_record
from omuz.casework.cases.queries.files import locked_record, open_case
from omuz.casework.cases.queries.pausing import despite_pause
from omuz.casework.cases.rules.steps import NotNow
from omuz.casework.rights.models import RightsRequest
from omuz.casework.rights.queries.texts import clock_of
from omuz.casework.rights.rules.asking import ANSWERED, OPEN, Kind, Outcome
from omuz.casework.rights.rules.clocks import What
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


def receive_request(
    *, by: Person, vault: OpenedVault, case_id: UUID, kind: Kind, on: date, words: str = ""
) -> RightsRequest:
    """Write down what she asks; its last day is counted from the day it was received."""
    file = open_case(by, case_id, vault=vault, permission="cases.write")
    about = f"case:{file.code}"
    with despite_pause(), recorded(by=by, event="rights.asked", centre=file.centre_id, about=about, why=kind.value):
        row = new_record(RightsRequest, file, by=by, state=OPEN, due_on=clock_of(What.ANSWER, on).ends(on))
        row.put(file.key, answers={"on": on.isoformat(), "kind": kind.value}, words={"asked": words} if words else {})
        row.save(force_insert=True)
    return row


def answer_request(
    *,
    by: Person,
    vault: OpenedVault,
    request_id: UUID,
    revision: int | None,
    outcome: Outcome,
    on: date,
    words: str = "",
) -> RightsRequest:
    """Write down how she was answered. Raises Conflict when somebody else did meanwhile, NotNow when it was."""
    with despite_pause():
        row = locked_record(by, RightsRequest, request_id, revision=revision)
        about = f"case:{row.case.code}"
        with recorded(by=by, event="rights.answered", centre=row.centre_id, about=about, why=outcome.value):
            if row.state != OPEN:
                raise NotNow(row.state, ANSWERED)
            key = row.case.key(vault)
            answers = row.opened(key, "answers") | {"answered_on": on.isoformat(), "outcome": outcome.value}
            said = row.opened(key, "words") | ({"answered": words} if words else {})
            row.put(key, answers=answers, words=said)
            row.state, row.due_on = ANSWERED, None
            row.touch(by)
            row.save(force_update=True)
    return row
