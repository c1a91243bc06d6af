"""The way of an assessment: which step follows which, when it is late, and where two people wrote the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """Where an assessment stands."""

    INVITED = "invited"
    WRITING = "writing"
    SIGNED = "signed"
    VISITED = "visited"
    AGREED = "agreed"
    DECLINED = "declined"


SELF_WRITTEN = frozenset({State.INVITED, State.WRITING})
"""States in which the centre writes its own levels."""

SELF_DONE = frozenset({State.SIGNED, State.VISITED, State.AGREED})
"""States in which the centre has signed its own part."""


class Standing(StrEnum):
    """An assessment as the round's board tells it."""

    WAITING = "waiting"
    RUNNING = "running"
    LATE = "late"
    DONE = "done"
    DECLINED = "declined"


def standing(state: str, due_on: date, signed_on: date | None, today: date) -> Standing:
    """How an assessment stands on a day; one signed after its last day stays late on the board's word."""
    if state == State.DECLINED:
        return Standing.DECLINED
    if state in SELF_DONE:
        return Standing.LATE if signed_on and signed_on > due_on else Standing.DONE
    if today > due_on:
        return Standing.LATE
    return Standing.WAITING if state == State.INVITED else Standing.RUNNING


@dataclass(frozen=True)
class Merged:
    """What of a change is taken, and what somebody else wrote meanwhile: field → her value."""

    taken: dict[str, str]
    clashes: dict[str, str]


def merged(
    now: Mapping[str, str], stamps: Mapping[str, int], changes: Mapping[str, str], seen: int, revision: int
) -> Merged:
    """Lay `changes`, written by somebody who had seen revision `seen`, over what stands at `revision`.

    A field somebody else changed after `seen` clashes unless both wrote the same; everything else is taken.
    """
    clashes = {
        name: now[name]
        for name, value in changes.items()
        if seen < revision and stamps.get(name, 0) > seen and now[name] != value
    }
    taken = {name: value for name, value in changes.items() if name not in clashes and now[name] != value}
    return Merged(taken, clashes)


def missing_signatures(worker: bool, lead: bool) -> Iterable[str]:
    """Which of the two signatures are still missing."""
    return [name for name, there in (("worker", worker), ("lead", lead)) if not there]
