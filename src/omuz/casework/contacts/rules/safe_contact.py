"""When and how she may be called: the one block of a contact that can cost a life when it is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Final

YES: Final = "yes"
SAFE_FIELDS: Final = frozenset(
    "callable number permissions email_address days hours start end if_other_answers code_word".split()
)
"""Fields of the form that belong to the safe-contact block, sealed apart from the answers."""
ONLY_SHE_GIVES: Final = ("number", "email_address", "code_word")
"""Never kept, not even in a draft, of a caller with a hidden number or of somebody looking for a woman."""
LONGEST_WAIT = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class SafeContact:
    """What she said about being called; every permission she did not give is absent."""

    callable: str = "not_asked"
    number: str = ""
    sms: bool = False
    voicemail: bool = False
    email: bool = False
    email_address: str = ""
    name_centre: bool = False
    days: frozenset[int] = frozenset()
    start: time | None = None
    end: time | None = None
    if_other_answers: str = ""
    code_word: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was asked and nothing is kept."""
        return self == SafeContact()

    def to_payload(self) -> dict[str, Any]:
        """The block as plain values for sealing; what is not there takes no room."""
        kept: dict[str, Any] = {"callable": self.callable}
        for flag in ("sms", "voicemail", "email", "name_centre"):
            if getattr(self, flag):
                kept[flag] = True
        for words in ("number", "email_address", "if_other_answers", "code_word"):
            if getattr(self, words):
                kept[words] = getattr(self, words)
        if self.days:
            kept["days"] = sorted(self.days)
        if self.start and self.end:
            kept["hours"] = [self.start.strftime("%H:%M"), self.end.strftime("%H:%M")]
        return kept

    @classmethod
    def from_payload(cls, kept: Mapping[str, Any]) -> "SafeContact":
        """The block from its opened form."""
        hours = kept.get("hours")
        return cls(
            callable=str(kept.get("callable", "not_asked")),
            number=str(kept.get("number", "")),
            sms=bool(kept.get("sms")),
            voicemail=bool(kept.get("voicemail")),
            email=bool(kept.get("email")),
            email_address=str(kept.get("email_address", "")),
            name_centre=bool(kept.get("name_centre")),
            days=frozenset(int(day) for day in kept.get("days", ())),
            start=time.fromisoformat(hours[0]) if hours else None,
            end=time.fromisoformat(hours[1]) if hours else None,
            if_other_answers=str(kept.get("if_other_answers", "")),
            code_word=str(kept.get("code_word", "")),
        )

    def allows_day(self, day: date) -> bool:
        """Whether she may be called on this weekday; no day named means every day."""
        return not self.days or day.weekday() in self.days


class CallProblem(StrEnum):
    """Why a call-back cannot be planned like this."""

    SHE_DID_NOT_SAY_YES = "callback_she_did_not_say_yes"
    NO_WINDOW = "callback_no_window"
    HALF_WINDOW = "callback_half_window"
    WINDOW_BACKWARDS = "callback_window_backwards"
    DAY_PAST = "callback_day_past"
    DAY_TOO_FAR = "callback_day_too_far"
    DAY_OUTSIDE = "callback_day_outside"
    TO_A_SEEKER = "callback_to_a_seeker"
    SHE_SAID_NO_MORE = "callback_she_said_no_more"
    NUMBER_IS_HIDDEN = "callback_number_is_hidden"


def problems_of_plan(safe: SafeContact, due_on: date | None, *, today: date) -> tuple[CallProblem, ...]:
    """What forbids this plan; an unplanned call-back needs nothing of her."""
    found: list[CallProblem] = []
    if bool(safe.start) != bool(safe.end):
        found.append(CallProblem.HALF_WINDOW)
    if safe.start and safe.end and safe.end <= safe.start:
        found.append(CallProblem.WINDOW_BACKWARDS)
    if due_on is None:
        return tuple(found)
    if safe.callable != YES:
        found.append(CallProblem.SHE_DID_NOT_SAY_YES)
    if not safe.start and not safe.end:
        found.append(CallProblem.NO_WINDOW)
    if due_on < today:
        found.append(CallProblem.DAY_PAST)
    elif due_on - today > LONGEST_WAIT:
        found.append(CallProblem.DAY_TOO_FAR)
    elif not safe.allows_day(due_on):
        found.append(CallProblem.DAY_OUTSIDE)
    return tuple(found)


class Moment(StrEnum):
    """Whether she may be called at this minute."""

    NOW = "now"
    LATER_TODAY = "later_today"
    ANOTHER_DAY = "another_day"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Opening:
    """The safe window as it stands: open until `end`, or opening at `start` (both local, without zone)."""

    moment: Moment
    start: datetime | None = None
    end: datetime | None = None


def next_opening(safe: SafeContact, due_on: date, now: datetime) -> Opening:
    """The next time she may be called for a call promised for `due_on`; `now` is local, without zone.

    A call is never offered before the promised day, nor outside the days and hours she gave.
    """
    if safe.callable != YES or safe.start is None or safe.end is None:
        return Opening(Moment.NEVER)
    first = max(due_on, now.date())
    for ahead in range(8):
        day = first + timedelta(days=ahead)
        if not safe.allows_day(day):
            continue
        start, end = datetime.combine(day, safe.start), datetime.combine(day, safe.end)
        if start <= now < end:
            return Opening(Moment.NOW, start, end)
        if now < start:
            return Opening(Moment.LATER_TODAY if day == now.date() else Moment.ANOTHER_DAY, start, end)
    return Opening(Moment.NEVER)


def next_day(safe: SafeContact, after: date) -> date:
    """The first day after `after` on which she may be called."""
    for ahead in range(1, 8):
        day = after + timedelta(days=ahead)
        if safe.allows_day(day):
            return day
    return after + timedelta(days=1)


def may_keep(fields: Mapping[str, list[str]], *, seeker: str) -> dict[str, list[str]]:
    """The typed fields without what must not be stored; `seeker` is the kind of contact of somebody looking for her."""
    hidden = fields.get("hidden_number") == [YES]
    if hidden or fields.get("kind") == [seeker]:
        return {name: values for name, values in fields.items() if name not in ONLY_SHE_GIVES}
    return dict(fields)
