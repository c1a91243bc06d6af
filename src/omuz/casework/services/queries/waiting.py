"""Who waits for what since when, by code; and how much she herself gave today, this week and this month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from omuz.casework.cases.queries.files import visible_cases
from omuz.casework.cases.queries.index import opened_records
from omuz.casework.cases.rules.steps import State
from omuz.casework.services.models import ServiceRequest, ServiceSession
from omuz.casework.services.queries.groups import groups_of
from omuz.casework.services.rules.requests import RequestState, Wish, wait_days
from omuz.casework.services.rules.sessions import Counter, Given, SessionState, counted
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault


@dataclass(frozen=True, slots=True)
class Waiting:
    """One request that waits, by code."""

    request_id: UUID
    case_id: UUID
    code: str
    service: str
    since: date
    days: int
    holder_id: UUID | None


def waiting_list(person: Person, *, vault: OpenedVault, centre_id: UUID, day: date) -> list[Waiting]:
    """Requests that wait in open files of the centre she may know of, the longest wait first.

    Raises Http404 outside her centres, NotGranted without the centre's key.
    """
    told = opened_records(ServiceRequest, person=person, vault=vault, centre_id=centre_id)
    waits = [each for each in told if each.state == RequestState.WAITING]
    cases = visible_cases(person, centre_id).exclude(state=State.CLOSED.value)
    known = {row[0]: row for row in cases.values_list("id", "code", "holder_id")}
    found = []
    for each in waits:
        if each.case_id in known:
            _id, code, holder = known[each.case_id]
            wish = Wish.from_payload(each.payload)
            days = wait_days(wish.on, day) or 0
            found.append(Waiting(each.id, each.case_id, code, wish.service, wish.on, days, holder))
    return sorted(found, key=lambda line: (line.since, line.code, line.service))


def by_kind(lines: Iterable[Waiting]) -> dict[str, int]:
    """Service → how many wait for it, the most first."""
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.service] = counts.get(line.service, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


@dataclass(frozen=True, slots=True)
class OwnCounter:
    """What one member of staff gave herself; a group session counts once."""

    today: Counter
    week: Counter
    month: Counter


def own_counter(person: Person, *, vault: OpenedVault, centre_id: UUID, day: date) -> OwnCounter:
    """Her own sessions of today, of this week and of this month in one centre."""
    rows = opened_records(ServiceSession, person=person, vault=vault, centre_id=centre_id)
    alone = [Given.from_payload(row.payload) for row in rows if row.state == SessionState.RECORDED]
    mine = [given for given in alone if given.group is None and given.worker == person.staff_id]
    groups = groups_of(centre_id, vault=vault).values()
    mine += [group.given for group in groups if group.given.worker == person.staff_id]
    monday = day - timedelta(days=day.weekday())
    return OwnCounter(
        today=counted(given for given in mine if given.on == day),
        week=counted(given for given in mine if monday <= given.on <= day),
        month=counted(given for given in mine if day.replace(day=1) <= given.on <= day),
    )
