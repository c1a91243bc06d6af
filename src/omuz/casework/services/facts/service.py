"""Rows of sessions and services given: a group session is one row of the centre, and no file takes it away."""

from uuid import UUID

from omuz.casework.cases.facts import Row, as_facts, kept_rows
from omuz.casework.cases.queries.index import opened_records
from omuz.casework.services.models import ServiceSession
from omuz.casework.services.queries.groups import groups_of
from omuz.casework.services.rules.sessions import Given, SessionState
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.indicators.facts import Facts, period_codes

KIND = "service"


def rows(*, person: Person, vault: OpenedVault, centre_id: UUID, case_id: UUID | None = None) -> list[Row]:
    """One row for each session given, of one file where `case_id` is told; group sessions only of the whole centre."""
    person.require("figures.centre", centre_id)
    told = opened_records(ServiceSession, person=person, vault=vault, centre_id=centre_id, counting=True)
    kept = (each for each in told if each.state == SessionState.RECORDED and case_id in (None, each.case_id))
    given = [Given.from_payload(each.payload) for each in kept]
    alone = [each for each in given if each.group is None]
    groups = [] if case_id else [group.given for group in groups_of(centre_id, vault=vault).values()]
    return [_row(each) for each in (*alone, *groups)]


def _row(given: Given) -> Row:
    month, quarter, year = period_codes(given.on)
    row: Row = {
        "month": month,
        "quarter": quarter,
        "year": year,
        "kind": given.service,
        "profession": given.profession,
        "form": str(given.form),
        "place": given.place,
    }
    return row if given.minutes is None else {**row, "minutes": given.minutes}


def facts(*, person: Person, vault: OpenedVault, centre_id: UUID, period: str | None = None) -> Facts:
    """Living and kept rows as facts; raises Http404 outside her centres, Refused without the right to its figures."""
    living = rows(person=person, vault=vault, centre_id=centre_id)
    kept = kept_rows(KIND, vault=vault, centre_id=centre_id)
    return as_facts(KIND, living + kept, person=person, centre_id=centre_id, period=period)
