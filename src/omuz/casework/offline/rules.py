"""What two people wrote apart, brought together field by field; how long an entry may lie on a computer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

Values = tuple[str, ...]
"""What stands in one field, exactly as typed; empty where nothing does."""

HOURS: Final = (4, 12, 24, 48, 72)
"""How many hours a centre may let an entry lie; a weekend, and no longer."""
HOURS_AT_FIRST: Final = 24
WARNED_BEFORE: Final = timedelta(hours=2)
"""How long before an entry is destroyed she is warned."""
MOST_FIELDS: Final = 200
LONGEST: Final = 4000
"""Characters kept of one typed value; the forms themselves take less."""


class Kind(StrEnum):
    """What can be written while the line is cut."""

    TALLY = "tally"
    TALK = "talk"


class Outcome(StrEnum):
    """What became of an entry that arrived."""

    RECORDED = "recorded"
    DRAFT = "draft"
    COMPARE = "compare"


class Ended(StrEnum):
    """Why a computer keeps no entries any more."""

    SWITCHED_OFF = "switched_off"
    SIGNED_OUT = "signed_out"
    WITHDRAWN = "withdrawn"
    NOT_ALLOWED = "not_allowed"


@dataclass(frozen=True, slots=True)
class Edit:
    """One field she changed: what stood there when she began, and what she wrote."""

    was: Values
    now: Values


@dataclass(frozen=True, slots=True)
class Meeting:
    """One field two people changed: what stands now, and what she wrote; nobody has chosen yet."""

    theirs: Values
    mine: Values


@dataclass(frozen=True, slots=True)
class Merged:
    """What is taken over, and what has to be shown side by side; every edit is in exactly one of both or agreed."""

    taken: dict[str, Values]
    met: dict[str, Meeting]


def changed(base: Mapping[str, Values], mine: Mapping[str, Values]) -> dict[str, Edit]:
    """The edits that lead from `base` to `mine`; a field that says the same is none."""
    names = dict.fromkeys((*base, *mine))
    pairs = {name: Edit(base.get(name, ()), mine.get(name, ())) for name in names}
    return {name: edit for name, edit in pairs.items() if edit.was != edit.now}


def merged(theirs: Mapping[str, Values], edits: Mapping[str, Edit]) -> Merged:
    """Bring her edits to what stands now.

    A field nobody else touched takes her words, one in which both say the same is settled; every other is a meeting.
    """
    taken: dict[str, Values] = {}
    met: dict[str, Meeting] = {}
    for name, edit in edits.items():
        stands = theirs.get(name, ())
        if edit.now in (edit.was, stands):
            continue
        if stands == edit.was:
            taken[name] = edit.now
        else:
            met[name] = Meeting(stands, edit.now)
    return Merged(taken, met)


@dataclass(frozen=True, slots=True)
class Told:
    """What a record says after some deliveries: the fields nobody disputes, and every version of those that are.

    Which version stands until somebody chooses depends on who came first; what is agreed, and what there is to
    choose between, does not.
    """

    agreed: dict[str, Values]
    disputed: dict[str, frozenset[Values]]


def told_after(base: Mapping[str, Values], deliveries: Iterable[tuple[str, Mapping[str, Edit]]]) -> Told:
    """What a record says after entries arrived in this order; one that comes again changes nothing."""
    stands, seen = dict(base), set()
    versions: dict[str, set[Values]] = {}
    for name, edits in deliveries:
        if name in seen:
            continue
        seen.add(name)
        found = merged(stands, edits)
        for field, meeting in found.met.items():
            versions.setdefault(field, {meeting.theirs}).add(meeting.mine)
        stands.update(found.taken)
    agreed = {field: values for field, values in stands.items() if field not in versions}
    return Told(agreed, {field: frozenset(each) for field, each in versions.items()})


def lies_until(written_at: datetime, hours: int) -> datetime:
    """The moment an entry is destroyed on her computer."""
    return written_at + timedelta(hours=hours)


def believable(written_at: datetime, now: datetime) -> datetime:
    """The moment she wrote it as her computer tells it, and never one that has not come yet."""
    return min(written_at, now)
