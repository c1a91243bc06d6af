"""A session or a service given once: by whom, of which kind, how long, alone or in a group, and where she was taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from omuz.casework.services.rules.requests import NOT_ASKED, Problem, day_problem

MINUTES_MAX: Final = 600
MINUTES_OFFERED: Final = (15, 30, 45, 60, 90)
NOTE_MAX: Final = 600
"""Characters of the note of a session; what was spoken of has its own places."""

ACCOMPANIMENT: Final = "accompaniment"

OWN_SERVICE: Final = {
    "psychologist": "psychological",
    "lawyer": "legal",
    "social_worker": "social_work",
    "sociologist": "social_work",
}
"""Profession → the service its session most often is; offered first, changed with one press."""


class SessionState(StrEnum):
    """A session stands, or was written by mistake and counts nowhere."""

    RECORDED = "recorded"
    REMOVED = "removed"


class Form(StrEnum):
    """Alone or in a group."""

    INDIVIDUAL = "individual"
    GROUP = "group"


class CorrectionReason(StrEnum):
    """Why a session is changed."""

    TYPING_SLIP = "typing_slip"
    SHE_SAID = "she_said"
    WORDS_REMOVED = "words_removed"
    BY_MISTAKE = "by_mistake"


@dataclass(frozen=True, slots=True)
class Given:
    """What was given once.

    `minutes` is None when not noted. `worker` is the member of staff, None for somebody without an account.
    `request` is the request it answered, `group` the group session this file took part in.
    """

    on: date
    service: str = NOT_ASKED
    worker: UUID | None = None
    profession: str = NOT_ASKED
    form: str = Form.INDIVIDUAL
    channel: str = NOT_ASKED
    minutes: int | None = None
    place: str = NOT_ASKED
    request: UUID | None = None
    group: UUID | None = None

    def to_payload(self) -> dict[str, Any]:
        """Plain values for sealing; what nobody noted takes no room."""
        kept: dict[str, Any] = {"on": self.on.isoformat(), "service": self.service, "form": str(self.form)}
        for name in ("profession", "channel", "place"):
            if getattr(self, name) != NOT_ASKED:
                kept[name] = getattr(self, name)
        for name in ("worker", "request", "group"):
            if getattr(self, name) is not None:
                kept[name] = str(getattr(self, name))
        if self.minutes is not None:
            kept["minutes"] = self.minutes
        return kept

    @classmethod
    def from_payload(cls, kept: Mapping[str, Any]) -> "Given":
        """The session from its opened form."""
        ids = {name: UUID(kept[name]) if kept.get(name) else None for name in ("worker", "request", "group")}
        return cls(
            on=date.fromisoformat(kept["on"]),
            service=kept.get("service", NOT_ASKED),
            profession=kept.get("profession", NOT_ASKED),
            form=kept.get("form", Form.INDIVIDUAL),
            channel=kept.get("channel", NOT_ASKED),
            minutes=kept.get("minutes"),
            place=kept.get("place", NOT_ASKED),
            **ids,
        )


def faults_of(given: Given, *, today: date) -> dict[str, Problem]:
    """Field → what keeps this session from being recorded: only a day that makes sense is demanded."""
    found: dict[str, Problem] = {}
    if problem := day_problem(given.on, today=today):
        found["on"] = problem
    if given.minutes is not None and not 0 <= given.minutes <= MINUTES_MAX:
        found["minutes"] = Problem.MINUTES_RANGE
    return found


def placed(service: str, place: str) -> str:
    """Where she was taken: kept only of an accompaniment."""
    return place if service == ACCOMPANIMENT else NOT_ASKED


def first_session(request: UUID, sessions: Iterable[Given]) -> date | None:
    """The day of the first session that answered a request; None where there is none."""
    return min((given.on for given in sessions if given.request == request), default=None)


def held_since(service: str, day: date, sessions: Iterable[Given]) -> bool:
    """Whether a session of this service took place on `day` or later."""
    return any(given.service == service and given.on >= day for given in sessions)


@dataclass(frozen=True, slots=True)
class Counter:
    """How many sessions, and how many minutes of those that have a length."""

    sessions: int = 0
    minutes: int = 0


def counted(sessions: Iterable[Given]) -> Counter:
    """Sessions and minutes of some sessions."""
    told = list(sessions)
    return Counter(len(told), sum(given.minutes or 0 for given in told))


def by_service(sessions: Iterable[Given]) -> dict[str, Counter]:
    """Service → sessions and minutes, the most frequent first."""
    told: dict[str, list[Given]] = {}
    for given in sessions:
        told.setdefault(given.service, []).append(given)
    pairs = ((service, counted(those)) for service, those in told.items())
    return dict(sorted(pairs, key=lambda pair: (-pair[1].sessions, pair[0])))
