"""A draft: kept every few seconds while she writes, resumed another day, thrown away empty."""

from uuid import UUID

from django.db import IntegrityError

from omuz.casework.cases.actions.writing import new_record
from omuz.casework.cases.queries.files import open_case
from omuz.casework.contacts.actions.versions import Typed
from omuz.casework.interviews.actions.versions import (
    WRITE,
    Conflict,
    NotNow,
    found,
    locked,
    put_typed,
    refuse_stale,
    typed_of,
)
from omuz.casework.interviews.models import Interview
from omuz.casework.interviews.rules.record import DiscardReason, State
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

Changes = dict[str, list[str]]
"""Field → what stands in it now, for the fields that changed; an emptied group is an empty list."""


def open_draft(
    *, by: Person, vault: OpenedVault, case_id: UUID, interview_id: UUID, changes: Changes, page: str
) -> Interview:
    """Keep the first words of an interview as a draft of the file.

    `interview_id` was made by the page, so a repeated first save makes no second draft: it keeps the same one.
    Raises Http404 where she may not know of the file.
    """
    file = open_case(by, case_id, vault=vault, permission=WRITE)
    if Interview.objects.filter(centre_id=file.centre_id, case=file.case, id=interview_id).exists():
        return keep_draft(by=by, vault=vault, interview_id=interview_id, revision=0, changes=changes, page=page)
    about = f"case:{file.code}"
    try:
        with recorded(by=by, event="interview.draft_opened", centre=file.centre_id, about=about):
            interview = new_record(Interview, file, by=by, state=State.DRAFT.value, id=interview_id)
            put_typed(interview, file.key, _merged(Typed({}), changes, page, interview.revision))
            interview.save(force_insert=True)
    except IntegrityError:
        # Two first saves of one page at the same moment: the other one made the draft.
        return keep_draft(by=by, vault=vault, interview_id=interview_id, revision=0, changes=changes, page=page)
    return interview


def keep_draft(
    *, by: Person, vault: OpenedVault, interview_id: UUID, revision: int, changes: Changes, page: str
) -> Interview:
    """Keep what changed in a draft since `revision`; writes nothing, not even an event, when nothing did.

    Raises Conflict when another page kept something meanwhile, NotNow when it is no draft any more.
    """
    interview = found(by, interview_id)
    if interview.state != State.DRAFT:
        raise NotNow(interview)
    key = interview.case.key(vault)
    if not _really(changes, typed_of(interview, key)):
        return interview
    about = f"case:{interview.case.code}"
    with recorded(by=by, event="interview.draft_kept", centre=interview.centre_id, about=about):
        interview = locked(by, interview_id)
        if interview.state != State.DRAFT:
            raise NotNow(interview)
        kept = typed_of(interview, key)
        refuse_stale(interview, kept, revision, page)
        interview.touch(by)
        put_typed(interview, key, _merged(kept, _really(changes, kept), page, interview.revision))
        interview.save(force_update=True)
    return interview


def _really(changes: Changes, kept: Typed) -> Changes:
    return {name: values for name, values in changes.items() if kept.fields.get(name, []) != values}


def _merged(kept: Typed, changes: Changes, page: str, revision: int) -> Typed:
    return Typed({**kept.fields, **changes}, page, {**kept.since, **dict.fromkeys(changes, revision)})


def discard_draft(
    *, by: Person, vault: OpenedVault, interview_id: UUID, revision: int, reason: DiscardReason
) -> Interview:
    """Throw a draft away: its envelopes are emptied, only that there was one stays.

    Raises Conflict when somebody wrote on since `revision`, NotNow when it is no draft any more.
    """
    interview = found(by, interview_id)
    about = f"case:{interview.case.code}"
    with recorded(by=by, event="interview.draft_discarded", centre=interview.centre_id, about=about, why=reason.value):
        interview = locked(by, interview_id)
        if interview.state != State.DRAFT:
            raise NotNow(interview)
        key = interview.case.key(vault)
        if interview.revision != revision:
            raise Conflict(interview, (), typed_of(interview, key))
        interview.state = State.DISCARDED.value
        interview.touch(by)
        interview.put(key, answers={}, words={})
        interview.save(force_update=True)
    return interview
