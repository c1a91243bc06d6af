"""One file and its records, opened for the person who may see it: the first of two walls, the database is the second.

A file that is another centre's, hidden from her, kept to a list without her, destroyed or merged is not found.
"""

from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from omuz.casework.cases.models import Case, CaseRecord
from omuz.casework.cases.queries.pausing import refuse_paused
from omuz.casework.cases.rules.steps import Conflict, State
from omuz.casework.contacts.rules.safe_contact import SafeContact
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedKey, OpenedVault

R = TypeVar("R", bound=CaseRecord)


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A file with its key and its three envelopes opened."""

    case: Case
    key: OpenedKey
    answers: dict[str, Any]
    words: dict[str, Any]
    identity: dict[str, Any]
    read: dict[Any, Any] | None = field(default=None, compare=False, repr=False)
    """What this request has read of its records so far; None where nothing is kept (`queries/reading.py`)."""

    @property
    def id(self) -> UUID:
        found: UUID = self.case.id
        return found

    @property
    def centre_id(self) -> UUID:
        found: UUID = self.case.centre_id
        return found

    @property
    def code(self) -> str:
        return str(self.case.code)


def open_to(person: Person, prefix: str = "") -> Q:
    """The condition under which she may know of a file; `prefix` leads from a record to its file (`case__`)."""
    return (
        Q(**{f"{prefix}centre_id__in": person.centres})
        & ~Q(**{f"{prefix}hidden_from__contains": [person.staff_id]})
        & (Q(**{f"{prefix}only_for__isnull": True}) | Q(**{f"{prefix}only_for__contains": [person.staff_id]}))
        & ~Q(**{f"{prefix}state": State.DESTROYED.value})
        & Q(**{f"{prefix}merged_into__isnull": True})
    )


def visible_cases(person: Person, centre_id: UUID) -> "QuerySet[Case]":
    """Files of one centre she may know of, in no order. Raises Http404 outside her centres."""
    person.require("cases.read", centre_id)
    rows: QuerySet[Case] = Case.objects.filter(open_to(person), centre_id=centre_id)
    return rows


def case_of(person: Person, case_id: UUID, permission: str = "cases.read") -> Case:
    """A file with its wrapped key; Http404 where she may not know of it, Refused without `permission`."""
    case: Case | None = Case.objects.select_related("data_key").filter(open_to(person), id=case_id).first()
    if case is None:
        raise Http404
    person.require(permission, case.centre_id)
    return case


def locked_case(person: Person, case_id: UUID, *, permission: str = "cases.write", revision: int | None = None) -> Case:
    """As `case_of`, and nobody else writes it until this act ends; raises Conflict when it moved on meanwhile."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("data_key")
    case: Case | None = rows.filter(open_to(person), id=case_id).first()
    if case is None:
        raise Http404
    person.require(permission, case.centre_id)
    if revision is not None and case.revision != revision:
        raise Conflict(case)
    return case


def opened(case: Case, vault: OpenedVault) -> OpenedCase:
    """The file with its envelopes opened. Raises NotGranted without the centre's key."""
    key = case.key(vault)
    return OpenedCase(case, key, case.opened(key, "answers"), case.opened(key, "words"), case.opened(key, "identity"))


def open_case(person: Person, case_id: UUID, *, vault: OpenedVault, permission: str = "cases.read") -> OpenedCase:
    """`case_of`, opened; the caller writes the event of the look."""
    return opened(case_of(person, case_id, permission), vault)


def record_of(person: Person, model: type[R], record_id: UUID, *, permission: str = "cases.read") -> R:
    """One record with its file; Http404 where she may not know of the file."""
    rows = model.objects.select_related("case", "case__data_key")
    found: R | None = rows.filter(open_to(person, "case__"), id=record_id).first()
    if found is None:
        raise Http404
    person.require(permission, found.centre_id)
    return found


def locked_record(
    person: Person, model: type[R], record_id: UUID, *, permission: str = "cases.write", revision: int | None = None
) -> R:
    """As `record_of`, and nobody else writes it until this act ends; raises Conflict when it moved on, Paused."""
    rows = model.objects.select_for_update(of=("self",)).select_related("case", "case__data_key")
    found: R | None = rows.filter(open_to(person, "case__"), id=record_id).first()
    if found is None:
        raise Http404
    person.require(permission, found.centre_id)
    refuse_paused(found.case)
    if revision is not None and found.revision != revision:
        raise Conflict(found)
    return found


def records_of(case: Case, model: type[R]) -> "QuerySet[R]":
    """Every record of one kind in a file, oldest first; the file was found for her already."""
    if case.kinds is not None and model not in case.kinds:
        nothing: QuerySet[R] = model.objects.none()
        return nothing
    rows: QuerySet[R] = model.objects.filter(centre_id=case.centre_id, case=case).order_by("made_at", "id")
    return rows


def safe_contact_of(file: OpenedCase) -> SafeContact:
    """Whether, when and how she may be called; empty when nobody asked, which means: not."""
    return SafeContact.from_payload(file.identity.get("safe", {}))
