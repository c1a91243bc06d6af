"""Somebody chose between two versions of a field; only then one of them stands."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from omuz.casework.interviews.actions import Conflict, correct_interview, keep_draft
from omuz.casework.interviews.actions import open_draft as open_interview
from omuz.casework.interviews.actions.versions import locked
from omuz.casework.interviews.models import Interview
from omuz.casework.interviews.rules.answers import Said
from omuz.casework.interviews.rules.record import CorrectionReason, State
from omuz.casework.offline.queries.waiting import compared, conflict_of
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault

WHY_CORRECTED = CorrectionReason.SHE_ADDED
"""A recorded interview is corrected with what was written of it elsewhere."""


def choose(
    *,
    by: Person,
    vault: OpenedVault,
    conflict_id: UUID,
    revision: int,
    mine: Collection[str],
    corrected: Said | None = None,
) -> Interview:
    """Let the late words stand in the fields named by `mine`, the others stay as they are; settles the comparison.

    `revision` is the interview's as it was shown: raises Conflict, and writes nothing, when it moved on since.
    `corrected` is the whole of a recorded interview with those words, made by the form. Raises Http404, Paused.
    A comparison that was settled already is left alone.
    """
    with transaction.atomic():
        conflict = conflict_of(by, conflict_id, locked_row=True)
        interview = locked(by, conflict.interview_id)
        if conflict.settled_at is not None:
            return interview
        shown = compared(conflict, vault)
        if interview.revision != revision:
            raise Conflict(interview, tuple(each.name for each in shown.fields), shown.typed)
        changes = {each.name: list(each.mine) for each in shown.fields if each.name in mine}
        if changes:
            interview = _written(by, vault, interview, changes, corrected)
        about = f"case:{conflict.case.code}"
        with recorded(by=by, event="offline.chosen", centre=conflict.centre_id, about=about):
            conflict.settled_at, conflict.settled_by = timezone.now(), by.staff_id
            # Both versions stand where they belong now, or were put aside by choice: nothing of them stays here.
            conflict.put(conflict.case.key(vault), answers={}, words={})
            conflict.save(force_update=True)
    return interview


def _written(
    by: Person, vault: OpenedVault, interview: Interview, changes: Mapping[str, list[str]], corrected: Said | None
) -> Interview:
    given: dict[str, Any] = {"by": by, "vault": vault}
    if interview.state == State.RECORDED:
        if corrected is None:
            raise ValueError("a recorded interview is corrected as a whole")
        return correct_interview(
            **given, interview_id=interview.id, revision=interview.revision, said=corrected, reason=WHY_CORRECTED
        )
    page = uuid4()
    if interview.state == State.DISCARDED:
        return open_interview(
            **given, case_id=interview.case_id, interview_id=page, changes=dict(changes), page=page.hex
        )
    return keep_draft(
        **given, interview_id=interview.id, revision=interview.revision, changes=dict(changes), page=page.hex
    )
