"""How a centre keeps its duties as coded rows: disposals that fell due, breaches, requests answered; no file in them.

Of the disposals that were signed for the minutes tell month and whether it was in time. Of those that wait, one that is
late is a row; one that may still be signed in time is none. Files hidden from the reader are not among the waiting.
"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils import timezone

from omuz.casework.cases.facts import Row, as_facts, kept_rows
from omuz.casework.cases.queries.index import opened_records
from omuz.casework.rights.models import Breach, Minutes, RightsRequest
from omuz.casework.rights.queries.due import waiting_in
from omuz.casework.rights.queries.texts import clock_of
from omuz.casework.rights.rules.breaches import in_time
from omuz.casework.rights.rules.clocks import What
from omuz.foundation.people.access import Person
from omuz.foundation.vault.opened import OpenedVault
from omuz.insight.indicators.facts import Facts, period_codes

KIND = "data_protection"
DISPOSAL, BREACH, REQUEST = "disposal", "breach", "rights_request"


def rows(*, person: Person, vault: OpenedVault, centre_id: UUID, case_id: UUID | None = None) -> list[Row]:
    """One row a request of the living files of a centre, or of one file that is about to be destroyed."""
    person.require("figures.centre", centre_id)
    found = opened_records(RightsRequest, person=person, vault=vault, centre_id=centre_id, counting=True)
    return [_request(each.payload) for each in found if case_id is None or each.case_id == case_id]


def facts(*, person: Person, vault: OpenedVault, centre_id: UUID, period: str | None = None) -> Facts:
    """Disposals, breaches and requests of one centre as facts. Raises Http404, Refused and NotGranted."""
    found = rows(person=person, vault=vault, centre_id=centre_id) + kept_rows(KIND, vault=vault, centre_id=centre_id)
    found += _breaches(centre_id)
    found += _signed(vault, centre_id)
    found += _late(person, vault, centre_id)
    return as_facts(KIND, found, person=person, centre_id=centre_id, period=period)


def _request(answers: dict[str, str]) -> Row:
    on = date.fromisoformat(answers["on"])
    row = _row(REQUEST, on)
    if answers.get("answered_on"):
        row["days"] = max(0, (date.fromisoformat(answers["answered_on"]) - on).days)
    return row


def _breaches(centre_id: UUID) -> Iterator[Row]:
    for found_at in Breach.objects.filter(centre_id=centre_id).values_list("found_at", flat=True):
        yield _row(BREACH, timezone.localtime(found_at).date())


def _signed(vault: OpenedVault, centre_id: UUID) -> Iterator[Row]:
    """What the minutes of rounds tell; minutes written before they told it say nothing."""
    kept = Minutes.objects.filter(centre_id=centre_id)
    sealed = kept.values_list("data_key__wrapped", "data_key_id", "answers", "id")
    opened = vault.centre(centre_id).open_many(sealed.iterator(), table=Minutes._meta.db_table, field="answers")
    for answers in opened:
        for month, told, number in answers.get("due", ()):
            row = _row(DISPOSAL, date.fromisoformat(f"{month}-01")) | {"on_time": str(told)}
            yield from [row] * int(number)


def _late(person: Person, vault: OpenedVault, centre_id: UUID) -> Iterator[Row]:
    today = timezone.localdate()
    clock = clock_of(What.ROUND, today)
    for due_on in waiting_in(person, vault=vault, centre_id=centre_id, today=today).days:
        if in_time(None, clock.ends(due_on), today) is False:
            yield _row(DISPOSAL, due_on) | {"on_time": "no"}


def _row(kind: str, on: date) -> Row:
    month, quarter, year = period_codes(on)
    return {"kind": kind, "month": month, "quarter": quarter, "year": year}
