"""Asking for childcare or temporary aid, and what came of it."""

from uuid import UUID

from omuz.casework.cases.actions.writing import new_record
from omuz.casework.cases.queries.files import locked_record, open_case, opened, record_of
from omuz.casework.orders.models import AidRequest
from omuz.casework.orders.rules.aid import Aid
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


def ask_for_aid(*, by: Person, vault: OpenedVault, case_id: UUID, aid: Aid, note: str = "") -> AidRequest:
    """Write down that it was asked for, with its outcome where that is known already."""
    file = open_case(by, case_id, vault=vault, permission="cases.write")
    with recorded(by=by, event="aid.asked", centre=file.centre_id, about=f"case:{file.code}"):
        request = new_record(AidRequest, file, by=by, state=aid.state.value)
        request.put(file.key, answers=aid.to_payload(), words={"note": note} if note else {})
        request.save(force_insert=True)
    return request


def settle_aid(*, by: Person, vault: OpenedVault, aid_id: UUID, revision: int, aid: Aid, note: str = "") -> AidRequest:
    """Write down what came of it, or correct what was written. Raises cases' Conflict when it moved on."""
    request = record_of(by, AidRequest, aid_id, permission="cases.write")
    with recorded(by=by, event="aid.settled", centre=request.centre_id, about=f"case:{request.case.code}"):
        request = locked_record(by, AidRequest, aid_id, revision=revision)
        key = opened(request.case, vault).key
        request.put(key, answers=aid.to_payload(), words={"note": note} if note else {})
        request.state = aid.state.value
        request.touch(by)
        request.save(force_update=True)
    return request
