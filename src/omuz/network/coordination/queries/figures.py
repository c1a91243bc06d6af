"""Stages and fulfilled actions as rows and through the gate; cards per quarter through the policy for women."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Organisation
from omuz.foundation.privacy.cells import Dimension, RawTable
from omuz.foundation.privacy.gate import CENTRE, INSTITUTIONS, protect
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.facts import Facts
from omuz.network.coordination.facts import action_facts, stage_facts
from omuz.network.coordination.models import CardCount, StageReached, Step, Workspace

QUARTER = "quarter"
HANDED = "coordination.handed"


def stages_of_year(person: Person, year: int) -> Facts:
    """One row a municipality at the end of a year, or today while it runs. Raises Refused."""
    person.require("coordination.read")
    day = min(date(year, 12, 31), timezone.localdate())
    last: dict[object, int] = {}
    for row in StageReached.objects.filter(on__lte=day).select_related("workspace"):
        last[row.workspace.municipality_id] = row.stage
    halls = Organisation.objects.exclude(kind=Organisation.Kind.NGO).values_list("id", flat=True)
    return stage_facts([last.get(hall) for hall in halls] if day.year == year else [], day)


def actions_of_year(person: Person, year: int) -> Facts:
    """One row an action of a directorate whose last day came in a year. Raises Refused."""
    person.require("coordination.read")
    rows = Step.objects.filter(ends_on__year=year).select_related("unit")
    return action_facts(rows, year, timezone.localdate())


def stage_table(person: Person, year: int) -> SafeTable:
    """I56 of a year, through the gate."""
    return protect(count(indicator("I56"), stages_of_year(person, year), period=str(year)), INSTITUTIONS)


def fulfilment_table(person: Person, year: int, workspace: Workspace | None = None) -> SafeTable:
    """I57 of a year by directorate, of one municipality or of all, through the gate. Raises Refused."""
    person.require("coordination.read")
    rows = Step.objects.filter(ends_on__year=year).select_related("unit")
    if workspace is not None:
        rows = rows.filter(workspace=workspace)
    facts = action_facts(rows, year, timezone.localdate())
    return protect(count(indicator("I57"), facts, ("directorate",), period=str(year)), INSTITUTIONS)


def handed_table(workspace: Workspace, year: int) -> SafeTable | None:
    """Cards handed out in each quarter of a year, as though each were a woman; None where none was counted."""
    rows = CardCount.objects.filter(unit__workspace=workspace, quarter__startswith=f"{year}-")
    told: dict[str, int] = {}
    for row in rows:
        told[row.quarter] = told.get(row.quarter, 0) + row.handed
    if not told:
        return None
    raw = RawTable(
        indicator=HANDED,
        version=1,
        dimensions=(Dimension(QUARTER, tuple(sorted(told))),),
        counts=_keys(told),
        base="kart",
        period=str(year),
        grain="quarter",
        population=f"coordination/{workspace.id}/{year}",
    )
    return protect(raw, CENTRE)


def _keys(told: Mapping[str, int]) -> dict[tuple[str, ...], int]:
    return {(code,): number for code, number in told.items()}
