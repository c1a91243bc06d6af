"""Rooms that have a piece for whatever is asked of them, tables made by the real gate."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tests.insight.reports.given import piece

if TYPE_CHECKING:
    from omuz.foundation.people.access import Person
    from omuz.insight.reports.asked import Asked
    from omuz.insight.reports.gathered import Piece


def pieces(person: "Person", asked: "Asked") -> "Mapping[str, Piece]":
    """Every key that is asked for."""
    from omuz.insight.reports.content.report_types import sources

    person.require("reports.build")
    known = sources()
    return {key: piece(known[key]) for key in asked.keys}


def every_room() -> dict[str, str]:
    """This module behind every room but the edition's own."""
    from omuz.insight.reports.content.report_types import sources

    return dict.fromkeys(
        sorted({source.room.code for source in sources().values()} - {"edition"}), f"{__name__}.pieces"
    )
