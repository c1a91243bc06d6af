"""A session is written, put right with a reason, or taken back; the request it answers is met by it."""

from dataclasses import replace
from uuid import UUID

from omuz.casework.cases.actions.writing import new_record, step_taken
from omuz.casework.cases.queries.files import OpenedCase, locked_case, locked_record, opened, records_of
from omuz.casework.cases.rules.steps import Conflict, State
from omuz.casework.services.actions.asking import met_by_session, waiting_of, waits_again
from omuz.casework.services.actions.versions import kept, put_right
from omuz.casework.services.models import ServiceRequest, ServiceSession
from omuz.casework.services.rules.requests import SHELTER, RequestState
from omuz.casework.services.rules.sessions import CorrectionReason, Given, SessionState, placed
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


def record_session(*, by: Person, vault: OpenedVault, case_id: UUID, given: Given, note: str = "") -> ServiceSession:
    """Write a session of a file; a request of the same service that waits is met by it, and the work is support.

    Raises Http404 where the file is not hers to see.
    """
    file = opened(locked_case(by, case_id), vault)
    with recorded(by=by, event="service.given", centre=file.centre_id, about=f"case:{file.code}"):
        return put_session(file, given, by=by, note=note)


def put_session(file: OpenedCase, given: Given, *, by: Person, note: str = "") -> ServiceSession:
    """Inside the caller's record: one session of a file, the request it meets, and the step of the file."""
    request = next(
        (row for row, wish in waiting_of(file) if wish.service == given.service and wish.service != SHELTER), None
    )
    told = replace(given, request=request.id if request else None, place=placed(given.service, given.place))
    row = new_record(ServiceSession, file, by=by, state=SessionState.RECORDED.value)
    row.put(file.key, answers=told.to_payload(), words=kept({"note": note.strip()}))
    row.save(force_insert=True)
    if request is not None:
        met_by_session(request, file, by=by)
    step_taken(file, State.SUPPORT, by=by, on=given.on)
    return row


class OfAGroup(Exception):
    """This session is part of a group session and is put right there."""

    def __init__(self, group_id: UUID) -> None:
        super().__init__(str(group_id))
        self.group_id = group_id


def correct_session(
    *,
    by: Person,
    vault: OpenedVault,
    session_id: UUID,
    revision: int,
    given: Given,
    note: str,
    reason: CorrectionReason,
) -> ServiceSession:
    """Put a session right and keep, sealed, what it said; writes nothing when nothing changed.

    Raises Conflict when it changed since `revision` or was taken back, OfAGroup for a group session.
    """
    row = locked_record(by, ServiceSession, session_id, revision=revision)
    file = opened(row.case, vault)
    before, told = _standing(row, file), note.strip()
    after = replace(given, request=before.request, place=placed(given.service, given.place))
    if (after, told) == (before, row.opened(file.key, "words").get("note", "")):
        return row
    with recorded(by=by, event="service.corrected", centre=row.centre_id, about=f"case:{file.code}", why=reason.value):
        put_right(row, file.key, by=by, answers=after.to_payload(), words={"note": told}, reason=reason.value)
        row.save(force_update=True)
    return row


def remove_session(*, by: Person, vault: OpenedVault, session_id: UUID, revision: int) -> ServiceSession:
    """Take back a session that was written by mistake: it counts nowhere, and its request waits again.

    Raises as `correct_session` does.
    """
    row = locked_record(by, ServiceSession, session_id, revision=revision)
    file = opened(row.case, vault)
    _standing(row, file)
    with recorded(by=by, event="service.removed", centre=row.centre_id, about=f"case:{file.code}"):
        take_back(row, file, by=by)
    return row


def take_back(row: ServiceSession, file: OpenedCase, *, by: Person) -> None:
    """Inside the caller's record: the session counts nowhere any more."""
    answers, words = row.opened(file.key, "answers"), row.opened(file.key, "words")
    put_right(row, file.key, by=by, answers=answers, words=words, reason=CorrectionReason.BY_MISTAKE.value)
    row.state = SessionState.REMOVED.value
    row.save(force_update=True)
    request = Given.from_payload(answers).request
    if request is None or _others_answer(request, file):
        return
    met = records_of(file.case, ServiceRequest).filter(id=request, state=RequestState.MET.value).first()
    if met is not None:
        waits_again(met, file, by=by)


def _standing(row: ServiceSession, file: OpenedCase) -> Given:
    given = Given.from_payload(row.opened(file.key, "answers"))
    if given.group is not None:
        raise OfAGroup(given.group)
    if row.state != SessionState.RECORDED:
        raise Conflict(row)
    return given


def _others_answer(request: UUID, file: OpenedCase) -> bool:
    rows = records_of(file.case, ServiceSession).filter(state=SessionState.RECORDED.value)
    return any(Given.from_payload(row.opened(file.key, "answers")).request == request for row in rows)
