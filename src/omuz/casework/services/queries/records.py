"""What one file says of services: her requests in her order, sessions newest first, shelter requests, who gave what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from omuz.casework.cases.queries.files import OpenedCase, records_of
from omuz.casework.cases.queries.reading import read_once
from omuz.casework.services.models import ServiceRequest, ServiceSession, ShelterRequest
from omuz.casework.services.queries.groups import Group, as_it_stands, groups_of
from omuz.casework.services.rules.requests import RequestState, Wish, wait_days
from omuz.casework.services.rules.sessions import Given, SessionState, first_session
from omuz.casework.services.rules.shelter import ShelterAsked
from omuz.foundation.people.models import Post, Staff
from omuz.foundation.people.rules import PERMISSIONS
from omuz.foundation.vault.opened import OpenedKey, OpenedVault


@dataclass(frozen=True, slots=True)
class OpenedWish:
    """One request, opened; `first_on` is the day of the first session that answered it, or it was met on."""

    row: ServiceRequest
    wish: Wish
    hers: str
    missing: str
    first_on: date | None
    versions: list[dict[str, Any]]

    @property
    def waits(self) -> bool:
        return bool(self.row.state == RequestState.WAITING)

    @property
    def days(self) -> int | None:
        """Days she waited until the first session; None while there was none."""
        return wait_days(self.wish.on, self.first_on)


@dataclass(frozen=True, slots=True)
class OpenedSession:
    """One session, opened."""

    row: ServiceSession
    given: Given
    note: str
    versions: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class OpenedShelter:
    """One shelter request, opened."""

    row: ShelterRequest
    asked: ShelterAsked
    versions: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Services:
    """Everything of one file that this room shows to the team."""

    wishes: list[OpenedWish]
    sessions: list[OpenedSession]
    shelters: list[OpenedShelter]

    @property
    def waiting(self) -> list[OpenedWish]:
        return [each for each in self.wishes if each.waits]

    @property
    def ended(self) -> list[OpenedWish]:
        return [each for each in self.wishes if not each.waits]

    @property
    def given(self) -> list[Given]:
        return [each.given for each in self.sessions]


@read_once
def services_of(file: OpenedCase, *, vault: OpenedVault) -> Services:
    """Requests, sessions and shelter requests of a file that was found for her already."""
    rows = list(records_of(file.case, ServiceSession).filter(state=SessionState.RECORDED.value))
    told = {row.id: Given.from_payload(row.opened(file.key, "answers")) for row in rows}
    groups: Mapping[UUID, Group] = (
        groups_of(file.centre_id, vault=vault) if any(given.group for given in told.values()) else {}
    )
    sessions = [_session(row, as_it_stands(told[row.id], groups), file.key) for row in rows]
    given = [each.given for each in sessions]
    wishes = [_wish(row, file.key, given) for row in records_of(file.case, ServiceRequest)]
    shelters = [_shelter(row, file.key) for row in records_of(file.case, ShelterRequest)]
    return Services(
        wishes=sorted(wishes, key=lambda each: (not each.waits, each.wish.rank, each.wish.on, each.row.made_at)),
        sessions=sorted(sessions, key=lambda each: (each.given.on, each.row.made_at), reverse=True),
        shelters=sorted(shelters, key=lambda each: (each.asked.on, each.row.made_at), reverse=True),
    )


def opened_session(row: ServiceSession, *, vault: OpenedVault) -> OpenedSession:
    """One session of a file that was found for her already."""
    key = row.case.key(vault)
    given = Given.from_payload(row.opened(key, "answers"))
    groups = groups_of(row.centre_id, vault=vault) if given.group else {}
    return _session(row, as_it_stands(given, groups), key)


def opened_shelter(row: ShelterRequest, *, vault: OpenedVault) -> OpenedShelter:
    """One shelter request of a file that was found for her already."""
    return _shelter(row, row.case.key(vault))


def opened_wish(row: ServiceRequest, file: OpenedCase, *, vault: OpenedVault) -> OpenedWish:
    """One request of a file that was found for her already."""
    return next(each for each in services_of(file, vault=vault).wishes if each.row.id == row.id)


def _session(row: ServiceSession, given: Given, key: OpenedKey) -> OpenedSession:
    return OpenedSession(row, given, row.opened(key, "words").get("note", ""), _versions(row, key))


def _wish(row: ServiceRequest, key: OpenedKey, given: Iterable[Given]) -> OpenedWish:
    wish, words = Wish.from_payload(row.opened(key, "answers")), row.opened(key, "words")
    met_on = wish.settled_on if row.state == RequestState.MET else None
    first_on = first_session(row.id, given) or met_on
    return OpenedWish(row, wish, words.get("hers", ""), words.get("missing", ""), first_on, _versions(row, key))


def _shelter(row: ShelterRequest, key: OpenedKey) -> OpenedShelter:
    return OpenedShelter(row, ShelterAsked.from_payload(row.opened(key, "answers")), _versions(row, key))


def _versions(row: Any, key: OpenedKey) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = row.opened(key, "earlier").get("versions", [])
    return found


def moment_of(version: Mapping[str, Any]) -> datetime:
    """When an earlier version was written."""
    return datetime.fromisoformat(version["at"])


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of the team that works with women."""

    id: UUID
    name: str
    profession: str


def colleagues(centre_id: UUID, day: date) -> list[Colleague]:
    """Who works with women in this centre on `day`, by name."""
    roles = [role.value for role in PERMISSIONS["cases.write"]]
    posts = Post.objects.filter(centre_id=centre_id, role__in=roles, starts_on__lte=day, staff__is_active=True)
    posts = posts.exclude(ends_on__lt=day)
    rows = Staff.objects.filter(id__in=posts.values("staff_id")).order_by("full_name")
    return [Colleague(*row) for row in rows.values_list("id", "full_name", "profession")]
