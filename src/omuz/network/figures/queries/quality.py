"""How good the figures of a quarter are: who reported when, what the checks asked, what was not asked or is hidden."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from omuz.foundation.people.access import Person
from omuz.network.figures.queries.series import measured
from omuz.network.returns.queries.contents import Plan
from omuz.network.returns.queries.received import BoardRow, Box, Sum, board, summed
from omuz.network.returns.rules.quarters import Quarter, Standing

QUARTERS = 8


@dataclass(frozen=True)
class Punctuality:
    """How the centres stood with one quarter, in numbers of centres."""

    quarter: Quarter
    counts: Counter[Standing]
    corrected: int
    centres: int


@dataclass(frozen=True)
class Hiding:
    """How much of one table of the network is hidden or only told between bounds."""

    plan: Plan
    whole: Sum
    cells: int
    hidden: int


def punctuality(rows: Sequence[BoardRow]) -> list[Punctuality]:
    """Quarter by quarter, newest first."""
    by_quarter: dict[Quarter, list[Box]] = {}
    for row in rows:
        for box in row.boxes:
            by_quarter.setdefault(box.quarter, []).append(box)
    return [
        Punctuality(
            quarter,
            Counter(box.standing for box in boxes),
            sum(box.corrected for box in boxes),
            len(boxes),
        )
        for quarter, boxes in sorted(by_quarter.items(), reverse=True)
    ]


def boxes_of(rows: Sequence[BoardRow], quarter: Quarter) -> list[tuple[str, Box]]:
    """How every centre stands with one quarter, by its name."""
    return [(row.centre.name, box) for row in rows for box in row.boxes if box.quarter == quarter]


def board_until(person: Person, today: date) -> list[BoardRow]:
    """The board of the last two years; Http404 without a network post."""
    return board(person, today, QUARTERS)


def hidings(person: Person, quarter: Quarter) -> list[Hiding]:
    """Every table of a quarter: how many cells it has and how many of them are not told exactly."""
    found = []
    for one in measured():
        for plan in one.plans:
            if plan.yearly and not quarter.closes_year:
                continue
            (whole,) = summed(person, plan.key, [quarter])
            if whole.table is not None:
                told = whole.table.explain()
                found.append(Hiding(plan, whole, told.cells, sum(told.hidden.values())))
    return found
