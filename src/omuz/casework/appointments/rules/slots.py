"""A stretch of time in a room with a worker: how long it may be, what it collides with, who is free."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID

CODE_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O, U, 0 or 1: a visit code is said aloud at the door."""
CODE_LENGTH: Final = 4
CODE_PREFIX: Final = "Z-"
"""Of a visit; the code of a file begins otherwise and stands nowhere near it."""

LONGEST: Final = timedelta(hours=4)
SHORTEST: Final = timedelta(minutes=15)
FURTHEST: Final = timedelta(days=366)
LENGTHS: Final = (30, 45, 60, 90, 120)
"""Minutes offered at one press; a first interview takes 45 to 90."""


class SlotState(StrEnum):
    """Where a visit stands, as far as the door may know."""

    PLANNED = "planned"
    ARRIVED = "arrived"
    OVER = "over"
    CANCELLED = "cancelled"


STANDING: Final = frozenset({SlotState.PLANNED, SlotState.ARRIVED})
"""States in which room and worker are taken."""


class SlotProblem(StrEnum):
    """Why a time cannot be kept like this."""

    TIME_MISSING = "slot_time_missing"
    PAST = "slot_past"
    TOO_FAR = "slot_too_far"
    LENGTH = "slot_length"
    ROOM_TAKEN = "slot_room_taken"
    ROOM_CLOSED = "slot_room_closed"
    WORKER_TAKEN = "slot_worker_taken"
    WORKER_NOT_ON_FILE = "slot_worker_not_on_file"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time with the room and the worker it takes; both may still be open."""

    start: datetime
    end: datetime
    room_id: UUID | None = None
    worker_id: UUID | None = None

    def meets(self, other: "Stretch") -> bool:
        """Whether both take a minute of the same time; end to beginning is no meeting."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Wanted:
    """When, how long (minutes), in which room and with whom; room and worker may be left open."""

    start: datetime
    minutes: int
    room_id: UUID | None = None
    worker_id: UUID | None = None

    @property
    def stretch(self) -> Stretch:
        return Stretch(self.start, self.start + timedelta(minutes=self.minutes), self.room_id, self.worker_id)


class Worker(NamedTuple):
    """A colleague who receives women: account and name."""

    id: UUID
    name: str


def faults_of_time(stretch: Stretch, *, now: datetime, past_allowed: bool = False) -> tuple[SlotProblem, ...]:
    """What is wrong with the time itself; a visit of the past may only be written down afterwards."""
    found: list[SlotProblem] = []
    if not SHORTEST <= stretch.end - stretch.start <= LONGEST:
        found.append(SlotProblem.LENGTH)
    if stretch.end <= now and not past_allowed:
        found.append(SlotProblem.PAST)
    if stretch.start - now > FURTHEST:
        found.append(SlotProblem.TOO_FAR)
    return tuple(found)


def collisions(wanted: Stretch, taken: Iterable[Stretch]) -> tuple[SlotProblem, ...]:
    """Whether room or worker is taken at that time by one of `taken`."""
    meeting = [each for each in taken if wanted.meets(each)]
    found: list[SlotProblem] = []
    if wanted.room_id and any(each.room_id == wanted.room_id for each in meeting):
        found.append(SlotProblem.ROOM_TAKEN)
    if wanted.worker_id and any(each.worker_id == wanted.worker_id for each in meeting):
        found.append(SlotProblem.WORKER_TAKEN)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Free:
    """A colleague at this minute: free until `until` (None: for the rest of the day), or busy until then."""

    worker_id: UUID
    free: bool
    until: datetime | None


def who_is_free(workers: Iterable[UUID], taken: Iterable[Stretch], now: datetime) -> list[Free]:
    """Each worker at `now`, the free ones first, those free longest before the others."""
    rows = list(taken)
    found = [_at_this_minute(worker, [row for row in rows if row.worker_id == worker], now) for worker in workers]
    latest = now + timedelta(days=1)
    return sorted(
        found,
        key=lambda each: (not each.free, -(each.until or latest).timestamp() if each.free else _ends(each, latest)),
    )


def _ends(each: Free, latest: datetime) -> float:
    return (each.until or latest).timestamp()


def _at_this_minute(worker: UUID, rows: list[Stretch], now: datetime) -> Free:
    busy = [row.end for row in rows if row.start <= now < row.end]
    if busy:
        return Free(worker, free=False, until=max(busy))
    ahead = [row.start for row in rows if row.start > now]
    return Free(worker, free=True, until=min(ahead, default=None))


def week_of(day: date) -> tuple[date, ...]:
    """The seven days of the week `day` lies in, from Monday."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=ahead) for ahead in range(7))


def is_visit(text: str) -> bool:
    """Whether `text` is written as the code of a visit."""
    body = text.removeprefix(CODE_PREFIX)
    return text.startswith(CODE_PREFIX) and len(body) == CODE_LENGTH and set(body) <= set(CODE_ALPHABET)
