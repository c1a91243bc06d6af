"""Rows of requests: what was asked for, whether it was met, how long she waited, why not."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from omuz.casework.cases.facts import Row, as_facts, kept_rows
from omuz.casework.cases.queries.index import OpenedRecord, opened_records
from omuz.casework.services.models import ServiceRequest, ServiceSession
from omuz.casework.services.queries.groups import as_it_stands, groups_of
from omuz.casework.services.rules.requests import RequestState, Wish, wait_days
from omuz.casework.services.rules.sessions import Given, SessionState, first_session, held_since
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.indicators.facts import Facts, period_codes

KIND = "service_request"

_MET = {RequestState.MET: "yes", RequestState.NOT_MET: "no"}
"""Whether it was met; one that waits or that she withdrew is neither."""


def rows(*, person: Person, vault: OpenedVault, centre_id: UUID, case_id: UUID | None = None) -> list[Row]:
    """One row for each request, of one file where `case_id` is told."""
    person.require("figures.centre", centre_id)
    asked = opened_records(ServiceRequest, person=person, vault=vault, centre_id=centre_id, counting=True)
    wanted = [each for each in asked if case_id in (None, each.case_id)]
    sessions = _sessions(person, vault, centre_id)
    first = _first_in_year(wanted)
    return [_row(each, sessions[each.case_id], each.id in first) for each in wanted]


def _sessions(person: Person, vault: OpenedVault, centre_id: UUID) -> dict[UUID, list[Given]]:
    """File → what it was given."""
    told = opened_records(ServiceSession, person=person, vault=vault, centre_id=centre_id, counting=True)
    groups = groups_of(centre_id, vault=vault)
    by_file: dict[UUID, list[Given]] = defaultdict(list)
    for each in told:
        if each.state == SessionState.RECORDED:
            by_file[each.case_id].append(as_it_stands(Given.from_payload(each.payload), groups))
    return by_file


def _first_in_year(asked: Iterable[OpenedRecord]) -> frozenset[UUID]:
    """The first request of each service in each file and year."""
    first: dict[tuple[UUID, str, int], OpenedRecord] = {}
    for each in sorted(asked, key=lambda each: (each.payload["on"], each.made_at)):
        wish = Wish.from_payload(each.payload)
        first.setdefault((each.case_id, wish.service, wish.on.year), each)
    return frozenset(each.id for each in first.values())


def _row(asked: OpenedRecord, given: list[Given], is_first: bool) -> Row:
    wish, state = Wish.from_payload(asked.payload), RequestState(asked.state)
    month, quarter, year = period_codes(wish.on)
    row: Row = {
        "month": month,
        "quarter": quarter,
        "year": year,
        "kind": wish.service,
        "outcome": state.value,
        "met": _MET.get(state, "unknown"),
        "session_held": "yes" if held_since(wish.service, wish.on, given) else "no",
        "first_in_year": "yes" if is_first else "no",
        "unmet_reason": wish.unmet_reason,
    }
    met_on = wish.settled_on if state is RequestState.MET else None
    days = wait_days(wish.on, first_session(asked.id, given) or met_on)
    return row if days is None else {**row, "wait_days": days}


def facts(*, person: Person, vault: OpenedVault, centre_id: UUID, period: str | None = None) -> Facts:
    """Living and kept rows as facts; raises Http404 outside her centres, Refused without the right to its figures."""
    living = rows(person=person, vault=vault, centre_id=centre_id)
    kept = kept_rows(KIND, vault=vault, centre_id=centre_id)
    return as_facts(KIND, living + kept, person=person, centre_id=centre_id, period=period)
