"""Coded rows of this room for the indicators: no name, no title, no day; nothing in them is about a woman."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from omuz.insight.indicators.facts import Facts

KIND = "staff_training"
DIRECTORATES = "directorate_staff"
SUPERVISION = "supervision"
_YES_NO = {True: "yes", False: "no"}


@dataclass(frozen=True)
class Due:
    """One course one worker of a centre should have taken, and whether it counts on the day asked about."""

    centre: str
    centre_kind: str
    course: str
    completed: bool


@dataclass(frozen=True)
class Counts:
    """Staff places of a directorate, and how many of them were trained."""

    directorate: str
    staff: int
    trained: int


def training_facts(rows: Iterable[Due], year: int) -> Facts:
    """One row a training due to a worker by the end of the year."""
    return Facts.from_rows(
        KIND,
        [
            {
                "year": str(year),
                "centre": each.centre,
                "centre_kind": each.centre_kind,
                "course": each.course,
                "completed": _YES_NO[each.completed],
            }
            for each in rows
        ],
    )


def directorate_facts(rows: Iterable[Counts], year: int) -> Facts:
    """One row a staff place, made from counts; a directorate that wrote no number is not there."""
    made: list[Mapping[str, str]] = []
    for each in rows:
        place = {"year": str(year), "directorate": each.directorate}
        made += [place | {"trained": "yes"}] * each.trained
        made += [place | {"trained": "no"}] * (each.staff - each.trained)
    return Facts.from_rows(DIRECTORATES, made)


@dataclass(frozen=True)
class Supervised:
    """A centre's year of supervision."""

    centre: str
    centre_kind: str
    hours: int
    workers: int


def supervision_facts(rows: Iterable[Supervised], year: int) -> Facts:
    """One row a centre that wrote both numbers; one that did not is not there, since missing is not zero."""
    return Facts.from_rows(
        SUPERVISION,
        [
            {
                "year": str(year),
                "centre": each.centre,
                "centre_kind": each.centre_kind,
                "hours_per_worker": round(each.hours / each.workers, 1),
            }
            for each in rows
        ],
    )
