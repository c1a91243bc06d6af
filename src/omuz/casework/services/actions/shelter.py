"""What became of a shelter request: placed in a safe place, refused and why, given up by her, or not known."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from omuz.casework.cases.queries.files import locked_record, opened
from omuz.casework.services.actions.versions import put_right
from omuz.casework.services.models import ServiceRequest, ShelterRequest
from omuz.casework.services.rules.requests import NOT_ASKED, Wish, settled
from omuz.casework.services.rules.shelter import (
    ASK_AGAIN_AFTER,
    REQUEST_AFTER,
    UNMET_AFTER,
    Outcome,
    ShelterAsked,
    ShelterState,
    answered,
)
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedKey, OpenedVault


def settle_shelter(
    *,
    by: Person,
    vault: OpenedVault,
    shelter_id: UUID,
    revision: int,
    outcome: Outcome,
    on: date,
    refused: Sequence[str] = (),
) -> ShelterRequest:
    """Write the answer to a shelter request; the request in her list ends with it.

    Raises Conflict when it changed since `revision`, Http404 where the file is not hers to see.
    """
    row = locked_record(by, ShelterRequest, shelter_id, revision=revision)
    file = opened(row.case, vault)
    with recorded(by=by, event="shelter.settled", centre=row.centre_id, about=f"case:{file.code}"):
        asked = answered(ShelterAsked.from_payload(row.opened(file.key, "answers")), outcome, on, refused)
        put_right(row, file.key, by=by, answers=asked.to_payload(), words={})
        waits = outcome is Outcome.WAITING
        row.state = (ShelterState.OPEN if waits else ShelterState.SETTLED).value
        row.due_on = on + ASK_AGAIN_AFTER if waits else None
        row.save(force_update=True)
        _request_after(asked, outcome, on, by, file.key, row)
    return row


def _request_after(
    asked: ShelterAsked, outcome: Outcome, on: date, by: Person, key: OpenedKey, shelter: ShelterRequest
) -> None:
    if asked.request is None:
        return
    request = ServiceRequest.objects.select_for_update().filter(id=asked.request, case=shelter.case).first()
    if request is None:
        return
    state = REQUEST_AFTER[outcome]
    wish = settled(Wish.from_payload(request.opened(key, "answers")), state, on, UNMET_AFTER.get(outcome, NOT_ASKED))
    put_right(request, key, by=by, answers=wish.to_payload(), words=request.opened(key, "words"))
    request.state = state.value
    request.save(force_update=True)
