"""One row a call: answered (telephone contacts of the tally, and those counted beside it) or missed."""

from uuid import UUID

from omuz.casework.appointments.models import CallCount
from omuz.casework.appointments.rules.calls import Counted
from omuz.casework.cases.facts import Row, as_facts, kept_rows
from omuz.casework.contacts.queries.index import opened_tally
from omuz.foundation.catalogue.fact_kinds import PERIODS
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.indicators.facts import Facts, period_codes

KIND = "call"
PHONE = "phone"


def rows(*, person: Person, vault: OpenedVault, centre_id: UUID, case_id: UUID | None = None) -> list[Row]:
    """Every counted call of one centre; a call belongs to no file, so `case_id` finds none."""
    person.require("figures.centre", centre_id)
    if case_id is not None:
        return []
    found: list[Row] = []
    for count in CallCount.objects.filter(centre_id=centre_id):
        month, quarter, year = period_codes(count.day)
        for result in Counted:
            row: Row = {"month": month, "quarter": quarter, "year": year, "result": result.value}
            found += [row] * getattr(count, result.value)
    for line in opened_tally(person, vault=vault, centre_id=centre_id).lines.values():
        if line.answers.channel == PHONE:
            month, quarter, year = period_codes(line.at.date())
            told = {"month": month, "quarter": quarter, "year": year, "result": Counted.ANSWERED.value}
            found.append({**told})
    # A contact that was forgotten was still a call that was answered.
    for kept in kept_rows("contact", vault=vault, centre_id=centre_id):
        if kept["channel"] == PHONE:
            found.append({**{name: kept[name] for name in PERIODS}, "result": Counted.ANSWERED.value})
    return found


def facts(*, person: Person, vault: OpenedVault, centre_id: UUID, period: str | None = None) -> Facts:
    """The calls of one centre as facts; `period` (`2026`, `2026-Q3`, `2026-07`) narrows them."""
    found = rows(person=person, vault=vault, centre_id=centre_id)
    return as_facts(KIND, found, person=person, centre_id=centre_id, period=period)
