"""A group session is written once; each woman's file says that she was there, and no file says who else was."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404
from django.utils import timezone

from omuz.casework.cases.queries.files import OpenedCase, case_of, opened
from omuz.casework.cases.rules.steps import Conflict
from omuz.casework.services.actions.sessions import put_session, take_back
from omuz.casework.services.actions.versions import kept, put_right
from omuz.casework.services.models import GroupSession
from omuz.casework.services.queries.groups import attendances, group_key
from omuz.casework.services.rules.sessions import CorrectionReason, Form, Given, placed
from omuz.foundation.audit.chain import recorded
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


def record_group(
    *, by: Person, vault: OpenedVault, centre_id: UUID, case_ids: Sequence[UUID], given: Given, note: str = ""
) -> GroupSession:
    """Write one group session and, in each file, that she took part; `note` is about the group and names nobody.

    Raises Http404 for a file she may not see and outside her centres.
    """
    by.require("cases.write", centre_id)
    files = [_file(by, vault, case_id, centre_id) for case_id in dict.fromkeys(case_ids)]
    data_key, key = vault.centre(centre_id).new_data_key()
    with recorded(by=by, event="service.group_given", centre=centre_id):
        data_key.save(force_insert=True)
        now = timezone.now()
        group = GroupSession(
            id=uuid4(),
            centre_id=centre_id,
            made_at=now,
            made_by=by.staff_id,
            changed_at=now,
            changed_by=by.staff_id,
            data_key=data_key,
        )
        group.put(key, answers=_told(given, len(files)), words=kept({"note": note.strip()}))
        group.save(force_insert=True)
        for file in files:
            put_session(file, _attended(given, group.id), by=by)
    return group


def _file(by: Person, vault: OpenedVault, case_id: UUID, centre_id: UUID) -> OpenedCase:
    file = opened(case_of(by, case_id, "cases.write"), vault)
    if file.centre_id != centre_id:
        raise Http404
    return file


def _told(given: Given, persons: int) -> dict[str, Any]:
    whole = replace(given, form=Form.GROUP, place=placed(given.service, given.place), request=None, group=None)
    return {**whole.to_payload(), "persons": persons}


def _attended(given: Given, group_id: UUID) -> Given:
    return replace(given, form=Form.GROUP, group=group_id)


def correct_group(
    *,
    by: Person,
    vault: OpenedVault,
    group_id: UUID,
    revision: int,
    case_ids: Sequence[UUID],
    given: Given,
    note: str,
    reason: CorrectionReason,
) -> GroupSession:
    """Put a group session right for everybody who was there; files that she may not see keep their part in it.

    Raises Conflict when it changed since `revision`, Http404 outside her centres.
    """
    rows = GroupSession.objects.select_for_update(of=("self",)).select_related("data_key")
    group: GroupSession | None = rows.filter(id=group_id, centre_id__in=by.centres).first()
    if group is None:
        raise Http404
    by.require("cases.write", group.centre_id)
    if group.revision != revision:
        raise Conflict(group)
    key = group_key(group, vault)
    here = attendances(by, vault=vault, group=group)
    wanted = {case_id: _file(by, vault, case_id, group.centre_id) for case_id in dict.fromkeys(case_ids)}
    before = group.opened(key, "answers").get("persons", 0)
    persons = before + len(set(wanted) - set(here)) - len(set(here) - set(wanted))
    with recorded(by=by, event="service.group_corrected", centre=group.centre_id, why=reason.value):
        put_right(group, key, by=by, answers=_told(given, persons), words={"note": note.strip()}, reason=reason.value)
        group.save(force_update=True)
        for case_id, file in wanted.items():
            if case_id not in here:
                put_session(file, _attended(given, group.id), by=by)
        for case_id, session in here.items():
            if case_id not in wanted:
                take_back(session, opened(session.case, vault), by=by)
    return group
