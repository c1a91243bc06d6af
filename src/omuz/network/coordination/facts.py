"""Workspaces and actions as countable rows: stages, directorates of the list, months; no municipality's name."""

from collections.abc import Iterable
from datetime import date

from omuz.foundation.catalogue.lists import code_list
from omuz.insight.indicators.facts import Facts, Value, period_codes
from omuz.network.coordination.models import Step


def stage_facts(known: Iterable[int | None], day: date) -> Facts:
    """One row a municipality at the end of a period; None, one that has no workspace, is unknown."""
    rows: list[dict[str, Value]] = [
        {**_periods(day), "stage": "unknown" if stage is None else f"stage_{stage}"} for stage in known
    ]
    return Facts.from_rows("coordination_stage", rows)


def action_facts(steps: Iterable[Step], year: int, today: date) -> Facts:
    """One row an action whose last day lies in the year and is over; a unit outside the list is not asked."""
    listed = set(code_list("directorate").codes)
    rows: list[dict[str, Value]] = []
    for step in steps:
        if step.ends_on.year != year or step.ends_on >= today:
            continue
        row: dict[str, Value] = {**_periods(step.ends_on), "state": str(step.standing(today))}
        if step.unit.key in listed:
            row["directorate"] = step.unit.key
        rows.append(row)
    return Facts.from_rows("directorate_action", rows)


def _periods(day: date) -> dict[str, Value]:
    month, quarter, year = period_codes(day)
    return {"month": month, "quarter": quarter, "year": year}
