"""Who stands before a file and who may know of it: conflicts of interest, named lists, two people at the glass."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Final
from uuid import UUID

FEWEST: Final = 2
"""Names on the list of a restricted file: when one is ill, the other answers."""
REASON_MAX: Final = 300


class DeclarationState(StrEnum):
    """A declared conflict stands until the coordinator, with a reason, lifts it."""

    STANDS = "stands"
    LIFTED = "lifted"


class RestrictionState(StrEnum):
    """A line in the history of a file's list."""

    SET = "set"
    LIFTED = "lifted"
    OPENED = "opened"


class GlassState(StrEnum):
    """Where a request to open a restricted file from outside stands."""

    ASKED = "asked"
    OPENED = "opened"
    REFUSED = "refused"


class WallProblem(StrEnum):
    """Why a file cannot be closed or opened like this."""

    TOO_FEW = "wall_too_few"
    NOBODY_LEADS = "wall_nobody_leads"
    HIDDEN_NAMED = "wall_hidden_named"
    NOT_ON_TEAM = "wall_not_on_team"
    SAME_PERSON = "wall_same_person"
    NOTHING_THERE = "wall_nothing_there"
    NO_REASON = "wall_no_reason"
    NOBODY_LEFT = "wall_nobody_left"


def faults_of_list(
    names: Collection[UUID],
    *,
    team: Collection[UUID],
    leads: Collection[UUID],
    holder: UUID | None,
    hidden_from: Collection[UUID],
) -> tuple[WallProblem, ...]:
    """What is wrong with the named list of a restricted file: at least two, all of the team, one of them leading."""
    listed = set(names)
    found: list[WallProblem] = []
    if len(listed) < FEWEST:
        found.append(WallProblem.TOO_FEW)
    if listed - set(team):
        found.append(WallProblem.NOT_ON_TEAM)
    if listed & set(hidden_from):
        found.append(WallProblem.HIDDEN_NAMED)
    if not listed & (set(leads) | ({holder} if holder else set())):
        found.append(WallProblem.NOBODY_LEADS)
    return tuple(found)


def list_without(names: Iterable[UUID] | None, gone: UUID) -> list[UUID] | None:
    """The list of a restricted file once a colleague declared a conflict; None stays None."""
    return None if names is None else [each for each in names if each != gone]


def new_holder(holder: UUID | None, gone: UUID, leads: Iterable[UUID], hidden_from: Collection[UUID]) -> UUID | None:
    """Who holds a file after `gone` may not: the coordinator re-assigns it, so it goes to one who may know of it."""
    if holder != gone:
        return holder
    return next((each for each in leads if each != gone and each not in hidden_from), None)
