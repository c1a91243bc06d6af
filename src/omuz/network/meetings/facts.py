"""Invitations and decisions as countable rows: kinds of institution and months, no name, no word."""

from collections.abc import Iterable
from datetime import date

from omuz.insight.indicators.facts import Facts, Value, period_codes
from omuz.network.meetings.models import Invited
from omuz.network.meetings.rules.standing import Fulfilment
from omuz.network.meetings.rules.words import OTHER

_RESULTS = {
    Fulfilment.ON_TIME: "on_time",
    Fulfilment.LATE: "late",
    Fulfilment.OVERDUE: "open",
    Fulfilment.OPEN: "open",
    Fulfilment.DROPPED: "dropped",
}


def invitation_facts(rows: Iterable[Invited]) -> Facts:
    """One row an invitation; presence nobody wrote down is unknown, a kind outside the list is not asked."""
    return Facts.from_rows(
        "meeting_invitation",
        [
            {
                **_periods(row.meeting.on),
                "present": row.present or "unknown",
                **({} if row.institution.kind == OTHER else {"organisation_kind": row.institution.kind}),
            }
            for row in rows
        ],
    )


def decision_facts(standings: Iterable[tuple[date | None, Fulfilment]], year: int, today: date) -> Facts:
    """One row a decision (its day, how it stands) whose day lies in the year and is over, even if done early."""
    rows: list[dict[str, Value]] = []
    for due, standing in standings:
        if due is None or due.year != year or due >= today:
            continue
        rows.append({**_periods(due), "result": _RESULTS[standing]})
    return Facts.from_rows("meeting_decision", rows)


def _periods(day: date) -> dict[str, Value]:
    month, quarter, year = period_codes(day)
    return {"month": month, "quarter": quarter, "year": year}
