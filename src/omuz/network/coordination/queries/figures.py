"""Stages and fulfilled actions as rows and through the gate; cards per quarter through the policy for women."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from omuz.foundation.people.access import Person
from omuz.foundation.people.models import Organisation
from omuz.foundation.privacy.cells import Dimension, RawTable
from omuz.foundation.privacy.gate import ANSWERS, CENTRE, INSTITUTIONS, protect
from omuz.foundation.privacy.safe import SafeTable
from omuz.insight.indicators.definitions import indicator
from omuz.insight.indicators.engine import count
from omuz.insight.indicators.facts import Facts
from omuz.insight.of_centres import protected
from omuz.network.coordination.facts import action_facts, stage_facts
from omuz.network.coordination.models import CardCount, StageReached, Step, Workspace
from omuz.network.training.facts import Counts, directorate_facts
from omuz.network.training.queries.network import directorate_years

QUARTER = "quarter"
COUNTED = ("handed", "referred")
HANDED, TRAINED = "coordination.handed", "coordination.trained"


def stages_by_municipality(day: date) -> dict[UUID, int | None]:
    """The stage of every municipality on a day; None where it had not begun."""
    halls = Organisation.objects.exclude(kind=Organisation.Kind.NGO).values_list("id", flat=True)
    known: dict[UUID, int | None] = dict.fromkeys(halls)
    for row in StageReached.objects.filter(on__lte=day).select_related("workspace"):
        known[row.workspace.municipality_id] = row.stage
    return known


def stages_of_year(person: Person, year: int) -> Facts:
    """One row a municipality at the end of a year, or today while it runs; none of a year to come. Raises Refused."""
    person.require("coordination.read")
    day = min(date(year, 12, 31), timezone.localdate())
    return stage_facts(stages_by_municipality(day).values() if day.year == year else (), day)


def actions_of_year(person: Person, year: int) -> Facts:
    """One row an action of a directorate whose last day came in a year. Raises Refused."""
    person.require("coordination.read")
    rows = Step.objects.filter(ends_on__year=year).select_related("unit")
    return action_facts(rows, year, timezone.localdate())


def stage_table(person: Person, year: int) -> SafeTable:
    """I56 of a year, through the gate."""
    return protect(count(indicator("I56"), stages_of_year(person, year), period=str(year)), INSTITUTIONS)


def fulfilment_table(person: Person, year: int) -> SafeTable:
    """I57 of a year by directorate, through the gate. Raises Refused."""
    facts = actions_of_year(person, year)
    return protect(count(indicator("I57"), facts, ("directorate",), period=str(year)), INSTITUTIONS)


def trained_table(workspace: Workspace, year: int) -> SafeTable | None:
    """I58 of one municipality by directorate, protected as what centres answer; None where nobody wrote numbers."""
    rows = [row for row in directorate_years(year) if row.organisation_id == workspace.municipality_id]
    told = [Counts(row.directorate, row.staff, row.trained) for row in rows if row.staff]
    if not told:
        return None
    facts = directorate_facts(told, year)
    population = f"coordination/{workspace.id}/{year}/I58"
    raw = count(indicator("I58"), facts, ("directorate",), period=str(year), population=population)
    return protected({TRAINED: raw}, ANSWERS).get(TRAINED)


def handed_table(workspace: Workspace, year: int, *names: str) -> SafeTable | None:
    """Cards and referrals in each quarter of a year, or only one of them, protected as though each were a woman.

    None where nobody counted.
    """
    rows = CardCount.objects.filter(unit__workspace=workspace, quarter__startswith=f"{year}-")
    told: dict[tuple[str, ...], int] = {}
    for row in rows:
        number = sum(getattr(row, name) for name in names or COUNTED)
        told[(row.quarter,)] = told.get((row.quarter,), 0) + number
    if not told:
        return None
    raw = RawTable(
        indicator=HANDED,
        version=1,
        dimensions=(Dimension(QUARTER, tuple(sorted(code for (code,) in told))),),
        counts=told,
        base="kart ve yönlendirme",
        period=str(year),
        grain="quarter",
        population=f"coordination/{workspace.id}/{year}/{'-'.join(names or COUNTED)}",
    )
    return protect(raw, CENTRE)
