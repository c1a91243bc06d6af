"""Gathers what a report is made from, room by room."""

from omuz.foundation.people.access import Person
from omuz.insight.reports.snapshot import Snapshot


def gather(person: Person, report: str, year: int, about: str = "") -> Snapshot:
    """Everything the rooms give for a report, protected against what was published before.

    Raises CatalogueError (file and line) for a broken type, NotGathered where a room gave something wrong.
    """
    raise NotImplementedError
