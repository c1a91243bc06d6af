"""De-identified rows of requests for childcare and temporary aid, by the day each was asked for."""

from uuid import UUID

from omuz.casework.cases.facts import Row, as_facts, kept_rows
from omuz.casework.cases.queries.index import opened_records
from omuz.casework.orders.models import AidRequest
from omuz.casework.orders.rules.aid import Aid
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.indicators.facts import Facts, period_codes

KIND = "aid"


def rows(*, person: Person, vault: OpenedVault, centre_id: UUID, case_id: UUID | None = None) -> list[Row]:
    """One row per request of the centre, or of one file that is about to be destroyed."""
    person.require("figures.centre", centre_id)
    found = opened_records(AidRequest, person=person, vault=vault, centre_id=centre_id, counting=True)
    return [_row(Aid.from_payload(each.payload)) for each in found if case_id is None or each.case_id == case_id]


def facts(*, person: Person, vault: OpenedVault, centre_id: UUID, period: str | None = None) -> Facts:
    """The requests of one centre as facts, those of destroyed files included."""
    told = rows(person=person, vault=vault, centre_id=centre_id) + kept_rows(KIND, vault=vault, centre_id=centre_id)
    return as_facts(KIND, told, person=person, centre_id=centre_id, period=period)


def _row(aid: Aid) -> Row:
    month, quarter, year = period_codes(aid.on)
    return {"month": month, "quarter": quarter, "year": year, "kind": aid.kind.value, "outcome": aid.outcome}
