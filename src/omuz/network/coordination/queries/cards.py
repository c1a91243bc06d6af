"""Cards handed out and referrals, as the directorates counted them; they count no women."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from omuz.foundation.privacy.cells import Cell
from omuz.network.coordination.models import CardCount, Unit, Workspace
from omuz.network.coordination.queries.figures import COUNTED, handed_table
from omuz.network.returns.rules.quarters import Quarter, quarters_until
from omuz.network.standards.actions.refusals import NotNow

SHOWN = 8


@dataclass(frozen=True)
class ToWrite:
    """A directorate in the form of a quarter, with what is typed or written."""

    unit: Unit
    handed: str
    referred: str


@dataclass(frozen=True)
class Row:
    """A directorate with a cell for each quarter; None where it wrote nothing."""

    unit: Unit
    cells: Sequence[CardCount | None]


@dataclass(frozen=True)
class CardTable:
    """Every directorate against the quarters in which somebody counted, and their sums."""

    quarters: Sequence[str]
    rows: Sequence[Row]
    sums: Sequence[tuple[int, int]]


def open_quarters(workspace: Workspace, today: date) -> list[Quarter]:
    """Quarters that may be written, the newest first: this one and those since the work began, eight at most."""
    first = Quarter.of(workspace.begun_on)
    return [each for each in reversed(quarters_until(Quarter.of(today), SHOWN)) if each >= first]


def to_write(workspace: Workspace, quarter: Quarter, typed: Mapping[str, str]) -> list[ToWrite]:
    """The form of a quarter; what was typed and refused stands in it still."""
    there = {row.unit_id: row for row in CardCount.objects.filter(unit__workspace=workspace, quarter=str(quarter))}
    return [
        ToWrite(
            unit,
            typed.get(f"handed-{unit.id}", str(there[unit.id].handed) if unit.id in there else ""),
            typed.get(f"referred-{unit.id}", str(there[unit.id].referred) if unit.id in there else ""),
        )
        for unit in Unit.objects.filter(workspace=workspace)
    ]


def written(workspace: Workspace, quarter: Quarter) -> dict[str, str]:
    """Every box of a quarter's form with what is written."""
    lines = to_write(workspace, quarter, {})
    return {f"{name}-{line.unit.id}": getattr(line, name) for line in lines for name in ("handed", "referred")}


def read(workspace: Workspace, typed: Mapping[str, str]) -> dict[UUID, tuple[int, int] | None]:
    """What was typed for each directorate; None where both boxes are empty. Raises NotNow for what is no number."""
    found: dict[UUID, tuple[int, int] | None] = {}
    for unit in Unit.objects.filter(workspace=workspace):
        handed, referred = (typed.get(f"{name}-{unit.id}", "").strip() for name in ("handed", "referred"))
        if not all(text.isdecimal() or not text for text in (handed, referred)):
            raise NotNow(_("“%(unit)s” satırında sayı olmayan bir yazı var; hiçbir şey kaydedilmedi.") % {"unit": unit})
        found[unit.id] = (int(handed or 0), int(referred or 0)) if handed or referred else None
    return found


def table(workspace: Workspace) -> CardTable | None:
    """The last quarters with a count; None where nobody counted yet."""
    counts = list(CardCount.objects.filter(unit__workspace=workspace))
    quarters = sorted({row.quarter for row in counts})[-SHOWN:]
    if not quarters:
        return None
    there = {(row.unit_id, row.quarter): row for row in counts}
    units = Unit.objects.filter(workspace=workspace)
    rows = [Row(unit, [there.get((unit.id, quarter)) for quarter in quarters]) for unit in units]
    sums = [
        (
            sum(row.handed for row in counts if row.quarter == quarter),
            sum(row.referred for row in counts if row.quarter == quarter),
        )
        for quarter in quarters
    ]
    return CardTable(quarters, rows, sums)


def for_readers(workspace: Workspace, today: date) -> list[tuple[str, Cell, Cell]]:
    """Each quarter with cards and referrals of all directorates together, as they left the gate.

    Whoever does not write this workspace reads these: a small number of one directorate could lead to somebody.
    """
    found = []
    for year in (today.year - 1, today.year):
        handed, referred = (handed_table(workspace, year, name) for name in COUNTED)
        if handed is None or referred is None:
            continue
        quarters = handed.dimensions[0].categories
        found += [(quarter, handed.cell((quarter,)), referred.cell((quarter,))) for quarter in quarters]
    return found
