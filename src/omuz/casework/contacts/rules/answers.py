"""The coded answers of one contact: every question, its list, and what makes an answer whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

NOT_ASKED: Final = "not_asked"
DID_NOT_WANT: Final = "did_not_want"
UNKNOWN: Final = "unknown"
SPECIAL: Final = (NOT_ASKED, DID_NOT_WANT, UNKNOWN)

SEEKER: Final = "whereabouts_enquiry"
"""Somebody looking for a woman: answered with one fixed sentence, logged without a name."""

EARLIEST_YEAR = 1990
CLOCK_GRACE = timedelta(minutes=5)
MINUTES_MAX = 600


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the tally: its name, its list, whether several answers hold, whether only she may raise it."""

    name: str
    catalogue: str
    multi: bool = False
    only_if_told: bool = False


QUESTIONS: Final = (
    Question("channel", "channel"),
    Question("for_whom", "for_whom"),
    Question("kind", "contact_kind"),
    Question("looking_for", "contact_looking_for"),
    Question("done", "done", multi=True),
    Question("referred_to", "institution", multi=True),
    Question("heard_from", "heard_from"),
    Question("district", "district"),
    Question("hidden_number", "yes_no"),
    Question("anonymous", "yes_no"),
    Question("violence_types", "violence_type", multi=True, only_if_told=True),
    Question("relation", "relation", multi=True, only_if_told=True),
    Question("age_band", "age_band", only_if_told=True),
)
BY_NAME: Final = {question.name: question for question in QUESTIONS}
NOBODY_SAID: Final = (NOT_ASKED,)
_SEVERAL: Final = frozenset(question.name for question in QUESTIONS if question.multi)


class AnswerProblem(StrEnum):
    """Why an answer cannot be recorded as it stands."""

    CHANNEL_MISSING = "channel_missing"
    TIME_MISSING = "time_missing"
    TIME_AHEAD = "time_ahead"
    TIME_TOO_OLD = "time_too_old"
    CODE_UNKNOWN = "code_unknown"
    MINUTES_RANGE = "minutes_range"


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem and the field it belongs to."""

    field: str
    problem: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at a promised call."""

    at: datetime
    result: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered in one contact.

    `at` carries its zone; `timed` is false where only the day is known. `minutes` is the length, None when not noted.
    """

    at: datetime
    timed: bool = True
    minutes: int | None = None
    channel: str = NOT_ASKED
    for_whom: str = NOT_ASKED
    kind: str = NOT_ASKED
    looking_for: str = NOT_ASKED
    done: tuple[str, ...] = NOBODY_SAID
    referred_to: tuple[str, ...] = NOBODY_SAID
    heard_from: str = NOT_ASKED
    district: str = NOT_ASKED
    hidden_number: str = NOT_ASKED
    anonymous: str = NOT_ASKED
    violence_types: tuple[str, ...] = NOBODY_SAID
    relation: tuple[str, ...] = NOBODY_SAID
    age_band: str = NOT_ASKED
    do_not_call: bool = False
    attempts: tuple[Attempt, ...] = field(default=())

    def codes(self, name: str) -> tuple[str, ...]:
        """The codes answered to a question, always as a tuple."""
        value = getattr(self, name)
        return value if isinstance(value, tuple) else (value,)

    def to_payload(self) -> dict[str, Any]:
        """The answers as plain values for sealing; what nobody said takes no room."""
        kept: dict[str, Any] = {"at": self.at.isoformat(timespec="minutes")}
        if not self.timed:
            kept["day_only"] = True
        if self.minutes is not None:
            kept["minutes"] = self.minutes
        for question in QUESTIONS:
            value = getattr(self, question.name)
            if value not in (NOT_ASKED, NOBODY_SAID):
                kept[question.name] = list(value) if question.multi else value
        if self.do_not_call:
            kept["do_not_call"] = True
        if self.attempts:
            kept["attempts"] = [[attempt.at.isoformat(timespec="minutes"), attempt.result] for attempt in self.attempts]
        return kept

    @classmethod
    def from_payload(cls, kept: Mapping[str, Any]) -> "Answers":
        """The answers from their opened form."""
        said: dict[str, Any] = {
            name: tuple(value) if name in _SEVERAL else value for name, value in kept.items() if name in BY_NAME
        }
        return cls(
            at=datetime.fromisoformat(kept["at"]),
            timed=not kept.get("day_only"),
            minutes=kept.get("minutes"),
            do_not_call=bool(kept.get("do_not_call")),
            attempts=tuple(Attempt(datetime.fromisoformat(at), result) for at, result in kept.get("attempts", ())),
            **said,
        )


def whole(codes: Sequence[str]) -> tuple[str, ...]:
    """Several answers put in order: real answers drive out the special ones, and two special ones leave one."""
    real = tuple(dict.fromkeys(code for code in codes if code and code not in SPECIAL))
    if real:
        return real
    for special in (DID_NOT_WANT, UNKNOWN):
        if special in codes:
            return (special,)
    return NOBODY_SAID


def read_codes(
    said: Mapping[str, Sequence[str]], lists: Mapping[str, frozenset[str]]
) -> tuple[dict[str, Any], list[Fault]]:
    """Answers by question name, and a fault for each code its list does not hold.

    `said` maps a question's name to what was chosen (several for a question that takes several); `lists` maps a
    list's name to its codes. A question nobody touched is *not asked*.
    """
    read: dict[str, Any] = {}
    faults: list[Fault] = []
    for question in QUESTIONS:
        chosen = whole([code.strip() for code in said.get(question.name, ())])
        allowed = lists[question.catalogue]
        if any(code not in SPECIAL and code not in allowed for code in chosen):
            faults.append(Fault(question.name, AnswerProblem.CODE_UNKNOWN))
            continue
        read[question.name] = chosen if question.multi else chosen[0]
    if read.get("kind") != SEEKER:
        read["looking_for"] = NOT_ASKED
    return read, faults


def faults_of(answers: Answers, *, now: datetime) -> list[Fault]:
    """What keeps these answers from being recorded: only a channel and a time are ever demanded."""
    found: list[Fault] = []
    if answers.channel == NOT_ASKED:
        found.append(Fault("channel", AnswerProblem.CHANNEL_MISSING))
    if answers.at > now + CLOCK_GRACE:
        found.append(Fault("at", AnswerProblem.TIME_AHEAD))
    elif answers.at.year < EARLIEST_YEAR:
        found.append(Fault("at", AnswerProblem.TIME_TOO_OLD))
    if answers.minutes is not None and not 0 <= answers.minutes <= MINUTES_MAX:
        found.append(Fault("minutes", AnswerProblem.MINUTES_RANGE))
    return found


def changed_fields(before: Answers, after: Answers) -> tuple[str, ...]:
    """Names of what a worker can change and that differs between two versions, in the order of the tally.

    `at` stands for the moment, its hour known or not; tries at a call are no field of the form.
    """
    moved = (before.at, before.timed) != (after.at, after.timed)
    names = ("minutes", *(question.name for question in QUESTIONS))
    differing = (name for name in names if getattr(before, name) != getattr(after, name))
    return (*(["at"] if moved else []), *differing)


def with_attempt(answers: Answers, attempt: Attempt, *, do_not_call: bool) -> Answers:
    """The answers after one more try at a promised call."""
    return replace(answers, attempts=(*answers.attempts, attempt), do_not_call=answers.do_not_call or do_not_call)
