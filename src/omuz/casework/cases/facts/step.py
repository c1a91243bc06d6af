"""Steps of files as coded rows: to which state, why it closed; no finer than a month, no code, no file."""

from datetime import date
from uuid import UUID

from omuz.casework.cases.facts import Row, as_facts, kept_rows
from omuz.casework.cases.queries.file_index import StepLine, counted_steps
from omuz.casework.cases.rules.steps import State
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.indicators.facts import Facts, period_codes

KIND = "step"


def rows(*, person: Person, vault: OpenedVault, centre_id: UUID, case_id: UUID | None = None) -> list[Row]:
    """One row for each step of the living files of a centre, or of one file; hidden files are counted too."""
    return [_row(line) for line in counted_steps(person, vault=vault, centre_id=centre_id, case_id=case_id)]


def _row(line: StepLine) -> Row:
    told = line.answers.get("on")
    month, quarter, year = period_codes(date.fromisoformat(told[:10]) if told else None)
    row: Row = {
        "month": month,
        "quarter": quarter,
        "year": year,
        "to_state": line.state,
        "reopened": "yes" if line.state == State.REOPENED else "no",
    }
    if line.state == State.CLOSED:
        row["closure_reason"] = str(line.answers.get("reason") or "unknown")
        row["closed_with_her"] = str(line.answers.get("with_her") or "not_asked")
    return row


def facts(*, person: Person, vault: OpenedVault, centre_id: UUID, period: str | None = None) -> Facts:
    """The steps of one centre as facts, those of destroyed files with them.

    Raises Http404 outside her centres, Refused without the right to its figures, NotGranted without its key.
    """
    person.require("figures.centre", centre_id)
    told = rows(person=person, vault=vault, centre_id=centre_id)
    told += kept_rows(KIND, vault=vault, centre_id=centre_id)
    return as_facts(KIND, told, person=person, centre_id=centre_id, period=period)
