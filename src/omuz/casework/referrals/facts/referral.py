"""Referrals that were made, as coded rows: no code, no name of an institution, no day."""

from datetime import date
from uuid import UUID

from omuz.casework.cases.facts import Row, as_facts, kept_rows
from omuz.casework.cases.queries.index import OpenedRecord, opened_records
from omuz.casework.referrals.models import Referral
from omuz.casework.referrals.rules.states import HERSELF, Stage, reached_of
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.indicators.facts import Facts, period_codes

KIND = "referral"
_MADE = (Stage.SENT.value, Stage.CLOSED.value)


def rows(*, person: Person, vault: OpenedVault, centre_id: UUID, case_id: UUID | None = None) -> list[Row]:
    """One row for each referral that was made in the living files of a centre, or in one file."""
    found = opened_records(Referral, person=person, vault=vault, centre_id=centre_id, counting=True)
    return [_row(each) for each in found if each.state in _MADE and case_id in (None, each.case_id)]


def _row(record: OpenedRecord) -> Row:
    told = record.payload
    month, quarter, year = period_codes(date.fromisoformat(told.get("sent_on") or told["on"]))
    way, result = told["way"], told.get("result", "")
    row: Row = {
        "month": month,
        "quarter": quarter,
        "year": year,
        "institution": told["recipient"]["kind"],
        "way": way,
        "purpose": told["purpose"],
        "result": result or "unknown",
        "reached": reached_of(result),
        "obstacle": tuple(told.get("obstacles", ())),
    }
    if way != HERSELF:
        row["consented"] = "no" if told.get("excepted") else "yes"
    return row


def facts(*, person: Person, vault: OpenedVault, centre_id: UUID, period: str | None = None) -> Facts:
    """The referrals of one centre as facts, those of destroyed files with them.

    Raises Http404 outside her centres, Refused without the right to its figures, NotGranted without its key.
    """
    person.require("figures.centre", centre_id)
    told = rows(person=person, vault=vault, centre_id=centre_id)
    told += kept_rows(KIND, vault=vault, centre_id=centre_id)
    return as_facts(KIND, told, person=person, centre_id=centre_id, period=period)
