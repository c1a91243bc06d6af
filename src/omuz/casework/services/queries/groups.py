"""Group sessions of a centre, opened; which files took part is known to each file alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from omuz.casework.cases.queries.files import open_to
from omuz.casework.cases.queries.index import opened_records
from omuz.casework.services.models import GroupSession, ServiceSession
from omuz.casework.services.rules.sessions import Given, SessionState
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedKey, OpenedVault


@dataclass(frozen=True, slots=True)
class Group:
    """A group session as it stands now."""

    id: UUID
    revision: int
    made_by: UUID
    given: Given
    persons: int
    note: str = ""
    versions: list[dict[str, Any]] = field(default_factory=list)


def group_key(group: GroupSession, vault: OpenedVault) -> OpenedKey:
    """The key of one group session."""
    return vault.centre(group.centre_id).data_key(group.data_key.id, group.data_key.wrapped)


def _rows(person: Person) -> "QuerySet[GroupSession]":
    rows: QuerySet[GroupSession] = GroupSession.objects.select_related("data_key").filter(centre_id__in=person.centres)
    return rows


def group_of(person: Person, group_id: UUID, *, vault: OpenedVault) -> tuple[GroupSession, Group]:
    """One group session, opened; Http404 outside her centres."""
    row = _rows(person).filter(id=group_id).first()
    if row is None:
        raise Http404
    person.require("cases.read", row.centre_id)
    key = group_key(row, vault)
    words, earlier = row.opened(key, "words"), row.opened(key, "earlier")
    return row, replace(
        _group(row, row.opened(key, "answers")), note=words.get("note", ""), versions=earlier.get("versions", [])
    )


def _group(row: GroupSession, answers: Mapping[str, Any]) -> Group:
    return Group(row.id, row.revision, row.made_by, Given.from_payload(answers), answers.get("persons", 0))


def groups_of(centre_id: UUID, *, vault: OpenedVault) -> dict[UUID, Group]:
    """Every group session of a centre whose rows are open, by number."""
    rows = list(GroupSession.objects.select_related("data_key").filter(centre_id=centre_id).order_by("made_at", "id"))
    sealed = ((row.data_key.wrapped, row.data_key_id, row.answers, row.id) for row in rows)
    opened = vault.centre(centre_id).open_many(sealed, table=GroupSession._meta.db_table, field="answers")
    return {row.id: _group(row, answers) for row, answers in zip(rows, opened, strict=True)}


def as_it_stands(given: Given, groups: Mapping[UUID, Group]) -> Given:
    """A file's part in a group session says what the group session says now; any other session is as it is."""
    group = groups.get(given.group) if given.group else None
    return replace(group.given, request=given.request, group=given.group) if group else given


def attendances(person: Person, *, vault: OpenedVault, group: GroupSession) -> dict[UUID, ServiceSession]:
    """File → its part in a group session, of the files she may see."""
    told = opened_records(ServiceSession, person=person, vault=vault, centre_id=group.centre_id)
    wanted = [each.id for each in told if each.payload.get("group") == str(group.id)]
    rows = ServiceSession.objects.select_related("case", "case__data_key").filter(
        open_to(person, "case__"), id__in=wanted, state=SessionState.RECORDED.value
    )
    return {row.case_id: row for row in rows}
