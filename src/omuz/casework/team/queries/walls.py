"""Who may not know of which file, as the few who may know of it see it; and which codes the log must not show."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.files import OpenedCase, records_of, visible_cases
from omuz.casework.team.models import Declaration, GlassBreak, InsideTie, NamedList
from omuz.casework.team.rules.walls import DeclarationState, GlassState
from omuz.foundation.people.access import Person
from omuz.foundation.tenancy.context import counting_rows
from omuz.foundation.vault.opened import OpenedKey, OpenedVault


class Reader(Protocol):
    """Whoever reads the log, and the chains she reads."""

    @property
    def staff_id(self) -> UUID: ...

    @property
    def logs(self) -> frozenset[UUID]: ...


def hidden_abouts(reader: Reader) -> frozenset[str]:
    """What stands in the log about files of her centres that she may not know of: `case:D-…`."""
    me = reader.staff_id
    closed = Q(hidden_from__contains=[me]) | (Q(only_for__isnull=False) & ~Q(only_for__contains=[me]))
    with counting_rows():
        codes = Case.objects.filter(closed, centre_id__in=reader.logs).values_list("code", flat=True)
        return frozenset(f"case:{code}" for code in codes)


@dataclass(frozen=True, slots=True)
class Declared:
    """A conflict somebody declared on a file: whose, since when, whether it stands."""

    id: UUID
    staff_id: UUID
    on: date
    stands: bool
    revision: int


def declared_on(file: OpenedCase) -> list[Declared]:
    """Every declared conflict of an opened file, the newest first."""
    found = []
    for row in records_of(file.case, Declaration):
        told = row.opened(file.key, "answers")
        stands = row.state == DeclarationState.STANDS
        found.append(Declared(row.id, UUID(told["staff"]), date.fromisoformat(told["on"]), stands, row.revision))
    return found[::-1]


def tie_of(file: OpenedCase) -> tuple[InsideTie, dict[str, Any]] | None:
    """How the man is tied to the house, as last written; None when nobody wrote anything."""
    row = records_of(file.case, InsideTie).last()
    return (row, row.opened(file.key, "answers")) if row else None


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a file's list: what, when, by whom, the names after it, why."""

    state: str
    on: date
    by: UUID
    names: tuple[UUID, ...]
    why: str


def list_history(file: OpenedCase) -> list[Change]:
    """Every change of the named list of an opened file, the newest first."""
    found = []
    for row in records_of(file.case, NamedList):
        told, words = row.opened(file.key, "answers"), row.opened(file.key, "words")
        names = tuple(UUID(each) for each in told.get("names", ()))
        found.append(Change(row.state, date.fromisoformat(told["on"]), row.made_by, names, words.get("why", "")))
    return found[::-1]


def restricted_files(person: Person, centre_id: UUID) -> "QuerySet[Case]":
    """Restricted files of a centre she may know of, by code."""
    return visible_cases(person, centre_id).filter(only_for__isnull=False).order_by("code")


def files_with_conflicts(person: Person, centre_id: UUID) -> "QuerySet[Case]":
    """Files of a centre hidden from somebody else, by code."""
    return visible_cases(person, centre_id).exclude(hidden_from=[]).order_by("code")


@dataclass(frozen=True, slots=True)
class Glass:
    """A request to open a restricted file; `code` is empty for whoever may not know it yet, `case_id` likewise."""

    row: GlassBreak
    code: str
    case_id: UUID | None
    why: str
    answer: str


def glass_key(row: GlassBreak, vault: OpenedVault) -> OpenedKey:
    """The key of one request."""
    return vault.centre(row.centre_id).data_key(row.data_key.id, row.data_key.wrapped)


def glass_requests(
    person: Person, *, vault: OpenedVault, centre_id: UUID, since: datetime | None = None
) -> list[Glass]:
    """Requests of a centre, the newest first; one about a file hidden from the reader is not there.

    Codes stand open to the two people of a request and to whoever may know of the file.
    """
    person.require("cases.read", centre_id)
    rows = GlassBreak.objects.select_related("data_key").filter(centre_id=centre_id)
    if since:
        rows = rows.filter(asked_at__gte=since)
    told = [(row, row.opened(glass_key(row, vault), "answers")) for row in rows.order_by("-asked_at")]
    wanted = {UUID(each["case"]) for _row, each in told}
    with counting_rows():
        files = {file.id: file for file in Case.objects.filter(id__in=wanted, centre_id=centre_id)}
    found = []
    for row, payload in told:
        file = files.get(UUID(payload["case"]))
        if file is None or person.staff_id in file.hidden_from:
            continue
        words = row.opened(glass_key(row, vault), "words")
        known = row.asked_by == person.staff_id or file.only_for is None or person.staff_id in file.only_for
        found.append(
            Glass(row, str(file.code) if known else "", file.id, words.get("why", ""), words.get("answer", ""))
        )
    return found


def glass_of(person: Person, glass_id: UUID, *, vault: OpenedVault) -> Glass:
    """One request of her centres; Http404 where there is none, or where its file is hidden from her."""
    row = GlassBreak.objects.filter(id=glass_id, centre_id__in=person.centres).first()
    if row is None:
        raise Http404
    found = next(
        (each for each in glass_requests(person, vault=vault, centre_id=row.centre_id) if each.row.id == glass_id), None
    )
    if found is None:
        raise Http404
    return found


def waiting_glass(person: Person, *, vault: OpenedVault, centre_id: UUID) -> list[Glass]:
    """Requests that wait for a second person other than her who asked."""
    asked = glass_requests(person, vault=vault, centre_id=centre_id)
    return [each for each in asked if each.row.state == GlassState.ASKED and each.row.asked_by != person.staff_id]
