"""Activities and persons reached as countable rows: kinds and months, no word; nobody stands behind a row."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from omuz.foundation.catalogue.fact_kinds import fact_kind
from omuz.foundation.catalogue.lists import NOT_ASKED
from omuz.insight.indicators.facts import Facts, Value, period_codes
from omuz.network.outreach.models import Activity

ACTIVITIES, REACHED = "outreach", "outreach_reached"


def activity_facts(rows: Iterable[Activity], codes: Mapping[UUID, str]) -> Facts:
    """One row an activity; `codes` names the centres."""
    return Facts.from_rows(ACTIVITIES, [_row(row, codes) for row in rows])


def reached_facts(rows: Iterable[Activity], codes: Mapping[UUID, str]) -> Facts:
    """One row a person reached, made from the count of each activity; none where nobody counted."""
    columns: dict[str, list[Value]] = {name: [] for name in fact_kind(REACHED).columns}
    for row in rows:
        told = _row(row, codes) | {"estimated": "yes" if row.estimated else "no"}
        for name, values in columns.items():
            values.extend([told.get(name, NOT_ASKED)] * (row.reached or 0))
    return Facts(fact_kind(REACHED), columns)


def _row(row: Activity, codes: Mapping[UUID, str]) -> dict[str, Value]:
    month, quarter, year = period_codes(row.on)
    return {"month": month, "quarter": quarter, "year": year, "centre": codes[row.centre_id], "kind": row.kind}
