"""Recording an interview and correcting a recorded one."""

from dataclasses import replace
from uuid import UUID, uuid4

from django.db import IntegrityError
from django.utils import timezone

from omuz.casework.cases.actions.writing import new_record, step_taken
from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import OpenedCase, locked_case, open_case, opened
from omuz.casework.cases.rules.steps import State as FileState
from omuz.casework.interviews.actions.versions import (
    WRITE,
    Conflict,
    NotNow,
    found,
    locked,
    put_said,
    refuse_stale,
    said_of,
    typed_of,
)
from omuz.casework.interviews.models import Interview, InterviewVersion
from omuz.casework.interviews.rules.answers import Said, changed_fields
from omuz.casework.interviews.rules.record import WORDS_NOT_KEPT, CorrectionReason, State
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedKey, OpenedVault


def record_interview(
    *,
    by: Person,
    vault: OpenedVault,
    case_id: UUID,
    said: Said,
    interview_id: UUID | None = None,
    revision: int = 0,
    page: str = "",
) -> Interview:
    """Record an interview, from its draft or at once, and take the file's step with it.

    `said.answers.on` is the day of the talk; whether it is the first of the file is found out here. A second press
    of the same button on the same page returns what the first one recorded. Raises Conflict when another page kept
    the draft since `revision`, NotNow when it was thrown away or recorded from elsewhere, Http404 where she may not
    know of the file.
    """
    interview_id = interview_id or uuid4()
    known = open_case(by, case_id, vault=vault, permission=WRITE)
    before = Interview.objects.filter(centre_id=known.centre_id, case=known.case, id=interview_id).first()
    if before is not None and before.state != State.DRAFT:
        return _already(before, known.key, page)
    try:
        with recorded(by=by, event="interview.recorded", centre=known.centre_id, about=f"case:{known.code}"):
            file = opened(locked_case(by, case_id), vault)
            interview = _begun(by, file, interview_id, revision, page, fresh=before is None)
            answers = replace(said.answers, first=_is_first(file.case, interview_id))
            put_said(interview, file.key, Said(answers, said.words), page)
            interview.save(force_insert=before is None, force_update=before is not None)
            step_taken(file, FileState.FIRST_INTERVIEW, by=by, on=said.answers.on)
    except IntegrityError:
        # Two presses at the same moment: the other one recorded it. Of another file: it is not found.
        return _already(found(by, interview_id), known.key, page)
    return interview


def _begun(by: Person, file: OpenedCase, interview_id: UUID, revision: int, page: str, *, fresh: bool) -> Interview:
    if fresh:
        return new_record(Interview, file, by=by, state=State.RECORDED.value, id=interview_id)
    interview = locked(by, interview_id)
    if interview.state != State.DRAFT:
        raise NotNow(interview)
    refuse_stale(interview, typed_of(interview, file.key), revision, page)
    interview.state = State.RECORDED.value
    interview.touch(by)
    return interview


def _is_first(case: Case, interview_id: UUID) -> bool:
    others = Interview.objects.filter(centre_id=case.centre_id, case=case, state=State.RECORDED.value)
    return not others.exclude(id=interview_id).exists()


def _already(interview: Interview, key: OpenedKey, page: str) -> Interview:
    if interview.state == State.RECORDED and page and interview.opened(key, "answers").get("page") == page:
        return interview
    raise NotNow(interview)


def correct_interview(
    *, by: Person, vault: OpenedVault, interview_id: UUID, revision: int, said: Said, reason: CorrectionReason
) -> Interview:
    """Change a recorded interview and keep, sealed, what it said before; writes nothing when nothing changed.

    Raises Conflict when somebody changed it since `revision`, NotNow when it is not recorded.
    """
    interview = found(by, interview_id)
    if interview.state != State.RECORDED:
        raise NotNow(interview)
    key = interview.case.key(vault)
    if interview.revision == revision and not changed_fields(said_of(interview, key), said):
        return interview
    about = f"case:{interview.case.code}"
    with recorded(by=by, event="interview.corrected", centre=interview.centre_id, about=about, why=reason.value):
        interview = locked(by, interview_id)
        before = said_of(interview, key)
        if interview.revision != revision:
            raise Conflict(interview, changed_fields(before, said), before)
        _keep_earlier(interview, key, before, by, reason)
        interview.touch(by)
        put_said(interview, key, Said(replace(said.answers, first=before.answers.first), said.words))
        interview.save(force_update=True)
    return interview


def _keep_earlier(interview: Interview, key: OpenedKey, before: Said, by: Person, reason: CorrectionReason) -> None:
    earlier = InterviewVersion(
        centre_id=interview.centre_id,
        case=interview.case,
        interview=interview,
        revision=interview.revision,
        reason=reason.value,
        by=by.staff_id,
        at=timezone.now(),
    )
    words = {} if reason in WORDS_NOT_KEPT else dict(before.words)
    earlier.put(key, answers=before.answers.to_payload(), words=words)
    earlier.save(force_insert=True)
