"""Days on which a risk talk was to be repeated as coded rows: did it happen in time; not why it was due."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from omuz.casework.cases.facts import Row, as_facts, kept_rows
from omuz.casework.cases.models import Case
from omuz.casework.cases.queries.index import OpenedRecord, opened_records
from omuz.casework.safety.models import RiskTrigger
from omuz.casework.safety.rules.triggers import DropReason, Kept, TriggerState, on_time
from omuz.foundation.people.access import Person
from omuz.foundation.tenancy.context import counting_rows
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.indicators.facts import Facts, period_codes

KIND = "risk_review"


def rows(*, person: Person, vault: OpenedVault, centre_id: UUID, case_id: UUID | None = None) -> list[Row]:
    """One row for each reminder whose day has come, or those of one file; none for a day after the file was closed."""
    records = opened_records(RiskTrigger, person=person, vault=vault, centre_id=centre_id, counting=True)
    with counting_rows():
        closed = dict(Case.objects.filter(centre_id=centre_id, closed_on__isnull=False).values_list("id", "closed_on"))
    today = timezone.localdate()
    wanted = [each for each in records if case_id is None or each.case_id == case_id]
    return [row for each in wanted if (row := _row(each, closed.get(each.case_id), today)) is not None]


def _row(record: OpenedRecord, closed_on: date | None, today: date) -> Row | None:
    told = record.payload
    due = date.fromisoformat(told["due"])
    if record.state == TriggerState.OPEN and closed_on is not None and closed_on <= due:
        return None
    talked, dropped = told.get("talked_on"), told.get("dropped")
    kept = Kept(
        due,
        TriggerState(record.state),
        date.fromisoformat(talked) if talked else None,
        DropReason(dropped) if dropped else None,
    )
    answer = on_time(kept, today=today)
    if answer is None:
        return None
    # What was answered before its day counts where it was answered: no row stands in a month that is still ahead.
    settled = talked or told.get("dropped_on")
    month, quarter, year = period_codes(min(due, date.fromisoformat(settled)) if settled else due)
    return {"month": month, "quarter": quarter, "year": year, "on_time": answer}


def facts(*, person: Person, vault: OpenedVault, centre_id: UUID, period: str | None = None) -> Facts:
    """Repetitions of risk talks of one centre as facts, those of destroyed files with them.

    Raises Http404 outside her centres, Refused without the right to its figures, NotGranted without its key.
    """
    person.require("figures.centre", centre_id)
    told = rows(person=person, vault=vault, centre_id=centre_id)
    told += kept_rows(KIND, vault=vault, centre_id=centre_id)
    return as_facts(KIND, told, person=person, centre_id=centre_id, period=period)
