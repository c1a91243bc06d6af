"""Rows of shelter requests: the outcome and the reasons a shelter gave; no place, for none is kept."""

from uuid import UUID

from omuz.casework.cases.facts import Row, as_facts, kept_rows
from omuz.casework.cases.queries.index import OpenedRecord, opened_records
from omuz.casework.services.models import ShelterRequest
from omuz.casework.services.rules.shelter import ShelterAsked
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.indicators.facts import Facts, period_codes

KIND = "shelter_request"


def rows(*, person: Person, vault: OpenedVault, centre_id: UUID, case_id: UUID | None = None) -> list[Row]:
    """One row for each shelter request, of one file where `case_id` is told."""
    person.require("figures.centre", centre_id)
    told = opened_records(ShelterRequest, person=person, vault=vault, centre_id=centre_id, counting=True)
    return [_row(each) for each in told if case_id in (None, each.case_id)]


def _row(record: OpenedRecord) -> Row:
    asked = ShelterAsked.from_payload(record.payload)
    month, quarter, year = period_codes(asked.on)
    return {
        "month": month,
        "quarter": quarter,
        "year": year,
        "outcome": str(asked.outcome),
        "refused_reason": asked.refused,
    }


def facts(*, person: Person, vault: OpenedVault, centre_id: UUID, period: str | None = None) -> Facts:
    """Living and kept rows as facts; raises Http404 outside her centres, Refused without the right to its figures."""
    living = rows(person=person, vault=vault, centre_id=centre_id)
    kept = kept_rows(KIND, vault=vault, centre_id=centre_id)
    return as_facts(KIND, living + kept, person=person, centre_id=centre_id, period=period)
